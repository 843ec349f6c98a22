/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "licence/claim169.h"

#include <string.h>

/*
 * What the table of the specification demands of each attribute's value.  Texts that are names have no
 * form of their own, but are to be safe to show.
 */

enum {
    DATE_SIZE = 8,
    LANGUAGE_SIZE = 3,
    COUNTRY_LEAST = 2,
    COUNTRY_MOST = 3,
    PHONE_DIGITS_LEAST = 7,
    PHONE_DIGITS_MOST = 15, /* ITU-T E.164 */
    EMAIL_MAX = 254,        /* RFC 5321 section 4.5.3.1.3 */
    GENDER_MOST = 3,
    MARITAL_STATUS_MOST = 3,
    TEN = 10,
};

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_upper(char character)
{
    return character >= 'A' && character <= 'Z';
}

static bool is_lower(char character)
{
    return character >= 'a' && character <= 'z';
}

static bool are_all(const char *text, bool (*is)(char character))
{
    bool holds = true;
    for (; *text != '\0' && holds; text++) {
        holds = is(*text);
    }

    return holds;
}

static int number_at(const char *text, size_t size)
{
    int number = 0;
    for (size_t i = 0; i < size; i++) {
        number = number * TEN + text[i] - '0';
    }

    return number;
}

static bool is_date(const char *text)
{
    return strlen(text) == DATE_SIZE && are_all(text, is_digit) &&
           wlt_date_exists((struct wlt_date){
               .year = number_at(text, 4),
               .month = number_at(text + 4, 2),
               .day = number_at(text + 6, 2),
           });
}

static bool is_language(const char *text)
{
    return strlen(text) == LANGUAGE_SIZE && are_all(text, is_lower);
}

static bool is_country(const char *text)
{
    const size_t size = strlen(text);
    return size >= COUNTRY_LEAST && size <= COUNTRY_MOST && are_all(text, is_upper);
}

static bool is_uri_character(char character)
{
    return character > ' ' && character <= '~' && !strchr("\"<>\\^`{|}", character);
}

/** RFC 3986 section 3: a scheme and what follows it. */
static bool is_uri(const char *text)
{
    const size_t scheme =
        strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
    return (is_upper(text[0]) || is_lower(text[0])) && text[scheme] == ':' &&
           text[scheme + 1] != '\0' && are_all(text, is_uri_character);
}

/** RFC 5321 section 4.1.2, as far as people use it: no quoted local part, a domain with a dot. */
static bool is_email(const char *text)
{
    const char *at = strchr(text, '@');
    const char *dot = at ? strrchr(at, '.') : NULL;
    return at && at > text && dot && dot > at + 1 && dot[1] != '\0' && at[1] != '.' &&
           !strchr(at + 1, '@') && are_all(text, is_uri_character) && strlen(text) <= EMAIL_MAX;
}

/** ITU-T E.123 section 2.3: a plus, the country's code, and groups of digits with one blank between. */
static bool is_phone(const char *text)
{
    size_t digits = 0;

    if (text[0] != '+' || !is_digit(text[1])) {
        return false;
    }

    for (const char *at = text + 1; *at != '\0'; at++) {
        digits += is_digit(*at);
        if (!is_digit(*at) && (*at != ' ' || !is_digit(at[1]))) {
            return false;
        }
    }

    return digits >= PHONE_DIGITS_LEAST && digits <= PHONE_DIGITS_MOST;
}

/** Text that is safe to show, on one line. */
static bool is_line(const char *text)
{
    const struct wallet_bytes bytes = wlt_bytes_of(text);
    return bytes.size > 0 && wlt_utf8_is_valid(bytes) && wlt_text_is_printable(bytes);
}

static bool are_lines(const char *text)
{
    bool holds = *text != '\0';

    while (holds && text) {
        const char *end = strchr(text, '\n');
        const struct wallet_bytes line = { (const uint8_t *)text,
                                           end ? (size_t)(end - text) : strlen(text) };
        holds = wlt_utf8_is_valid(line) && wlt_text_is_printable(line);
        text = end ? end + 1 : NULL;
    }

    return holds;
}

/** The form of a text, and how to say it. */
struct form {
    bool (*is)(const char *text);
    const char *wanted;
};

static struct form form_of(uint64_t number)
{
    switch (number) {
    case WALLET_CLAIM169_DATE_OF_BIRTH:
        return (struct form){ is_date, "a day that there is, such as 19840118" };
    case WALLET_CLAIM169_LANGUAGE:
    case WALLET_CLAIM169_SECONDARY_LANGUAGE:
        return (struct form){ is_language, "three small letters of ISO 639-3, such as eng" };
    case WALLET_CLAIM169_EMAIL: return (struct form){ is_email, "an e-mail address" };
    case WALLET_CLAIM169_PHONE:
        return (struct form){ is_phone,
                              "a number in international form, such as +22 607 123 4567" };
    case WALLET_CLAIM169_NATIONALITY:
    case WALLET_CLAIM169_COUNTRY_OF_ISSUANCE:
        return (struct form){ is_country, "two or three capitals of ISO 3166, such as CN" };
    case WALLET_CLAIM169_ADDRESS:
        return (struct form){ are_lines, "lines of text that can be shown" };
    default: return (struct form){ is_line, "a line of text that can be shown" };
    }
}

static enum wallet_status fail(struct wallet_error *error, const char *name, const char *wanted)
{
    return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "'%s' must be %s", name, wanted);
}

static enum wallet_status check_text(uint64_t number, const char *text, struct wallet_error *error)
{
    const struct form form = form_of(number);

    if (wallet_claim169_kind(number) != WALLET_CLAIM169_TEXT) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "attribute %llu is not one that is issued as a text",
            (unsigned long long)number);
    }

    return form.is(text) ? WALLET_OK : fail(error, wallet_claim169_name(number), form.wanted);
}

static enum wallet_status check_texts(
    const struct wallet_claim169_record *record, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < WALLET_CLAIM169_TEXT_END && status == WALLET_OK; i++) {
        status = record->texts[i] ? check_text(i, record->texts[i], error) : WALLET_OK;
    }

    return status;
}

static enum wallet_status check_lists(
    const struct wallet_claim169_record *record, struct wallet_error *error)
{
    if (record->gender > GENDER_MOST) {
        return fail(error, "gender", "1 (male), 2 (female) or 3 (others)");
    }

    if (record->marital_status > MARITAL_STATUS_MOST) {
        return fail(error, "maritalStatus", "1 (unmarried), 2 (married) or 3 (divorced)");
    }

    bool holds = record->best_quality_finger_count <= WLT_CLAIM169_FINGER_MAX;
    for (size_t i = 0; holds && i < record->best_quality_finger_count; i++) {
        holds = record->best_quality_fingers[i] <= WLT_CLAIM169_FINGER_MAX;
    }

    return holds ? WALLET_OK : fail(error, "bestQualityFingers", "at most ten numbers, 0 to 10");
}

/** How files of a picture's kind begin, by the number of the kind. */
static const struct magic {
    uint64_t sub_format;
    size_t offset;
    const char *bytes;
    size_t size;
} magics[] = {
    { 0, 0, "\x89PNG\r\n\x1a\n", 8 },
    { 1, 0, "\xff\xd8\xff", 3 },
    { 2, 0, "\x00\x00\x00\x0cjP  ", 8 }, /* ISO/IEC 15444-1 annex I, and its bare code stream */
    { 2, 0, "\xff\x4f\xff\x51", 4 },
    { 3, 4, "ftypavif", 8 },
    { 3, 4, "ftypavis", 8 },
    { 4, 8, "WEBP", 4 },
    { 5, 0, "II*\x00", 4 },
    { 5, 0, "MM\x00*", 4 },
    { 6, 0, "\xff\xa0", 2 },
};

bool wallet_claim169_picture(struct wallet_bytes data, uint64_t *out_sub_format)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        const struct magic *magic = &magics[i];
        if (data.size > magic->offset + magic->size &&
            memcmp(data.data + magic->offset, magic->bytes, magic->size) == 0) {
            *out_sub_format = magic->sub_format;
            return true;
        }
    }

    return false;
}

/** Whether data begins as its picture's kind does; a vendor's own kinds begin in any way. */
static bool is_picture_of(struct wallet_bytes data, uint64_t sub_format)
{
    uint64_t found = 0;

    return sub_format >= WLT_CLAIM169_VENDOR_LEAST ||
           (wallet_claim169_picture(data, &found) && found == sub_format);
}

static enum wallet_status check_biometric(
    const char *name, const struct wallet_claim169_biometric *biometric, struct wallet_error *error)
{
    if (biometric->data.size == 0) {
        return fail(error, name, "a biometric with data in it");
    }

    if (biometric->has_format && *wallet_claim169_format_name(biometric->format) == '\0') {
        return fail(error, name, "of format 0 (image), 1 (template), 2 (sound) or 3 (bio hash)");
    }

    if (biometric->has_sub_format &&
        (!biometric->has_format ||
         *wallet_claim169_sub_format_name(biometric->format, biometric->sub_format) == '\0')) {
        return fail(error, name, "of a sub-format that its format has");
    }

    if (biometric->has_sub_format && biometric->format == WALLET_CLAIM169_FORMAT_IMAGE &&
        !is_picture_of(biometric->data, biometric->sub_format)) {
        return fail(error, name, "a picture of the kind that its sub-format says");
    }

    const struct wallet_bytes issuer = biometric->issuer;
    return wlt_utf8_is_valid(issuer) && wlt_text_is_printable(issuer)
               ? WALLET_OK
               : fail(error, name, "from an issuer whose name can be shown");
}

static enum wallet_status check_captures(
    const struct wallet_claim169_record *record, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < record->capture_count && status == WALLET_OK; i++) {
        const struct wallet_claim169_capture *capture = &record->captures[i];
        const char *name = wallet_claim169_name(capture->attribute);
        status = wallet_claim169_kind(capture->attribute) == WALLET_CLAIM169_BIOMETRICS
                     ? check_biometric(name, &capture->biometric, error)
                     : fail(error, name, "an attribute from 50 to 65 to have biometrics");
    }

    return status;
}

static enum wallet_status check_frame(
    const struct wallet_claim169_record *record, struct wallet_error *error)
{
    if (!record->issuer) {
        return wlt_fail(error, WALLET_ERR_MISSING, WALLET_NO_OFFSET, "'issuer' is missing: a URI");
    }

    if (!is_uri(record->issuer)) {
        return fail(error, "issuer", "a URI, such as https://example.org");
    }

    return !record->subject || is_line(record->subject)
               ? WALLET_OK
               : fail(error, "subject", "a line of text that can be shown");
}

enum wallet_status wlt_claim169_check_record(
    const struct wallet_claim169_record *record, struct wallet_error *error)
{
    enum wallet_status status = check_frame(record, error);
    status = status == WALLET_OK ? check_texts(record, error) : status;
    status = status == WALLET_OK ? check_lists(record, error) : status;
    return status == WALLET_OK ? check_captures(record, error) : status;
}
