/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "base/error.h"

#include <string.h>

static enum wallet_status put_tile(
    struct wlt_log *log,
    unsigned level,
    uint64_t number,
    const struct wlt_tile *tile,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    const enum wallet_status status = wlt_log_statement(log, WLT_LOG_PUT_TILE, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(statement, 1, level);
    wlt_bind_int(statement, 2, (int64_t)number);
    wlt_bind_bytes(
        statement,
        3,
        (struct wallet_bytes){ tile->hashes[0].bytes, tile->count * sizeof *tile->hashes });
    return wlt_statement_post(statement, error);
}

static enum wallet_status fail_tile(unsigned level, uint64_t number, struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        WALLET_NO_OFFSET,
        "tile %u/%llu of the log is damaged",
        level,
        (unsigned long long)number);
}

enum wallet_status wlt_log_read_tile(
    struct wlt_log *log,
    unsigned level,
    uint64_t number,
    struct wlt_tile *out,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;

    out->count = 0;
    enum wallet_status status = wlt_log_statement(log, WLT_LOG_READ_TILE, &statement, error);
    if (status == WALLET_OK) {
        wlt_bind_int(statement, 1, level);
        wlt_bind_int(statement, 2, (int64_t)number);
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status != WALLET_OK || !is_there) {
        return status;
    }

    const struct wallet_bytes hashes = wlt_column_bytes(statement, 0);
    if (hashes.size % sizeof *out->hashes == 0 && hashes.size <= sizeof out->hashes) {
        out->count = hashes.size / sizeof *out->hashes;
        memcpy(out->hashes, hashes.data, hashes.size);
    } else {
        status = fail_tile(level, number, error);
    }

    wlt_statement_reset(statement);
    return status;
}

enum wallet_status wlt_log_read_leaves(
    struct wlt_log *log,
    uint64_t first,
    size_t count,
    struct wlt_tree_hash *out,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = count > 0;

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_READ_LEAVES, &statement, error);
    if (status == WALLET_OK) {
        wlt_bind_int(statement, 1, (int64_t)first);
        wlt_bind_int(statement, 2, (int64_t)(first + count));
    }

    size_t found = 0;
    for (; status == WALLET_OK && is_there && found < count; found++) {
        status = wlt_statement_next(statement, &is_there, error);
        if (status != WALLET_OK || !is_there) {
            break;
        }

        const struct wallet_bytes leaf = wlt_column_bytes(statement, 1);
        if (wlt_column_int(statement, 0) != (int64_t)(first + found) ||
            leaf.size != sizeof out->bytes) {
            break;
        }

        memcpy(out[found].bytes, leaf.data, leaf.size);
    }

    if (status != WALLET_OK) {
        return status;
    }

    wlt_statement_reset(statement);
    const unsigned long long missing = first + found;
    return found == count ? WALLET_OK
                          : wlt_fail(
                                error,
                                WALLET_ERR_MALFORMED,
                                WALLET_NO_OFFSET,
                                "entry %llu of the log is missing or damaged",
                                missing);
}

/** The full tile of leaves, with those that another log's handle appended. */
static enum wallet_status keep_leaves(struct wlt_log *log, struct wallet_error *error)
{
    const uint64_t number = log->edge.size / WLT_TILE_WIDTH - 1;

    enum wallet_status status = WALLET_OK;
    if (log->known_from > 0) {
        status = wlt_log_read_leaves(
            log, number * WLT_TILE_WIDTH, log->known_from, log->leaves.hashes, error);
    }

    if (status == WALLET_OK) {
        status = put_tile(log, 0, number, &log->leaves, error);
    }

    log->leaves.count = 0;
    log->known_from = 0;
    return status;
}

/** Adds the last complete subtree of 256^level leaves to its tile. */
static enum wallet_status grow_tile(struct wlt_log *log, unsigned level, struct wallet_error *error)
{
    struct wlt_tile tile;
    const uint64_t index = (log->edge.size >> level * WLT_TILE_HEIGHT) - 1;
    const uint64_t number = index / WLT_TILE_WIDTH;

    enum wallet_status status = wlt_log_read_tile(log, level, number, &tile, error);
    if (status == WALLET_OK && tile.count != index % WLT_TILE_WIDTH) {
        status = fail_tile(level, number, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    tile.hashes[tile.count] = log->edge.hashes[(size_t)level * WLT_TILE_HEIGHT];
    tile.count++;
    return put_tile(log, level, number, &tile, error);
}

enum wallet_status wlt_log_keep_tiles(struct wlt_log *log, struct wallet_error *error)
{
    uint64_t full = log->edge.size / WLT_TILE_WIDTH;

    enum wallet_status status = keep_leaves(log, error);
    for (unsigned level = 1; status == WALLET_OK && level < WLT_TILE_LEVELS; level++) {
        status = grow_tile(log, level, error);
        if (full % WLT_TILE_WIDTH != 0) {
            break;
        }

        full /= WLT_TILE_WIDTH;
    }

    return status;
}

/** Reads the tile in which a hash is, unless that is at hand. */
static enum wallet_status turn_to(
    struct wlt_log_source *source, unsigned level, uint64_t number, struct wallet_error *error)
{
    if (source->has_tile && source->level == level && source->number == number) {
        return WALLET_OK;
    }

    /* Leaves behind the last full tile stand with their entries. */
    const uint64_t first = number * WLT_TILE_WIDTH;
    const bool is_last = level == 0 && first + WLT_TILE_WIDTH > source->size;
    source->tile.count = is_last ? (size_t)(source->size - first) : 0;
    const enum wallet_status status =
        is_last ? wlt_log_read_leaves(
                      source->log, first, source->tile.count, source->tile.hashes, error)
                : wlt_log_read_tile(source->log, level, number, &source->tile, error);

    source->has_tile = status == WALLET_OK;
    source->level = level;
    source->number = number;
    return status;
}

enum wallet_status wlt_log_hash(
    void *context,
    unsigned level,
    uint64_t index,
    struct wlt_tree_hash *out,
    struct wallet_error *error)
{
    struct wlt_log_source *source = context;
    const unsigned tile_level = level / WLT_TILE_HEIGHT;
    const unsigned within = level % WLT_TILE_HEIGHT;
    const uint64_t first = index << within;
    const size_t offset = first % WLT_TILE_WIDTH;
    const size_t count = (size_t)1 << within;

    const enum wallet_status status = turn_to(source, tile_level, first / WLT_TILE_WIDTH, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (offset + count > source->tile.count) {
        return fail_tile(tile_level, first / WLT_TILE_WIDTH, error);
    }

    struct wlt_tree_edge edge = { .size = 0 };
    for (size_t i = 0; i < count; i++) {
        wlt_tree_append(&edge, &source->tile.hashes[offset + i]);
    }

    wlt_tree_root(&edge, out);
    return WALLET_OK;
}
