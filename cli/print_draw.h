/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_DRAW_H
#define WALLET_CLI_PRINT_DRAW_H

#include "code_pictures.h"
#include "print_sheet.h"

/** What the boxes of a page show that are no text. */
struct print_pictures {
    const struct code_pictures *codes; /* WALLET_QR_MODULES */
    unsigned code_side;
    cairo_surface_t *portrait; /* NULL: there is none */
};

/** Draws a page, white ground included; a unit of `cairo` is a millimetre. */
void print_draw(
    cairo_t *cairo, const struct print_sheet *sheet, const struct print_pictures *pictures);

/** Draws a laid out text at the current point; a character that no font has is a box with its code point. */
void print_draw_text(cairo_t *cairo, PangoLayout *text);

/** Adds the dark modules of a code to the path, a unit each: few rectangles, and none overlaps. */
void print_trace_code(cairo_t *cairo, const uint8_t *modules, unsigned side);

#endif
