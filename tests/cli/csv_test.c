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
