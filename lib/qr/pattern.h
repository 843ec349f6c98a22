/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_PATTERN_H
#define WLT_QR_PATTERN_H

#include <wallet/bytes.h>

#include <stdbool.h>

/**
 * Whether a text begins as a pattern says.  In a pattern each byte stands for itself but "%", which is
 * followed by a count and a class of characters:
 *
 *     %3d     three digits              d   0-9
 *     %14-22d from 14 to 22 of them     A   A-Z
 *     %1+d    one or more               n   0-9 A-Z
 *                                       h   0-9 A-F
 *                                       m   an amount: 0-9 . -
 *                                       q   Base45 (RFC 9285, section 4)
 *                                       .   ASCII that is printed, blanks included
 *
 * Each takes as much as it may and nothing is tried again, so that a pattern is decided in one walk.
 *
 * \param any_case  letters that stand for themselves do so in both cases
 * \param out_rest  what follows, on success; borrows from `text`
 */
bool wlt_pattern_begins(
    const char *pattern, struct wallet_bytes text, bool any_case, struct wallet_bytes *out_rest);

#endif
