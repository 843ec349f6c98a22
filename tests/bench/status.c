/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A hundred million licences, a hundredth of them revoked: how large what is published is, how long a
 * counter takes to load it, how long one look-up takes, and how much memory it all takes.
 */
#include <wallet/wallet.h>

#include "publication.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
    QUICK_SHARDS = 8,
    LOOK_UPS = 2000000,
};

static const double size_wanted = 1.5e6;    /* bytes */
static const double load_wanted = 0.5;      /* seconds */
static const double look_up_wanted = 1e-6;  /* seconds */
static const double memory_wanted = 16.0e6; /* bytes */

static void demand(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "bench: %s failed\n", what);
        exit(EXIT_FAILURE);
    }
}

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t size_of(const struct publication *publication)
{
    size_t size = publication->manifest.size;
    for (size_t i = 0; i < publication->shard_count; i++) {
        size += publication->revoked[i].size + publication->suspended[i].size;
    }

    return size;
}

/** What the process has in memory now, not at its peak: signing took more than loading does. */
static double resident(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    demand(file && fscanf(file, "%*s %ld", &pages) == 1, "/proc/self/statm");
    (void)fclose(file);
    return (double)pages * 4096;
}

static bool report(const char *what, double got, double wanted, const char *unit, double scale)
{
    printf(
        "%-28s %10.3f %s (wanted at most %.3f)%s\n",
        what,
        got * scale,
        unit,
        wanted * scale,
        got > wanted ? "  ABOVE" : "");
    return got <= wanted;
}

static double look_up(const struct wallet_status_snapshot *snapshot, size_t shard_count)
{
    static char uris[SHARDS][WALLET_STATUS_URI_MAX];
    struct wlt_status_answer answer;
    size_t revoked = 0;
    uint32_t state = publication_draw() | 1;
    for (size_t i = 0; i < shard_count; i++) {
        publication_name(i, false, uris[i]);
    }

    const double start = now();
    for (int i = 0; i < LOOK_UPS; i++) {
        state = state * 1664525U + 1013904223U;
        const char *uri = uris[(state >> 8) % shard_count];
        demand(
            wlt_status_snapshot_find(
                snapshot,
                test_text(AGENCY_ISSUER),
                test_text(uri),
                (state >> 4) % WALLET_STATUS_SHARD_ENTRIES,
                &answer) == WALLET_OK,
            "looking up");
        revoked += answer.value == WALLET_STATUS_INVALID;
    }

    const double seconds = (now() - start) / LOOK_UPS;
    printf("of %d looked up at random %zu are revoked\n", LOOK_UPS, revoked);
    demand(revoked > LOOK_UPS / REVOKED_OF / 2 && revoked < LOOK_UPS / REVOKED_OF * 2, "counting");
    return seconds;
}

static bool measure(struct publication *publication)
{
    bool holds =
        report("size of the publication", (double)size_of(publication), size_wanted, "MB", 1e-6);

    const double before = resident();
    const double start = now();
    struct wallet_status_snapshot *snapshot = publication_load(publication);
    holds = report("time to load it", now() - start, load_wanted, "s", 1) && holds;
    holds =
        report("memory of the snapshot", resident() - before, memory_wanted, "MB", 1e-6) && holds;
    const double one = look_up(snapshot, publication->shard_count);
    holds = report("one look-up", one, look_up_wanted, "us", 1e6) && holds;
    wallet_status_snapshot_free(snapshot);
    return holds;
}

int main(int argc, char *argv[])
{
    static struct publication publication;
    const bool is_quick = argc > 1 && strcmp(argv[1], "--quick") == 0;

    const double start = now();
    publication_open(
        &publication, WALLET_ALGORITHM_ED25519, is_quick ? (size_t)QUICK_SHARDS : (size_t)SHARDS);
    printf(
        "%zu places, one of %d revoked; signed in %.1f s\n",
        publication.shard_count * WALLET_STATUS_SHARD_ENTRIES,
        REVOKED_OF,
        now() - start);

    const bool holds = measure(&publication);
    publication_close(&publication);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
