/* SPDX-License-Identifier: Apache-2.0 */
#include "csv.h"

#include <stdlib.h>
#include <string.h>

bool csv_start(struct csv *csv, int descriptor, enum encoding encoding)
{
    *csv = (struct csv){ .next_line = 1 };
    csv->data = malloc(CSV_ROW_MAX + CSV_SOURCE_PIECE);
    csv->raw_data = malloc(CSV_ROW_MAX);
    csv->cells = calloc(CSV_CELL_MAX, sizeof *csv->cells);
    return csv_source_start(&csv->source, descriptor, encoding) && csv->data && csv->raw_data &&
           csv->cells;
}

void csv_finish(struct csv *csv)
{
    csv_source_finish(&csv->source);
    free(csv->data);
    free(csv->raw_data);
    free(csv->cells);
    *csv = (struct csv){ 0 };
}

/** Makes room behind what is there and reads on; false at the end. */
static bool fill(struct csv *csv)
{
    (void)memmove(csv->data, csv->data + csv->start, csv->end - csv->start);
    csv->end -= csv->start;
    csv->start = 0;

    const size_t room = CSV_ROW_MAX + CSV_SOURCE_PIECE - csv->end;
    const size_t got = room < 16 ? 0 : csv_source_read(&csv->source, csv->data + csv->end, room);
    csv->end += got;
    return got > 0;
}

/* Where the end of a row is looked for. */
struct search {
    size_t at; /* from the row's beginning */
    uint64_t lines;
    uint8_t before; /* the byte before, 0 at the beginning */
    bool is_quoted;
    bool was_quoted; /* in this cell, up to the byte before */
    bool found;
};

/** Whether a quote here opens or closes: inside a cell that did not begin with one it does neither. */
static bool counts(const struct search *search)
{
    return search->is_quoted || search->was_quoted || search->at == 0 || search->before == ',';
}

/** Looks at what is there.  A CR that is the last of it may have an LF behind it. */
static void look(const struct csv *csv, struct search *search, bool is_last)
{
    const uint8_t *row = csv->data + csv->start;
    const size_t size = csv->end - csv->start;

    for (; search->at < size && !search->found; search->at++) {
        const uint8_t byte = row[search->at];
        const bool is_cr = byte == '\r';

        if (byte == '"' && counts(search)) {
            search->is_quoted = !search->is_quoted;
        } else if (is_cr && search->at + 1 == size && !is_last) {
            return;
        } else if (
            byte == '\n' || (is_cr && (search->at + 1 == size || row[search->at + 1] != '\n'))) {
            search->lines++;
            search->found = !search->is_quoted;
        }
        search->was_quoted = search->is_quoted || byte == '"';
        search->before = byte;
    }
}

/** The size of the next row with its end of line; more than CSV_ROW_MAX: too long, 0: none is left. */
static size_t find_row(struct csv *csv, struct search *search)
{
    look(csv, search, false);
    while (!search->found && csv->end - csv->start <= CSV_ROW_MAX && fill(csv)) {
        look(csv, search, false);
    }
    if (!search->found) {
        look(csv, search, true);
    }

    return search->at;
}

/** Passes over what is left of a row that is too long: to the end of its line, quoted or not. */
static void skip_line(struct csv *csv)
{
    do {
        const uint8_t *row = csv->data + csv->start;
        const uint8_t *end = memchr(row, '\n', csv->end - csv->start);
        if (end) {
            csv->start += (size_t)(end - row) + 1;
            csv->next_line++;
            return;
        }
        csv->start = csv->end;
    } while (fill(csv));
}

static enum csv_event complain(struct csv *csv, enum csv_complaint complaint)
{
    csv->complaint = complaint;
    return CSV_BAD_ROW;
}

/** Takes the quotes off a cell, in its place; `*at` is behind its last quote then. */
static bool unquote(uint8_t *row, size_t size, size_t *at, struct wallet_bytes *out)
{
    size_t written = *at;

    out->data = row + written;
    for (size_t i = *at + 1; i < size; i++) {
        if (row[i] == '"' && (i + 1 == size || row[i + 1] != '"')) {
            out->size = (size_t)(row + written - out->data);
            *at = i + 1;
            return i + 1 == size || row[i + 1] == ',';
        }
        i += row[i] == '"';
        row[written++] = row[i];
    }

    return false;
}

static bool take_plain(uint8_t *row, size_t size, size_t *at, struct wallet_bytes *out)
{
    const uint8_t *end = memchr(row + *at, ',', size - *at);
    const size_t stop = end ? (size_t)(end - row) : size;

    *out = (struct wallet_bytes){ row + *at, stop - *at };
    *at = stop;
    return !memchr(out->data, '"', out->size);
}

static enum csv_event split(struct csv *csv, uint8_t *row, size_t size)
{
    size_t at = 0;

    for (csv->count = 0;; at++) { /* over the comma */
        struct wallet_bytes *cell = &csv->cells[csv->count];
        if (csv->count == CSV_CELL_MAX) {
            return complain(csv, CSV_TOO_MANY);
        }

        const bool is_quoted = at < size && row[at] == '"';
        if (!(is_quoted ? unquote(row, size, &at, cell) : take_plain(row, size, &at, cell))) {
            return complain(csv, CSV_QUOTE_INSIDE);
        }

        csv->count++;
        if (at >= size) {
            return CSV_ROW;
        }
    }
}

static size_t without_end(const uint8_t *row, size_t size)
{
    while (size > 0 && (row[size - 1] == '\n' || row[size - 1] == '\r')) {
        size--;
    }

    return size;
}

static enum csv_event take(struct csv *csv, const struct search *search)
{
    uint8_t *row = csv->data + csv->start;
    const size_t size = without_end(row, search->at);

    (void)memcpy(csv->raw_data, row, size);
    csv->raw = (struct wallet_bytes){ csv->raw_data, size };
    csv->start += search->at;
    csv->next_line += search->lines;

    if (search->is_quoted) {
        return complain(csv, CSV_QUOTE_OPEN);
    }

    return encoding_is_utf8(csv->raw) ? split(csv, row, size) : complain(csv, CSV_NOT_UTF8);
}

static enum csv_event take_too_long(struct csv *csv)
{
    (void)memcpy(csv->raw_data, csv->data + csv->start, CSV_ROW_MAX);
    csv->raw = (struct wallet_bytes){ csv->raw_data, CSV_ROW_MAX };
    skip_line(csv);
    return csv->source.problem == 0 ? complain(csv, CSV_TOO_LONG) : CSV_BROKEN;
}

enum csv_event csv_next(struct csv *csv)
{
    for (;;) {
        struct search search = { 0 };
        const size_t size = find_row(csv, &search);

        csv->line = csv->next_line;
        csv->count = 0;
        if (csv->source.problem != 0) {
            return CSV_BROKEN;
        }
        if (size == 0) {
            return CSV_END;
        }
        if (size > CSV_ROW_MAX) {
            return take_too_long(csv);
        }
        if (without_end(csv->data + csv->start, size) > 0) {
            return take(csv, &search);
        }

        csv->start += size; /* an empty line */
        csv->next_line += search.lines;
    }
}
