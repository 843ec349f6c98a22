/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FILE_SET_H
#define WALLET_CLI_FILE_SET_H

#include <wallet/bundle.h>

#include "exit_code.h"
#include "file.h"
#include "session.h"

/** Files that go into a bundle or a package; start with `= { 0 }`, release with file_set_free(). */
struct file_set {
    struct wallet_bundle_file *files; /* names and contents are owned here */
    struct file *contents;
    size_t count;
};

/**
 * Reads a file in under "FOLDER/NAME"; tells why where it cannot.
 *
 * \param folder  NULL: NAME alone
 * \param name    NULL: the last part of its path
 */
enum exit_code file_set_add(
    const struct session *session,
    struct file_set *out,
    const char *path,
    const char *folder,
    const char *name);

/** Reads in the publications of a folder of status data, each in a folder of its issuer's USCC. */
enum exit_code file_set_add_status(
    const struct session *session, struct file_set *out, const char *path);

void file_set_free(struct file_set *set);

#endif
