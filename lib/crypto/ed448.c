/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ed448.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"

#include <string.h>

enum {
    SIGN_OF_X = 0x80, /* in the last byte: RFC 8032 section 5.2.2 */
};

/*
 * The four points whose order divides the cofactor: y is 1, -1, or 0 with either x.  OpenSSL takes them for
 * keys, and then one signature fits every message.  y comes reduced, or OpenSSL refuses it when checking.
 */
static bool has_small_order(const uint8_t point[WLT_ED448_POINT_SIZE])
{
    static const uint8_t zero[WLT_ED448_POINT_SIZE] = { 0 };
    static const uint8_t one[WLT_ED448_POINT_SIZE] = { 1 };
    uint8_t minus_one[WLT_ED448_POINT_SIZE]; /* 2^448 - 2^224 - 2, the least byte first */
    uint8_t y[WLT_ED448_POINT_SIZE];
    const struct wallet_bytes it = { y, sizeof y };

    memset(minus_one, 0xff, sizeof minus_one);
    minus_one[0] = 0xfe;
    minus_one[28] = 0xfe;
    minus_one[WLT_ED448_POINT_SIZE - 1] = 0;
    memcpy(y, point, sizeof y);
    y[WLT_ED448_POINT_SIZE - 1] &= (uint8_t)~SIGN_OF_X;
    return wlt_bytes_equal(it, (struct wallet_bytes){ zero, sizeof zero }) ||
           wlt_bytes_equal(it, (struct wallet_bytes){ one, sizeof one }) ||
           wlt_bytes_equal(it, (struct wallet_bytes){ minus_one, sizeof minus_one });
}

enum wallet_status wlt_public_key_from_ed448(
    struct wallet_bytes raw, struct wlt_public_key **out, struct wallet_error *error)
{
    if (raw.size != WLT_ED448_POINT_SIZE || has_small_order(raw.data)) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "an Ed448 key that is no point of use");
    }

    WLT_AUTO(public_key) struct wlt_public_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    key->kind = WLT_KEY_ED448;
    key->x_size = raw.size;
    memcpy(key->x, raw.data, raw.size);
    key->pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED448, NULL, raw.data, raw.size);
    if (!key->pkey) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL takes no Ed448 key");
    }

    *out = WLT_TAKE(key);
    return WALLET_OK;
}

enum wallet_status wlt_ed448_check(
    EVP_MD_CTX *digesting,
    EVP_PKEY *pkey,
    struct wallet_bytes message,
    struct wallet_bytes signature)
{
    if (signature.size != WLT_ED448_SIGNATURE_SIZE) {
        return WALLET_ERR_REFUSED;
    }

    const bool fits =
        EVP_DigestVerifyInit_ex(digesting, NULL, NULL, NULL, NULL, pkey, NULL) == 1 &&
        EVP_DigestVerify(digesting, signature.data, signature.size, message.data, message.size) ==
            1;

    /* Or else the next digest would be taken for more of this. */
    (void)EVP_MD_CTX_reset(digesting);
    return fits ? WALLET_OK : wlt_openssl_verdict(WALLET_ERR_REFUSED);
}
