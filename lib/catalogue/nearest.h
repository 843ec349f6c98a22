/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_NEAREST_H
#define WLT_CATALOGUE_NEAREST_H

#include <wallet/bytes.h>

/** The search for the word that somebody may have meant.  Start with `= { .wanted = ... }`. */
struct wlt_nearest {
    struct wallet_bytes wanted;
    const char *found; /* NULL: nothing is near */
    size_t distance;
};

/**
 * Offers one more word, followed by a NUL; borrowed.  Near is one slip in three letters, two at the
 * most.  Only words of ASCII count: bytes of Chinese characters are near without a meaning.
 */
void wlt_nearest_offer(struct wlt_nearest *nearest, struct wallet_bytes word);

#endif
