/* SPDX-License-Identifier: Apache-2.0 */
#include "present/replay_file.h"

#include "base/buffer.h"
#include "base/error.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum {
    PATIENCE = 3000, /* milliseconds */
};

static const struct wlt_database_mark mark = {
    .application = WLT_REPLAY_APPLICATION,
    .version = WLT_REPLAY_VERSION,
    .noun = "store of codes that were seen",
};

/* Counters keep theirs in a file: what a service has, its repository remembers. */
static const struct wlt_schema schema = {
    .sqlite =
        "CREATE TABLE keys (key BLOB PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE INDEX keys_until ON keys (until);"
        "CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 0), seen INTEGER NOT NULL) STRICT;"
        "INSERT INTO clock VALUES (0, 0)",
};

static enum wallet_status fill(
    __attribute__((unused)) void *context,
    struct wlt_database *database,
    struct wallet_error *error)
{
    return wlt_schema_make(&schema, database, error);
}

static enum wallet_status fail_system(struct wallet_error *error, int problem)
{
    return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "%s", strerror(problem));
}

static enum wallet_status make(const char *path, struct wallet_error *error)
{
    struct stat found;
    const enum wallet_status status = wlt_database_create(path, &mark, fill, NULL, error);

    /* Another process may have been quicker; its store is as good. */
    return status == WALLET_ERR_FILE && stat(path, &found) == 0 ? WALLET_OK : status;
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

/** Somebody waits at the counter; and a store that stays small has no use for a long log. */
static enum wallet_status check(struct wlt_database *database, struct wallet_error *error)
{
    const enum wallet_status status = wlt_database_check(database, &mark, error);

    wlt_database_set_patience(database, PATIENCE);
    return status == WALLET_OK
               ? wlt_database_run(database, "PRAGMA wal_autocheckpoint = 1000", error)
               : status;
}

enum wallet_status wlt_replay_file_open(
    const char *path, struct wlt_database **out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer name = { 0 };
    WLT_AUTO(database) struct wlt_database *database = NULL;

    /* Whatever a name begins with, here it is a file's. */
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
