/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CBOR_TDATE_H
#define WLT_CBOR_TDATE_H

#include "cbor/reader.h"
#include "cbor/writer.h"

/**
 * A tdate (RFC 8610 appendix D): tag 0 and a date-time of RFC 3339, in unix seconds.  A fraction is cut
 * off.  WALLET_ERR_VALUE sticks to the reader if it is none.
 */
int64_t wlt_read_tdate(struct wlt_reader *reader);

/** Writes one, in UTC and without a fraction; the year is one of 1 to 9999. */
void wlt_write_tdate(struct wlt_writer *writer, int64_t unix_seconds);

#endif
