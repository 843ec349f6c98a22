/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_ED448_H
#define WLT_CRYPTO_ED448_H

#include "crypto/public_key.h"

#include <openssl/evp.h>

/*
 * Ed448 (RFC 8032 section 5.2) by OpenSSL, which libsodium does not have: of others' documents, so it is
 * checked here and never signed with.
 */

enum {
    WLT_ED448_POINT_SIZE = 57,
    WLT_ED448_SIGNATURE_SIZE = 114,
};

/** Checks one; `digesting` is the caller's, for the length of the call. */
enum wallet_status wlt_ed448_check(
    EVP_MD_CTX *digesting,
    EVP_PKEY *pkey,
    struct wallet_bytes message,
    struct wallet_bytes signature);

#endif
