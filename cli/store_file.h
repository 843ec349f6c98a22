/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STORE_FILE_H
#define WALLET_CLI_STORE_FILE_H

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What folders of a database with a secret have in common: those of repositories and of cases.
 */

enum {
    STORE_SECRET_SIZE = 32,
    STORE_DATABASE_MAX = 1024, /* bytes of a database's name */
};

/** Whether there may be a folder of this name: nothing is there yet; tells why not. */
enum exit_code store_check_free(const struct session *session, const char *folder);

/** Whether a database's URI may be used: NULL, or "postgresql://..." without a password; tells why not. */
enum exit_code store_check_database(const struct session *session, const char *uri);

/**
 * Where a database is: a file's name is in the folder, "postgresql://..." is taken as it is.
 *
 * \return false where that is too long
 */
bool store_database(const char *folder, const char *name, char *out, size_t size);

/** Draws a secret, and writes it into a file of the folder: 64 hexadecimal digits. */
enum exit_code store_write_secret(
    const struct session *session, const char *folder, const char *name);

/** Reads it; tells why where it cannot.  The caller wipes it. */
enum exit_code store_read_secret(
    const struct session *session,
    const char *folder,
    const char *name,
    uint8_t out[STORE_SECRET_SIZE]);

/** Tells that a file of the folder cannot be used, and to restore it; EXIT_CODE_FILE. */
enum exit_code store_complain_file(
    const struct session *session, const char *path, const char *reason);

#endif
