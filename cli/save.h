/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SAVE_H
#define WALLET_CLI_SAVE_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

#include <stddef.h>

enum save_kind {
    SAVE_NEW = 0,            /* refuses a file that is there */
    SAVE_REPLACE = 1,        /* takes its place */
    SAVE_SECRET = 2,         /* readable by its owner only; refuses a file that is there */
    SAVE_SECRET_REPLACE = 3, /* readable by its owner only; takes its place */
    SAVE_OWN = 4,            /* the same, but refuses a file that is there: -f would be that one */
};

/** A file that is to be. */
struct save_item {
    const char *path; /* never "-" */
    struct wallet_bytes content;
};

/**
 * Writes a file at once or not at all: whoever looks sees all of it or nothing, and nothing is left
 * behind by an error or a signal.  "-" is standard output.  Tells why where it cannot.
 */
enum exit_code save(
    const struct session *session,
    const char *path,
    struct wallet_bytes content,
    enum save_kind kind);

/** Tells why a file would not be replaced by SAVE_REPLACE, where it would not. */
enum exit_code save_check(const struct session *session, const char *path);

/** Tells why bytes cannot go to "-", where they cannot: a terminal, or JSON, is there. */
enum exit_code save_check_stream(const struct session *session, const char *path);

/**
 * Writes several files of one folder, all or none: each as save() does, and where one cannot be
 * written those before it are as they were.
 */
enum exit_code save_all(
    const struct session *session,
    const struct save_item *items,
    size_t count,
    enum save_kind kind);

#endif
