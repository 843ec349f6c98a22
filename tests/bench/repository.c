/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A repository that grows to a million licences, or to ten with --large: how many rows of its schema a
 * second the database takes at best, how many licences a second are stored by wallet_repository_put(),
 * and how long it takes, at each power of ten, to find the licences of one holder, next to the SELECT
 * alone in the same run.
 *
 *     bench_repository FOLDER [--quick | --large]     or on $WALLET_TEST_POSTGRESQL
 *
 * A holder has four licences, which came at different times.  A neighbour on the machine can make a round
 * of look-ups slower, but none faster: of several rounds, each of other holders, the fastest counts.
 */
#include "repository_rows.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    QUICK = 10000,
    ROWS = 1000000,
    LARGE = 10000000,
    PUTS = 40000,
    LOOK_UPS = 10000, /* of one round */
    ROUNDS = 5,
    P50 = LOOK_UPS / 2,
    P99 = LOOK_UPS / 100 * 99,
};

static const int steps[] = { 10000, 100000, ROWS, LARGE };

static const double overhead_wanted = 3; /* of a look-up, times the bare SELECT at p99 */
static const double growth_wanted = 2;   /* of a look-up's p99 by the clock, from ROWS to LARGE */

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

    demand_status(
        wlt_repository_statement(raw->repository, WLT_SQL_FIND_HOLDER, &select, &error), &error);
    wlt_repository_holder(raw->repository, test_text(holder), hash);
    wlt_bind_bytes(select, 1, (struct wallet_bytes){ hash, sizeof hash });
    wlt_bind_int(select, 2, WALLET_STATE_SUSPENDED);
    do {
        demand_status(wlt_statement_next(select, &is_there, &error), &error);
        *found += is_there;
    } while (is_there);
}

/** Of the time by the clock, and of that on a processor, which waits of any kind are no part of. */
struct quantiles {
    double p50;
    double p99;
    double busy_p50;
    double busy_p99;
};

static double seconds_busy(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void look_up(struct raw *raw, bool is_bare, unsigned person, int *found)
{
    struct wallet_error error = { .message = "" };

    if (is_bare) {
        find_bare(raw, holder_numbered(person), found);
    } else {
        demand_status(
            wallet_repository_find(
                raw->repository, holder_numbered(person), NULL, count_holding, found, &error),
            &error);
    }
}

static double least(double a, double b)
{
    return a > 0 && a < b ? a : b;
}

/** One round, of holders that `state` leads to; `best` keeps the lesser of its own and this one's. */
static void time_round(
    struct raw *raw, bool is_bare, int rows, unsigned *state, struct quantiles *best)
{
    static double seconds[LOOK_UPS];
    static double busy[LOOK_UPS];
    int found = 0;

    for (int i = 0; i < LOOK_UPS; i++) {
        *state = *state * 1664525 + 1013904223;
        const unsigned person = (unsigned)((uint64_t)*state * (unsigned)(rows / PER_HOLDER) >> 32);
        const double start = seconds_now();
        const double start_busy = seconds_busy();
        look_up(raw, is_bare, person, &found);
        busy[i] = seconds_busy() - start_busy;
        seconds[i] = seconds_now() - start;
    }

    if (found != PER_HOLDER * LOOK_UPS) {
        fprintf(stderr, "bench: %d of %d were found\n", found, PER_HOLDER * LOOK_UPS);
        exit(EXIT_FAILURE);
    }

    qsort(seconds, LOOK_UPS, sizeof *seconds, compare_doubles);
    qsort(busy, LOOK_UPS, sizeof *busy, compare_doubles);
    best->p50 = least(best->p50, seconds[P50]);
    best->p99 = least(best->p99, seconds[P99]);
    best->busy_p50 = least(best->busy_p50, busy[P50]);
    best->busy_p99 = least(best->busy_p99, busy[P99]);
}

static void print_quantiles(const char *what, const struct quantiles *times)
{
    printf(
        "%-46s p50 %7.1f  p99 %7.1f us; busy p50 %6.1f  p99 %6.1f us\n",
        what,
        times->p50 * 1e6,
        times->p99 * 1e6,
        times->busy_p50 * 1e6,
        times->busy_p99 * 1e6);
}

/** What is read often is in the memory: the rows and the index that are looked at by holder. */
static void warm_up(struct raw *raw, int rows)
{
    struct wlt_database *database = wlt_repository_database(raw->repository);
    struct wallet_error error = { .message = "" };
    struct quantiles ignored = { 0 };
    unsigned state = 54321;

    demand_status(wlt_database_run(database, "SELECT SUM(state) FROM licence", &error), &error);
    demand_status(wlt_database_run(database, "SELECT COUNT(*) FROM licence", &error), &error);
    time_round(raw, true, rows, &state, &ignored);
}

/** False where it costs too much beside the SELECT; `out` is what it took at this size. */
static bool measure(struct raw *raw, int rows, struct quantiles *out)
{
    struct quantiles bare = { 0 };
    struct quantiles whole = { 0 };
    unsigned state = 12345;

    warm_up(raw, rows);
    for (int i = 0; i < ROUNDS; i++) {
        time_round(raw, true, rows, &state, &bare);
        time_round(raw, false, rows, &state, &whole);
    }

    const bool holds = whole.busy_p99 <= overhead_wanted * bare.busy_p99;
    print_quantiles("the bare SELECT of a holder's four licences", &bare);
    print_quantiles("wallet_repository_find() of the same", &whole);
    printf(
        "%-46s %.2f times the bare one at p99, busy (wanted at most %.1f)%s\n",
        "",
        whole.busy_p99 / bare.busy_p99,
        overhead_wanted,
        holds ? "" : "  ABOVE");
    (void)fflush(stdout);
    *out = whole;
    return holds;
}

/** Fills it step by step, and looks at each; anew opened, so that nothing is left in a log of the file. */
static bool grow(const struct place *place, int rows)
{
    struct quantiles times[sizeof steps / sizeof *steps] = { 0 };
    struct raw raw = { .repository = NULL };
    bool holds = true;
    int filled = 0;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && steps[i] <= rows; i++) {
        raw_open(&raw, place);
        raw_fill(&raw, place, filled, steps[i]);
        raw_close(&raw);
        filled = steps[i];
        raw_open(&raw, place);
        printf("%-46s %9.1f MB\n", "database", place_size(place, &raw) / 1e6);
        holds = measure(&raw, filled, &times[i]) && holds;
        raw_close(&raw);
        if (filled == LARGE) {
            const double growth = times[i].p99 / times[i - 1].p99;
            printf(
                "%-46s %.2f times that at a tenth by the clock at p99, %.2f busy (wanted at most "
                "%.1f)%s\n",
                "wallet_repository_find() at ten million",
                growth,
                times[i].busy_p99 / times[i - 1].busy_p99,
                growth_wanted,
                growth <= growth_wanted ? "" : "  ABOVE");
            holds = holds && growth <= growth_wanted;
        }
    }

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
        demand_status(
            wallet_record_set(agency->record, "citizen_number", test_text(number), &error), &error);
        demand_status(
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
    demand_status(wallet_repository_open(&place->terms, &repository, &error), &error);
    const double start = seconds_now();
    for (int i = 0; i < count; i++) {
        uint8_t row[WALLET_REPOSITORY_ROW_SIZE] = { 0 };
        const struct wallet_repository_item item = {
            .licence = wallet_buffer_bytes(&licences[i]),
            .row = row,
            .at_unix = AGENCY_NOW,
            .is_issue = true,
            .is_own_serial = true,
        };
        enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;
        memcpy(row, &i, sizeof i);
        if (i % GROUP == 0) {
            demand_status(wallet_repository_begin(repository, &error), &error);
        }
        demand_status(wallet_repository_put(repository, &item, &deposit, &error), &error);
        stored += deposit == WALLET_DEPOSIT_NEW;
        if (i % GROUP == GROUP - 1) {
            demand_status(wallet_repository_commit(repository, AGENCY_NOW, &error), &error);
        }
    }

    printf(
        "%-46s %9.0f a second (%d new, %zu bytes each)\n",
        "wallet_repository_put()",
        count / (seconds_now() - start),
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

    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    place_open(&place, folder, "raw", &agency);
    printf("%s, %d rows\n", place.is_file ? "SQLite" : "PostgreSQL", rows);
    const bool holds = grow(&place, rows);
    place_remove(&place);

    place_open(&place, folder, "put", &agency);
    put(&agency, &place, is_quick ? PUTS / 10 : PUTS);
    place_remove(&place);
    agency_close(&agency);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
