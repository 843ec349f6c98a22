/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SERVE_CALLS_H
#define WALLET_CLI_SERVE_CALLS_H

#include <wallet/service.h>

#include "http_crew.h"
#include "session.h"

enum {
    SERVE_GROUP = 256, /* calls in one transaction, at most */
};

/** The calls of a repository's service, step by step: see http_crew.h. */
struct serve_calls {
    const struct session *session;
    struct wallet_service *service;
    bool is_quiet; /* no line a call */

    /* The committer's. */
    bool is_begun;   /* a transaction */
    bool is_lost;    /* this group, for an act in it failed */
    bool is_failing; /* the last group was lost, and that was told */
};

/** The steps, for a crew whose context is `calls`. */
struct http_steps serve_calls_steps(struct serve_calls *calls);

#endif
