/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_ERRAND_H
#define WALLET_DESK_ERRAND_H

#include <wallet/bytes.h>
#include <wallet/grant.h>

#include "desk_case.h"
#include "signers.h"

#include <stdbool.h>
#include <stdint.h>

/**
 * What the desk sends to the repository: a call on the leave that somebody gave, for what the matter
 * needs and the leave allows.  One at a time.  Start with the first four members.
 */
struct errand {
    const struct session *session;
    const struct wallet_catalogue *catalogue;
    const struct signing *signing; /* NULL: the desk has no key */
    const char *repository;        /* its USCC; NULL: the desk has none */
    bool is_cut_off;               /* the last one had no answer */
    uint64_t number;               /* of the last one; each has its own */
    struct wallet_buffer call;     /* empty: none is out */
    uint8_t *grant;                /* as received */
    size_t grant_size;
    bool is_sent;
    bool is_by_duty;
};

/** Whether one is out. */
bool errand_is_out(const struct errand *errand);

/** What stood in the way of one. */
enum errand_answer {
    ERRAND_MADE = 0,
    ERRAND_NOTHING,  /* the leave covers nothing that is still needed */
    ERRAND_NOT_MADE, /* it could not be signed: the session was told why */
};

/**
 * Signs a call for what the case still lacks, of whichever party, within the grant.
 *
 * \param bytes  the grant as received; copied
 * \param grant  the same, as it was read
 */
enum errand_answer errand_make(
    struct errand *errand,
    const struct desk_case *desk_case,
    struct wallet_bytes bytes,
    const struct wallet_grant *grant,
    int64_t at_unix);

/**
 * Signs a grant by duty (依职能) for what the matter needs of the licence that stands for one material.
 *
 * \param material  an index of the matter
 * \param holder    "111:NUMBER"
 * \param cause   in the clerk's words; the holder is shown it
 * \param out     replaced by the grant
 */
enum errand_answer errand_grant_by_duty(
    struct errand *errand,
    const struct desk_case *desk_case,
    size_t material,
    const char *holder,
    const char *cause,
    int64_t at_unix,
    struct wallet_buffer *out);

/** Whatever comes of it, nobody waits for it any more. */
void errand_forget(struct errand *errand);

#endif
