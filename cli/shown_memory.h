/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SHOWN_MEMORY_H
#define WALLET_CLI_SHOWN_MEMORY_H

#include <wallet/replay.h>

#include "exit_code.h"
#include "session.h"

#include <limits.h>
#include <stdbool.h>

/**
 * Where this counter remembers the codes that it accepted: a store that is opened, and made, when the
 * first code asks for it.
 */
struct shown_memory {
    const struct session *session;
    char path[PATH_MAX]; /* "": nothing is remembered, as under a test clock */
    struct wallet_replay_store *store;
};

/**
 * Decides on the place: `given`, else wallet/shown.db in $XDG_STATE_HOME or ~/.local/state.
 *
 * \param is_test  whether the time is not the present one: only what was given is used then
 */
enum exit_code shown_memory_place(
    const struct session *session, const char *given, bool is_test, struct shown_memory *out);

/** The memory as a verifier asks it; borrows. */
struct wallet_replay shown_memory_replay(struct shown_memory *memory);

void shown_memory_close(struct shown_memory *memory);

#endif
