/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_PORTRAIT_H
#define WALLET_CLI_BATCH_PORTRAIT_H

#include <wallet/record.h>

#include <stdbool.h>

/** Whether a cell names a file; else it is base64, in which there is no full stop. */
bool batch_portrait_is_path(struct wallet_bytes cell);

/**
 * Sets a portrait from a file beside the table: below its folder, and no symbolic link.
 *
 * \param folder  its descriptor
 *
 * \retval WALLET_ERR_FILE  it cannot be read, or lies elsewhere; else as wallet_record_set_portrait()
 */
enum wallet_status batch_portrait_set(
    struct wallet_record *record,
    const char *name,
    int folder,
    struct wallet_bytes cell,
    struct wallet_error *error);

#endif
