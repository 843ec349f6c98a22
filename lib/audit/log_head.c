/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "base/error.h"

#include <string.h>

static enum wallet_status fail_head(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the log's head is damaged");
}

enum wallet_status wlt_log_read_edge(
    const struct wlt_statement *statement,
    int column,
    struct wlt_tree_edge *out,
    struct wallet_error *error)
{
    const int64_t size = wlt_column_int(statement, column);
    const struct wallet_bytes hashes = wlt_column_bytes(statement, column + 1);
    size_t offset = 0;

    if (size < 0 || hashes.size != (size_t)wlt_tree_edge_count((uint64_t)size) * WLT_SHA256_SIZE) {
        return fail_head(error);
    }

    out->size = (uint64_t)size;
    for (unsigned level = 0; level < WLT_TREE_LEVELS; level++) {
        if ((size >> level & 1) != 0) {
            memcpy(out->hashes[level].bytes, hashes.data + offset, WLT_SHA256_SIZE);
            offset += WLT_SHA256_SIZE;
        }
    }

    return WALLET_OK;
}

size_t wlt_log_write_edge(
    const struct wlt_tree_edge *edge, uint8_t out[WLT_TREE_LEVELS * WLT_SHA256_SIZE])
{
    size_t size = 0;

    for (unsigned level = 0; level < WLT_TREE_LEVELS; level++) {
        if ((edge->size >> level & 1) != 0) {
            memcpy(out + size, edge->hashes[level].bytes, WLT_SHA256_SIZE);
            size += WLT_SHA256_SIZE;
        }
    }

    return size;
}

/** Whether two edges are of the same tree. */
static bool are_same(const struct wlt_tree_edge *a, const struct wlt_tree_edge *b)
{
    bool same = a->size == b->size;

    for (unsigned level = 0; same && level < WLT_TREE_LEVELS; level++) {
        same = (a->size >> level & 1) == 0 ||
               wlt_tree_hash_equal(&a->hashes[level], &b->hashes[level]);
    }

    return same;
}

static enum wallet_status read_row(
    struct wlt_log *log,
    enum wlt_log_statement which,
    struct wlt_tree_edge *out,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_log_statement(log, which, &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status == WALLET_OK) {
        status = is_there ? wlt_log_read_edge(statement, 0, out, error) : fail_head(error);
        wlt_statement_reset(statement);
    }

    return status;
}

enum wallet_status wlt_log_lock(struct wlt_log *log, struct wallet_error *error)
{
    struct wlt_tree_edge edge = { .size = 0 };

    if (log->is_locked) {
        return WALLET_OK;
    }

    const enum wallet_status status = read_row(log, WLT_LOG_LOCK_HEAD, &edge, error);
    if (status != WALLET_OK) {
        return status;
    }

    /* Others may have appended meanwhile; what is known of the leaves is of another tree then. */
    if (!log->is_known || !are_same(&edge, &log->edge)) {
        log->edge = edge;
        log->leaves.count = edge.size % WLT_TILE_WIDTH;
        log->known_from = log->leaves.count;
    }

    log->is_known = true;
    log->is_locked = true;
    return WALLET_OK;
}

enum wallet_status wlt_log_settle(struct wlt_log *log, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    uint8_t edge[WLT_TREE_LEVELS * WLT_SHA256_SIZE];
    int64_t changes = 0;

    enum wallet_status status = WALLET_OK;
    if (log->is_changed) {
        status = wlt_log_statement(log, WLT_LOG_WRITE_HEAD, &statement, error);
    }

    if (statement && status == WALLET_OK) {
        const size_t size = wlt_log_write_edge(&log->edge, edge);
        wlt_bind_int(statement, 1, (int64_t)log->edge.size);
        wlt_bind_bytes(statement, 2, (struct wallet_bytes){ edge, size });
        status = wlt_statement_run(statement, &changes, error);
        if (status == WALLET_OK && changes != 1) {
            status = fail_head(error);
        }
    }

    if (status == WALLET_OK) {
        log->is_changed = false;
        log->is_locked = false;
    }

    return status;
}

void wlt_log_rolled_back(struct wlt_log *log)
{
    log->is_known = false;
    log->is_locked = false;
    log->is_changed = false;
    log->checkpoint_size = 0;
    log->checkpoint_unix = 0;
}

enum wallet_status wlt_log_size(struct wlt_log *log, uint64_t *out, struct wallet_error *error)
{
    struct wlt_tree_edge edge = { .size = 0 };

    const enum wallet_status status = read_row(log, WLT_LOG_READ_HEAD, &edge, error);
    if (status == WALLET_OK) {
        *out = edge.size;
    }

    return status;
}
