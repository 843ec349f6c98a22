/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_FOUND_H
#define SCANNER_FOUND_H

#include <wallet/scan.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct point {
    float x;
    float y;
};

enum {
    QUAD_CORNERS = 4
};

/** Where a code is: its corners, one way round, in pixels of the picture. */
struct quad {
    struct point corners[QUAD_CORNERS];
};

/** A code that was read. */
struct code {
    uint8_t *bytes;
    size_t size;
    struct quad place;
};

/** The texts of the codes of one picture, each once. */
struct found {
    unsigned count;
    struct code codes[WALLET_SCAN_CODE_MAX];
};

/**
 * Adds a code; one whose text is there is left out, as is one too many and one longer than an answer
 * can carry.
 *
 * \param bytes  copied
 * \return false: out of memory
 */
bool found_add(struct found *found, const void *bytes, size_t size, const struct quad *place);

/**
 * Moves the codes of one pass into `found`, as found_add() does.  Where both have a code at one place
 * and the texts differ, neither is kept: none is better than a wrong one.  `from` is empty afterwards.
 */
void found_move(struct found *found, struct found *from);

/** Whether a point of the picture belongs to one of the codes, its quiet zone included. */
bool found_covers(const struct found *found, struct point point);

/** Releases the codes; none is left. */
void found_free(struct found *found);

#ifdef __cplusplus
}
#endif

#endif
