/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_ring.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

/* Who is where: pieces come round in the order of their places. */
struct batch_ring {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct batch_piece pieces[BATCH_RING_PIECES];
    size_t to_fill;
    size_t to_take;
    size_t to_write;
    bool is_over;    /* the last piece was filled */
    bool is_emptied; /* and written */
    bool is_stopped;
};

struct batch_ring *batch_ring_new(void)
{
    pthread_condattr_t attributes;
    struct batch_ring *ring = calloc(1, sizeof *ring);

    if (!ring || pthread_condattr_init(&attributes) != 0) {
        free(ring);
        return NULL;
    }

    /* Of a clock that nobody sets back while the writer waits. */
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&ring->changed, &attributes);
    (void)pthread_condattr_destroy(&attributes);
    (void)pthread_mutex_init(&ring->lock, NULL);

    for (size_t i = 0; i < BATCH_RING_PIECES; i++) {
        ring->pieces[i].text = malloc(BATCH_PIECE_TEXT);
        if (!ring->pieces[i].text) {
            batch_ring_free(ring);
            return NULL;
        }
    }

    return ring;
}

void batch_ring_free(struct batch_ring *ring)
{
    if (!ring) {
        return;
    }

    for (size_t i = 0; i < BATCH_RING_PIECES; i++) {
        for (size_t j = 0; j < BATCH_PIECE_ROWS; j++) {
            batch_row_free(&ring->pieces[i].rows[j]);
        }
        free(ring->pieces[i].text);
    }

    (void)pthread_cond_destroy(&ring->changed);
    (void)pthread_mutex_destroy(&ring->lock);
    free(ring);
}

static void set(struct batch_ring *ring, struct batch_piece *piece, enum batch_piece_state state)
{
    (void)pthread_mutex_lock(&ring->lock);
    piece->state = state;
    (void)pthread_cond_broadcast(&ring->changed);
    (void)pthread_mutex_unlock(&ring->lock);
}

static struct batch_piece *come_round(struct batch_ring *ring, size_t *place)
{
    struct batch_piece *piece = &ring->pieces[*place];
    *place = (*place + 1) % BATCH_RING_PIECES;
    return piece;
}

struct batch_piece *batch_ring_fill(struct batch_ring *ring)
{
    struct batch_piece *piece = NULL;

    (void)pthread_mutex_lock(&ring->lock);
    while (!ring->is_stopped && ring->pieces[ring->to_fill].state != BATCH_PIECE_FREE) {
        (void)pthread_cond_wait(&ring->changed, &ring->lock);
    }
    if (!ring->is_stopped) {
        piece = come_round(ring, &ring->to_fill);
    }
    (void)pthread_mutex_unlock(&ring->lock);
    return piece;
}

void batch_ring_filled(struct batch_ring *ring, struct batch_piece *piece)
{
    (void)pthread_mutex_lock(&ring->lock);
    ring->is_over = ring->is_over || piece->is_last;
    piece->state = BATCH_PIECE_READ;
    (void)pthread_cond_broadcast(&ring->changed);
    (void)pthread_mutex_unlock(&ring->lock);
}

struct batch_piece *batch_ring_take(struct batch_ring *ring)
{
    struct batch_piece *piece = NULL;

    (void)pthread_mutex_lock(&ring->lock);
    while (!ring->is_stopped && ring->pieces[ring->to_take].state != BATCH_PIECE_READ &&
           !ring->is_over) {
        (void)pthread_cond_wait(&ring->changed, &ring->lock);
    }
    if (!ring->is_stopped && ring->pieces[ring->to_take].state == BATCH_PIECE_READ) {
        piece = come_round(ring, &ring->to_take);
        piece->state = BATCH_PIECE_TAKEN;
    }
    (void)pthread_mutex_unlock(&ring->lock);
    return piece;
}

void batch_ring_issued(struct batch_ring *ring, struct batch_piece *piece)
{
    set(ring, piece, BATCH_PIECE_ISSUED);
}

static struct timespec after(int milliseconds)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }

    return until;
}

struct batch_piece *batch_ring_next(struct batch_ring *ring, int patience, bool *out_late)
{
    const struct timespec until = after(patience);
    struct batch_piece *piece = NULL;
    int result = 0;

    (void)pthread_mutex_lock(&ring->lock);
    while (result == 0 && !ring->is_stopped && !ring->is_emptied &&
           ring->pieces[ring->to_write].state != BATCH_PIECE_ISSUED) {
        result = pthread_cond_timedwait(&ring->changed, &ring->lock, &until);
    }
    if (!ring->is_stopped && ring->pieces[ring->to_write].state == BATCH_PIECE_ISSUED) {
        piece = come_round(ring, &ring->to_write);
        ring->is_emptied = piece->is_last;
    }
    (void)pthread_mutex_unlock(&ring->lock);

    *out_late = !piece && result == ETIMEDOUT;
    return piece;
}

void batch_ring_done(struct batch_ring *ring, struct batch_piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        batch_row_clear(&piece->rows[i]);
    }

    piece->count = 0;
    piece->cell_count = 0;
    piece->text_size = 0;
    set(ring, piece, BATCH_PIECE_FREE);
}

void batch_ring_stop(struct batch_ring *ring)
{
    (void)pthread_mutex_lock(&ring->lock);
    ring->is_stopped = true;
    (void)pthread_cond_broadcast(&ring->changed);
    (void)pthread_mutex_unlock(&ring->lock);
}
