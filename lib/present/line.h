/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_LINE_H
#define WLT_PRESENT_LINE_H

#include "cbor/reader.h"

/*
 * Texts of what is shown to people: kept one behind the other, each with its NUL, in a buffer that has
 * room for all of them from the beginning, so that none moves.
 */

/** Keeps a text; "" if there was no room. */
const char *wlt_line_keep(struct wallet_buffer *texts, struct wallet_bytes text);

/**
 * Reads and keeps one line of at most WALLET_REQUEST_TEXT_MAX printable characters; failures stick to
 * the reader, and it is "" then.
 */
const char *wlt_line_read(struct wlt_reader *reader, struct wallet_buffer *texts);

#endif
