/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/check.h"

#include <string.h>

/** The first entry below a tile. */
static uint64_t first_entry(unsigned level, uint64_t number)
{
    return number << WLT_TILE_HEIGHT * (level + 1);
}

static enum wallet_status compare(
    struct wlt_check *check, unsigned level, uint64_t number, struct wallet_error *error)
{
    const struct wlt_tile *computed = &check->tiles[level];
    struct wlt_tile kept;

    enum wallet_status status = wlt_log_read_tile(check->log, level, number, &kept, error);
    check->report->tile_count++;
    if ((status == WALLET_OK &&
         (kept.count != computed->count ||
          memcmp(kept.hashes, computed->hashes, kept.count * sizeof *kept.hashes) != 0)) ||
        status == WALLET_ERR_MALFORMED) {
        wlt_check_tell(check, WALLET_DAMAGE_TILE, first_entry(level, number));
        status = WALLET_OK;
    }

    return status;
}

static void add(struct wlt_check *check, unsigned level)
{
    struct wlt_tile *tile = &check->tiles[level];

    tile->hashes[tile->count] = check->edge.hashes[(size_t)level * WLT_TILE_HEIGHT];
    tile->count++;
}

enum wallet_status wlt_check_full_tiles(struct wlt_check *check, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (unsigned level = 0; level + 1 < WLT_TILE_LEVELS && status == WALLET_OK &&
                             !check->is_broken && check->tiles[level].count == WLT_TILE_WIDTH;
         level++) {
        const uint64_t number = (check->edge.size >> WLT_TILE_HEIGHT * (level + 1)) - 1;
        status = compare(check, level, number, error);
        check->tiles[level].count = 0;
        add(check, level + 1);
    }

    return status;
}

/** Rows that belong to no tile. */
static enum wallet_status count_rows(struct wlt_check *check, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    int64_t count = 0;

    enum wallet_status status = wlt_database_prepare(
        check->log->database, "SELECT count(*) FROM audit_tile", &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_number(statement, &count, error);
    }

    if (status == WALLET_OK && (uint64_t)count != check->report->tile_count) {
        wlt_check_tell(check, WALLET_DAMAGE_TILE, WALLET_AUDIT_NO_NUMBER);
    }

    return status;
}

enum wallet_status wlt_check_last_tiles(struct wlt_check *check, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    if (check->is_broken) {
        return WALLET_OK;
    }

    /* Level 0 has no row before it is full. */
    for (unsigned level = 1; level < WLT_TILE_LEVELS && status == WALLET_OK; level++) {
        if (check->tiles[level].count > 0) {
            status =
                compare(check, level, check->edge.size >> WLT_TILE_HEIGHT * (level + 1), error);
        }
    }

    return status == WALLET_OK ? count_rows(check, error) : status;
}

static bool is_met(const struct wlt_check_root *wanted, const struct wlt_tree_hash *root)
{
    return memcmp(wanted->root, root->bytes, sizeof wanted->root) == 0;
}

/** Compares the roots that were signed of as many entries as there are now. */
static void compare_roots(struct wlt_check *check)
{
    const uint64_t size = check->edge.size;
    struct wlt_tree_hash root;

    const struct wlt_check_root *kept =
        check->root_next < check->root_count ? &check->roots[check->root_next] : NULL;
    const struct wlt_check_root *outside =
        check->outside_next < check->outside_count ? &check->outside[check->outside_next] : NULL;
    if ((!kept || kept->size != size) && (!outside || outside->size != size)) {
        return;
    }

    wlt_tree_root(&check->edge, &root);
    if (kept && kept->size == size) {
        check->root_next++;
        if (!is_met(kept, &root)) {
            wlt_check_tell(check, WALLET_DAMAGE_CHECKPOINT, size);
        }
    }

    for (; check->outside_next < check->outside_count &&
           check->outside[check->outside_next].size == size;
         check->outside_next++) {
        if (!is_met(&check->outside[check->outside_next], &root)) {
            wlt_check_tell(check, WALLET_DAMAGE_FORK, size);
        }
    }
}

void wlt_check_leaf(struct wlt_check *check, const struct wlt_tree_hash *leaf)
{
    if (check->is_broken) {
        return;
    }

    wlt_tree_append(&check->edge, leaf);
    add(check, 0);
    compare_roots(check);
}
