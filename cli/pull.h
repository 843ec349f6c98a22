/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PULL_H
#define WALLET_CLI_PULL_H

#include "http_crew.h"
#include "pull_answer.h"

/** How a counter's cases are pulled, step by step: see http_crew.h. */
struct pull {
    struct pull_gate gate;
    struct pull_counter counter;
    struct wallet_replay_store *memory; /* of the nonces that were used */
    bool is_quiet;                      /* no line a request */
};

/** The steps, for a crew whose context is `pull`. */
struct http_steps pull_steps(struct pull *pull);

#endif
