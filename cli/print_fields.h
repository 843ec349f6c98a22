/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_FIELDS_H
#define WALLET_CLI_PRINT_FIELDS_H

#include "print_card.h"
#include "print_sheet.h"

/*
 * Fields on a page: each a cell of its names, small, and its value below them.  Cells stand side by
 * side in columns; one that is too wide for a column takes several.
 */

/** Where cells may go. */
struct print_area {
    double x;
    double y;
    double width;
    unsigned columns;
    double beside_width; /* how wide it is as far down as `beside_end`, beside the portrait */
    double beside_end;   /* 0: there is none */
};

/** Puts the fields of one member, 0 being the licence itself; returns where the last one ends. */
double print_fields(
    struct print_sheet *sheet,
    const struct print_area *area,
    const struct print_field *fields,
    size_t count,
    size_t member);

/** Puts all members, as a table where it is wide enough, else one below the other; returns where it ends. */
double print_members(
    struct print_sheet *sheet, const struct print_area *area, const struct print_card *card);

/** Of both languages, one text; the caller owns it.  NULL where memory ran out. */
char *print_title(const char *zh, const char *en);

/* What fields look like, in parts of a value's size. */
struct print_style print_value_style(const struct print_sheet *sheet);
struct print_style print_title_style(const struct print_sheet *sheet);

#endif
