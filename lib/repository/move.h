/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_MOVE_H
#define WLT_REPOSITORY_MOVE_H

#include "repository/holding.h"

/** From one state to another. */
struct wlt_move {
    const struct wlt_row *row;
    enum wallet_licence_state state;
    int64_t instance;
    int64_t at_unix;
    const char *note; /* may be NULL */
};

/** Changes a row, and writes it down. */
enum wallet_status wlt_move_make(
    struct wallet_repository *repository, const struct wlt_move *move, struct wallet_error *error);

#endif
