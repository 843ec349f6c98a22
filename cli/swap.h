/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SWAP_H
#define WALLET_CLI_SWAP_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

#include <limits.h>

/*
 * A folder of published status data that is made beside the one it replaces, and takes its place at
 * once: whoever looks sees the old files or the new ones, never some of each.
 */
struct swap {
    char path[PATH_MAX];
    char draft[PATH_MAX]; /* "": none */
};

/**
 * Begins; refuses to replace a folder that holds anything but *.cwt.  Tells why where it cannot.
 *
 * \param drafts  a folder of the same file system, to make the new one in; NULL: beside `path`
 */
enum exit_code swap_start(
    const struct session *session, const char *path, const char *drafts, struct swap *out);

/** Adds a file to the new folder. */
enum exit_code swap_write(
    const struct session *session,
    const struct swap *swap,
    const char *name,
    struct wallet_bytes content);

/** Puts the new folder in the place of the old one. */
enum exit_code swap_finish(const struct session *session, struct swap *swap);

/** Removes what was begun and not finished. */
void swap_drop(struct swap *swap);

#endif
