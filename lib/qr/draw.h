/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_DRAW_H
#define WLT_QR_DRAW_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** A symbol that is to be drawn, and how large. */
struct wlt_symbol {
    const uint8_t *modules; /**< row by row; the lowest bit of each says dark */
    unsigned width;         /**< in modules, without the quiet zone */
    unsigned module_pixels;
};

/** The side of the whole picture in modules, quiet zone included. */
unsigned wlt_symbol_side(const struct wlt_symbol *symbol);

/** Whether a module is dark, counted from the picture's corner: the quiet zone is light. */
bool wlt_symbol_is_dark(const struct wlt_symbol *symbol, unsigned x, unsigned y);

/*
 * One writer a format, each in a file of its own, and all in the table of draw.c.  They append to
 * `out`; false: out of memory.
 */
bool wlt_symbol_write_png(const struct wlt_symbol *symbol, struct wallet_buffer *out);
bool wlt_symbol_write_svg(const struct wlt_symbol *symbol, struct wallet_buffer *out);
bool wlt_symbol_write_modules(const struct wlt_symbol *symbol, struct wallet_buffer *out);
bool wlt_symbol_write_terminal(const struct wlt_symbol *symbol, struct wallet_buffer *out);

#endif
