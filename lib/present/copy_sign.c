/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/labels.h"
#include "crypto/digest.h"
#include "present/copy.h"
#include "trust/envelope.h"

enum {
    CLAIM_COUNT = 10,
};

WLT_DEFINE_AUTO(copy, struct wallet_copy, wallet_copy_free)

static enum wallet_status check_terms(
    const struct wallet_copy_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    if (!signer->issuer[0]) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key that names no issuer");
    }

    return issued_unix > 0 && issued_unix <= INT64_MAX - WALLET_COPY_SECONDS_MAX &&
                   terms->seconds <= WALLET_COPY_SECONDS_MAX
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "a copy is good for 1 to %d seconds",
                     WALLET_COPY_SECONDS_MAX);
}

static void write_maker(struct wlt_writer *writer, const struct wallet_copy_terms *terms)
{
    const bool has_clerk = terms->clerk && terms->clerk[0];

    wlt_write_int(writer, WLT_CLAIM_MAKER);
    wlt_write_map(writer, (size_t)1 + has_clerk);
    wlt_write_int(writer, WLT_MAKER_ID);
    wlt_write_text(writer, wlt_bytes_of(terms->maker ? terms->maker : terms->audience));
    if (has_clerk) {
        wlt_write_int(writer, WLT_MAKER_CLERK);
        wlt_write_text(writer, wlt_bytes_of(terms->clerk));
    }
}

static enum wallet_status write(
    const struct wallet_copy_terms *terms,
    const char *repository,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    const unsigned seconds = terms->seconds > 0 ? terms->seconds : WALLET_COPY_SECONDS;
    uint8_t id[WALLET_COPY_ID_SIZE];

    wlt_random(id, sizeof id);
    wlt_write_map(&writer, CLAIM_COUNT);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(repository));
    wlt_write_int(&writer, WLT_CLAIM_AUD);
    wlt_write_text(&writer, wlt_bytes_of(terms->audience));
    wlt_write_int(&writer, WLT_CLAIM_EXP);
    wlt_write_int(&writer, issued_unix + seconds);
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, issued_unix);
    wlt_write_int(&writer, WLT_CLAIM_CTI);
    wlt_write_bytes(&writer, (struct wallet_bytes){ id, sizeof id });
    wlt_write_int(&writer, WLT_CLAIM_MATTER);
    wlt_purpose_write(&writer, &terms->matter, true);
    wlt_write_int(&writer, WLT_CLAIM_METHOD);
    wlt_write_unsigned(&writer, (uint64_t)terms->method);
    write_maker(&writer, terms);
    wlt_write_int(&writer, WLT_CLAIM_GRANT);
    wlt_write_bytes(&writer, (struct wallet_bytes){ terms->grant, WALLET_GRANT_DIGEST_SIZE });
    wlt_write_int(&writer, WLT_CLAIM_LICENCE);
    wlt_write_bytes(&writer, terms->licence);
    return wlt_writer_status(&writer, error);
}

/** What is signed is what a reader takes. */
static enum wallet_status read_back(struct wallet_bytes claims, struct wallet_error *error)
{
    WLT_AUTO(copy) struct wallet_copy *copy = NULL;

    enum wallet_status status = wlt_copy_new(claims.size, &copy, error);
    status = status == WALLET_OK ? wlt_copy_read(claims, copy, error) : status;
    if (status == WALLET_ERR_UNSUPPORTED) { /* a method that there is not: the caller's value */
        status = WALLET_ERR_VALUE;
    }

    if (status != WALLET_OK && error) {
        error->status = status;
        error->offset = WALLET_NO_OFFSET; /* the caller has no such bytes */
    }

    return status;
}

enum wallet_status wallet_copy_sign(
    const struct wallet_copy_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!terms || !signer || !signer->sign || !out || !terms->audience || !terms->grant ||
        !terms->licence.data) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };

    enum wallet_status status = check_terms(terms, signer, issued_unix, error);
    if (status == WALLET_OK) {
        status = write(terms, signer->issuer, issued_unix, &claims, error);
    }

    if (status == WALLET_OK) {
        status = read_back(wallet_buffer_bytes(&claims), error);
    }

    return status == WALLET_OK
               ? wlt_envelope_sign_readable(
                     signer, WLT_COPY_TYP, wallet_buffer_bytes(&claims), wlt_copy_open, out, error)
               : status;
}
