/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ENCODING_H
#define WALLET_CLI_ENCODING_H

#include <wallet/bytes.h>

#include "session.h"

#include <stdbool.h>

/** How the characters of a text file are written. */
enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF16,
    ENCODING_GB18030, /* what Chinese editors of old save */
    ENCODING_UNKNOWN,
};

/** Whether it is UTF-8 from beginning to end. */
bool encoding_is_utf8(struct wallet_bytes text);

enum encoding encoding_guess(struct wallet_bytes text);

/** What the characters of a text are, counted piece by piece; start with `= { 0 }`. */
struct encoding_tally {
    uint64_t utf8;       /* bytes of characters beyond ASCII */
    uint64_t other;      /* bytes that are of no character of UTF-8 */
    uint64_t other_at;   /* the first of these, from 0, */
    uint64_t other_line; /* and its line, from 1 */
    uint64_t taken;      /* bytes that were looked at */
    uint64_t line_count; /* ends of lines among them */
};

/**
 * Counts what comes next.
 *
 * \param is_last  nothing comes behind it
 *
 * eturn how many bytes were taken; up to three are left where a character may go on: they begin the
 *         next piece
 */
size_t encoding_tally_add(struct encoding_tally *tally, struct wallet_bytes text, bool is_last);

/**
 * UTF-8 where all, or nearly all, beyond ASCII is: a character of GB18030 is seldom one of UTF-8 by
 * chance, and so what is left over there is damaged, rather than the other encoding.  Else GB18030.
 */
enum encoding encoding_tally_choose(const struct encoding_tally *tally);

/** Where the first byte stands that is of no character of UTF-8, from 0; the size where there is none. */
size_t encoding_utf8_end(struct wallet_bytes text);

/** The text behind UTF-8's byte order mark, which some editors put first. */
struct wallet_bytes encoding_skip_mark(struct wallet_bytes text);

/** What to do about an encoding other than UTF-8; NULL for that one. */
const char *encoding_hint(const struct session *session, enum encoding encoding);

#endif
