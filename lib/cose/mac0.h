/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COSE_MAC0_H
#define WLT_COSE_MAC0_H

#include "cose/sign1.h"

enum {
    WLT_TAG_COSE_MAC0 = 17,
    WLT_COSE_HMAC_256 = 5, /* RFC 9053 section 3.1: HMAC with SHA-256, all 32 bytes of it */
};

/**
 * Reads a COSE_Mac0 (RFC 9052 section 6.2) leniently, with or without its tag.  Its four parts are those
 * of a COSE_Sign1, the code in the place of the signature; results as wlt_sign1_read().
 */
enum wallet_status wlt_mac0_read(
    struct wallet_bytes encoded, struct wlt_sign1 *out, struct wallet_error *error);

/**
 * Checks the code of HMAC 256/256 over a payload, in full.
 *
 * \retval WALLET_ERR_UNSUPPORTED  the protected header names another algorithm, or none
 * \retval WALLET_ERR_REFUSED      it does not fit
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_mac0_check(
    const struct wlt_sign1 *mac0,
    struct wallet_bytes key,
    struct wallet_bytes payload,
    struct wallet_error *error);

#endif
