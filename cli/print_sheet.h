/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_SHEET_H
#define WALLET_CLI_PRINT_SHEET_H

#include "print_paper.h"

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A page before it is drawn: boxes, each in its place.  Lengths are in millimetres, from the page's
 * upper left corner.
 */

enum print_box_kind {
    PRINT_TEXT,
    PRINT_LINE, /* a filled box, very thin */
    PRINT_PORTRAIT,
    PRINT_CODE, /* with its quiet zone */
};

struct print_box {
    enum print_box_kind kind;
    double x;
    double y;
    double width;
    double height;
    double grey;       /* 0: black */
    PangoLayout *text; /* owned; NULL where it is none */
    size_t code;       /* which code, from 0 */
};

struct print_sheet {
    const struct print_paper *paper;
    double scale; /* of texts and the air between them */
    PangoContext *context;
    struct print_box *boxes;
    size_t count;
    double module; /* side of a code's module */
    bool is_short_of_memory;
};

/** How a text looks. */
struct print_style {
    double size; /* before the sheet's scale */
    double grey;
};

/**
 * An empty page; release with print_sheet_clear().
 *
 * \param fonts  kept by the page as long as it needs them
 */
void print_sheet_start(
    struct print_sheet *sheet, const struct print_paper *paper, double scale, PangoFontMap *fonts);

void print_sheet_clear(struct print_sheet *sheet);

/** How wide a text is that is not broken, and its widest part that cannot be broken. */
struct print_widths {
    double natural;
    double least;
};

struct print_widths print_measure(
    const struct print_sheet *sheet, const char *text, struct print_style style);

/** Puts a text, broken into lines of at most `width`; returns its height. */
double print_put_text(
    struct print_sheet *sheet,
    const char *text,
    struct print_style style,
    double x,
    double y,
    double width);

/** Puts anything else. */
void print_put(struct print_sheet *sheet, struct print_box box);

/** Puts a line across; returns its height. */
double print_put_rule(
    struct print_sheet *sheet, double x, double y, double width, double thickness);

#endif
