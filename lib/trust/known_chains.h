/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_KNOWN_CHAINS_H
#define WLT_TRUST_KNOWN_CHAINS_H

#include "crypto/digest.h"
#include "trust/trust.h"
#include "trust/x5chain.h"

enum {
    WLT_KNOWN_CHAINS = 16,
};

/**
 * A chain that was found good, and for which question: under which trust, for which type of document, and at
 * which times.  To any other question it is no answer.
 */
struct wlt_known_chain {
    struct wlt_x5chain chain;            /* nothing: the place is free */
    uint8_t digest[WLT_SHA256_SIZE];     /* of the header in which it came */
    uint8_t stamp[WLT_TRUST_STAMP_SIZE]; /* of the trust */
    struct wallet_buffer doc_type;       /* owned */
    struct wlt_period holds;             /* the path */
    uint64_t deviations[WLT_CHAIN_MAX];  /* of each certificate, none of them grave */
    uint64_t last_use;
};

/**
 * One thread's memory of the chains that it found good last: reading one and checking its path cost more than
 * all else about a mobile document.  Start with `= { 0 }`.
 */
struct wlt_known_chains {
    struct wlt_known_chain places[WLT_KNOWN_CHAINS];
    uint64_t uses;
};

/** The question that a chain is the answer to. */
struct wlt_chain_question {
    const struct wallet_trust *trust;
    struct wallet_bytes doc_type;
    int64_t at_unix;
};

/** Releases all of them. */
void wlt_known_chains_clear(struct wlt_known_chains *known);

/** The one that came in a header with this SHA-256, whatever was asked; NULL: it is not known. */
struct wlt_known_chain *wlt_known_chains_find(
    struct wlt_known_chains *known, const uint8_t digest[WLT_SHA256_SIZE]);

/** Takes over a chain that is not known yet, in the place of the one that was not used for longest. */
struct wlt_known_chain *wlt_known_chains_keep(
    struct wlt_known_chains *known,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wlt_x5chain *chain);

/**
 * Notes that a chain was found good.
 *
 * \param holds       for how long
 * \param deviations  WLT_CHAIN_MAX of them
 *
 * \return false: out of memory, and it is an answer to nothing
 */
bool wlt_known_chain_note(
    struct wlt_known_chain *place,
    const struct wlt_chain_question *question,
    struct wlt_period holds,
    const uint64_t *deviations);

/** Whether it was found good for this very question. */
bool wlt_known_chain_answers(
    const struct wlt_known_chain *place, const struct wlt_chain_question *question);

#endif
