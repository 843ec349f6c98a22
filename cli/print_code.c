/* SPDX-License-Identifier: Apache-2.0 */
#include "print_draw.h"

#include <stdbool.h>

struct symbol {
    const uint8_t *modules;
    unsigned side;
};

static bool is_dark(const struct symbol *symbol, unsigned x, unsigned y)
{
    return x < symbol->side && y < symbol->side && symbol->modules[y * symbol->side + x] != 0;
}

static unsigned end_of_run(const struct symbol *symbol, unsigned x, unsigned y)
{
    while (is_dark(symbol, x, y)) {
        x++;
    }

    return x;
}

/* Whether a row has a run of just these modules. */
static bool has_run(const struct symbol *symbol, unsigned x, unsigned end, unsigned y)
{
    return is_dark(symbol, x, y) && !is_dark(symbol, x - 1, y) && end_of_run(symbol, x, y) == end;
}

/* A run that the row above has too is part of the rectangle that begins there. */
static void trace_run(
    cairo_t *cairo, const struct symbol *symbol, unsigned x, unsigned end, unsigned y)
{
    unsigned bottom = y + 1;

    if (y > 0 && has_run(symbol, x, end, y - 1)) {
        return;
    }
    while (has_run(symbol, x, end, bottom)) {
        bottom++;
    }

    cairo_rectangle(cairo, x, y, end - x, bottom - y);
}

void print_trace_code(cairo_t *cairo, const uint8_t *modules, unsigned side)
{
    const struct symbol symbol = { modules, side };

    for (unsigned y = 0; y < side; y++) {
        for (unsigned x = 0; x < side; x++) {
            const unsigned end = end_of_run(&symbol, x, y);
            if (end > x) {
                trace_run(cairo, &symbol, x, end, y);
            }
            x = end; /* this one is light */
        }
    }
}
