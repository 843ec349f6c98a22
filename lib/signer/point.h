/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_POINT_H
#define WLT_SIGNER_POINT_H

#include "crypto/public_key.h"

/**
 * Makes a public key of what a token says: CKA_EC_PARAMS, which names the curve, and CKA_EC_POINT.
 *
 * \retval WALLET_ERR_KEY  another curve than P-256 and Ed25519, curves by their parameters included;
 *                         a point in another form, or one that must not be used
 */
enum wallet_status wlt_point_read(
    struct wallet_bytes parameters,
    struct wallet_bytes point,
    struct wlt_public_key **out,
    struct wallet_error *error);

#endif
