/* SPDX-License-Identifier: Apache-2.0 */
#include "csv.h"

#include "test.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A file in memory, and what is read of it. */
struct table {
    int descriptor;
    struct csv csv;
};

static struct table open_table(struct wallet_bytes content, enum encoding encoding)
{
    struct table table = { .descriptor = memfd_create("table", MFD_CLOEXEC) };

    CHECK(table.descriptor >= 0);
    CHECK(write(table.descriptor, content.data, content.size) == (ssize_t)content.size);
    CHECK(lseek(table.descriptor, 0, SEEK_SET) == 0);
    CHECK(csv_start(&table.csv, table.descriptor, encoding));
    return table;
}

static struct table open_text(const char *text)
{
    return open_table((struct wallet_bytes){ (const uint8_t *)text, strlen(text) }, ENCODING_UTF8);
}

static void close_table(struct table *table)
{
    csv_finish(&table->csv);
    CHECK(close(table->descriptor) == 0);
}

static void check_cell(const struct csv *csv, size_t index, const char *wanted)
{
    CHECK(index < csv->count);
    CHECK_BYTES(
        csv->cells[index], ((struct wallet_bytes){ (const uint8_t *)wanted, strlen(wanted) }));
}

TEST(reads_cells_whatever_the_lines_end_with)
{
    struct table table = open_text("a,b\r\n1,2\n3,\r,4");

    static const char *const wanted[][2] = { { "a", "b" }, { "1", "2" }, { "3", "" }, { "", "4" } };
    for (size_t i = 0; i < 4; i++) {
        CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
        CHECK_EQUAL(table.csv.count, 2);
        CHECK_EQUAL(table.csv.line, i + 1);
        check_cell(&table.csv, 0, wanted[i][0]);
        check_cell(&table.csv, 1, wanted[i][1]);
    }
    CHECK_EQUAL(csv_next(&table.csv), CSV_END);
    close_table(&table);
}

TEST(reads_quoted_cells_with_commas_quotes_and_lines)
{
    struct table table = open_text("\"a,b\",\"say \"\"yes\"\"\",\"two\r\nlines\",\"\"\n\nnext\n");

    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    CHECK_EQUAL(table.csv.count, 4);
    check_cell(&table.csv, 0, "a,b");
    check_cell(&table.csv, 1, "say \"yes\"");
    check_cell(&table.csv, 2, "two\r\nlines");
    check_cell(&table.csv, 3, "");

    /* The empty line is passed over, and counted. */
    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    check_cell(&table.csv, 0, "next");
    CHECK_EQUAL(table.csv.line, 4);
    CHECK_EQUAL(csv_next(&table.csv), CSV_END);
    close_table(&table);
}

TEST(goes_on_after_a_bad_row)
{
    struct table table = open_text("a\"b,c\n\"x\"y,z\nd,e\xff\ngood,row\n\"never ends\n");

    static const enum csv_complaint wanted[] = { CSV_QUOTE_INSIDE, CSV_QUOTE_INSIDE, CSV_NOT_UTF8 };
    for (size_t i = 0; i < 3; i++) {
        CHECK_EQUAL(csv_next(&table.csv), CSV_BAD_ROW);
        CHECK_EQUAL(table.csv.complaint, wanted[i]);
        CHECK_EQUAL(table.csv.line, i + 1);
    }
    CHECK_BYTES(table.csv.raw, ((struct wallet_bytes){ (const uint8_t *)"d,e\xff", 4 }));

    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    check_cell(&table.csv, 0, "good");
    CHECK_EQUAL(csv_next(&table.csv), CSV_BAD_ROW);
    CHECK_EQUAL(table.csv.complaint, CSV_QUOTE_OPEN);
    CHECK_EQUAL(csv_next(&table.csv), CSV_END);
    close_table(&table);
}

TEST(passes_over_a_byte_order_mark)
{
    struct table table = open_text("\xef\xbb\xbf"
                                   "name\n");

    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    check_cell(&table.csv, 0, "name");
    close_table(&table);
}

TEST(reads_gb18030)
{
    /* 姓名,张三 and a character of four bytes, U+20000 */
    static const uint8_t content[] = { 0xd0, 0xd5, 0xc3, 0xfb, ',',  0xd5, 0xc5,
                                       0xc8, 0xfd, 0x95, 0x32, 0x82, 0x36, '\n' };
    struct table table =
        open_table((struct wallet_bytes){ content, sizeof content }, ENCODING_GB18030);

    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    check_cell(&table.csv, 0, "\xe5\xa7\x93\xe5\x90\x8d");
    check_cell(&table.csv, 1, "\xe5\xbc\xa0\xe4\xb8\x89\xf0\xa0\x80\x80");
    CHECK_EQUAL(csv_next(&table.csv), CSV_END);
    close_table(&table);
}

TEST(says_where_gb18030_breaks)
{
    static const uint8_t content[] = { 'a', '\n', 0xd0 }; /* half a character */
    struct table table =
        open_table((struct wallet_bytes){ content, sizeof content }, ENCODING_GB18030);

    enum csv_event event = csv_next(&table.csv);
    while (event == CSV_ROW) {
        event = csv_next(&table.csv);
    }
    CHECK_EQUAL(event, CSV_BROKEN);
    CHECK_EQUAL(table.csv.source.problem, EILSEQ);
    close_table(&table);
}

/** Counts a text in pieces of `step` bytes, as a table is looked at. */
static struct encoding_tally tally_of(const char *text, size_t size, size_t step)
{
    struct encoding_tally tally = { 0 };
    uint8_t piece[64];
    size_t left = 0;

    for (size_t at = 0; at < size; at += step) {
        const size_t more = size - at < step ? size - at : step;
        (void)memcpy(piece + left, text + at, more);
        const struct wallet_bytes bytes = { piece, left + more };
        const size_t taken = encoding_tally_add(&tally, bytes, at + more == size);
        left = bytes.size - taken;
        CHECK(left < 4);
        (void)memmove(piece, piece + taken, left);
    }
    CHECK_EQUAL(left, 0);
    return tally;
}

TEST(tells_a_broken_byte_from_another_encoding)
{
    static const struct {
        const char *text;
        enum encoding encoding;
        uint64_t other;
        uint64_t at;
        uint64_t line;
    } rows[] = {
        { "name\nA\n", ENCODING_UTF8, 0, 0, 0 },
        { "\xe5\xa7\x93\xe5\x90\x8d\n\xe5\xbc\xa0\n", ENCODING_UTF8, 0, 0, 0 },
        /* One byte too many, cut off, or out of place, in a text that is UTF-8. */
        { "\xe5\xa7\x93\xe5\x90\x8d\n\xe5\xbc\xa0\xff\n", ENCODING_UTF8, 1, 10, 2 },
        { "\xe5\xa7\x93\xe5\x90\x8d\n\n\xe5\xbc\xa0\xa0", ENCODING_UTF8, 1, 11, 3 },
        { "\xe5\xa7\x93\xe5\x90\x8d\xe5\xbc\xa0\n\xf0", ENCODING_UTF8, 1, 10, 2 },
        /* More of them than one in nine: the other encoding. */
        { "\xe5\xa7\x93\xe5\x90\x8d\xff\n", ENCODING_GB18030, 1, 6, 1 },
        /* The same words in GB18030, with a character that is one of UTF-8, too. */
        { "\xd0\xd5\xc3\xfb\n\xd5\xc5\xc8\xfd\n", ENCODING_GB18030, 8, 0, 1 },
        { "\xc4\xa3\xd0\xd5\n", ENCODING_GB18030, 2, 2, 1 },
        { "\xff", ENCODING_GB18030, 1, 0, 1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (size_t step = 1; step < 32; step++) {
            const struct encoding_tally tally = tally_of(rows[i].text, strlen(rows[i].text), step);
            CHECK_EQUAL(encoding_tally_choose(&tally), rows[i].encoding);
            CHECK_EQUAL(tally.other, rows[i].other);
            CHECK_EQUAL(tally.other_at, rows[i].at);
            CHECK_EQUAL(tally.other_line, rows[i].line);
        }
    }
}

/** A text of `size` times one character, and an end. */
static char *repeat(char character, size_t size, const char *end)
{
    char *text = malloc(size + strlen(end) + 1);

    CHECK(text);
    (void)memset(text, character, size);
    (void)memcpy(text + size, end, strlen(end) + 1);
    return text;
}

TEST(refuses_rows_and_cells_beyond_the_limits)
{
    char *largest = repeat('x', CSV_ROW_MAX - 1, "\nnext\n");
    struct table table = open_text(largest);
    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    CHECK_EQUAL(table.csv.cells[0].size, CSV_ROW_MAX - 1);
    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    close_table(&table);
    free(largest);

    char *too_long = repeat('x', 3 * CSV_ROW_MAX, "\nnext\n");
    table = open_text(too_long);
    CHECK_EQUAL(csv_next(&table.csv), CSV_BAD_ROW);
    CHECK_EQUAL(table.csv.complaint, CSV_TOO_LONG);
    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    check_cell(&table.csv, 0, "next");
    CHECK_EQUAL(table.csv.line, 2);
    close_table(&table);
    free(too_long);

    char *too_many = repeat(',', CSV_CELL_MAX, "\nnext\n");
    table = open_text(too_many);
    CHECK_EQUAL(csv_next(&table.csv), CSV_BAD_ROW);
    CHECK_EQUAL(table.csv.complaint, CSV_TOO_MANY);
    CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
    close_table(&table);
    free(too_many);
}

TEST(reads_the_same_wherever_pieces_end)
{
    /* Rows of 13 bytes drift over the ends of pieces, with a CR LF and a quote at each of them. */
    enum {
        ROWS = 3 * CSV_SOURCE_PIECE / 13
    };
    static const char row[] = "\"a\"\"\r\n\",\xe5\xa7\x93\r\n";
    char *text = malloc((sizeof row - 1) * ROWS + 1);
    CHECK(text);
    for (size_t i = 0; i < ROWS; i++) {
        (void)memcpy(text + i * (sizeof row - 1), row, sizeof row);
    }

    struct table table = open_text(text);
    for (size_t i = 0; i < ROWS; i++) {
        CHECK_EQUAL(csv_next(&table.csv), CSV_ROW);
        CHECK_EQUAL(table.csv.count, 2);
        check_cell(&table.csv, 0, "a\"\r\n");
        check_cell(&table.csv, 1, "\xe5\xa7\x93");
        CHECK_EQUAL(table.csv.line, 2 * i + 1);
    }
    CHECK_EQUAL(csv_next(&table.csv), CSV_END);
    close_table(&table);
    free(text);
}
