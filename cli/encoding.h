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

/** The text behind UTF-8's byte order mark, which some editors put first. */
struct wallet_bytes encoding_skip_mark(struct wallet_bytes text);

/** What to do about an encoding other than UTF-8; NULL for that one. */
const char *encoding_hint(const struct session *session, enum encoding encoding);

#endif
