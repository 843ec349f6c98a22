/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_QUOTE_H
#define WLT_CATALOGUE_QUOTE_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** Room for wlt_quote(), its NUL included. */
#define WLT_QUOTE_SIZE 64

/**
 * Writes the beginning of a text that somebody else wrote so that it is safe in a message: what is
 * not printable UTF-8 becomes '?', what does not fit becomes "...".
 */
void wlt_quote(struct wallet_bytes text, char out[WLT_QUOTE_SIZE]);

/** Appends all of such a text, each character that is not printable as U+FFFD; false: no memory. */
bool wlt_quote_append(struct wallet_buffer *out, struct wallet_bytes text);

#endif
