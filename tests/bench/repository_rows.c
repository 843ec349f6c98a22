/* SPDX-License-Identifier: Apache-2.0 */
#include "repository_rows.h"

#include "crypto/digest.h"
#include "repository_copy.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    COPIED_FROM = 100000, /* rows: a server takes hundreds of thousands by statements in minutes */
    HURRIED_FROM = 1000000,
    HURRIED_GROUP =
        100000, /* rows in one transaction: of the index's pages each is written once for many */
};

void demand_status(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fprintf(stderr, "bench: %s: %s\n", wallet_status_name(status), error->message);
        exit(EXIT_FAILURE);
    }
}

double seconds_now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void place_open(
    struct place *place, const char *folder, const char *name, const struct agency *agency)
{
    const char *server = getenv("WALLET_TEST_POSTGRESQL");
    WLT_AUTO(database) struct wlt_database *database = NULL;
    struct wallet_error error = { .message = "" };
    char sql[64];

    place->is_file = server == NULL;
    wlt_random(place->secret, sizeof place->secret);
    if (place->is_file) {
        (void)snprintf(place->database, sizeof place->database, "%s/%s.db", folder, name);
        (void)unlink(place->database);
    } else {
        (void)snprintf(sql, sizeof sql, "CREATE SCHEMA bench_%s", name);
        demand_status(wlt_database_open(server, &database, &error), &error);
        demand_status(wlt_database_run(database, sql, &error), &error);
        (void)snprintf(
            place->database,
            sizeof place->database,
            "%s%coptions=-csearch_path%%3Dbench_%s",
            server,
            strchr(server, '?') ? '&' : '?',
            name);
    }

    place->terms = (struct wallet_repository_terms){
        .database = place->database,
        .secret = place->secret,
        .catalogue = agency->catalogue,
        .map_size = INT64_C(1) << 36,
    };
    demand_status(wallet_repository_create(&place->terms, AGENCY_ISSUER, &error), &error);
}

void place_remove(const struct place *place)
{
    static const char *const ends[] = { "", "-wal", "-shm" };

    for (size_t i = 0; place->is_file && i < sizeof ends / sizeof ends[0]; i++) {
        char path[600];
        (void)snprintf(path, sizeof path, "%s%s", place->database, ends[i]);
        (void)unlink(path);
    }
}

double place_size(const struct place *place, struct raw *raw)
{
    WLT_AUTO(statement) struct wlt_statement *size = NULL;
    struct wallet_error error = { .message = "" };
    bool is_there = false;
    struct stat file;

    if (place->is_file) {
        return stat(place->database, &file) == 0 ? (double)file.st_size : 0;
    }

    demand_status(
        wlt_database_prepare(
            wlt_repository_database(raw->repository),
            "SELECT pg_database_size(current_database())",
            &size,
            &error),
        &error);
    demand_status(wlt_statement_next(size, &is_there, &error), &error);
    return (double)wlt_column_int(size, 0);
}

const char *holder_numbered(unsigned person)
{
    static char holder[32];
    (void)snprintf(holder, sizeof holder, "111:%018u", person);
    return holder;
}

void raw_open(struct raw *raw, const struct place *place)
{
    struct wallet_error error = { .message = "" };

    wlt_random(raw->sealed, sizeof raw->sealed);
    demand_status(wallet_repository_open(&place->terms, &raw->repository, &error), &error);
    demand_status(
        wlt_repository_statement(raw->repository, WLT_SQL_LICENCE_ADD, &raw->licence, &error),
        &error);
    demand_status(
        wlt_repository_statement(raw->repository, WLT_SQL_NAME_ADD, &raw->name, &error), &error);
    demand_status(
        wlt_repository_statement(raw->repository, WLT_SQL_BODY_ADD, &raw->body, &error), &error);
    demand_status(
        wlt_database_prepare(
            wlt_repository_database(raw->repository),
            "INSERT INTO audit_entry (number, leaf, body) VALUES ($1, $2, $3)",
            &raw->entry,
            &error),
        &error);
}

/** Or reads what they were before. */
static void write_codes(struct raw *raw)
{
    const struct wlt_code_source codes = wlt_repository_codes(raw->repository);
    struct wallet_error error = { .message = "" };

    demand_status(wallet_repository_begin(raw->repository, &error), &error);
    demand_status(
        wlt_code_number(&codes, WLT_CODE_ISSUER, test_text(AGENCY_ISSUER), &raw->issuer, &error),
        &error);
    for (size_t i = 0; i < PER_HOLDER; i++) {
        const struct wallet_type *one = wallet_catalogue_at(raw->repository->codes.catalogue, i);
        demand_status(
            wlt_code_number(
                &codes, WLT_CODE_TYPE, test_text(wallet_type_code(one)), &raw->type[i], &error),
            &error);
    }
    demand_status(wallet_repository_commit(raw->repository, AGENCY_NOW, &error), &error);
}

struct row row_make(const struct raw *raw, int number, int from, int to)
{
    const int holders = (to - from) / PER_HOLDER;
    const int place = number - from;
    const unsigned holder = (unsigned)(from / PER_HOLDER + place % holders);
    struct row row = { .number = number + 1, .type = raw->type[place / holders % PER_HOLDER] };
    char serial[SERIAL_SIZE + 1];

    (void)snprintf(serial, sizeof serial, "%020d", number);
    const struct wlt_name wanted = {
        .type = row.type,
        .issuer = raw->issuer,
        .serial = { (const uint8_t *)serial, SERIAL_SIZE },
        .is_own_serial = true,
    };
    row.name_size = wlt_secrets_name(raw->repository->secrets, &wanted, row.name);
    wlt_repository_holder(raw->repository, test_text(holder_numbered(holder)), row.holder);
    memcpy(row.digest, &number, sizeof number);
    return row;
}

static void write_licence(struct raw *raw, const struct row *row)
{
    struct wlt_statement *add = raw->licence;
    struct wallet_error error = { .message = "" };

    wlt_bind_int(add, 1, row->number);
    wlt_bind_bytes(add, 2, (struct wallet_bytes){ row->holder, sizeof row->holder });
    wlt_bind_int(add, 3, row->type);
    wlt_bind_int(add, 4, 0);
    wlt_bind_int(add, 5, raw->issuer);
    wlt_bind_bytes(add, 6, (struct wallet_bytes){ row->name, row->name_size });
    wlt_bind_null(add, 7);
    wlt_bind_int(add, 8, 1);
    wlt_bind_int(add, 9, WALLET_STATE_VALID);
    wlt_bind_int(add, 10, AGENCY_NOW);
    wlt_bind_int(add, 11, AGENCY_NOW);
    wlt_bind_int(add, 12, AGENCY_NOW + AGENCY_A_YEAR);
    wlt_bind_int(add, 13, AGENCY_NOW);
    wlt_bind_bytes(add, 14, (struct wallet_bytes){ row->digest, WLT_SOURCE_SIZE });
    wlt_bind_bytes(add, 15, (struct wallet_bytes){ row->digest, sizeof row->digest });
    wlt_bind_bytes(add, 16, (struct wallet_bytes){ row->digest, WALLET_KEY_ID_SIZE });
    demand_status(wlt_statement_post(add, &error), &error);
}

static void write_beside(struct raw *raw, const struct row *row)
{
    const struct wallet_bytes holder = { row->holder, sizeof row->holder };
    struct wallet_error error = { .message = "" };

    wlt_bind_bytes(raw->name, 1, (struct wallet_bytes){ row->name, row->name_size });
    wlt_bind_int(raw->name, 2, 1);
    wlt_bind_bytes(raw->name, 3, holder);
    wlt_bind_int(raw->name, 4, row->number);
    demand_status(wlt_statement_post(raw->name, &error), &error);

    memcpy(raw->sealed, &row->number, sizeof row->number);
    wlt_bind_int(raw->body, 1, row->number);
    wlt_bind_bytes(raw->body, 2, holder);
    wlt_bind_bytes(raw->body, 3, (struct wallet_bytes){ raw->sealed, sizeof raw->sealed });
    demand_status(wlt_statement_post(raw->body, &error), &error);

    wlt_bind_int(raw->entry, 1, row->number);
    wlt_bind_bytes(raw->entry, 2, (struct wallet_bytes){ row->digest, sizeof row->digest });
    wlt_bind_bytes(raw->entry, 3, (struct wallet_bytes){ raw->sealed, ENTRY_SIZE });
    demand_status(wlt_statement_post(raw->entry, &error), &error);
}

static void write_rows(struct raw *raw, int from, int to, int group)
{
    struct wlt_database *database = wlt_repository_database(raw->repository);
    struct wallet_error error = { .message = "" };

    for (int i = from; i < to; i++) {
        const struct row row = row_make(raw, i, from, to);
        if ((i - from) % group == 0) {
            demand_status(wlt_database_begin(database, &error), &error);
        }
        write_licence(raw, &row);
        write_beside(raw, &row);
        if ((i - from) % group == group - 1) {
            demand_status(wlt_database_commit(database, &error), &error);
        }
    }
}

/** Sooner than as in earnest: the rate is not compared with anything. */
static void hurry(struct raw *raw, int from, int to)
{
    struct wallet_error error = { .message = "" };

    demand_status(
        wlt_database_run(
            wlt_repository_database(raw->repository), "PRAGMA cache_size = -1048576", &error),
        &error);
    write_rows(raw, from, to, HURRIED_GROUP);
}

static void copy_rows(struct raw *raw, const struct place *place, int from, int to)
{
    struct copy *copy = copy_open(place->database);

    for (int i = from; i < to; i++) {
        const struct row row = row_make(raw, i, from, to);
        copy_row(copy, raw, &row);
    }
    copy_close(copy);
}

void raw_fill(struct raw *raw, const struct place *place, int from, int to)
{
    const char *what = "raw rows of this schema";

    write_codes(raw);
    const double start = seconds_now();
    if (!place->is_file && to > COPIED_FROM) {
        what = "raw rows by COPY";
        copy_rows(raw, place, from, to);
    } else if (to > HURRIED_FROM) {
        what = "raw rows in large transactions";
        hurry(raw, from, to);
    } else {
        write_rows(raw, from, to, GROUP);
    }

    printf("%-46s %9.0f a second, up to %d\n", what, (to - from) / (seconds_now() - start), to);
    (void)fflush(stdout);
}

void raw_close(struct raw *raw)
{
    wlt_statement_free(raw->entry);
    wallet_repository_close(raw->repository);
}
