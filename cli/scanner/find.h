/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_FIND_H
#define SCANNER_FIND_H

#include "found.h"
#include "grey.h"

enum {
    SEARCH_FRAME_MS = 100,    /* a budget for one of many frames: the next may be easier */
    SEARCH_PICTURE_MS = 1500, /* and for the only picture there is */
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

#endif
