/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_FIND_H
#define SCANNER_FIND_H

#include <wallet/scan.h>

#include "grey.h"

/** The texts of the codes of one picture, each once. */
struct found {
    unsigned count;
    struct {
        uint8_t *bytes;
        size_t size;
    } codes[WALLET_SCAN_CODE_MAX];
};

/** How hard to look. */
struct search {
    unsigned budget_ms; /* of real time: no pass begins after it */
    unsigned turn; /* of a stream: which pass comes first among the dear ones; 0 for a picture */
};

/**
 * Finds the QR codes of a picture of at most GREY_PIXELS_MAX.  Where there is none, it may be
 * changed.
 *
 * \param search  its `turn` is moved on, so that the next picture of a stream tries what this one had
 *                no time for
 * \return false: out of memory; found_free() is needed in each case
 */
bool find_codes(struct grey *picture, struct search *search, struct found *out);

void found_free(struct found *found);

#endif
