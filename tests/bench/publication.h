/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_PUBLICATION_H
#define WALLET_BENCH_PUBLICATION_H

#include <wallet/status.h>

#include "agency.h"
#include "status/snapshot.h"

enum {
    SHARDS = 96,      /* 100,663,296 places */
    REVOKED_OF = 100, /* one of so many */
};

/** What an agency publishes of its licences' status, in memory. */
struct publication {
    struct agency agency;
    size_t shard_count; /* at most SHARDS */
    struct wallet_buffer revoked[SHARDS];
    struct wallet_buffer suspended[SHARDS];
    struct wallet_buffer manifest;
};

/** Opens an agency and signs its lists and their manifest. */
void publication_open(
    struct publication *publication, enum wallet_algorithm algorithm, size_t shard_count);
void publication_close(struct publication *publication);

/** Where the list of a shard stands, or the list of the suspended beside it. */
void publication_name(size_t shard, bool is_twin, char out[WALLET_STATUS_URI_MAX]);

/** Loads all of it; the caller owns the snapshot. */
struct wallet_status_snapshot *publication_load(struct publication *publication);

/** A number that nobody chose. */
uint32_t publication_draw(void);

#endif
