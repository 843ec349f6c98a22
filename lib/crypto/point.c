/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "crypto/curve.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/params.h>

#include <string.h>

enum {
    UNCOMPRESSED = 0x04, /* SEC 1 section 2.3.3 */
    GROUP_NAME_SIZE = 64,
};

bool wlt_point_has_curve(const char *name)
{
    return name && wlt_curve_find(name);
}

size_t wlt_public_key_order_size(const struct wlt_public_key *key)
{
    const struct wlt_curve *curve = wlt_curve_of(key->kind);
    return curve ? curve->size : 0;
}

/** NULL with OpenSSL's errors queued: no such point, or no memory. */
static EVP_PKEY *point_to_pkey(const struct wlt_curve *curve, uint8_t *point, size_t size)
{
    char name[GROUP_NAME_SIZE];
    (void)strncpy(name, curve->name, sizeof name - 1);
    name[sizeof name - 1] = 0;

    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, size),
        OSSL_PARAM_construct_end(),
    };

    WLT_AUTO(pkey_ctx) EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, curve->type, NULL);
    EVP_PKEY *pkey = NULL;
    if (!making || EVP_PKEY_fromdata_init(making) != 1 ||
        EVP_PKEY_fromdata(making, &pkey, EVP_PKEY_PUBLIC_KEY, parameters) != 1) {
        return NULL;
    }

    return pkey;
}

/** SEC 1 section 2.3.3, uncompressed. */
struct octets {
    uint8_t bytes[1 + 2 * WLT_POINT_MAX];
    size_t size;
};

static struct octets join(struct wallet_bytes x, struct wallet_bytes y)
{
    struct octets point = { { UNCOMPRESSED }, 1 + x.size + y.size };

    memcpy(point.bytes + 1, x.data, x.size);
    memcpy(point.bytes + 1 + x.size, y.data, y.size);
    return point;
}

/* RFC 9053 section 7.1.1: leading zeros of a coordinate stay, so that its size is the field's. */
static enum wallet_status check_sizes(
    const struct wlt_curve *curve,
    struct wallet_bytes x,
    struct wallet_bytes y,
    struct wallet_error *error)
{
    return curve && x.size == curve->size && y.size == curve->size
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_KEY,
                     WALLET_NO_OFFSET,
                     "coordinates of the wrong size for the curve");
}

/** What of a key is not OpenSSL's. */
static enum wallet_status take_coordinates(
    struct wlt_public_key *key,
    struct wallet_bytes x,
    struct wallet_bytes y,
    struct wallet_error *error)
{
    key->x_size = x.size;
    key->y_size = y.size;
    memcpy(key->x, x.data, x.size);
    memcpy(key->y, y.data, y.size);
    return key->kind != WLT_KEY_SM2 || wlt_sm2_identity(x, y, key->identity)
               ? WALLET_OK
               : wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL offers no SM3");
}

enum wallet_status wlt_public_key_from_point(
    enum wlt_key_kind kind,
    struct wallet_bytes x,
    struct wallet_bytes y,
    struct wlt_public_key **out,
    struct wallet_error *error)
{
    const struct wlt_curve *curve = wlt_curve_of(kind);
    enum wallet_status status = check_sizes(curve, x, y, error);
    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(public_key) struct wlt_public_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    struct octets point = join(x, y);
    key->kind = kind;
    key->pkey = point_to_pkey(curve, point.bytes, point.size);
    if (!key->pkey) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a point that is not on its curve");
    }

    status = take_coordinates(key, x, y, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(key);
    }

    return status;
}

enum wallet_status wlt_point_replace(
    struct wlt_public_key *key,
    struct wallet_bytes x,
    struct wallet_bytes y,
    struct wallet_error *error)
{
    const enum wallet_status status = check_sizes(wlt_curve_of(key->kind), x, y, error);
    if (status != WALLET_OK) {
        return status;
    }

    /* It asks whether the point is on the curve, as fromdata does. */
    const struct octets point = join(x, y);
    if (EVP_PKEY_set1_encoded_public_key(key->pkey, point.bytes, point.size) != 1) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a point that is not on its curve");
    }

    return take_coordinates(key, x, y, error);
}

static bool get_coordinate(const EVP_PKEY *pkey, const char *name, size_t size, uint8_t *out)
{
    BIGNUM *number = NULL;
    if (EVP_PKEY_get_bn_param(pkey, name, &number) != 1) {
        return false;
    }

    const bool is_written = BN_bn2binpad(number, out, (int)size) == (int)size;
    BN_free(number);
    return is_written;
}

/** The key is made anew from its point: what else came with it has no say. */
enum wallet_status wlt_point_from_pkey(
    const EVP_PKEY *pkey, struct wlt_public_key **out, struct wallet_error *error)
{
    int is_explicit = 0;
    char name[GROUP_NAME_SIZE] = "";
    uint8_t x[WLT_POINT_MAX];
    uint8_t y[WLT_POINT_MAX];

    (void)EVP_PKEY_get_int_param(
        pkey, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &is_explicit);
    (void)EVP_PKEY_get_group_name(pkey, name, sizeof name, NULL);

    /* RFC 5480 section 2.1.1: named curves only.  Explicit ones fooled others (CVE-2020-0601). */
    const struct wlt_curve *curve = wlt_curve_find(name);
    if (is_explicit != 0 || !curve) {
        return wlt_fail_openssl(
            error,
            WALLET_ERR_KEY,
            "a key on another curve than P-256, P-384, P-521, SM2 and Brainpool's from P256r1 to "
            "P512r1, by their names");
    }

    if (!get_coordinate(pkey, OSSL_PKEY_PARAM_EC_PUB_X, curve->size, x) ||
        !get_coordinate(pkey, OSSL_PKEY_PARAM_EC_PUB_Y, curve->size, y)) {
        return wlt_fail_openssl(error, WALLET_ERR_KEY, "a key without its point");
    }

    return wlt_public_key_from_point(
        curve->kind,
        (struct wallet_bytes){ x, curve->size },
        (struct wallet_bytes){ y, curve->size },
        out,
        error);
}
