/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_VERIFIER_H
#define WLT_LICENCE_VERIFIER_H

#include <wallet/replay.h>
#include <wallet/verify.h>

#include "licence/verdict.h"

struct wallet_verifier {
    const struct wallet_trust *trust;
    const struct wallet_catalogue *catalogue;
    const struct wallet_status_snapshot *status; /* NULL: none is loaded */
    char **audiences;                            /* whom shown codes may be meant for */
    size_t audience_count;
    struct wallet_replay replay; /* no function: nothing is remembered */
};

/** What one verification waits for, beside what its verifier says. */
struct wlt_expectation {
    struct wallet_bytes nonce;       /* of the request that is answered; empty: none was made */
    const struct wallet_key *holder; /* whose licence it is to be as issued; NULL: it is shown */
};

/**
 * Verifies the bytes of one licence or one key-binding token, all but whether it was shown before.
 *
 * \param received  borrowed for the call only
 * \param is_ours   whether a code's prefix said that it is of our own form
 *
 * \retval WALLET_OK          the verdict says all
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_verify_bytes(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    const struct wlt_expectation *expectation,
    bool is_ours,
    int64_t at_unix,
    struct wallet_verdict *verdict);

/**
 * Decides WALLET_CHECK_REPLAY: remembers what was shown, if all else passed.  Nothing is remembered of
 * what is not accepted, or a copy could be used up in its holder's place.
 */
void wlt_verify_remember(const struct wallet_verifier *verifier, struct wallet_verdict *verdict);

#endif
