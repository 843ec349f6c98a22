/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/agreement.h"

#include "base/error.h"
#include "crypto/curve.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"

/** False with OpenSSL's errors queued. */
static bool derive(EVP_PKEY *ours, EVP_PKEY *theirs, uint8_t *out, size_t *size)
{
    WLT_AUTO(pkey_ctx) EVP_PKEY_CTX *deriving = EVP_PKEY_CTX_new_from_pkey(NULL, ours, NULL);

    *size = WLT_POINT_MAX;
    return deriving && EVP_PKEY_derive_init(deriving) == 1 &&
           EVP_PKEY_derive_set_peer(deriving, theirs) == 1 &&
           EVP_PKEY_derive(deriving, out, size) == 1;
}

enum wallet_status wlt_agree(
    const struct wlt_private_key *ours,
    const struct wlt_public_key *theirs,
    uint8_t out[WLT_POINT_MAX],
    size_t *size,
    struct wallet_error *error)
{
    const enum wlt_key_kind kind = theirs->kind;

    if (ours->public_key->kind != kind || kind == WLT_KEY_SM2 || !wlt_curve_of(kind)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "keys that are not on one curve, of NIST or Brainpool, agree on nothing");
    }

    return derive(EVP_PKEY_CTX_get0_pkey(ours->signing), theirs->pkey, out, size)
               ? WALLET_OK
               : wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL derives no shared secret");
}
