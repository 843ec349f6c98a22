/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FILE_H
#define WALLET_CLI_FILE_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>
#include <sys/types.h>

/** The content of a file; release with file_free(). */
struct file {
    uint8_t *data;
    size_t size;
    mode_t mode; /* as it was when it was read */
    uid_t owner;
};

/**
 * Reads a whole file, "-" being standard input; tells why where it cannot.
 *
 * \param limit  the largest size that is taken
 */
enum exit_code file_read(
    const struct session *session, const char *path, size_t limit, struct file *out);

/** As file_read(), but nobody is told; 0 or an errno. */
int file_try(const char *path, size_t limit, struct file *out);

/** The same for a file that is open, and stays so. */
int file_try_open(int descriptor, size_t limit, struct file *out);

/** Tells why a file cannot be read: an errno, EFBIG being more than `limit` bytes. */
enum exit_code file_complain(
    const struct session *session, const char *path, int problem, size_t limit);

/** Writes everything to a file that is open; false, and an errno, where it cannot. */
bool file_write_all(int descriptor, struct wallet_bytes content);

struct wallet_bytes file_bytes(const struct file *file);

/** Wipes and releases. */
void file_free(struct file *file);

/** Whether the path leads to a folder. */
bool file_is_folder(const char *path);

#endif
