/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_AUDIT_LOG_STATE_H
#define WLT_AUDIT_LOG_STATE_H

#include "audit/entry.h"
#include "audit/log.h"
#include "audit/tree.h"

/*
 * What the files of a log share.
 *
 * Hashes are kept as C2SP's tlog-tiles lays them out: a tile of level L holds 256 hashes of complete
 * subtrees of 256^L leaves.  Full tiles of level 0 are rows; the leaves behind the last one stand with
 * their entries.  Tiles of higher levels are rows from their first hash on, and grow once in 256^L
 * entries.
 */

enum {
    WLT_TILE_WIDTH = 256,
    WLT_TILE_HEIGHT = 8, /* 2^8 hashes */
    WLT_TILE_LEVELS = 8, /* 256^8 entries are more than there can be */
    WLT_LOG_NONCE_SIZE = 24,
    WLT_LOG_SALTS = 32,
};

enum wlt_log_statement {
    WLT_LOG_LOCK_HEAD,
    WLT_LOG_READ_HEAD,
    WLT_LOG_WRITE_HEAD,
    WLT_LOG_ADD_ENTRY,
    WLT_LOG_ADD_USE,
    WLT_LOG_PUT_TILE,
    WLT_LOG_READ_TILE,
    WLT_LOG_READ_LEAVES,
    WLT_LOG_READ_ENTRY,
    WLT_LOG_ADD_CHECKPOINT,
    WLT_LOG_LAST_CHECKPOINT,
    WLT_LOG_USES,
    WLT_LOG_DROP_BODY,
    WLT_LOG_DROP_USE,
    WLT_LOG_STATEMENT_COUNT,
};

struct wlt_tile {
    size_t count;
    struct wlt_tree_hash hashes[WLT_TILE_WIDTH];
};

struct wlt_log {
    struct wlt_database *database;
    struct wlt_statement *statements[WLT_LOG_STATEMENT_COUNT]; /* made when first used */
    char origin[WALLET_ISSUER_SIZE];
    uint8_t *key; /* in secret memory */

    /* The head as this transaction left it, or the last did. */
    bool is_known;
    bool is_locked;
    bool is_changed;
    struct wlt_tree_edge edge;

    /* The leaves behind the last full tile, so far as this log appended them: from `known_from` on. */
    struct wlt_tile leaves;
    size_t known_from;

    /* The last checkpoint that this log knows of. */
    uint64_t checkpoint_size;
    int64_t checkpoint_unix;

    uint8_t salts[WLT_LOG_SALTS][WLT_LOG_SALT_SIZE]; /* drawn in advance: a draw is a system call */
    size_t salts_left;

    /* Of one entry after the other. */
    struct wallet_buffer entry; /* behind a 0x00 */
    struct wallet_buffer body;
};

/** A statement, ready to be bound. */
enum wallet_status wlt_log_statement(
    struct wlt_log *log,
    enum wlt_log_statement which,
    struct wlt_statement **out,
    struct wallet_error *error);

/** Locks the head for the rest of the transaction, and reads it; nothing if that was done. */
enum wallet_status wlt_log_lock(struct wlt_log *log, struct wallet_error *error);

/** Reads a head's columns, size and edge. */
enum wallet_status wlt_log_read_edge(
    const struct wlt_statement *statement,
    int column,
    struct wlt_tree_edge *out,
    struct wallet_error *error);

/** Writes an edge as its column holds it; the size. */
size_t wlt_log_write_edge(
    const struct wlt_tree_edge *edge, uint8_t out[WLT_TREE_LEVELS * WLT_SHA256_SIZE]);

/** Keeps the hashes of the tiles that the last append completed. */
enum wallet_status wlt_log_keep_tiles(struct wlt_log *log, struct wallet_error *error);

/** Reads a tile's row; one that is not there has no hashes. */
enum wallet_status wlt_log_read_tile(
    struct wlt_log *log,
    unsigned level,
    uint64_t number,
    struct wlt_tile *out,
    struct wallet_error *error);

/** Reads the leaves of so many entries from `first` on. */
enum wallet_status wlt_log_read_leaves(
    struct wlt_log *log,
    uint64_t first,
    size_t count,
    struct wlt_tree_hash *out,
    struct wallet_error *error);

/** What the hashes of a log's tree come from; a tile is kept, for the next hash is often in it, too. */
struct wlt_log_source {
    struct wlt_log *log;
    uint64_t size; /* of the log, which may be larger than the tree that is asked about */
    bool has_tile;
    unsigned level;
    uint64_t number;
    struct wlt_tile tile;
};

/** A wlt_tree_source whose context is a struct wlt_log_source. */
enum wallet_status wlt_log_hash(
    void *context,
    unsigned level,
    uint64_t index,
    struct wlt_tree_hash *out,
    struct wallet_error *error);

/** Seals `log->entry` into `log->body`: a nonce, and the entry bound to its number. */
enum wallet_status wlt_log_seal(
    struct wlt_log *log,
    uint64_t number,
    const uint8_t nonce[WLT_LOG_NONCE_SIZE],
    struct wallet_error *error);

/**
 * Opens a body.
 *
 * \param out  replaced by the entry
 *
 * \retval WALLET_ERR_MALFORMED  it is not what was sealed under this number and key
 */
enum wallet_status wlt_log_unseal(
    const struct wlt_log *log,
    uint64_t number,
    struct wallet_bytes body,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
