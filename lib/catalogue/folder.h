/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_FOLDER_H
#define WLT_CATALOGUE_FOLDER_H

#include <wallet/error.h>

#include "catalogue/arena.h"

/** The JSON files of a folder, in the order of their names. */
struct wlt_folder {
    int descriptor;   /* of the folder; -1: it is not there */
    const char *name; /* "types", for messages */
    size_t count;
    const char **files; /* such as "types/id-card.json" */
};

/**
 * Lists `path`/`name`, at most `file_max` files.  A folder that is not there counts as empty.
 *
 * \param name   borrowed
 * \param arena  holds the names of the files
 * \param out    on success the list; close it
 */
enum wallet_status wlt_folder_open(
    const char *path,
    const char *name,
    size_t file_max,
    struct wlt_arena *arena,
    struct wlt_folder *out,
    struct wallet_error *error);

void wlt_folder_close(struct wlt_folder *folder);

/** Reads the file at `index`, of at most `size_max` bytes; `out` is replaced. */
enum wallet_status wlt_folder_read(
    const struct wlt_folder *folder,
    size_t index,
    size_t size_max,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
