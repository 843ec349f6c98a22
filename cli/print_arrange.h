/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_ARRANGE_H
#define WALLET_CLI_PRINT_ARRANGE_H

#include "print_card.h"
#include "print_sheet.h"

/** Pixels of the finest grid that a module is made to fit, and the fewest of them that it takes. */
#define PRINT_DPI        300
#define PRINT_MODULE_MIN 6 /* 0.508 mm */
#define PRINT_MM_AN_INCH 25.4

/** What is put on a page. */
struct print_content {
    const struct print_card *card;
    size_t code_count;
    unsigned code_side;    /* of each, in modules, quiet zone included */
    double portrait_ratio; /* width by height; 0: there is none */
};

/**
 * Arranges all of it on one page: as large as it fits, and never with a module below
 * PRINT_MODULE_MIN.
 *
 * \param out  the page; release with print_sheet_clear(), in each case
 *
 * \return false where it does not fit, or `out->is_short_of_memory`
 */
bool print_arrange(
    const struct print_paper *paper, const struct print_content *content, struct print_sheet *out);

#endif
