/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A hundred million licences, a hundredth of them revoked: how large what is published is, how long a
 * counter takes to load it, how long one look-up takes, and how much memory it all takes.
 */
#include <wallet/wallet.h>

#include "agency.h"
#include "base/buffer.h"
#include "cbor/writer.h"
#include "crypto/digest.h"
#include "status/manifest.h"
#include "status/snapshot.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
    SHARDS = 96, /* 100,663,296 places */
    QUICK_SHARDS = 8,
    SHARD_BYTES = WALLET_STATUS_SHARD_ENTRIES / 8,
    REVOKED_OF = 100, /* one of so many */
    LOOK_UPS = 2000000,
    SHARD_PARTS = 4,
};

static const double size_wanted = 1.5e6;    /* bytes */
static const double load_wanted = 0.5;      /* seconds */
static const double look_up_wanted = 1e-6;  /* seconds */
static const double memory_wanted = 16.0e6; /* bytes */

/** What is published, in memory. */
struct publication {
    struct agency agency;
    size_t shard_count;
    struct wallet_buffer revoked[SHARDS];
    struct wallet_buffer suspended[SHARDS];
    struct wallet_buffer manifest;
};

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

static void name_list(size_t shard, bool is_twin, char out[WALLET_STATUS_URI_MAX])
{
    (void)snprintf(
        out,
        WALLET_STATUS_URI_MAX,
        "https://status.example/xinyu/%04zu%s.cwt",
        shard,
        is_twin ? "-suspended" : "");
}

static uint32_t draw(void)
{
    uint32_t number = 0;
    wlt_random(&number, sizeof number);
    return number;
}

static void revoke_some(uint8_t *bits)
{
    memset(bits, 0, SHARD_BYTES);
    for (int i = 0; i < WALLET_STATUS_SHARD_ENTRIES / REVOKED_OF; i++) {
        const uint32_t index = draw() % WALLET_STATUS_SHARD_ENTRIES;
        bits[index / 8] = (uint8_t)(bits[index / 8] | 1U << (index % 8));
    }
}

static void sign_list(
    const struct publication *publication,
    const char *uri,
    const uint8_t *bits,
    struct wallet_buffer *out)
{
    demand(
        wlt_status_list_sign(
            &publication->agency.signer,
            uri,
            (struct wallet_bytes){ bits, SHARD_BYTES },
            AGENCY_NOW,
            out,
            NULL) == WALLET_OK,
        "signing a list");
}

static void publish(struct publication *publication)
{
    static uint8_t bits[SHARD_BYTES];
    static uint8_t none[SHARD_BYTES];
    struct wallet_buffer content = { 0 };
    struct wlt_writer writer = wlt_writer_start(&content);

    wlt_write_array(&writer, publication->shard_count);
    for (size_t i = 0; i < publication->shard_count; i++) {
        char uri[WALLET_STATUS_URI_MAX];
        char twin[WALLET_STATUS_URI_MAX];
        name_list(i, false, uri);
        name_list(i, true, twin);
        revoke_some(bits);
        sign_list(publication, uri, bits, &publication->revoked[i]);
        sign_list(publication, twin, none, &publication->suspended[i]);
        wlt_write_array(&writer, SHARD_PARTS);
        wlt_manifest_write_list(&writer, uri, wallet_buffer_bytes(&publication->revoked[i]));
        wlt_manifest_write_list(&writer, twin, wallet_buffer_bytes(&publication->suspended[i]));
    }

    const struct wlt_status_head head = { .issuer = test_text(AGENCY_ISSUER),
                                          .issued_unix = AGENCY_NOW,
                                          .version = 1,
                                          .content = wallet_buffer_bytes(&content) };
    demand(
        wlt_status_head_sign(
            &publication->agency.signer,
            WLT_TYP_STATUS_MANIFEST,
            &head,
            &publication->manifest,
            NULL) == WALLET_OK,
        "signing the manifest");
    wallet_buffer_clear(&content);
}

static size_t size_of(const struct publication *publication)
{
    size_t size = publication->manifest.size;
    for (size_t i = 0; i < publication->shard_count; i++) {
        size += publication->revoked[i].size + publication->suspended[i].size;
    }

    return size;
}

static enum wallet_status load(void *context, const char *name, struct wallet_bytes *out)
{
    const struct publication *publication = context;
    const size_t shard = (size_t)strtoul(name, NULL, 10);

    *out = wallet_buffer_bytes(
        strstr(name, "suspended") ? &publication->suspended[shard] : &publication->revoked[shard]);
    return WALLET_OK;
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
    uint32_t state = draw() | 1;
    for (size_t i = 0; i < shard_count; i++) {
        name_list(i, false, uris[i]);
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
    struct wallet_status_snapshot *snapshot = NULL;
    bool holds =
        report("size of the publication", (double)size_of(publication), size_wanted, "MB", 1e-6);

    demand(wallet_status_snapshot_new(&snapshot, NULL) == WALLET_OK, "memory");
    const double before = resident();
    const double start = now();
    demand(
        wallet_status_snapshot_add(
            snapshot,
            wallet_buffer_bytes(&publication->manifest),
            publication->agency.trust,
            NULL,
            AGENCY_NOW,
            &(struct wallet_status_loader){ load, publication },
            NULL) == WALLET_OK,
        "loading");
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

    publication.shard_count = is_quick ? QUICK_SHARDS : SHARDS;
    agency_open(&publication.agency, WALLET_ALGORITHM_ED25519);
    const double start = now();
    publish(&publication);
    printf(
        "%zu places, one of %d revoked; signed in %.1f s\n",
        publication.shard_count * WALLET_STATUS_SHARD_ENTRIES,
        REVOKED_OF,
        now() - start);

    const bool holds = measure(&publication);
    for (size_t i = 0; i < publication.shard_count; i++) {
        wallet_buffer_clear(&publication.revoked[i]);
        wallet_buffer_clear(&publication.suspended[i]);
    }

    wallet_buffer_clear(&publication.manifest);
    agency_close(&publication.agency);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
