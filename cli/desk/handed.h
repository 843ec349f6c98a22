/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_HANDED_H
#define WALLET_DESK_HANDED_H

#include <wallet/parts.h>
#include <wallet/scan.h>

#include "foreign.h"

/**
 * What somebody handed over in one go: an object, one code, or the parts of one.  Borrows from the file
 * or the scan that it was read from.
 */
struct handed {
    struct wallet_bytes codes[WALLET_PART_MAX];
    size_t count; /* 0: there is nothing to take, and `other` says why */
    bool is_text; /* they are texts of codes; else one object */
    enum foreign_picture other;
};

/** Of a file that is no picture: an object, or lines of text. */
void handed_read_file(struct wallet_bytes file, struct handed *out);

/** Has a sandboxed process look at a picture (see wallet/scan.h), which takes its time; NULL: it cannot be read. */
struct wallet_scan *handed_scan(struct wallet_bytes picture);

/** Of the codes in a picture; NULL: it could not be read. */
void handed_read_scan(const struct wallet_scan *scan, struct handed *out);

#endif
