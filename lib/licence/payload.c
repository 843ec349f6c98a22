/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/payload.h"

#include <wallet/status.h>

#include "base/error.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "cose/key.h"
#include "crypto/digest.h"
#include "licence/labels.h"
#include "licence/record_write.h"

#include <stdio.h>
#include <string.h>

enum {
    RANDOM_SERIAL_SIZE = 20,
    CLAIM_COUNT_LEAST = 6, /* iss, sub, iat, cti, vct, fields */
};

/** "SERIAL.VERSION" and its NUL. */
struct licence_id {
    char text[WALLET_SERIAL_MAX + 1 + WLT_VERSION_SIZE + 1];
};

/** Letters and digits from the system's randomness; what would favour some is drawn again. */
static void draw_serial(char *out)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const uint8_t fair_below = 252; /* the largest multiple of 36 in a byte */
    size_t drawn = 0;

    while (drawn < RANDOM_SERIAL_SIZE) {
        uint8_t bytes[RANDOM_SERIAL_SIZE];
        wlt_random(bytes, sizeof bytes);
        for (size_t i = 0; i < sizeof bytes && drawn < RANDOM_SERIAL_SIZE; i++) {
            if (bytes[i] < fair_below) {
                out[drawn++] = alphabet[bytes[i] % 36];
            }
        }
    }

    out[drawn] = '\0';
}

static bool is_serial(const char *serial)
{
    const size_t size = strlen(serial);
    const size_t fit = strspn(serial, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return size == fit && size >= 1 && size <= WALLET_SERIAL_MAX;
}

static enum wallet_status format_id(
    const struct wallet_terms *terms, struct licence_id *out, struct wallet_error *error)
{
    char serial[WALLET_SERIAL_MAX + 1];

    if (terms->version < 1 || terms->version > WLT_VERSION_MAX) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the version must be from 1 to 999");
    }

    if (terms->serial && !is_serial(terms->serial)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "the serial must have 1 to %d characters of 0-9 and A-Z",
            WALLET_SERIAL_MAX);
    }

    if (terms->serial) {
        memcpy(serial, terms->serial, strlen(terms->serial) + 1);
    } else {
        draw_serial(serial);
    }

    (void)snprintf(out->text, sizeof out->text, "%s.%03u", serial, terms->version % 1000);
    return WALLET_OK;
}

static enum wallet_status check_period(
    const struct wallet_terms *terms, int64_t issued_unix, struct wallet_error *error)
{
    const int64_t from = terms->from_unix != 0 ? terms->from_unix : issued_unix;

    if (terms->until_unix != 0 && (terms->until_unix <= from || terms->until_unix <= issued_unix)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the licence would end before it begins");
    }

    return WALLET_OK;
}

/** Whether a value has a wrong check character; the caller may have thought better of it since. */
static bool has_findings(const struct wallet_record *record)
{
    bool found = false;

    for (size_t i = 0; i < wlt_record_entry_count(record) && !found; i++) {
        const struct wlt_entry *entry = wlt_record_entry(record, i);
        found = entry->finding != WALLET_FINDING_NONE;
        for (size_t j = 0; j < entry->member_count && !found; j++) {
            found = has_findings(entry->members[j]);
        }
    }

    return found;
}

static enum wallet_status check_findings(
    const struct wallet_record *record, struct wallet_error *error)
{
    if (wlt_record_terms(record)->accept_findings || !has_findings(record)) {
        return WALLET_OK;
    }

    return wlt_fail(
        error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "a value has a wrong check character");
}

static enum wallet_status check_status(const struct wallet_terms *terms, struct wallet_error *error)
{
    if (!terms->status_uri) {
        return WALLET_OK;
    }

    const struct wallet_bytes uri = wlt_bytes_of(terms->status_uri);
    return uri.size > 0 && uri.size <= WALLET_STATUS_URI_MAX && wlt_utf8_is_valid(uri)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "the URI of the status list must have 1 to %d bytes",
                     WALLET_STATUS_URI_MAX);
}

/* draft-ietf-oauth-status-list section 6.3. */
static void write_status(struct wlt_writer *writer, const struct wallet_terms *terms)
{
    wlt_write_int(writer, WLT_CLAIM_STATUS);
    wlt_write_map(writer, 1);
    wlt_write_text(writer, wlt_bytes_of("status_list"));
    wlt_write_map(writer, 2);
    wlt_write_text(writer, wlt_bytes_of("idx"));
    wlt_write_unsigned(writer, terms->status_index);
    wlt_write_text(writer, wlt_bytes_of("uri"));
    wlt_write_text(writer, wlt_bytes_of(terms->status_uri));
}

/** draft-ietf-spice-sd-cwt section 8, step 3: nbf <= iat, or every verifier must refuse it. */
static enum wallet_status check_bound_period(
    const struct wallet_terms *terms, int64_t issued_unix, struct wallet_error *error)
{
    return terms->from_unix <= issued_unix
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "a licence that is bound to a key cannot begin after it was issued");
}

/** Everything that can be wrong before a claim is written. */
static enum wallet_status check(
    const struct wallet_record *record,
    const struct wlt_bound_to *bound_to,
    int64_t issued_unix,
    struct wallet_error *error)
{
    const struct wallet_terms *terms = wlt_record_terms(record);

    enum wallet_status status = wallet_record_check(record, error);
    status = status == WALLET_OK ? check_findings(record, error) : status;
    status = status == WALLET_OK ? check_period(terms, issued_unix, error) : status;
    status = status == WALLET_OK ? check_status(terms, error) : status;
    return status == WALLET_OK && bound_to ? check_bound_period(terms, issued_unix, error) : status;
}

/** RFC 8747 section 3.2: the holder's key as a COSE_Key. */
static void write_confirmation(struct wlt_writer *writer, const struct wlt_public_key *holder)
{
    wlt_write_int(writer, WLT_CLAIM_CNF);
    wlt_write_map(writer, 1);
    wlt_write_int(writer, WLT_CNF_COSE_KEY);
    if (writer->status == WALLET_OK) {
        writer->status = wlt_cose_key_append(holder, writer->out, NULL);
    }
}

/** The fields, and behind them what is redacted at the top: the holder's number, and no more. */
static void write_redacted(
    struct wlt_writer *writer,
    const struct wallet_record *record,
    const char *holder_number,
    struct wlt_redactor *redactor)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer sub = { 0 };
    struct wlt_writer inner = wlt_writer_start(&sub);
    uint8_t digest[WLT_SHA256_SIZE];

    wlt_write_int(writer, WLT_CLAIM_FIELDS);
    wlt_redactor_write_record(redactor, writer, record);
    wlt_write_text(&inner, wlt_bytes_of(holder_number));
    wlt_redactor_pair(redactor, WLT_CLAIM_SUB, wallet_buffer_bytes(&sub), digest);
    wlt_redactor_write_digests(writer, (struct wallet_bytes){ digest, sizeof digest });
    if (writer->status == WALLET_OK) {
        writer->status = inner.status == WALLET_OK ? redactor->status : inner.status;
    }
}

static void write_period(
    struct wlt_writer *writer, const struct wallet_terms *terms, int64_t issued_unix)
{
    if (terms->until_unix != 0) {
        wlt_write_int(writer, WLT_CLAIM_EXP);
        wlt_write_int(writer, terms->until_unix);
    }

    if (terms->from_unix != 0) {
        wlt_write_int(writer, WLT_CLAIM_NBF);
        wlt_write_int(writer, terms->from_unix);
    }

    wlt_write_int(writer, WLT_CLAIM_IAT);
    wlt_write_int(writer, issued_unix);
}

/** How many claims there are: either `sub` or `cnf` and the digest of `sub`. */
static size_t count_claims(const struct wallet_terms *terms, bool is_bound)
{
    return (size_t)CLAIM_COUNT_LEAST + (terms->until_unix != 0) + (terms->from_unix != 0) +
           (terms->status_uri != NULL) + is_bound;
}

enum wallet_status wlt_payload_write(
    struct wlt_writer *writer,
    const struct wallet_record *record,
    const struct wlt_bound_to *bound_to,
    const char *issuer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    const struct wallet_terms *terms = wlt_record_terms(record);
    char holder[WLT_HOLDER_SIZE];
    struct licence_id id;

    enum wallet_status status = check(record, bound_to, issued_unix, error);
    status = status == WALLET_OK ? format_id(terms, &id, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    if (!wlt_record_holder(record, holder)) {
        return wlt_fail(
            error, WALLET_ERR_MISSING, WALLET_NO_OFFSET, "the holder's number is missing");
    }

    wlt_write_map(writer, count_claims(terms, bound_to != NULL));
    wlt_write_int(writer, WLT_CLAIM_ISS);
    wlt_write_text(writer, wlt_bytes_of(issuer));
    if (!bound_to) {
        wlt_write_int(writer, WLT_CLAIM_SUB);
        wlt_write_text(writer, wlt_bytes_of(holder));
    }

    write_period(writer, terms, issued_unix);
    wlt_write_int(writer, WLT_CLAIM_CTI);
    wlt_write_bytes(writer, wlt_bytes_of(id.text));
    if (bound_to) {
        write_confirmation(writer, bound_to->holder);
    }

    wlt_write_int(writer, WLT_CLAIM_VCT);
    wlt_write_text(writer, wlt_bytes_of(wallet_type_code(wallet_record_type(record))));
    if (terms->status_uri) {
        write_status(writer, terms);
    }

    if (bound_to) {
        write_redacted(writer, record, holder, bound_to->redactor);
    } else {
        wlt_write_int(writer, WLT_CLAIM_FIELDS);
        wlt_record_write(writer, record);
    }

    return wlt_writer_status(writer, error);
}
