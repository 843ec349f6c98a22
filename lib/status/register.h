/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_REGISTER_H
#define WLT_STATUS_REGISTER_H

#include <wallet/status.h>

/*
 * A register's file is one array of deterministic CBOR:
 *
 *     [ "wallet-status-register", 1, uri, version, shards,
 *       [ [ identifier, shard, index, state, changed, note ], ... ] ]
 *
 * with the entries in the order in which their places were drawn.
 */
enum {
    WLT_REGISTER_FORMAT = 1,
    WLT_REGISTER_URI_MAX = 200,
    WLT_REGISTER_NOTE_MAX = 255,
    WLT_REGISTER_SHARD_SIZE = WALLET_STATUS_SHARD_ENTRIES / 8, /* bytes of one bit an entry */
};

/** One place that was drawn. */
struct wlt_register_entry {
    char identifier[WALLET_IDENTIFIER_SIZE]; /* "" until it is entered */
    char *note;                              /* NULL: none */
    uint32_t shard;
    uint32_t index;
    enum wallet_licence_state state;
    int64_t changed_unix;
};

/** One shard: what licences name it by, its twin, and which places are taken, a bit each. */
struct wlt_register_shard {
    char uri[WALLET_STATUS_URI_MAX];
    char suspended_uri[WALLET_STATUS_URI_MAX];
    uint32_t taken_count;
    uint8_t *taken;
};

struct wallet_status_register {
    char uri[WLT_REGISTER_URI_MAX + 1];
    uint64_t version;

    struct wlt_register_shard **shards;
    size_t shard_count;
    size_t shard_capacity;

    struct wlt_register_entry *entries;
    size_t count;
    size_t capacity;
};

/** Opens one more shard. */
enum wallet_status wlt_register_open_shard(
    struct wallet_status_register *reg, struct wallet_error *error);

/** Appends an entry, whose place must be free; takes its note when it succeeds. */
enum wallet_status wlt_register_append(
    struct wallet_status_register *reg,
    const struct wlt_register_entry *entry,
    struct wallet_error *error);

/** Whether this is one of the states. */
bool wlt_register_is_state(uint64_t state);

/** Whether a note is one printable line of no more than WLT_REGISTER_NOTE_MAX bytes. */
bool wlt_register_is_note(struct wallet_bytes note);

/** What verifiers are told of a state. */
enum wallet_status_value wlt_register_value(enum wallet_licence_state state);

/** Whether the bit at `index` is set, and setting it. */
static inline bool wlt_register_has_bit(const uint8_t *bits, uint32_t index)
{
    return (bits[index / 8] >> (index % 8) & 1) != 0;
}

static inline void wlt_register_set_bit(uint8_t *bits, uint32_t index)
{
    bits[index / 8] = (uint8_t)(bits[index / 8] | 1U << (index % 8));
}

#endif
