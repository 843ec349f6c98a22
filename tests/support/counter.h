/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_COUNTER_H
#define WALLET_TEST_COUNTER_H

#include <wallet/wallet.h>

#include "agency.h"

/*
 * What comes after the agency: a holder with a key and a licence bound to it, and a counter that
 * remembers what it was shown.
 */

#define COUNTER_ID "913605020000000194"

struct counter {
    struct agency agency;
    struct wallet_key *holder;
    struct wallet_signer holder_signer;
    struct wallet_buffer bound; /* the agency's record, issued for the holder's key */
    struct wallet_selection *selection;
    uint8_t seen[64][WALLET_REPLAY_KEY_SIZE]; /* what was shown, the oldest first */
    size_t seen_count;
};

/** Sets everything up: agency and holder sign with this algorithm. */
void counter_open(struct counter *counter, enum wallet_algorithm algorithm);
void counter_close(struct counter *counter);

/** A key for some holder; freed by the caller. */
struct wallet_key *counter_stranger(enum wallet_algorithm algorithm);

/** A signer of a holder's key, which names no issuer. */
void counter_signer(const struct wallet_key *key, struct wallet_signer *out);

/** Shows what is selected to somebody at a time; the presentation lives until the test ends. */
struct wallet_bytes counter_show(
    struct counter *counter, const char *audience, struct wallet_bytes nonce, int64_t at_unix);

/** Lets the counter look at it; tells the reason, WALLET_REASON_NONE if it is accepted. */
enum wallet_reason counter_verify(
    struct counter *counter, struct wallet_bytes shown, int64_t at_unix);

#endif
