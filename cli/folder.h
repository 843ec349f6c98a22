/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FOLDER_H
#define WALLET_CLI_FOLDER_H

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** Paths of what is in a folder, hidden ones left out, in the order of their names. */
struct folder {
    char **paths;
    size_t count;
};

/** Lists the files of a folder; tells why where it cannot. */
enum exit_code folder_read(const struct session *session, const char *path, struct folder *out);

/** Lists the folders directly in a folder; tells why where it cannot. */
enum exit_code folder_read_folders(
    const struct session *session, const char *path, struct folder *out);

void folder_free(struct folder *folder);

/** Makes a folder and those above it, as "mkdir -p" does; 0 or an errno. */
int folder_make(const char *path, mode_t mode);

/** The same for a folder of one's own, mode 0700; tells why where it cannot. */
enum exit_code folder_prepare(const struct session *session, const char *path);

/** Waits until the names in a folder are on the disk; 0 or an errno. */
int folder_sync(const char *path);

/** Removes a folder with all that is in it, following no link. */
void folder_remove(const char *path);

/** Locks a folder until what it gives is closed; waits where another process has it.  -1: errno. */
int folder_lock(const char *path);

#endif
