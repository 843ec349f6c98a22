/* SPDX-License-Identifier: Apache-2.0 */

/* Licences of ours: those that keep their profile, and one departure a row. */
#include <wallet/issue.h>
#include <wallet/qr.h>

#include "agency.h"
#include "findings.h"

/* Of an ID card: all but sex and number, and these. */
#define NAME       "01 69 e9929fe69c9be88892"
#define SEX        "02 02"
#define REST       "03 01 04 d864 191cca 05 61 41"
#define NUMBER     "06 72 333630353032313939303033303730303234"
#define ISSUED     "07 61 42 08 d864 195029 09 d864 196cb2"
#define FIELDS     "a9" NAME SEX REST NUMBER ISSUED
#define ISS        "01 72 313133363035303030303030303030313946"
#define SUB        "02 76 3131313a333630353032313939303033303730303234"
#define EXP        "04 1a 6cdcdd00" /* 360 days on */
#define IAT        "06 1a 6b03f280" /* AGENCY_NOW */
#define CTI        "07 4c 41313233343536372e303031"
#define VCT        "0b 75 313131303030303030303030313331323744303031"
#define STATUS     "19 ffff a1 6b 7374617475735f6c697374 a2 63 696478 01 63 757269 61 75"
#define HEADER     "a3 01 32 04 48 KID 10 18 3d"
#define FIELDS_KEY "3a 00010000"

enum {
    PORTRAIT_KEY = 10,
    PORTRAIT_ROOM = 4096,
};

/** One departure: what is NULL is as it should be, and what is "" is left out. */
struct row {
    const char *wanted;
    const char *header;
    const char *iss;
    const char *exp;
    const char *nbf; /* NULL: none */
    const char *cti;
    const char *vct;
    const char *status; /* NULL: none */
    const char *fields;
    size_t portrait_size; /* 0: none */
    bool is_noisy;        /* a portrait that does not deflate */
    bool is_cut;          /* the signature, by a byte */
};

static const char *or_else(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

/** Writes as printf() does, into room that is enough; how many characters. */
__attribute__((format(printf, 2, 3))) static size_t put(char *out, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    const int size = vsnprintf(out, PORTRAIT_ROOM, format, arguments);
    va_end(arguments);
    return (size_t)size;
}

/** A portrait's field in hex, which begins as JPEG does. */
static void append_portrait(char *out, const struct row *row)
{
    uint32_t noise = 1;

    out += strlen(out);
    out += put(out, "%02x59%04zxffd8ff", PORTRAIT_KEY, row->portrait_size);
    for (size_t i = 3; i < row->portrait_size; i++) {
        noise = noise * 1664525 + 1013904223;
        out += put(out, "%02x", row->is_noisy ? noise >> 24 : 0);
    }
}

/** The claims in hex. */
static const char *payload_of(const struct row *row)
{
    const char *parts[] = { or_else(row->iss, ISS),
                            SUB,
                            or_else(row->exp, EXP),
                            or_else(row->nbf, ""),
                            IAT,
                            or_else(row->cti, CTI),
                            or_else(row->vct, VCT),
                            or_else(row->status, ""),
                            FIELDS_KEY };
    char *out = test_memory(2 * PORTRAIT_ROOM + 2048);
    size_t count = 0;
    char *end = out + put(out, "a0"); /* the count comes later */

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        count += parts[i][0] ? 1U : 0U;
        end += put(end, "%s", parts[i]);
    }

    const char *fields = or_else(row->fields, FIELDS);
    put(end, "%s%s", row->portrait_size > 0 ? "aa" : "", fields + (row->portrait_size > 0 ? 2 : 0));
    if (row->portrait_size > 0) {
        append_portrait(out, row);
    }

    out[1] = (char)('0' + count);
    return out;
}

static const char *header_of(const struct row *row, const struct agency *agency)
{
    const char *pattern = or_else(row->header, HEADER);
    const char *place = strstr(pattern, "KID");
    char *out = test_memory(256);

    if (!place) {
        return pattern;
    }

    memcpy(out, pattern, (size_t)(place - pattern));
    for (size_t i = 0; i < WALLET_KEY_ID_SIZE; i++) {
        put(out + strlen(out), "%02x", agency->signer.key_id[i]);
    }

    put(out + strlen(out), "%s", place + 3);
    return out;
}

static struct wallet_bytes forge(const struct agency *agency, const struct row *row)
{
    const struct wallet_bytes made = agency_forge(
        &agency->signer,
        test_hex(header_of(row, agency)),
        test_hex("a0"),
        test_hex(payload_of(row)));
    if (!row->is_cut) {
        return made;
    }

    uint8_t *out = test_memory(made.size);
    memcpy(out, made.data, made.size);
    out[made.size - 65]--;
    return (struct wallet_bytes){ out, made.size - 1 };
}

static const struct row good[] = {
    { .wanted = "" },
    { .wanted = "", .exp = "04 1a 7cdcdd00", .status = STATUS },
    { .wanted = "", .exp = "", .status = STATUS },
    { .wanted = "", .portrait_size = 300 },
    { .wanted = "", .portrait_size = 1024 },
};

TEST(what_keeps_its_profile_has_no_finding)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        char what[32];
        snprintf(what, sizeof what, "good one %zu", i);
        const struct findings found = lint_of(forge(&agency, &good[i]));
        check_findings(what, &found, "");
    }

    agency_close(&agency);
}

static const struct row rows[] = {
    { .wanted = "licence-malformed", .header = "a2 01 32 10 18 3d" },
    { .wanted = "licence-algorithm", .header = "a2 04 48 KID 10 18 3d" },
    { .wanted = "licence-algorithm", .header = "a3 01 38 24 04 48 KID 10 18 3d" },
    { .wanted = "licence-algorithm-open", .header = "a3 01 27 04 48 KID 10 18 3d" },
    { .wanted = "licence-signature-size", .is_cut = true },
    { .wanted = "licence-issuer", .iss = "01 61 78" },
    { .wanted = "licence-type", .vct = "0b 75 313131303030303030303030313331323744303039" },
    { .wanted = "licence-serial", .cti = "07 44 41424344" },
    { .wanted = "licence-period", .exp = "04 1a 6b03f280" },
    { .wanted = "licence-period", .nbf = "05 1a 6cdcdd00" },
    { .wanted = "licence-status", .status = "19 ffff a1 61 78 01" },
    { .wanted = "licence-status-missing", .exp = "04 1a 7cdcdd00" },
    { .wanted = "licence-long-term", .exp = "" },
    { .wanted = "licence-field", .fields = "a9" NAME "02 05" REST NUMBER ISSUED },
    { .wanted = "licence-field-doubtful", .fields = "a9" NAME "02 01" REST NUMBER ISSUED },
    { .wanted = "licence-field-unknown", .fields = "aa" NAME SEX REST NUMBER ISSUED "0b 01" },
    { .wanted = "licence-fields", .fields = "a8" SEX REST NUMBER ISSUED },
    { .wanted = "licence-portrait-large", .portrait_size = 1025 },
    { .wanted = "licence-code-large", .portrait_size = 500, .is_noisy = true },
    { .wanted = "licence-code-too-large", .portrait_size = 1024, .is_noisy = true },
};

TEST(each_departure_is_found_and_nothing_else)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct findings found = lint_of(forge(&agency, &rows[i]));
        check_findings(rows[i].wanted, &found, rows[i].wanted);
    }

    agency_close(&agency);
}

TEST(what_we_issue_has_no_finding_whatever_key_signs)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };

    for (size_t i = 0; i < 3; i++) {
        struct agency agency;
        struct wallet_buffer text = { 0 };
        agency_open(&agency, algorithms[i]);

        const struct findings as_bytes = lint_of(wallet_buffer_bytes(&agency.licence));
        CHECK_TEXT(as_bytes.rules, "");
        CHECK_EQUAL(
            wallet_qr_write_text(wallet_buffer_bytes(&agency.licence), &text, NULL), WALLET_OK);
        const struct findings as_text = lint_of(wallet_buffer_bytes(&text));
        CHECK_TEXT(as_text.rules, "");
        wallet_buffer_clear(&text);
        agency_close(&agency);
    }
}

/** Changes the last byte of a text where it stands last. */
static void spoil(struct wallet_buffer *buffer, const char *text)
{
    const size_t size = strlen(text);

    for (size_t at = buffer->size - size; at > 0; at--) {
        if (memcmp(buffer->data + at, text, size) == 0) {
            buffer->data[at + size - 1] ^= 1;
            return;
        }
    }

    CHECK(false);
}

TEST(what_is_bound_discloses_what_was_signed)
{
    struct agency agency;
    struct wallet_buffer bound = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct wallet_key *holder = agency_stranger(WALLET_ALGORITHM_ES256, AGENCY_ISSUER);

    CHECK_EQUAL(
        wallet_issue_bound(agency.record, holder, &agency.signer, AGENCY_NOW, &bound, NULL),
        WALLET_OK);
    const struct findings whole = lint_of(wallet_buffer_bytes(&bound));
    CHECK_TEXT(whole.rules, "");
    spoil(&bound, "360502199003070024");
    const struct findings spoilt = lint_of(wallet_buffer_bytes(&bound));
    CHECK_TEXT(spoilt.rules, "licence-disclosure");
    wallet_key_free(holder);
    wallet_buffer_clear(&bound);
    agency_close(&agency);
}

TEST(says_which_field_and_what_of_it)
{
    const struct row row = { .fields = "a9" NAME "02 05" REST NUMBER ISSUED };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    const struct findings found = lint_of(forge(&agency, &row));
    CHECK_TEXT(found.path, "fields/sex");
    agency_close(&agency);
}

TEST(a_broken_code_is_malformed)
{
    const struct findings broken = lint_of(test_text("EL1:A"));
    const struct findings empty = lint_of(test_text("EL1:"));

    CHECK_TEXT(broken.rules, "licence-malformed");
    CHECK_TEXT(empty.rules, "licence-malformed");
}
