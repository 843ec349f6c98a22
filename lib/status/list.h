/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_LIST_H
#define WLT_STATUS_LIST_H

#include <wallet/status.h>

#include "cbor/reader.h"
#include "status/claims.h"
#include "status/token.h"

/**
 * Reads a StatusList (the draft's section 4.3): {"bits": b, "lst": zlib stream}.
 *
 * \param encoded  borrowed; must have passed wlt_cbor_check()
 *
 * \retval WALLET_ERR_STRUCTURE  no such map, or a number of bits that is not 1, 2, 4 or 8
 */
enum wallet_status wlt_status_list_read(
    struct wallet_bytes encoded,
    size_t entries_max,
    struct wallet_status_list **out,
    struct wallet_error *error);

/** What a token must be to be believed. */
struct wlt_status_demand {
    const struct wallet_trust *trust;
    struct wlt_check_context *context;
    struct wallet_bytes issuer; /* whose licences the list is about; empty: anybody's */
    struct wallet_bytes uri;
    size_t entries_max;
};

/** As wallet_status_list_verify(), but the period is the caller's to judge. */
enum wallet_status wlt_status_list_open(
    struct wallet_bytes token,
    const struct wlt_status_demand *demand,
    struct wallet_status_list **out,
    struct wlt_status_period *out_period,
    struct wallet_error *error);

/** The value at an index below the count. */
unsigned wlt_status_list_value(const struct wallet_status_list *list, size_t index);

/** Signs a list of one bit an entry; replaces the content of `out`. */
enum wallet_status wlt_status_list_sign(
    const struct wallet_signer *signer,
    const char *uri,
    struct wallet_bytes bits,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
