/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/database/place.h"

#include <sqlite3.h>

/* Databases of both kinds: each allocation fails once, of ours and of SQLite's own. */

static struct place place;

static struct {
    sqlite3_mem_methods real;
    size_t fail_at;
    size_t calls;
} vendor = { .fail_at = SIZE_MAX };

static bool must_fail(void)
{
    return vendor.calls++ == vendor.fail_at;
}

static void *faulty_malloc(int size)
{
    return must_fail() ? NULL : vendor.real.xMalloc(size);
}

static void *faulty_realloc(void *memory, int size)
{
    return must_fail() ? NULL : vendor.real.xRealloc(memory, size);
}

/** Before anything else of SQLite is called. */
__attribute__((constructor)) static void take_over(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_GETMALLOC, &vendor.real);
    sqlite3_mem_methods faulty = vendor.real;
    faulty.xMalloc = faulty_malloc;
    faulty.xRealloc = faulty_realloc;
    (void)sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
}

static enum wallet_status post_and_read(
    struct wlt_database *database, struct wlt_statement *insert, struct wlt_statement *count)
{
    int64_t number = 0;
    enum wallet_status status = wlt_database_begin(database, NULL);

    for (int id = 1; status == WALLET_OK && id <= 3; id++) {
        wlt_bind_int(insert, 1, id);
        wlt_bind_bytes(insert, 2, (struct wallet_bytes){ (const uint8_t *)&id, sizeof id });
        status = wlt_statement_post(insert, NULL);
    }

    if (status == WALLET_OK) {
        status = wlt_database_commit(database, NULL);
    }

    if (status == WALLET_OK) {
        status = wlt_statement_number(count, &number, NULL);
    }

    wlt_database_rollback(database);
    CHECK(status != WALLET_OK || number == 4);
    return status;
}

static enum wallet_status use(struct wlt_database *database)
{
    WLT_AUTO(statement) struct wlt_statement *insert = NULL;
    WLT_AUTO(statement) struct wlt_statement *count = NULL;
    enum wallet_status status = wlt_database_check(database, &place_mark, NULL);

    if (status == WALLET_OK) {
        status = wlt_database_prepare(
            database, "INSERT INTO things (id, bytes) VALUES ($1, $2)", &insert, NULL);
    }

    if (status == WALLET_OK) {
        status = wlt_database_prepare(database, "SELECT count(*) FROM things", &count, NULL);
    }

    return status == WALLET_OK ? post_and_read(database, insert, count) : status;
}

static enum wallet_status open_and_use(void)
{
    struct wlt_database *database = NULL;
    enum wallet_status status = wlt_database_open(place.name, &database, NULL);

    if (status == WALLET_OK) {
        status = use(database);
    }

    wlt_database_close(database);
    return status;
}

static enum wallet_status make_and_use(void)
{
    place = make_place();
    enum wallet_status status =
        wlt_database_create(place.name, &place_mark, fill_things, NULL, NULL);
    if (status == WALLET_OK) {
        status = open_and_use();
    }

    /* Nothing half made is left: remove_place() finds a draft. */
    const size_t fail_at = vendor.fail_at;
    vendor.fail_at = SIZE_MAX;
    remove_place(&place);
    vendor.fail_at = fail_at;
    return status;
}

/** Where the server is asked to make room, our own allocations may not fail. */
static enum wallet_status use_on_server(void)
{
    struct wlt_database *database = NULL;
    enum wallet_status status = wlt_database_open(place.name, &database, NULL);

    if (status == WALLET_OK) {
        status = use(database);
        (void)wlt_database_run(database, "DELETE FROM things WHERE id > 0", NULL);
    }

    wlt_database_close(database);
    return status;
}

static enum wallet_status make_on_server(void)
{
    return wlt_database_create(place.name, &place_mark, fill_things, NULL, NULL);
}

TEST(a_database_survives_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    if (!is_on_server()) {
        fault_each("make_and_use", make_and_use);
        return;
    }

    place = make_place();
    fault_each("make_on_server", make_on_server);
    fault_each("use_on_server", use_on_server);
    alloc_faults.fail_at = SIZE_MAX;
    remove_place(&place);
}

TEST(a_file_survives_every_failing_allocation_of_sqlite)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    if (is_on_server()) {
        return;
    }

    CHECK_EQUAL(make_and_use(), WALLET_OK); /* what SQLite makes once and keeps */
    const sqlite3_int64 used = sqlite3_memory_used();
    size_t n = 0;
    size_t failures = 0;

    do {
        char row[64];
        (void)snprintf(row, sizeof row, "allocation %zu of SQLite failing", n);
        vendor.calls = 0;
        vendor.fail_at = n++;
        const enum wallet_status status = make_and_use();
        failures += status == WALLET_ERR_MEMORY;
        /* It can do without some. */
        CHECK_ROW(row, status == WALLET_OK || status == WALLET_ERR_MEMORY, true);
        CHECK_ROW(row, sqlite3_memory_used(), used);
        CHECK_ROW(row, alloc_faults.live, 0);
    } while (vendor.calls > vendor.fail_at);

    vendor.fail_at = SIZE_MAX;
    CHECK(failures > 100);
}
