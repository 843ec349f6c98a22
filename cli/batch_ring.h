/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_RING_H
#define WALLET_CLI_BATCH_RING_H

#include "batch.h"

#include <pthread.h>

/*
 * Rows on their way from the reader through the workers to the writer, some at a time, in a ring of
 * pieces: so memory is bounded, and the writer sees them in the order of the table.
 */

enum {
    BATCH_PIECE_ROWS = 32,
    BATCH_PIECE_CELLS = 8192,
    BATCH_PIECE_TEXT = CSV_ROW_MAX + CSV_SOURCE_PIECE,
    BATCH_PIECE_FULL = CSV_SOURCE_PIECE, /* of so much text a piece takes no further row */
    BATCH_RING_PIECES = 64, /* as much as is issued while the writer waits for the disk */
};

enum batch_piece_state {
    BATCH_PIECE_FREE,
    BATCH_PIECE_READ,
    BATCH_PIECE_TAKEN,
    BATCH_PIECE_ISSUED,
};

/** Some rows of the table. */
struct batch_piece {
    enum batch_piece_state state;
    struct batch_row rows[BATCH_PIECE_ROWS];
    size_t count;
    struct wallet_bytes cells[BATCH_PIECE_CELLS];
    size_t cell_count;
    uint8_t *text; /* BATCH_PIECE_TEXT */
    size_t text_size;
    uint64_t bytes; /* of the file up to here, as it was read */
    bool is_last;   /* nothing comes after it */
    int problem;    /* it ends here because the file cannot be read: an errno; -1: no memory */
};

struct batch_ring;

/** NULL where there is no memory. */
struct batch_ring *batch_ring_new(void);
void batch_ring_free(struct batch_ring *ring);

/** The reader: an empty piece to be filled, after waiting for one.  NULL: stop. */
struct batch_piece *batch_ring_fill(struct batch_ring *ring);

/** Hands it to the workers. */
void batch_ring_filled(struct batch_ring *ring, struct batch_piece *piece);

/** A worker: a piece to be issued.  NULL: there will be no more. */
struct batch_piece *batch_ring_take(struct batch_ring *ring);

/** Hands it to the writer. */
void batch_ring_issued(struct batch_ring *ring, struct batch_piece *piece);

/**
 * The writer: the next piece in the order of the table.  NULL: there will be no more.
 *
 * \param patience  milliseconds to wait at most
 * \param out_late  it was not there in time; NULL is returned then, too
 */
struct batch_piece *batch_ring_next(struct batch_ring *ring, int patience, bool *out_late);

/** Hands it back to the reader, wiped. */
void batch_ring_done(struct batch_ring *ring, struct batch_piece *piece);

/** Ends all waiting. */
void batch_ring_stop(struct batch_ring *ring);

#endif
