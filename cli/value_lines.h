/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VALUE_LINES_H
#define WALLET_CLI_VALUE_LINES_H

#include "exit_code.h"
#include "option.h"
#include "session.h"

/** The lines of a file as an option's values; start with `= { .text = NULL }`, value_lines_free(). */
struct value_lines {
    char *text; /* wiped */
    size_t size;
    struct option_list list; /* points into it */
};

/**
 * Reads the lines that are not empty; tells why where it cannot.
 *
 * \param path  "-": standard input
 */
enum exit_code value_lines_read(
    const struct session *session, const char *path, struct value_lines *out);

void value_lines_free(struct value_lines *lines);

#endif
