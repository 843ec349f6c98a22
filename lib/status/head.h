/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_HEAD_H
#define WLT_STATUS_HEAD_H

#include "cbor/writer.h"
#include "status/token.h"

/**
 * What a manifest and a hot list have in common; borrows from their bytes.
 *
 *     { 1 iss, 6 iat, -65542 content, -65546 version }
 */
struct wlt_status_head {
    struct wallet_bytes issuer; /* a unified social credit code */
    int64_t issued_unix;
    uint64_t version;
    struct wallet_bytes content; /* encoded */
};

/**
 * Reads and verifies one of them: strict CBOR, signed by somebody who may speak for its issuer.
 *
 * \param trust  NULL: nothing is verified
 */
enum wallet_status wlt_status_head_open(
    struct wallet_bytes encoded,
    const char *typ,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_status_head *out,
    struct wallet_error *error);

/** Signs one of them; replaces the content of `out`. */
enum wallet_status wlt_status_head_sign(
    const struct wallet_signer *signer,
    const char *typ,
    const struct wlt_status_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
