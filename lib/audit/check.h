/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_AUDIT_CHECK_H
#define WLT_AUDIT_CHECK_H

#include "audit/log_state.h"

/*
 * The parts of wallet_audit_log_verify().  Entries are read in chunks of a tile, so that no two
 * statements run at once; what is compared with the rows of other tables is computed from the contents
 * meanwhile.
 */

/** A root that was signed and must be met on the way; those of a chunk, in order of their sizes. */
struct wlt_check_root {
    uint64_t size;
    uint8_t root[WALLET_AUDIT_HASH_SIZE];
};

struct wlt_check {
    struct wlt_log *log;
    const struct wallet_trust *trust;
    wallet_audit_tell *tell;
    void *context;
    struct wallet_audit_report *report;

    struct wlt_tree_edge edge; /* computed, as are the tiles: the last of each level */
    struct wlt_tile tiles[WLT_TILE_LEVELS];
    bool is_broken;             /* an entry is missing: no hash above it can be computed */
    int64_t next;               /* the number from which the next chunk is read */
    struct wallet_buffer plain; /* of one entry after the other */

    struct wlt_check_root *outside; /* in order of their sizes */
    size_t outside_count;
    size_t outside_next;
    struct wlt_check_root roots[WLT_TILE_WIDTH];
    size_t root_count;
    size_t root_next;

    bool is_blind; /* a content could not be read: its use, if it was one, is not known */
    uint8_t uses[WLT_SHA256_SIZE];  /* of the entries: see check_use.c */
    struct wallet_buffer erased;    /* numbers of entries without content, as uint64_t */
    struct wallet_buffer forgotten; /* numbers that entries say were erased */
};

void wlt_check_tell(struct wlt_check *check, enum wallet_damage damage, uint64_t number);

/** Reads a chunk of entries; none in `*out_count` at the end. */
enum wallet_status wlt_check_entries(
    struct wlt_check *check,
    struct wlt_statement *statement,
    size_t *out_count,
    struct wallet_error *error);

/** Adds a leaf to what is computed, and compares the roots that were signed of so many. */
void wlt_check_leaf(struct wlt_check *check, const struct wlt_tree_hash *leaf);

/** Reads the checkpoints that lie in the next chunk. */
enum wallet_status wlt_check_checkpoints(struct wlt_check *check, struct wallet_error *error);

/** Tells of checkpoints that no entries belong to, here and outside. */
enum wallet_status wlt_check_left_checkpoints(struct wlt_check *check, struct wallet_error *error);

/** Compares the tiles that the last chunk completed; at the end those that are not complete. */
enum wallet_status wlt_check_full_tiles(struct wlt_check *check, struct wallet_error *error);
enum wallet_status wlt_check_last_tiles(struct wlt_check *check, struct wallet_error *error);

/** Takes note of a use that an entry tells. */
void wlt_check_note_use(struct wlt_check *check, const struct wallet_audit_entry *entry);

/** Compares the index of uses with what was noted. */
enum wallet_status wlt_check_uses(struct wlt_check *check, struct wallet_error *error);

/** Takes note of an entry without content, and of one that says of another that it was erased. */
enum wallet_status wlt_check_note_erased(
    struct wlt_check *check, uint64_t number, struct wallet_error *error);
enum wallet_status wlt_check_note_forgotten(
    struct wlt_check *check, const struct wallet_audit_entry *entry, struct wallet_error *error);

/** Tells of contents that are gone though no entry says so. */
void wlt_check_erased(struct wlt_check *check);

#endif
