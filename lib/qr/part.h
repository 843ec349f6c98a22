/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_PART_H
#define WLT_QR_PART_H

#include <wallet/parts.h>

#include <stdbool.h>

/**
 * Reads a part's head as wallet_part_read() does.
 *
 * \param out_data  on success the Base45 behind it; borrows from `text`
 */
enum wallet_status wlt_part_open(
    struct wallet_bytes text,
    struct wallet_part *out,
    struct wallet_bytes *out_data,
    struct wallet_error *error);

/** How many characters stand before the data at most, where there are `count` parts. */
size_t wlt_part_head_size(size_t count);

/** Appends a part's head; false: out of memory. */
bool wlt_part_append_head(const struct wallet_part *part, struct wallet_buffer *out);

/** The id of what was, or is to be, cut. */
void wlt_part_identify(struct wallet_bytes carried, char out[WALLET_PART_ID_SIZE]);

#endif
