/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TEXT_H
#define WALLET_CLI_TEXT_H

#include <wallet/bytes.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Text from anywhere, for a terminal.  What a terminal would obey or hide (controls, bidirectional
 * overrides, invisible characters, broken UTF-8) is written as \u{202e} or \x{ff}.
 */

/** The bytes of a C string; borrows it. */
struct wallet_bytes text_of(const char *string);

/** Writes each byte as two hexadecimal digits, and ends: 2 * `bytes.size` + 1 characters. */
void text_hex(struct wallet_bytes bytes, char *out);

/** Prints `text` harmlessly. */
void text_print(FILE *stream, struct wallet_bytes text);

/** How many columns text_print() fills. */
size_t text_width(struct wallet_bytes text);

/** Prints `text` harmlessly and fills up with blanks to `columns`. */
void text_print_padded(FILE *stream, struct wallet_bytes text, size_t columns);

/**
 * Prints a label after `indent` blanks, filled up to `columns` and two more; one that leaves no blank stands
 * on a line of its own, so that what follows is aligned all the same.
 */
void text_print_label(FILE *stream, struct wallet_bytes label, size_t indent, size_t columns);

/** Reads one character, at least one byte of `text`; false where the bytes are no UTF-8. */
bool text_next(struct wallet_bytes text, size_t *offset, int32_t *out_point);

/** Whether a terminal shows this character, and nothing else happens. */
bool text_is_printable(int32_t point);

#endif
