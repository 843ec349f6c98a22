/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_DAY_H
#define WLT_CATALOGUE_DAY_H

#include <wallet/bytes.h>
#include <wallet/reason.h>

#include <stdbool.h>

/** Reads 2026-01-31, 20260131, 长期 or long-term as days since 1970-01-01; false for all else. */
bool wlt_day_parse(struct wallet_bytes text, int64_t *out_day);

/** Whether the text is 长期 or long-term. */
bool wlt_day_is_forever(struct wallet_bytes text);

/** The day that it is in China, all of which keeps UTC+8, since 1970-01-01. */
int64_t wlt_day_in_china(int64_t at_unix);

/** The first second of a day in China. */
int64_t wlt_day_begin(int64_t day);

/** Appends 2026-01-31; outside the years 1 to 9999 the bare number of days.  False: no memory. */
bool wlt_day_append(struct wallet_buffer *out, int64_t day);

#endif
