/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CBOR_TDATE_H
#define WLT_CBOR_TDATE_H

#include "cbor/reader.h"

/**
 * A tdate (RFC 8610 appendix D): tag 0 and a date-time of RFC 3339, in unix seconds.  A fraction is cut
 * off.  WALLET_ERR_VALUE sticks to the reader if it is none.
 */
int64_t wlt_read_tdate(struct wlt_reader *reader);

#endif
