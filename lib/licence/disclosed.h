/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_DISCLOSED_H
#define WLT_LICENCE_DISCLOSED_H

#include "licence/verifier.h"

/**
 * With what to hash for a verdict.  OpenSSL is faster and allocates for each digest, as it does for the
 * signatures that are left to it; where libsodium checks them, nothing allocates: then it is NULL.
 */
struct wlt_check_context *wlt_verdict_hashing(const struct wallet_verdict *verdict);

/**
 * Decides WALLET_CHECK_DISCLOSURES, and puts what was disclosed in its place among the claims
 * (draft-ietf-spice-sd-cwt sections 6 and 8).
 *
 * \retval WALLET_OK          decided, one way or the other
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_disclosures_check(
    const struct wlt_expectation *expectation, struct wallet_verdict *verdict);

#endif
