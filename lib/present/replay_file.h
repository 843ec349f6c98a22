/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_REPLAY_FILE_H
#define WLT_PRESENT_REPLAY_FILE_H

#include "database/database.h"

/* What tells a replay store from other databases: "WLrp". */
enum {
    WLT_REPLAY_APPLICATION = 0x574c7270,
    WLT_REPLAY_VERSION = 1,
};

/**
 * Opens the database of a replay store, which is made if it is not there.  Errors as
 * wallet_replay_store_open().
 *
 * \param path  of a file, whatever it looks like
 */
enum wallet_status wlt_replay_file_open(
    const char *path, struct wlt_database **out, struct wallet_error *error);

#endif
