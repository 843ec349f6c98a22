/* SPDX-License-Identifier: Apache-2.0 */
#include "present/replay_file.h"

#include "make_store.h"

#include <sqlite3.h>

#include <sys/stat.h>
#include <sys/wait.h>

enum {
    NOW = STORE_NOW,
    LATER = NOW + 90,
    NOBODY = 65534,
    PAGE = 4096,
};

static void write_file(const char *path, struct wallet_bytes content)
{
    FILE *file = fopen(path, "we");
    CHECK(file);
    CHECK_EQUAL(fwrite(content.data, 1, content.size, file), content.size);
    CHECK_EQUAL(fclose(file), 0);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    CHECK_EQUAL(sqlite3_open(path, &database), SQLITE_OK);
    CHECK_EQUAL(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    CHECK_EQUAL(sqlite3_close(database), SQLITE_OK);
}

/** Opens what must not open; what stood there must stand there still. */
static enum wallet_status open_faulty(const char *path, struct wallet_error *error)
{
    struct wallet_replay_store *store = NULL;
    const struct wallet_bytes before = test_file(path);
    const enum wallet_status status = wallet_replay_store_open(path, &store, error);

    CHECK(!store);
    CHECK_BYTES(test_file(path), before);
    return status;
}

TEST(a_store_is_made_for_its_owner_alone)
{
    const struct place place = make_place();
    struct stat found;
    const mode_t mask = umask(0);

    struct wallet_replay_store *store = open_store(place.path);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_OK);
    CHECK_EQUAL(stat(place.path, &found), 0);
    CHECK_EQUAL(found.st_mode & 0777, 0600);
    (void)umask(mask);

    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(a_store_writes_ahead_and_syncs_in_full)
{
    const struct place place = make_place();
    struct wlt_database *database = NULL;
    struct wlt_statement *statement = NULL;
    int64_t synchronous = 0;
    bool is_row = false;

    CHECK_EQUAL(wlt_replay_file_open(place.path, &database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_prepare(database, "PRAGMA synchronous", &statement, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_number(statement, &synchronous, NULL), WALLET_OK);
    CHECK_EQUAL(synchronous, 2);
    wlt_statement_free(statement);
    CHECK_EQUAL(wlt_database_prepare(database, "PRAGMA journal_mode", &statement, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_next(statement, &is_row, NULL), WALLET_OK);
    CHECK(is_row);
    CHECK_BYTES(wlt_column_bytes(statement, 0), test_text("wal"));
    wlt_statement_free(statement);

    wlt_database_close(database);
    remove_place(&place);
}

TEST(what_is_no_store_is_refused_and_left_alone)
{
    const struct place place = make_place();
    struct wallet_error error = { 0 };

    write_file(place.path, (struct wallet_bytes){ NULL, 0 });
    CHECK_EQUAL(open_faulty(place.path, &error), WALLET_ERR_STRUCTURE);
    CHECK_TEXT(error.message, "the file is no store of codes that were seen");

    write_file(place.path, test_text("a letter to the mayor"));
    CHECK_EQUAL(open_faulty(place.path, &error), WALLET_ERR_MALFORMED);

    CHECK_EQUAL(unlink(place.path), 0);
    run_sql(place.path, "CREATE TABLE keys (key BLOB); CREATE TABLE clock (seen INTEGER)");
    CHECK_EQUAL(open_faulty(place.path, NULL), WALLET_ERR_STRUCTURE);
    remove_place(&place);
}

TEST(a_later_version_or_a_missing_table_is_told)
{
    static const struct {
        const char *sql;
        enum wallet_status wanted;
    } rows[] = {
        { "PRAGMA user_version = 2", WALLET_ERR_UNSUPPORTED },
        { "DROP TABLE clock", WALLET_ERR_MALFORMED },
        { "DROP TABLE keys", WALLET_ERR_MALFORMED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct place place = make_place();
        wallet_replay_store_close(open_store(place.path));
        run_sql(place.path, rows[i].sql);
        CHECK_ROW(rows[i].sql, open_faulty(place.path, NULL), rows[i].wanted);
        remove_place(&place);
    }
}

TEST(a_clock_that_is_missing_leaves_it_open)
{
    const struct place place = make_place();
    wallet_replay_store_close(open_store(place.path));
    run_sql(place.path, "DELETE FROM clock");

    struct wallet_replay_store *store = open_store(place.path);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_ERR_MALFORMED);
    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(damage_is_never_taken_for_a_new_key)
{
    const struct place place = make_place();
    struct wallet_replay_store *store = open_store(place.path);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_OK);
    wallet_replay_store_close(store);

    /* All pages but the first, which says that it is a store. */
    const struct wallet_bytes whole = test_file(place.path);
    uint8_t *broken = test_memory(whole.size);
    memcpy(broken, whole.data, whole.size);
    memset(broken + PAGE, 0xa5, whole.size - PAGE);
    write_file(place.path, (struct wallet_bytes){ broken, whole.size });

    store = open_store(place.path);
    CHECK_EQUAL(remember_number(store, 1, NOW, LATER, NULL), WALLET_ERR_MALFORMED);
    wallet_replay_store_close(store);
    remove_place(&place);
}

TEST(a_place_where_nothing_can_be_written_is_told)
{
    struct wallet_replay_store *store = NULL;
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wallet_replay_store_open("/nowhere/seen", &store, &error), WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "No such file or directory");
    CHECK_EQUAL(wallet_replay_store_open("/tmp", &store, &error), WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "what is there is no file");
    CHECK_EQUAL(wallet_replay_store_open("", &store, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_replay_store_open(NULL, &store, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_replay_store_open("/tmp/seen", NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_replay_store_close(NULL);
}

/** Tries as somebody who may read the file and not write it. */
static enum wallet_status open_as_nobody(const char *path)
{
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        struct wallet_replay_store *store = NULL;
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
            _exit(0);
        }
        _exit((int)wallet_replay_store_open(path, &store, NULL) - 300);
    }

    int ended = 0;
    CHECK_EQUAL(waitpid(child, &ended, 0), child);
    CHECK(WIFEXITED(ended));
    return (enum wallet_status)(WEXITSTATUS(ended) + 300);
}

TEST(a_file_that_cannot_be_written_is_told)
{
    const struct place place = make_place();
    wallet_replay_store_close(open_store(place.path));
    CHECK_EQUAL(chmod(place.folder, 0755), 0);
    CHECK_EQUAL(chmod(place.path, 0444), 0);
    CHECK_EQUAL(open_as_nobody(place.path), WALLET_ERR_FILE);
    CHECK_EQUAL(chmod(place.path, 0000), 0);
    CHECK_EQUAL(open_as_nobody(place.path), WALLET_ERR_FILE);
    remove_place(&place);
}

TEST(names_that_mean_something_to_sqlite_are_names_of_files)
{
    static const char *const names[] = { ":memory:", "file:x?mode=memory" };
    struct place place = make_place();
    CHECK_EQUAL(chdir(place.folder), 0);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        wallet_replay_store_close(open_store(names[i]));
        CHECK_EQUAL(access(names[i], F_OK), 0);
        CHECK_EQUAL(unlink(names[i]), 0);
    }

    CHECK_EQUAL(chdir("/"), 0);
    remove_place(&place);
}
