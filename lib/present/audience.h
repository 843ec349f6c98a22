/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_AUDIENCE_H
#define WLT_PRESENT_AUDIENCE_H

#include <stdbool.h>

/** Whether it is a USCC; one with a wrong check character is let through, as codes in use have one. */
bool wlt_audience_is_counter(const char *audience);

/** Whether it is a division of GB/T 2260: six digits, of a province at least. */
bool wlt_audience_is_division(const char *audience);

/**
 * Whether a counter is meant: by its USCC, or because its division (positions 3 to 8 of the USCC) lies in
 * the one that is named; "360500" holds 360502, and "360000" both.
 */
bool wlt_audience_covers(const char *audience, const char *counter);

#endif
