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
#include "repository_rows.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ROWS = 1000000,
    QUICK = 20000,
    LARGE = 10000000,
    PUTS = 40000,
    LOOK_UPS = 100000,
};

static const double overhead_wanted = 3; /* of a look-up, times the bare SELECT at p99 */

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

/** Of the time by the clock, and of that on a processor, which others on the machine do not disturb. */
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

static struct quantiles time_look_ups(struct raw *raw, bool is_bare, int rows, int count)
{
    double *seconds = malloc((size_t)count * sizeof *seconds);
    double *busy = malloc((size_t)count * sizeof *busy);
    struct wallet_error error = { .message = "" };
    int found = 0;
    unsigned state = 12345;

    if (!seconds || !busy) {
        exit(EXIT_FAILURE);
    }

    for (int i = 0; i < count; i++) {
        state = state * 1664525 + 1013904223;
        const unsigned person = (unsigned)((uint64_t)state * (unsigned)(rows / PER_HOLDER) >> 32);
        const double start = seconds_now();
        const double start_busy = seconds_busy();
        if (is_bare) {
            find_bare(raw, holder_numbered(person), &found);
        } else {
            demand_status(
                wallet_repository_find(
                    raw->repository, holder_numbered(person), NULL, count_holding, &found, &error),
                &error);
        }
        busy[i] = seconds_busy() - start_busy;
        seconds[i] = seconds_now() - start;
    }

    if (found != PER_HOLDER * count) {
        fprintf(stderr, "bench: %d of %d were found\n", found, PER_HOLDER * count);
        exit(EXIT_FAILURE);
    }

    qsort(seconds, (size_t)count, sizeof *seconds, compare_doubles);
    qsort(busy, (size_t)count, sizeof *busy, compare_doubles);
    const struct quantiles out = {
        seconds[count / 2],
        seconds[count / 100 * 99],
        busy[count / 2],
        busy[count / 100 * 99],
    };
    free(busy);
    free(seconds);
    return out;
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

static bool look_up(struct raw *raw, int rows)
{
    const int count = rows < ROWS ? LOOK_UPS / 10 : LOOK_UPS;

    (void)time_look_ups(raw, true, rows, count); /* what is read often is in the memory */
    const struct quantiles bare = time_look_ups(raw, true, rows, count);
    const struct quantiles whole = time_look_ups(raw, false, rows, count);
    const bool holds = whole.busy_p99 <= overhead_wanted * bare.busy_p99;

    print_quantiles("the bare SELECT of a holder's four licences", &bare);
    print_quantiles("wallet_repository_find() of the same", &whole);
    printf(
        "%-46s %.2f times the bare one at p99, busy (wanted at most %.1f)%s\n",
        "",
        whole.busy_p99 / bare.busy_p99,
        overhead_wanted,
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
    struct raw raw = { .repository = NULL };

    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    place_open(&place, folder, "raw", &agency);
    printf("%s, %d rows\n", place.is_file ? "SQLite" : "PostgreSQL", rows);
    raw_open(&raw, &place);
    raw_fill(&raw, rows);
    const bool holds = look_up(&raw, rows);
    raw_close(&raw);
    place_remove(&place);

    place_open(&place, folder, "put", &agency);
    put(&agency, &place, is_quick ? PUTS / 10 : PUTS);
    place_remove(&place);
    agency_close(&agency);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
