/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_PAYLOAD_H
#define WLT_LICENCE_PAYLOAD_H

#include <wallet/issue.h>

#include "cbor/writer.h"
#include "crypto/public_key.h"
#include "licence/redactor.h"

/** For whom a licence is, whose key it is bound to; the disclosures are made on the way. */
struct wlt_bound_to {
    const struct wlt_public_key *holder;
    struct wlt_redactor *redactor;
};

/**
 * Writes the claims of a licence of ours: one map, keys in their order.
 *
 * \param bound_to  NULL: it is printed, and bound to nobody's key
 *
 * \retval WALLET_ERR_MISSING  a required field, or the holder's number
 * \retval WALLET_ERR_VALUE    serial, version or period
 */
enum wallet_status wlt_payload_write(
    struct wlt_writer *writer,
    const struct wallet_record *record,
    const struct wlt_bound_to *bound_to,
    const char *issuer,
    int64_t issued_unix,
    struct wallet_error *error);

#endif
