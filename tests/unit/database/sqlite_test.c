/* SPDX-License-Identifier: Apache-2.0 */

/* What files have that servers have not. */
#include "place.h"

#include <sqlite3.h>

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum {
    NOBODY = 65534,
    PAGE = 4096,
    GROWTH = 256 * 1024, /* bytes of the log, until the disk is said to be full */
    ROWS_MAX = 1000000,
};

#define COUNT "SELECT count(*) FROM things"

static void write_file(const char *path, struct wallet_bytes content)
{
    FILE *file = fopen(path, "we");
    CHECK(file);
    CHECK_EQUAL(fwrite(content.data, 1, content.size, file), content.size);
    CHECK_EQUAL(fclose(file), 0);
}

static enum wallet_status open_and_close(const char *name, struct wallet_error *error)
{
    struct wlt_database *database = NULL;
    enum wallet_status status = wlt_database_open(name, &database, error);

    if (status == WALLET_OK) {
        status = wlt_database_check(database, &place_mark, error);
    }

    wlt_database_close(database);
    return status;
}

/** Adds one row, in a transaction of its own. */
static enum wallet_status add_row(struct wlt_statement *insert, int id, struct wallet_error *error)
{
    wlt_bind_int(insert, 1, id);
    return wlt_statement_run(insert, NULL, error);
}

/** Adds rows until that fails; how many were added. */
static int fill_up(struct wlt_statement *insert, struct wallet_error *error)
{
    int count = 0;

    while (count < ROWS_MAX && add_row(insert, count + 1, error) == WALLET_OK) {
        count++;
    }

    return count;
}

TEST(a_file_is_its_owners_alone_and_writes_ahead)
{
    const struct place place = make_place();
    const mode_t mask = umask(0);
    struct wlt_database *database = make_things(&place);
    struct stat found;
    bool is_row = false;

    CHECK_EQUAL(stat(place.name, &found), 0);
    CHECK_EQUAL(found.st_mode & 0777, 0600);
    (void)umask(mask);
    CHECK_EQUAL(ask(database, "PRAGMA synchronous"), 2);
    CHECK_EQUAL(ask(database, "PRAGMA mmap_size"), 0);
    CHECK_EQUAL(ask(database, "PRAGMA wal_autocheckpoint"), 50000);
    wlt_database_map(database, 1 << 20);
    CHECK_EQUAL(ask(database, "PRAGMA mmap_size"), 1 << 20);

    struct wlt_statement *mode = prepare(database, "PRAGMA journal_mode");
    CHECK_EQUAL(wlt_statement_next(mode, &is_row, NULL), WALLET_OK);
    CHECK_BYTES(wlt_column_bytes(mode, 0), test_text("wal"));
    wlt_statement_free(mode);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(a_full_disk_is_told_and_loses_nothing)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(database, "INSERT INTO things (id) VALUES ($1)");
    struct wallet_error error = { 0 };
    struct rlimit limit;

    CHECK_EQUAL(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const struct rlimit tight = { GROWTH, limit.rlim_max };
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    CHECK_EQUAL(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const int count = fill_up(insert, &error);
    CHECK_EQUAL(setrlimit(RLIMIT_FSIZE, &limit), 0);
    (void)signal(SIGXFSZ, before);

    CHECK_EQUAL(error.status, WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "the disk is full");
    CHECK(count > 10);
    CHECK_EQUAL(ask(database, COUNT), count + 1);
    CHECK_EQUAL(add_row(insert, count + 1, NULL), WALLET_OK);
    wlt_statement_free(insert);
    wlt_database_close(database);

    database = open_database(place.name);
    CHECK_EQUAL(ask(database, COUNT), count + 2);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(a_transaction_that_fills_the_disk_is_rolled_back_in_whole)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *insert = prepare(
        database, "INSERT INTO things (id, text) VALUES ($1, '............................')");
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wlt_database_run(database, "PRAGMA max_page_count = 20", NULL), WALLET_OK);
    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK(fill_up(insert, &error) > 10);
    CHECK_EQUAL(error.status, WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "the disk is full");
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_ERR_FILE);
    CHECK_EQUAL(ask(database, COUNT), 1);
    CHECK_EQUAL(add_row(insert, 1, NULL), WALLET_OK);
    wlt_statement_free(insert);
    wlt_database_close(database);
    remove_place(&place);
}

/** Opens as somebody who may read the file and not write it. */
static enum wallet_status open_as_nobody(const char *name)
{
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
            _exit(0);
        }
        _exit((int)open_and_close(name, NULL) - 300);
    }

    int ended = 0;
    CHECK_EQUAL(waitpid(child, &ended, 0), child);
    CHECK(WIFEXITED(ended));
    return (enum wallet_status)(WEXITSTATUS(ended) + 300);
}

TEST(a_file_that_cannot_be_written_is_told)
{
    const struct place place = make_place();
    wlt_database_close(make_things(&place));

    CHECK_EQUAL(chmod(place.folder, 0755), 0);
    CHECK_EQUAL(chmod(place.name, 0444), 0);
    CHECK_EQUAL(open_as_nobody(place.name), WALLET_ERR_FILE);
    CHECK_EQUAL(chmod(place.name, 0000), 0);
    CHECK_EQUAL(open_as_nobody(place.name), WALLET_ERR_FILE);
    remove_place(&place);
}

TEST(what_is_no_database_is_told_and_left_alone)
{
    const struct place place = make_place();
    struct wallet_error error = { 0 };

    CHECK_EQUAL(open_and_close(place.name, &error), WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "No such file or directory");
    CHECK_EQUAL(access(place.name, F_OK), -1);
    CHECK_EQUAL(open_and_close(place.folder, NULL), WALLET_ERR_FILE);

    write_file(place.name, test_text("a letter to the mayor"));
    CHECK_EQUAL(open_and_close(place.name, &error), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(
        wlt_database_create(place.name, &place_mark, fill_things, NULL, &error), WALLET_ERR_FILE);
    CHECK_BYTES(test_file(place.name), test_text("a letter to the mayor"));
    remove_place(&place);
}

TEST(damage_is_told)
{
    const struct place place = make_place();
    wlt_database_close(make_things(&place));

    /* All pages but the first, which says that it is one of ours. */
    const struct wallet_bytes whole = test_file(place.name);
    uint8_t *broken = test_memory(whole.size);
    memcpy(broken, whole.data, whole.size);
    memset(broken + PAGE, 0xa5, whole.size - PAGE);
    write_file(place.name, (struct wallet_bytes){ broken, whole.size });

    struct wlt_database *database = open_database(place.name);
    struct wlt_statement *count = prepare(database, "SELECT number FROM things");
    int64_t number = 0;
    CHECK_EQUAL(wlt_statement_number(count, &number, NULL), WALLET_ERR_MALFORMED);
    wlt_statement_free(count);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(what_a_foreign_file_brings_along_does_not_run)
{
    const struct place place = make_place();
    wlt_database_close(make_things(&place));

    sqlite3 *foreign = NULL;
    CHECK_EQUAL(sqlite3_open(place.name, &foreign), SQLITE_OK);
    CHECK_EQUAL(
        sqlite3_exec(
            foreign,
            "CREATE TRIGGER evil AFTER UPDATE ON things BEGIN DELETE FROM things; END;"
            "CREATE VIEW seen AS SELECT * FROM things",
            NULL,
            NULL,
            NULL),
        SQLITE_OK);
    CHECK_EQUAL(sqlite3_close(foreign), SQLITE_OK);

    struct wlt_database *database = open_database(place.name);
    struct wlt_statement *statement = NULL;
    CHECK_EQUAL(wlt_database_run(database, "UPDATE things SET number = 1", NULL), WALLET_OK);
    CHECK_EQUAL(ask(database, COUNT), 1);
    CHECK_EQUAL(
        wlt_database_prepare(database, "SELECT id FROM seen", &statement, NULL),
        WALLET_ERR_MALFORMED);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(a_creation_that_fails_leaves_nothing)
{
    struct place place = make_place();
    struct wallet_error error = { 0 };

    CHECK_EQUAL(
        wlt_database_create("/nowhere/things", &place_mark, fill_things, NULL, &error),
        WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "No such file or directory");
    write_file(place.name, test_text(""));
    CHECK_EQUAL(
        wlt_database_create(place.name, &place_mark, fill_things, NULL, NULL), WALLET_ERR_FILE);
    remove_place(&place); /* fails where a draft is left */
}

TEST(names_that_mean_something_to_sqlite_are_names_of_files)
{
    static const char *const names[] = { ":memory:", "file:x?mode=memory" };
    const struct place place = make_place();
    CHECK_EQUAL(chdir(place.folder), 0);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        CHECK_EQUAL(wlt_database_create(names[i], &place_mark, fill_things, NULL, NULL), WALLET_OK);
        wlt_database_close(open_database(names[i]));
        CHECK_EQUAL(unlink(names[i]), 0);
    }

    CHECK_EQUAL(chdir("/"), 0);
    remove_place(&place);
}
