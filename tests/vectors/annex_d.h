/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_ANNEX_D_H
#define TEST_ANNEX_D_H

#include "unit/crypto/make_wallet_key.h"
#include "vector.h"

/* ISO/IEC 18013-5 Annex D: a session between a reader and a device, with the keys of both. */

#define MDL        "org.iso.18013.5.1.mDL"
#define NAME_SPACE "org.iso.18013.5.1"
#define FOLDER     "mdoc/annex_d.json"

enum {
    IN_TIME = 1601596800, /* 2020-10-02T00:00:00Z */
};

/** A number of a key in the file. */
static inline struct wallet_bytes load_number(const json_t *file, const char *name, char number)
{
    char member[64];
    (void)snprintf(member, sizeof member, "%s_KEY_%c", name, number);
    return vector_hex(file, member);
}

/** A key of the session, out of its three numbers: "EPHEMERAL_READER", "STATIC_DEVICE". */
UNUSED static struct wallet_key *load_key(const json_t *file, const char *name)
{
    const struct wallet_bytes x = load_number(file, name, 'X');
    const struct wallet_bytes y = load_number(file, name, 'Y');
    const struct wallet_bytes d = load_number(file, name, 'D');
    uint8_t point[65] = { 4 };
    EVP_PKEY *pkey = NULL;
    OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
    BIGNUM *secret = BN_bin2bn(d.data, (int)d.size, NULL);
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);

    memcpy(point + 1, x.data, 32);
    memcpy(point + 33, y.data, 32);
    OSSL_PARAM_BLD_push_utf8_string(parts, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(parts, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point);
    OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_PRIV_KEY, secret);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(parts);
    CHECK_EQUAL(EVP_PKEY_fromdata_init(making), 1);
    CHECK_EQUAL(EVP_PKEY_fromdata(making, &pkey, EVP_PKEY_KEYPAIR, parameters), 1);

    struct wallet_key *key = wallet_key_of(pkey, true);
    EVP_PKEY_free(pkey);
    EVP_PKEY_CTX_free(making);
    BN_free(secret);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(parts);
    return key;
}

#endif
