/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_NEAR_H
#define WALLET_CLI_NEAR_H

#include <stddef.h>

/** Looks for the word that a person may have meant: offer all there are, then read `best`. */
struct near {
    const char *word; /* borrowed */
    size_t size;
    const char *best; /* NULL: nothing is near */
    size_t distance;
};

struct near near_start(const char *word, size_t size);
void near_offer(struct near *near, const char *candidate);

#endif
