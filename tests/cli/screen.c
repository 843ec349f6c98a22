/* SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"

#include "test.h"

#include <utf8proc.h>

#include <string.h>

static void erase(struct screen *screen, unsigned row, unsigned column)
{
    for (; column < screen->columns; column++) {
        screen->cells[row][column] = 0;
    }
}

static void erase_below(struct screen *screen)
{
    erase(screen, screen->row, screen->column);
    for (unsigned row = screen->row + 1; row < screen->rows; row++) {
        erase(screen, row, 0);
    }
}

/** The next line, where the terminal driver puts the cursor at its start. */
static void feed_line(struct screen *screen)
{
    screen->column = 0;
    if (++screen->row < screen->rows) {
        return;
    }

    screen->row--;
    memmove(screen->cells[0], screen->cells[1], (SCREEN_ROWS - 1) * sizeof screen->cells[0]);
    erase(screen, screen->row, 0);
}

/** What follows "\033[": parameters, and the letter that says what to do. */
static size_t obey(struct screen *screen, const char *text, size_t size)
{
    unsigned number = 0;
    size_t used = 0;

    while (used < size && strchr("?0123456789", text[used])) {
        number = text[used] == '?' ? 0 : number * 10 + (unsigned)(text[used] - '0');
        used++;
    }

    CHECK(used < size);
    switch (text[used]) {
    case 'A': screen->row -= number < screen->row ? number : screen->row; break;
    case 'H': screen->row = screen->column = 0; break;
    case 'J':
        if (number == 2) {
            memset(screen->cells, 0, sizeof screen->cells);
        } else {
            erase_below(screen);
        }
        break;
    case 'K': erase(screen, screen->row, screen->column); break;
    case 'h':
    case 'l': CHECK_EQUAL(number, 25); break;
    default: CHECK_TEXT(text, "a known sequence");
    }

    return used + 1;
}

static size_t put(struct screen *screen, const char *text, size_t size)
{
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t used =
        utf8proc_iterate((const uint8_t *)text, (utf8proc_ssize_t)size, &point);
    const unsigned width = (unsigned)utf8proc_charwidth(point);

    CHECK(used > 0);
    CHECK(screen->column + width <= screen->columns); /* nothing may be broken over two lines */
    screen->cells[screen->row][screen->column] = point == ' ' ? 0 : (uint32_t)point;
    screen->column += width;
    return (size_t)used;
}

void screen_write(struct screen *screen, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        if (text[at] == '\r') {
            screen->column = 0;
            at++;
        } else if (text[at] == '\n') {
            feed_line(screen);
            at++;
        } else if (text[at] == '\033') {
            CHECK(at + 1 < size && text[at + 1] == '[');
            at += 2;
            at += obey(screen, text + at, size - at);
        } else {
            at += put(screen, text + at, size - at);
        }
    }
}

const char *screen_row(const struct screen *screen, unsigned row)
{
    char *text = test_memory(4 * SCREEN_COLUMNS + 1);
    size_t size = 0;
    size_t end = 0;

    for (unsigned column = 0; column < screen->columns; column++) {
        const uint32_t point = screen->cells[row][column];
        size += (size_t)utf8proc_encode_char(
            point ? (utf8proc_int32_t)point : ' ', (utf8proc_uint8_t *)text + size);
        end = point ? size : end;
    }

    text[end] = '\0';
    return text;
}

unsigned screen_rows_used(const struct screen *screen)
{
    unsigned used = 0;
    for (unsigned row = 0; row < screen->rows; row++) {
        used += screen_row(screen, row)[0] != '\0';
    }

    return used;
}
