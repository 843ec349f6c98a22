/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_JSON_FOLDER_H
#define WLT_CATALOGUE_JSON_FOLDER_H

#include "catalogue/arena.h"
#include "catalogue/json.h"

/** A folder of JSON files, each of which describes one thing, and what is done with them. */
struct wlt_json_folder {
    const char *name; /* "types" */
    size_t file_max;
    size_t size_max; /* bytes of one file */
    bool is_optional;

    /** Makes room for so many things; false: out of memory. */
    bool (*prepare)(void *owner, size_t count);

    /** Takes one thing; what is wrong with it is told by the JSON's status.  Its name stays. */
    void (*add)(void *owner, struct wlt_json *json);
};

/**
 * Reads all of them below `path`, in the order of their names, up to the first that is wrong.
 *
 * \param arena  holds the names of the files
 *
 * \retval WALLET_ERR_FILE       the folder is missing, or it or a file cannot be read
 * \retval WALLET_ERR_MALFORMED  a file is not JSON
 * \retval WALLET_ERR_TOO_LARGE  too many files, or too large a file
 * \retval WALLET_ERR_MEMORY     or what `add` says
 */
enum wallet_status wlt_json_folder_read(
    const struct wlt_json_folder *folder,
    const char *path,
    struct wlt_arena *arena,
    void *owner,
    struct wallet_error *error);

#endif
