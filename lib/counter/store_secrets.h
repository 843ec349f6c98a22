/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_STORE_SECRETS_H
#define WLT_COUNTER_STORE_SECRETS_H

#include <wallet/cases.h>

#include "base/cleanup.h"
#include "crypto/digest.h"

/*
 * What stands in a database of cases instead of what it must not tell.  All keys are derived from the
 * one secret that is kept elsewhere, each for one thing.
 */

enum {
    WLT_CASES_PROOF_SIZE = 16, /* bytes of what shows that the secret is the right one */
    WLT_CASES_HEAD_SIZE = 16,  /* bytes of what stands for the last act of a case */
};

/** The derived keys, in memory of their own. */
struct wlt_cases_secrets;

/** NULL when out of memory. */
struct wlt_cases_secrets *wlt_cases_secrets_new(const uint8_t secret[WALLET_AUDIT_SECRET_SIZE]);
void wlt_cases_secrets_free(struct wlt_cases_secrets *secrets);
WLT_DEFINE_AUTO(cases_secrets, struct wlt_cases_secrets, wlt_cases_secrets_free)

/** What shows that a secret belongs to the counter of this USCC. */
void wlt_cases_secrets_proof(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes owner,
    uint8_t out[WLT_CASES_PROOF_SIZE]);

/** What stands for a holder, in tables and in the log. */
void wlt_cases_secrets_holder(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE]);

/** What stands for the last act of a case beside its row: who has not the secret cannot make it. */
void wlt_cases_secrets_head(
    const struct wlt_cases_secrets *secrets,
    const uint8_t last[WLT_SHA256_SIZE],
    uint8_t out[WLT_CASES_HEAD_SIZE]);

/**
 * Seals content: a nonce, drawn at random, and what is sealed under it.
 *
 * \param place  where it stands, what must be the same when it is opened
 * \param out    replaced
 */
enum wallet_status wlt_cases_seal(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes place,
    struct wallet_bytes content,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * \param out  replaced
 *
 * \retval WALLET_ERR_MALFORMED  it is not what was sealed, or was sealed for another place
 */
enum wallet_status wlt_cases_unseal(
    const struct wlt_cases_secrets *secrets,
    struct wallet_bytes place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
