/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_crew.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

enum {
    WORKER_NICENESS = 10,
};

/** Copies a text into the piece; what it gives stays as long as the piece. */
static struct wallet_bytes keep(struct batch_piece *piece, struct wallet_bytes text)
{
    const struct wallet_bytes kept = { piece->text + piece->text_size, text.size };

    (void)memcpy(piece->text + piece->text_size, text.data, text.size);
    piece->text_size += text.size;
    return kept;
}

static void add_row(
    struct batch_piece *piece, const struct csv *csv, enum csv_event event, uint64_t number)
{
    struct batch_row *row = &piece->rows[piece->count++];

    row->number = number;
    row->line = csv->line;
    row->event = event;
    row->complaint = csv->complaint;
    row->cells = piece->cells + piece->cell_count;
    row->cell_count = event == CSV_BAD_ROW ? 1 : csv->count;
    if (event == CSV_BAD_ROW) { /* nobody can say what its cells are */
        piece->cells[piece->cell_count++] = keep(piece, csv->raw);
    }
    for (size_t i = 0; event == CSV_ROW && i < csv->count; i++) {
        piece->cells[piece->cell_count++] = keep(piece, csv->cells[i]);
    }
}

static bool has_room(const struct batch_piece *piece)
{
    return piece->count < BATCH_PIECE_ROWS && piece->text_size < BATCH_PIECE_FULL &&
           piece->cell_count + CSV_CELL_MAX <= BATCH_PIECE_CELLS;
}

/** Reads until the piece is full; false at the end of the table. */
static bool fill(struct batch_crew *crew, struct batch_piece *piece, uint64_t *number)
{
    enum csv_event event = CSV_ROW;

    while (has_room(piece)) {
        event = csv_next(crew->csv);
        if (event == CSV_END || event == CSV_BROKEN) {
            break;
        }
        if (++*number >= crew->first_row) {
            add_row(piece, crew->csv, event, *number);
        }
    }

    piece->bytes = crew->csv->source.taken;
    piece->is_last = event == CSV_END || event == CSV_BROKEN;
    piece->problem = event == CSV_BROKEN ? crew->csv->source.problem : 0;
    return !piece->is_last;
}

static void *read_table(void *context)
{
    struct batch_crew *crew = context;
    uint64_t number = 0;
    bool goes_on = true;

    while (goes_on) {
        struct batch_piece *piece = batch_ring_fill(crew->ring);
        if (!piece) {
            break;
        }

        goes_on = fill(crew, piece, &number);
        batch_ring_filled(crew->ring, piece);
    }

    return NULL;
}

static void issue_row(
    const struct batch_crew *crew, struct wallet_record *record, struct batch_row *row)
{
    const struct batch_sink *sink = crew->sink;

    batch_row_issue(crew->batch, record, row);
    if (row->status == WALLET_OK && sink && sink->kind->prepare) {
        row->status = sink->kind->prepare(sink, row);
    }
}

static void issue_piece(
    const struct batch_crew *crew, struct wallet_record *record, struct batch_piece *piece)
{
    for (size_t i = 0; i < piece->count; i++) {
        issue_row(crew, record, &piece->rows[i]);
    }
}

/** The writer is what all wait for: it must not wait for a processor. */
static void step_back(void)
{
    /* As Linux has it, this is about the calling thread alone. */
    (void)setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + WORKER_NICENESS);
}

static void *issue_rows(void *context)
{
    const struct batch_crew *crew = context;
    struct wallet_record *record = NULL;
    struct wallet_error error;

    step_back();
    if (wallet_record_new(crew->batch->type, &record, &error) != WALLET_OK) {
        batch_ring_stop(crew->ring);
        return NULL;
    }

    for (struct batch_piece *piece = batch_ring_take(crew->ring); piece;
         piece = batch_ring_take(crew->ring)) {
        issue_piece(crew, record, piece);
        batch_ring_issued(crew->ring, piece);
    }

    wallet_record_free(record);
    return NULL;
}

bool batch_crew_start(struct batch_crew *crew, unsigned count)
{
    sigset_t all;
    sigset_t before;

    /* Signals are the writer's. */
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_BLOCK, &all, &before);
    crew->is_reading = pthread_create(&crew->reader, NULL, read_table, crew) == 0;
    for (unsigned i = 0; crew->is_reading && i < count; i++) {
        if (pthread_create(&crew->workers[i], NULL, issue_rows, crew) != 0) {
            break;
        }
        crew->worker_count++;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return crew->worker_count > 0;
}

void batch_crew_finish(struct batch_crew *crew)
{
    batch_ring_stop(crew->ring);
    if (crew->is_reading) {
        (void)pthread_join(crew->reader, NULL);
    }
    for (unsigned i = 0; i < crew->worker_count; i++) {
        (void)pthread_join(crew->workers[i], NULL);
    }
    crew->is_reading = false;
    crew->worker_count = 0;
}
