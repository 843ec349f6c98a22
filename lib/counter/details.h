/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_DETAILS_H
#define WLT_COUNTER_DETAILS_H

#include <wallet/audit.h>

/** A detail of an entry that is a text. */
struct wlt_detail {
    enum wallet_detail key;
    const char *text; /* NULL or "": there is none */
};

/**
 * Encodes the details of an entry of the log, see enum wallet_detail.
 *
 * \param details  in ascending order of their keys
 * \param deed     SHA-256 of the act of a case, which stands behind them; empty: none
 * \param out      replaced
 *
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_details_write(
    const struct wlt_detail *details,
    size_t count,
    struct wallet_bytes deed,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
