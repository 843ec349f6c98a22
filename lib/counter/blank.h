/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_BLANK_H
#define WLT_COUNTER_BLANK_H

#include <wallet/case.h>

/**
 * Whether a clerk may write a text into a blank: one line of printable UTF-8 in normalisation form C, of
 * at most WALLET_CASE_TEXT_MAX bytes, and of the blank's kind.  "" empties it.
 *
 * \retval WALLET_ERR_VALUE  it may not; `error` says why, never what was written
 */
enum wallet_status wlt_blank_check(
    const struct wallet_blank *blank, struct wallet_bytes text, struct wallet_error *error);

#endif
