/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A repository of a million licences, or of ten with --large: how many rows of its schema a second the
 * database takes at best, how many licences a second are stored by wallet_repository_put(), and how long
 * it takes to find the licences of one holder, next to the SELECT alone in the same run.
 *
 *     bench_repository FOLDER [--quick | --large]     or on $WALLET_TEST_POSTGRESQL
 *
 * A holder has four licences, which came at different times.
 */
#include <wallet/wallet.h>

#include "agency.h"
#include "audit/log.h"
#include "crypto/digest.h"
#include "repository/store.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    ROWS = 1000000,
    QUICK = 20000,
    LARGE = 10000000,
    PUTS = 40000,
    GROUP = 1000, /* rows in one transaction */
    PER_HOLDER = 4,
    LOOK_UPS = 100000,
    SERIAL_SIZE = 20,
    BODY_SIZE = 900,
    ENTRY_SIZE = 190,
};

static const double overhead_wanted = 3; /* of a look-up, times the bare SELECT at p99 */

struct place {
    char database[512];
    uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE];
    struct wallet_repository_terms terms;
    bool is_file;
};

static void demand(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fprintf(stderr, "bench: %s: %s\n", wallet_status_name(status), error->message);
        exit(EXIT_FAILURE);
    }
}

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void open_place(
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
        demand(wlt_database_open(server, &database, &error), &error);
        demand(wlt_database_run(database, sql, &error), &error);
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
    demand(wallet_repository_create(&place->terms, AGENCY_ISSUER, &error), &error);
}

static void remove_place(const struct place *place)
{
    static const char *const ends[] = { "", "-wal", "-shm" };

    for (size_t i = 0; place->is_file && i < sizeof ends / sizeof ends[0]; i++) {
        char path[600];
        (void)snprintf(path, sizeof path, "%s%s", place->database, ends[i]);
        (void)unlink(path);
    }
}

static const char *holder_of(unsigned person)
{
    static char holder[32];
    (void)snprintf(holder, sizeof holder, "111:%018u", person);
    return holder;
}

/** The statements of one row, and what is bound to them: as wallet_repository_put() does. */
struct raw {
    struct wallet_repository *repository;
    struct wlt_statement *licence;
    struct wlt_statement *name;
    struct wlt_statement *body;
    struct wlt_statement *entry;
    uint8_t sealed[BODY_SIZE];
};

static void prepare_raw(struct raw *raw, const struct place *place)
{
    struct wallet_error error = { .message = "" };

    wlt_random(raw->sealed, sizeof raw->sealed);
    demand(wallet_repository_open(&place->terms, &raw->repository, &error), &error);
    demand(
        wlt_repository_statement(raw->repository, WLT_SQL_LICENCE_ADD, &raw->licence, &error),
        &error);
    demand(wlt_repository_statement(raw->repository, WLT_SQL_NAME_ADD, &raw->name, &error), &error);
    demand(wlt_repository_statement(raw->repository, WLT_SQL_BODY_ADD, &raw->body, &error), &error);
    demand(
        wlt_database_prepare(
            wlt_repository_database(raw->repository),
            "INSERT INTO audit_entry (number, leaf, body) VALUES ($1, $2, $3)",
            &raw->entry,
            &error),
        &error);
}

static void write_codes(struct raw *raw, int64_t type[PER_HOLDER], int64_t *issuer)
{
    const struct wlt_code_source codes = wlt_repository_codes(raw->repository);
    struct wallet_error error = { .message = "" };

    demand(wallet_repository_begin(raw->repository, &error), &error);
    demand(
        wlt_code_number(&codes, WLT_CODE_ISSUER, test_text(AGENCY_ISSUER), issuer, &error), &error);
    for (size_t i = 0; i < PER_HOLDER; i++) {
        const struct wallet_type *one = wallet_catalogue_at(raw->repository->codes.catalogue, i);
        demand(
            wlt_code_number(
                &codes, WLT_CODE_TYPE, test_text(wallet_type_code(one)), &type[i], &error),
            &error);
    }
    demand(wallet_repository_commit(raw->repository, AGENCY_NOW, &error), &error);
}

static void write_row(struct raw *raw, const int64_t *type, int64_t issuer, int number, int rows)
{
    const unsigned person = (unsigned)(number % (rows / PER_HOLDER));
    const int64_t own_type = type[number / (rows / PER_HOLDER) % PER_HOLDER];
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t digest[WALLET_AUDIT_HASH_SIZE] = { 0 };
    uint8_t name[WLT_NAME_MAX];
    char serial[SERIAL_SIZE + 1];
    struct wallet_error error = { .message = "" };

    (void)snprintf(serial, sizeof serial, "%020d", number);
    const struct wlt_name wanted = {
        .type = own_type,
        .issuer = issuer,
        .serial = { (const uint8_t *)serial, SERIAL_SIZE },
        .is_own_serial = true,
    };
    const struct wallet_bytes named = { name,
                                        wlt_secrets_name(raw->repository->secrets, &wanted, name) };
    const struct wallet_bytes held = { holder, sizeof holder };
    wlt_repository_holder(raw->repository, test_text(holder_of(person)), holder);
    memcpy(digest, &number, sizeof number);
    memcpy(raw->sealed, &number, sizeof number);

    struct wlt_statement *add = raw->licence;
    wlt_bind_int(add, 1, number + 1);
    wlt_bind_bytes(add, 2, held);
    wlt_bind_int(add, 3, own_type);
    wlt_bind_int(add, 4, 0);
    wlt_bind_int(add, 5, issuer);
    wlt_bind_bytes(add, 6, named);
    wlt_bind_null(add, 7);
    wlt_bind_int(add, 8, 1);
    wlt_bind_int(add, 9, WALLET_STATE_VALID);
    wlt_bind_int(add, 10, AGENCY_NOW);
    wlt_bind_int(add, 11, AGENCY_NOW);
    wlt_bind_int(add, 12, AGENCY_NOW + AGENCY_A_YEAR);
    wlt_bind_int(add, 13, AGENCY_NOW);
    wlt_bind_bytes(add, 14, (struct wallet_bytes){ digest, WLT_SOURCE_SIZE });
    wlt_bind_bytes(add, 15, (struct wallet_bytes){ digest, sizeof digest });
    wlt_bind_bytes(add, 16, (struct wallet_bytes){ digest, WALLET_KEY_ID_SIZE });
    demand(wlt_statement_post(add, &error), &error);

    wlt_bind_bytes(raw->name, 1, named);
    wlt_bind_int(raw->name, 2, 1);
    wlt_bind_bytes(raw->name, 3, held);
    wlt_bind_int(raw->name, 4, number + 1);
    demand(wlt_statement_post(raw->name, &error), &error);

    wlt_bind_int(raw->body, 1, number + 1);
    wlt_bind_bytes(raw->body, 2, held);
    wlt_bind_bytes(raw->body, 3, (struct wallet_bytes){ raw->sealed, sizeof raw->sealed });
    demand(wlt_statement_post(raw->body, &error), &error);

    wlt_bind_int(raw->entry, 1, number);
    wlt_bind_bytes(raw->entry, 2, (struct wallet_bytes){ digest, sizeof digest });
    wlt_bind_bytes(raw->entry, 3, (struct wallet_bytes){ raw->sealed, ENTRY_SIZE });
    demand(wlt_statement_post(raw->entry, &error), &error);
}

/** Fills the tables with rows that find what they should. */
static void fill(struct raw *raw, int rows)
{
    struct wlt_database *database = wlt_repository_database(raw->repository);
    struct wallet_error error = { .message = "" };
    int64_t type[PER_HOLDER];
    int64_t issuer = 0;

    write_codes(raw, type, &issuer);
    const double start = now();
    for (int i = 0; i < rows; i += GROUP) {
        demand(wlt_database_begin(database, &error), &error);
        for (int j = 0; j < GROUP; j++) {
            write_row(raw, type, issuer, i + j, rows);
        }
        demand(wlt_database_commit(database, &error), &error);
    }

    printf("%-46s %9.0f a second\n", "raw rows of this schema", rows / (now() - start));
    (void)fflush(stdout);
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool count_holding(void *context, const struct wallet_holding *holding)
{
    (void)holding;
    (*(int *)context)++;
    return true;
}

static void find_bare(struct raw *raw, const char *holder, int *found)
{
    struct wlt_statement *select = NULL;
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];
    struct wallet_error error = { .message = "" };
    bool is_there = false;

    demand(wlt_repository_statement(raw->repository, WLT_SQL_FIND_HOLDER, &select, &error), &error);
    wlt_repository_holder(raw->repository, test_text(holder), hash);
    wlt_bind_bytes(select, 1, (struct wallet_bytes){ hash, sizeof hash });
    wlt_bind_int(select, 2, WALLET_STATE_SUSPENDED);
    do {
        demand(wlt_statement_next(select, &is_there, &error), &error);
        *found += is_there;
    } while (is_there);
}

struct quantiles {
    double p50;
    double p99;
};

static struct quantiles time_look_ups(struct raw *raw, bool is_bare, int rows, int count)
{
    double *seconds = malloc((size_t)count * sizeof *seconds);
    struct wallet_error error = { .message = "" };
    int found = 0;
    unsigned state = 12345;

    if (!seconds) {
        exit(EXIT_FAILURE);
    }

    for (int i = 0; i < count; i++) {
        state = state * 1664525 + 1013904223;
        const unsigned person = (unsigned)((uint64_t)state * (unsigned)(rows / PER_HOLDER) >> 32);
        const double start = now();
        if (is_bare) {
            find_bare(raw, holder_of(person), &found);
        } else {
            demand(
                wallet_repository_find(
                    raw->repository, holder_of(person), NULL, count_holding, &found, &error),
                &error);
        }
        seconds[i] = now() - start;
    }

    if (found != PER_HOLDER * count) {
        fprintf(stderr, "bench: %d of %d were found\n", found, PER_HOLDER * count);
        exit(EXIT_FAILURE);
    }

    qsort(seconds, (size_t)count, sizeof *seconds, compare_doubles);
    const struct quantiles out = { seconds[count / 2], seconds[count / 100 * 99] };
    free(seconds);
    return out;
}

static bool look_up(struct raw *raw, int rows)
{
    const int count = rows < ROWS ? LOOK_UPS / 10 : LOOK_UPS;

    (void)time_look_ups(raw, true, rows, count); /* what is read often is in the memory */
    const struct quantiles bare = time_look_ups(raw, true, rows, count);
    const struct quantiles whole = time_look_ups(raw, false, rows, count);
    const bool holds = whole.p99 <= overhead_wanted * bare.p99;

    printf(
        "%-46s p50 %7.1f  p99 %7.1f us\n",
        "the bare SELECT of a holder's four licences",
        bare.p50 * 1e6,
        bare.p99 * 1e6);
    printf(
        "%-46s p50 %7.1f  p99 %7.1f us%s\n",
        "wallet_repository_find() of the same",
        whole.p50 * 1e6,
        whole.p99 * 1e6,
        holds ? "" : "  ABOVE");
    return holds;
}

static struct wallet_buffer *issue_many(const struct agency *agency, int count)
{
    struct wallet_buffer *licences = calloc((size_t)count, sizeof *licences);
    struct wallet_terms *terms = wallet_record_terms(agency->record);
    struct wallet_error error = { .message = "" };
    char serial[SERIAL_SIZE + 1];

    if (!licences) {
        exit(EXIT_FAILURE);
    }

    terms->accept_findings = true;
    terms->serial = serial;
    for (int i = 0; i < count; i++) {
        char number[24];
        (void)snprintf(serial, sizeof serial, "B%019d", i);
        (void)snprintf(number, sizeof number, "36050219900307%03d0", i % 1000);
        number[6] = (char)('1' + i / 1000 / 100 % 2);
        (void)snprintf(number + 6, 9, "19%02d03%02d", i / 1000 % 90 + 10, i / 90000 % 28 + 1);
        (void)snprintf(number + 14, 5, "%03d0", i % 1000);
        demand(
            wallet_record_set(agency->record, "citizen_number", test_text(number), &error), &error);
        demand(
            wallet_issue_bound(
                agency->record, agency->key, &agency->signer, AGENCY_NOW, &licences[i], &error),
            &error);
    }

    return licences;
}

/** As batch issue does: signed before, stored a thousand in a transaction. */
static void put(const struct agency *agency, struct place *place, int count)
{
    struct wallet_buffer *licences = issue_many(agency, count);
    struct wallet_repository *repository = NULL;
    struct wallet_error error = { .message = "" };
    int stored = 0;

    place->terms.custody = wallet_key_id(agency->key).data;
    demand(wallet_repository_open(&place->terms, &repository, &error), &error);
    const double start = now();
    for (int i = 0; i < count; i++) {
        const struct wallet_repository_item item = {
            .licence = wallet_buffer_bytes(&licences[i]),
            .row = licences[i].data, /* any bytes that differ will do */
            .at_unix = AGENCY_NOW,
            .is_issue = true,
            .is_own_serial = true,
        };
        enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;
        uint8_t row[WALLET_REPOSITORY_ROW_SIZE] = { 0 };
        struct wallet_repository_item own = item;
        memcpy(row, &i, sizeof i);
        own.row = row;
        if (i % GROUP == 0) {
            demand(wallet_repository_begin(repository, &error), &error);
        }
        demand(wallet_repository_put(repository, &own, &deposit, &error), &error);
        stored += deposit == WALLET_DEPOSIT_NEW;
        if (i % GROUP == GROUP - 1) {
            demand(wallet_repository_commit(repository, AGENCY_NOW, &error), &error);
        }
    }

    printf(
        "%-46s %9.0f a second (%d new, %zu bytes each)\n",
        "wallet_repository_put()",
        count / (now() - start),
        stored,
        licences[0].size);
    wallet_repository_close(repository);
    for (int i = 0; i < count; i++) {
        wallet_buffer_clear(&licences[i]);
    }
    free(licences);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : "/tmp";
    const bool is_quick = argc > 2 && strcmp(argv[2], "--quick") == 0;
    const bool is_large = argc > 2 && strcmp(argv[2], "--large") == 0;
    const int rows = is_large ? LARGE : (is_quick ? QUICK : ROWS);
    struct agency agency;
    struct place place;
    struct raw raw = { .repository = NULL };

    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    open_place(&place, folder, "raw", &agency);
    printf("%s, %d rows\n", place.is_file ? "SQLite" : "PostgreSQL", rows);
    prepare_raw(&raw, &place);
    fill(&raw, rows);
    const bool holds = look_up(&raw, rows);
    wlt_statement_free(raw.entry);
    wallet_repository_close(raw.repository);
    remove_place(&place);

    open_place(&place, folder, "put", &agency);
    put(&agency, &place, is_quick ? PUTS / 10 : PUTS);
    remove_place(&place);
    agency_close(&agency);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
