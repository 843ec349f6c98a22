/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FOLDER_FOUND_H
#define WALLET_CLI_FOLDER_FOUND_H

#include "exit_code.h"
#include "save.h"
#include "session.h"

/** Fills a folder that has not got its name yet; tells why where it cannot. */
typedef enum exit_code folder_fill(
    const struct session *session, const char *folder, const void *context);

/**
 * Makes a folder with what is in it, readable by its owner only: there at once, or not at all.  A name
 * that is taken is refused, unless by an empty folder.
 *
 * \param context  given to `fill`
 */
enum exit_code folder_found(
    const struct session *session, const char *folder, folder_fill *fill, const void *context);

/** save() for a file in a folder. */
enum exit_code folder_save(
    const struct session *session,
    const char *folder,
    const char *name,
    struct wallet_bytes content,
    enum save_kind kind);

#endif
