/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* mkostemp() */
#include "present/replay_file.h"

#include "base/buffer.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * A store comes into being under another name and is linked to its own when it is complete.  So it is
 * there whole or not at all, whoever else makes it at the same time and whenever a process dies; and
 * the file is never opened but by SQLite, whose locks would end with any other descriptor of it.
 */
static const char *const schema[] = {
    "PRAGMA application_id = 0x574c7270",
    "PRAGMA user_version = 1",
    "CREATE TABLE keys (key BLOB PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX keys_until ON keys (until)",
    "CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 0), seen INTEGER NOT NULL) STRICT",
    "INSERT INTO clock VALUES (0, 0)",
    "PRAGMA journal_mode = WAL", /* last: the file is complete without a log beside it */
};

static enum wallet_status fail_system(struct wallet_error *error, int problem)
{
    return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "%s", strerror(problem));
}

static enum wallet_status write_schema(const char *path, struct wallet_error *error)
{
    WLT_AUTO(database) sqlite3 *database = NULL;
    enum wallet_status status = wlt_database_open(path, &database, error);

    for (size_t i = 0; status == WALLET_OK && i < sizeof schema / sizeof *schema; i++) {
        status = wlt_database_run(database, schema[i], error);
    }

    return status;
}

/** Makes the name last: without it a crash could bring back a time when nothing was remembered. */
static enum wallet_status sync_folder(const char *path, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer folder = { 0 };
    const char *end = strrchr(path, '/'); /* there is one: see wlt_replay_file_open() */

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

static enum wallet_status fill_and_link(
    const char *draft, const char *path, struct wallet_error *error)
{
    enum wallet_status status = write_schema(draft, error);

    /* Another process may have been quicker; its store is as good. */
    if (status == WALLET_OK && link(draft, path) != 0 && errno != EEXIST) {
        status = fail_system(error, errno);
    }

    (void)unlink(draft);
    return status == WALLET_OK ? sync_folder(path, error) : status;
}

static enum wallet_status make(const char *path, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer draft = { 0 };

    if (!wlt_buffer_append_text(&draft, path) || !wlt_buffer_append_text(&draft, ".XXXXXX")) {
        return wlt_fail_memory(error);
    }

    /* Mode 0600, whatever the umask. */
    const int descriptor = mkostemp((char *)draft.data, O_CLOEXEC);
    if (descriptor < 0) {
        return fail_system(error, errno);
    }

    (void)close(descriptor);
    return fill_and_link((const char *)draft.data, path, error);
}

static enum wallet_status check(sqlite3 *database, struct wallet_error *error)
{
    int64_t application = 0;
    int64_t version = 0;

    enum wallet_status status =
        wlt_database_number(database, "PRAGMA application_id", &application, error);
    if (status == WALLET_OK) {
        status = wlt_database_number(database, "PRAGMA user_version", &version, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    if (application != WLT_REPLAY_APPLICATION) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "the file is no store of codes that were seen");
    }

    return version == WLT_REPLAY_VERSION
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_UNSUPPORTED,
                     WALLET_NO_OFFSET,
                     "the store has format %lld, which a later version made",
                     (long long)version);
}

static enum wallet_status make_unless_there(const char *path, struct wallet_error *error)
{
    struct stat found;

    if (stat(path, &found) != 0) {
        return errno == ENOENT ? make(path, error) : fail_system(error, errno);
    }

    return S_ISREG(found.st_mode)
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "what is there is no file");
}

enum wallet_status wlt_replay_file_open(const char *path, sqlite3 **out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer name = { 0 };
    WLT_AUTO(database) sqlite3 *database = NULL;

    /* ":memory:" and "file:..." are names of files here. */
    if (!wlt_buffer_append_text(&name, path[0] == '/' ? "" : "./") ||
        !wlt_buffer_append_text(&name, path)) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = make_unless_there((const char *)name.data, error);
    if (status == WALLET_OK) {
        status = wlt_database_open((const char *)name.data, &database, error);
    }

    if (status == WALLET_OK) {
        status = check(database, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(database);
    }

    return status;
}
