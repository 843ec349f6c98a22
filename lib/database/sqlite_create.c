/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* mkostemp() */
#include "base/buffer.h"
#include "base/error.h"
#include "database/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A file comes into being under another name and is linked to its own when it is complete.  So it is
 * there whole or not at all, whoever else makes it at the same time and whenever a process dies; and
 * the file is never opened but by SQLite, whose locks would end with any other descriptor of it.
 */

static enum wallet_status fail_system(struct wallet_error *error, int problem)
{
    return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "%s", strerror(problem));
}

/** Makes the name last: without it a crash could bring back a time when there was nothing. */
static enum wallet_status sync_folder(const char *path, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer folder = { 0 };
    const char *end = strrchr(path, '/'); /* there is one: see wlt_sqlite_name() */

    if (!wlt_buffer_append(
            &folder, (struct wallet_bytes){ (const uint8_t *)path, (size_t)(end - path) + 1 })) {
        return wlt_fail_memory(error);
    }

    const int descriptor = open((const char *)folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail_system(error, errno);
    }

    const int problem = fsync(descriptor) == 0 ? 0 : errno;
    (void)close(descriptor);
    return problem == 0 ? WALLET_OK : fail_system(error, problem);
}

/** A file system that cannot share memory leaves the file as it was, and says so in a row only. */
static enum wallet_status write_ahead(struct wlt_database *database, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    bool is_row = false;
    enum wallet_status status =
        wlt_database_prepare(database, "PRAGMA journal_mode = WAL", &statement, error);

    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_row, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_bytes mode = wlt_column_bytes(statement, 0);
    return is_row && mode.size == 3 && memcmp(mode.data, "wal", 3) == 0
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_FILE,
                     WALLET_NO_OFFSET,
                     "this file system has no shared memory, which a log needs");
}

static enum wallet_status write_draft(
    const char *draft,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error)
{
    WLT_AUTO(database) struct wlt_database *database = NULL;
    enum wallet_status status = wlt_sqlite_open(draft, &database, error);

    if (status == WALLET_OK) {
        status = wlt_database_found(database, mark, fill, context, error);
    }

    /* Last: the file is complete without a log beside it. */
    return status == WALLET_OK ? write_ahead(database, error) : status;
}

static enum wallet_status make_draft(const char *path, struct wallet_buffer *out)
{
    if (!wlt_buffer_append_text(out, path) || !wlt_buffer_append_text(out, ".XXXXXX")) {
        return WALLET_ERR_MEMORY;
    }

    /* Mode 0600, whatever the umask. */
    const int descriptor = mkostemp((char *)out->data, O_CLOEXEC);
    if (descriptor < 0) {
        return WALLET_ERR_FILE;
    }

    (void)close(descriptor);
    return WALLET_OK;
}

enum wallet_status wlt_sqlite_create(
    const char *path,
    const struct wlt_database_mark *mark,
    wlt_database_fill *fill,
    void *context,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer name = { 0 };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer draft = { 0 };
    enum wallet_status status = wlt_sqlite_name(path, &name, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = make_draft((const char *)name.data, &draft);
    if (status != WALLET_OK) {
        return status == WALLET_ERR_MEMORY ? wlt_fail_memory(error) : fail_system(error, errno);
    }

    status = write_draft((const char *)draft.data, mark, fill, context, error);
    if (status == WALLET_OK && link((const char *)draft.data, (const char *)name.data) != 0) {
        status = fail_system(error, errno);
    }

    (void)unlink((const char *)draft.data);
    return status == WALLET_OK ? sync_folder((const char *)name.data, error) : status;
}
