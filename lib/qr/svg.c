/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "qr/draw.h"

/* Coordinates count modules: the picture scales to any size.  What is dark is one path, a rectangle
   for each run of dark modules in a row; crisp edges, or hairlines would show between the rows. */

static bool write_head(const struct wlt_symbol *symbol, struct wallet_buffer *out)
{
    const unsigned side = wlt_symbol_side(symbol);
    const unsigned units = side * symbol->module_pixels;

    return wlt_buffer_append_format(
               out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" "
               "viewBox=\"0 0 %u %u\" shape-rendering=\"crispEdges\">\n",
               units,
               units,
               side,
               side) &&
           wlt_buffer_append_format(
               out, "<path fill=\"#fff\" d=\"M0 0h%uv%uH0z\"/>\n", side, side) &&
           wlt_buffer_append_text(out, "<path fill=\"#000\" d=\"");
}

static unsigned end_of_run(const struct wlt_symbol *symbol, unsigned x, unsigned y)
{
    while (wlt_symbol_is_dark(symbol, x, y)) {
        x++;
    }

    return x;
}

static bool write_row(const struct wlt_symbol *symbol, unsigned y, struct wallet_buffer *out)
{
    for (unsigned x = 0; x < wlt_symbol_side(symbol); x++) {
        const unsigned end = end_of_run(symbol, x, y);
        if (end > x && !wlt_buffer_append_format(out, "M%u %uh%uv1H%uz", x, y, end - x, x)) {
            return false;
        }

        x = end; /* this one is light */
    }

    return true;
}

bool wlt_symbol_write_svg(const struct wlt_symbol *symbol, struct wallet_buffer *out)
{
    if (!write_head(symbol, out)) {
        return false;
    }

    for (unsigned y = 0; y < wlt_symbol_side(symbol); y++) {
        if (!write_row(symbol, y, out)) {
            return false;
        }
    }

    return wlt_buffer_append_text(out, "\"/>\n</svg>\n");
}
