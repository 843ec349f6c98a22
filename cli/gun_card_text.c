/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_card.h"

/* Not A, M, Q, W, Y, Z, which wander from country to country. */
static const char letters[GUN_CARD_LETTERS + 1] = "BCDEFGHIJKLNOPRSTUVX";

/* Walks on from a letter along pairs that are not used yet, highest letter first; once round, each pair
   was used once: de Bruijn's sequence, by its greedy construction. */
void gun_card_long(char out[GUN_CARD_LONG_SIZE])
{
    size_t next[GUN_CARD_LETTERS];
    size_t at = 0;

    for (size_t i = 0; i < GUN_CARD_LETTERS; i++) {
        next[i] = GUN_CARD_LETTERS;
    }
    for (size_t i = 0; i < GUN_CARD_LONG_SIZE; i++) {
        out[i] = letters[at];
        at = next[at] > 0 ? --next[at] : 0;
    }
}
