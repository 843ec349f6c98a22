/* SPDX-License-Identifier: Apache-2.0 */
#include "csv_cell.h"

#include <stdbool.h>
#include <string.h>

enum {
    EXACT_DIGITS = 15, /* of a spreadsheet's numbers */
};

/** "https://owasp.org/www-community/attacks/CSV_Injection": what a spreadsheet would run. */
static bool is_formula(struct wallet_bytes text)
{
    return text.size > 0 && memchr("=+-@\t\r", text.data[0], 6) != NULL;
}

static size_t digits_at(struct wallet_bytes text, size_t from)
{
    size_t count = 0;

    while (from + count < text.size && text.data[from + count] >= '0' &&
           text.data[from + count] <= '9') {
        count++;
    }
    return count;
}

/* A number that is shown as it is written. */
static bool is_number(struct wallet_bytes text)
{
    const size_t whole = digits_at(text, 0);
    const size_t fraction = whole < text.size ? digits_at(text, whole + 1) : 0;

    if (whole == 0 || whole + fraction > EXACT_DIGITS || (whole > 1 && text.data[0] == '0')) {
        return false;
    }

    return whole == text.size ||
           (text.data[whole] == '.' && fraction > 0 && whole + 1 + fraction == text.size &&
            text.data[text.size - 1] != '0');
}

/* "2026-11-28" */
static bool is_day(struct wallet_bytes text)
{
    return text.size == 10 && digits_at(text, 0) == 4 && digits_at(text, 5) == 2 &&
           digits_at(text, 8) == 2 && text.data[4] == '-' && text.data[7] == '-';
}

/* A spreadsheet may take it for a number, a day or a time, and show another text: "007", "1-2", "1E2". */
static bool is_changed(struct wallet_bytes text)
{
    static const char letters[] = "0123456789.,/:-+eE% ";

    for (size_t i = 0; i < text.size; i++) {
        if (!memchr(letters, text.data[i], sizeof letters - 1)) {
            return false;
        }
    }

    return text.size > 0 && !is_number(text) && !is_day(text);
}

static void write_cell(FILE *stream, const char *guard, struct wallet_bytes text)
{
    (void)fprintf(stream, "\"%s", guard);
    for (size_t i = 0; i < text.size; i++) {
        (void)fputs(text.data[i] == '"' ? "\"" : "", stream);
        (void)fputc(text.data[i], stream);
    }
    (void)fputc('"', stream);
}

void csv_cell_write(FILE *stream, struct wallet_bytes text)
{
    write_cell(stream, is_formula(text) ? "'" : "", text);
}

void csv_cell_write_shown(FILE *stream, struct wallet_bytes text)
{
    write_cell(stream, is_formula(text) ? "'" : is_changed(text) ? "\t" : "", text);
}
