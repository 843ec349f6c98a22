/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FOLDER_H
#define WALLET_CLI_FOLDER_H

#include "exit_code.h"
#include "session.h"

#include <stddef.h>

/** The files of a folder, hidden ones and folders below left out, in the order of their names. */
struct folder {
    char **paths;
    size_t count;
};

/** Lists a folder; tells why where it cannot. */
enum exit_code folder_read(const struct session *session, const char *path, struct folder *out);

void folder_free(struct folder *folder);

#endif
