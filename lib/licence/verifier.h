/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_VERIFIER_H
#define WLT_LICENCE_VERIFIER_H

#include <wallet/replay.h>
#include <wallet/verify.h>

#include "licence/receive.h"

struct wallet_verifier {
    const struct wallet_trust *trust;
    const struct wallet_catalogue *catalogue;
    const struct wallet_status_snapshot *status; /* NULL: none is loaded */
    char **audiences;                            /* whom shown codes may be meant for */
    size_t audience_count;
    uint8_t *decryption_key; /* in secret memory; NULL: there is none */
    size_t decryption_key_size;
    struct wallet_replay replay; /* no function: nothing is remembered */
};

/** What a repository that released a licence is found to be: see wallet/copy.h. */
struct wlt_release {
    struct wlt_outcome outcome; /* passed: it vouches that its holder, or the law, let it */
    const char *detail;         /* of another outcome */
};

/** What one verification waits for, beside what its verifier says. */
struct wlt_expectation {
    struct wallet_bytes nonce;         /* of the request that is answered; empty: none was made */
    const struct wallet_key *holder;   /* whose licence it is to be as issued; NULL: it is shown */
    const struct wlt_release *release; /* by whom, in the holder's place; NULL: by nobody */
};

/**
 * Verifies the bytes of one licence or one key-binding token, all but whether it was shown before.
 *
 * \param received  borrowed for the call only; may stand in the verdict's own buffer, see receive.h
 * \param kind      what it was received as
 * \param verdict   reset for the time of the check
 *
 * \retval WALLET_OK          the verdict says all
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_verify_bytes(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    const struct wlt_expectation *expectation,
    enum wlt_received kind,
    struct wallet_verdict *verdict);

/**
 * Says what is decided.
 *
 * \retval WALLET_OK  accepted, and only then; else REFUSED or UNDETERMINED, with the reason
 */
enum wallet_status wlt_verdict_conclude(
    const struct wallet_verdict *verdict, struct wallet_error *error);

/** Whether nothing is wrong, but perhaps that it was shown before. */
bool wlt_verdict_holds(const struct wallet_verdict *verdict);

/**
 * Has something remembered for so many seconds from `at_unix` on.
 *
 * \retval WALLET_ERR_REFUSED  it was seen before
 * \retval WALLET_ERR_MISSING  there is nobody who remembers; or what its `remember` says
 */
enum wallet_status wlt_verifier_remember(
    const struct wallet_verifier *verifier,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t seconds,
    struct wallet_error *error);

/** The reason for not accepting what it was told so of. */
enum wallet_reason wlt_reason_of_memory(enum wallet_status status);

/**
 * Decides WALLET_CHECK_REPLAY: remembers what was shown, if all else passed.  Nothing is remembered of
 * what is not accepted, or a copy could be used up in its holder's place.
 */
void wlt_verify_remember(const struct wallet_verifier *verifier, struct wallet_verdict *verdict);

#endif
