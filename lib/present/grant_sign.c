/* SPDX-License-Identifier: Apache-2.0 */
#include "base/cleanup.h"
#include "base/error.h"
#include "present/grant.h"
#include "trust/envelope.h"

WLT_DEFINE_AUTO(grant, struct wallet_grant, wallet_grant_free)

/** What cannot be written, or not be told of by reading it back. */
static enum wallet_status check_terms(
    const struct wallet_grant_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    const unsigned most = wallet_grant_seconds_max(terms->method);

    if (most == 0) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "there is no such method");
    }

    if (!wlt_grant_is_by_holder(terms->method) && !signer->issuer[0]) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key that names no issuer");
    }

    if (issued_unix <= 0 || issued_unix > INT64_MAX - (int64_t)most || terms->seconds > most) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "such a grant is good for 1 to %u seconds",
            most);
    }

    return terms->item_count <= WALLET_REQUEST_ITEM_MAX ? WALLET_OK
                                                        : wlt_fail(
                                                              error,
                                                              WALLET_ERR_TOO_LARGE,
                                                              WALLET_NO_OFFSET,
                                                              "over %d licences in one grant",
                                                              WALLET_REQUEST_ITEM_MAX);
}

/** What is signed is what a reader takes. */
static enum wallet_status read_back(struct wallet_bytes claims, struct wallet_error *error)
{
    WLT_AUTO(grant) struct wallet_grant *grant = NULL;

    enum wallet_status status = wlt_grant_read(claims, &grant, error);
    status = status == WALLET_OK ? wlt_grant_check(grant, error) : status;
    if (status ==
        WALLET_ERR_STRUCTURE) { /* a claim that lacks, or is too much: the caller's value */
        status = WALLET_ERR_VALUE;
    }

    if (status != WALLET_OK && error) {
        error->status = status;
        error->offset = WALLET_NO_OFFSET; /* the caller has no such bytes */
    }

    return status;
}

enum wallet_status wallet_grant_sign(
    const struct wallet_grant_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!terms || !signer || !signer->sign || !out || !terms->audience ||
        (!terms->items && terms->item_count > 0) || (!terms->nonce.data && terms->nonce.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };
    struct wlt_grant_head head = {
        .issuer = wlt_grant_is_by_holder(terms->method) ? "" : signer->issuer,
        .issued_unix = issued_unix,
    };
    wlt_random(head.id, sizeof head.id);

    enum wallet_status status = check_terms(terms, signer, issued_unix, error);
    if (status == WALLET_OK) {
        status = wlt_grant_write(terms, &head, &claims, error);
    }

    if (status == WALLET_OK) {
        status = read_back(wallet_buffer_bytes(&claims), error);
    }

    return status == WALLET_OK ? wlt_envelope_sign_readable(
                                     signer,
                                     WLT_GRANT_TYP,
                                     wallet_buffer_bytes(&claims),
                                     wlt_grant_open,
                                     out,
                                     error)
                               : status;
}
