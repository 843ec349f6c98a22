/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/payload.h"

#include "base/error.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "cose/key.h"
#include "licence/labels.h"
#include "licence/record_write.h"
#include "licence/terms.h"

enum {
    CLAIM_COUNT_LEAST = 6, /* iss, sub, iat, cti, vct, fields */
};

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

    const enum wallet_status status = wlt_terms_check(record, issued_unix, error);
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
    struct wlt_licence_id id;

    enum wallet_status status = check(record, bound_to, issued_unix, error);
    status = status == WALLET_OK ? wlt_licence_id_format(terms, &id, error) : status;
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
        wlt_write_int(writer, WLT_CLAIM_STATUS);
        wlt_terms_write_status(writer, terms);
    }

    if (bound_to) {
        write_redacted(writer, record, holder, bound_to->redactor);
    } else {
        wlt_write_int(writer, WLT_CLAIM_FIELDS);
        wlt_record_write(writer, record);
    }

    return wlt_writer_status(writer, error);
}
