/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_CARD_H
#define WALLET_CLI_GUN_CARD_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

/*
 * A card of two codes that shows how a gun is set.  The first has each character of a licence's code once:
 * GUN_ALPHABET.  The second is long, and each pair of its letters stands in it once, so that a lost
 * letter is found by what is around its place; its letters are where they are on almost all keyboards.
 */

enum {
    GUN_CARD_LETTERS = 20,
    GUN_CARD_LONG_SIZE = GUN_CARD_LETTERS * GUN_CARD_LETTERS
};

/** Writes the text of the long code, without a NUL. */
void gun_card_long(char out[GUN_CARD_LONG_SIZE]);

/** Draws the card into an SVG file of A6, to be printed in its own size; tells why where it cannot. */
enum exit_code gun_card_write(const struct session *session, const char *path, bool force);

#endif
