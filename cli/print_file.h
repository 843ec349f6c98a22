/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRINT_FILE_H
#define WALLET_CLI_PRINT_FILE_H

#include "code_form.h"
#include "print_draw.h"

#include <stdbool.h>
#include <stddef.h>

/** A page as a file; release with free(). */
struct print_file {
    char *data;
    size_t size;
};

/**
 * Writes a page as PNG (PRINT_DPI pixels an inch), SVG (in millimetres) or PDF.
 *
 * \param title  of the PDF; says nothing about a person
 *
 * \return false where memory ran out; `out` is set all the same
 */
bool print_file_write(
    enum code_form form,
    const struct print_sheet *sheet,
    const struct print_pictures *pictures,
    const char *title,
    struct print_file *out);

#endif
