/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_PAYLOAD_H
#define WLT_LICENCE_PAYLOAD_H

#include <wallet/issue.h>

#include "cbor/writer.h"

/**
 * Writes the claims of a licence of ours: one map, keys in their order.
 *
 * \retval WALLET_ERR_MISSING  a required field, or the holder's number
 * \retval WALLET_ERR_VALUE    serial, version or period
 */
enum wallet_status wlt_payload_write(
    struct wlt_writer *writer,
    const struct wallet_record *record,
    const char *issuer,
    int64_t issued_unix,
    struct wallet_error *error);

#endif
