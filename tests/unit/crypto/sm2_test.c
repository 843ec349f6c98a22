/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/sm2.h"

#include "crypto/private_key.h"
#include "crypto/public_key.h"
#include "make_key.h"
#include "may_sign.h"

#define MESSAGE "what was signed"
#define OTHER   "8765432187654321"

/* The order n of the curve (GB/T 32918.5), and numbers beside it. */
#define N         "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123"
#define N_MINUS_1 "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122"
#define N_MINUS_2 "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121"
#define N_PLUS_1  "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54124"
#define ZERO      "0000000000000000000000000000000000000000000000000000000000000000"
#define ONE       "0000000000000000000000000000000000000000000000000000000000000001"
#define ALL_ONES  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"

/** A context of OpenSSL's own for signing or checking whole messages under an ID, NULL for none. */
static EVP_MD_CTX *open_under(EVP_PKEY *pkey, const char *id)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *inner = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);

    if (id) {
        CHECK_EQUAL(EVP_PKEY_CTX_set1_id(inner, id, (int)strlen(id)), 1);
    }

    EVP_MD_CTX_set_pkey_ctx(context, inner);
    return context;
}

static void close_both(EVP_MD_CTX *context)
{
    EVP_PKEY_CTX *inner = EVP_MD_CTX_get_pkey_ctx(context);
    EVP_MD_CTX_free(context);
    EVP_PKEY_CTX_free(inner);
}

/** The 64 bytes of a signature that OpenSSL makes under an ID. */
static struct wallet_bytes sign_under(EVP_PKEY *pkey, const char *id)
{
    uint8_t der[80];
    size_t size = sizeof der;
    const uint8_t *at = der;
    uint8_t *out = test_memory(64);
    EVP_MD_CTX *signing = open_under(pkey, id);

    CHECK_EQUAL(EVP_DigestSignInit(signing, NULL, EVP_sm3(), NULL, pkey), 1);
    CHECK_EQUAL(EVP_DigestSign(signing, der, &size, (const uint8_t *)MESSAGE, strlen(MESSAGE)), 1);
    close_both(signing);

    ECDSA_SIG *numbers = d2i_ECDSA_SIG(NULL, &at, (long)size);
    CHECK_EQUAL(BN_bn2binpad(ECDSA_SIG_get0_r(numbers), out, 32), 32);
    CHECK_EQUAL(BN_bn2binpad(ECDSA_SIG_get0_s(numbers), out + 32, 32), 32);
    ECDSA_SIG_free(numbers);
    return (struct wallet_bytes){ out, 64 };
}

static bool openssl_takes(EVP_PKEY *pkey, const char *id, struct wallet_bytes raw)
{
    uint8_t *der = NULL;
    ECDSA_SIG *numbers = ECDSA_SIG_new();
    CHECK_EQUAL(
        ECDSA_SIG_set0(numbers, BN_bin2bn(raw.data, 32, NULL), BN_bin2bn(raw.data + 32, 32, NULL)),
        1);
    const int size = i2d_ECDSA_SIG(numbers, &der);
    const struct wallet_bytes signature = keep(der, size);
    ECDSA_SIG_free(numbers);

    EVP_MD_CTX *checking = open_under(pkey, id);
    CHECK_EQUAL(EVP_DigestVerifyInit(checking, NULL, EVP_sm3(), NULL, pkey), 1);
    const int verdict = EVP_DigestVerify(
        checking, signature.data, signature.size, (const uint8_t *)MESSAGE, strlen(MESSAGE));
    close_both(checking);
    ERR_clear_error();
    return verdict == 1;
}

static enum wallet_status check(
    const struct wlt_public_key *key, const char *message, struct wallet_bytes signature)
{
    struct wlt_check_context *context = NULL;
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    const enum wallet_status status =
        wlt_check_signature(context, key, WALLET_ALGORITHM_SM2, test_text(message), signature);
    wlt_check_context_free(context);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

TEST(what_openssl_signs_holds_under_the_usual_id_only)
{
    static const struct {
        const char *id;
        enum wallet_status wanted;
    } rows[] = {
        { WLT_SM2_ID, WALLET_OK },
        { NULL, WALLET_ERR_REFUSED },
        { OTHER, WALLET_ERR_REFUSED },
        { "123456781234567", WALLET_ERR_REFUSED },
        { "12345678123456780", WALLET_ERR_REFUSED },
        { "ALICE123@YAHOO.COM", WALLET_ERR_REFUSED },
    };
    EVP_PKEY *pkey = make_sm2();
    struct wlt_public_key *key = NULL;
    CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkey), &key, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes signature = sign_under(pkey, rows[i].id);
        CHECK_ROW(
            rows[i].id ? rows[i].id : "no ID", check(key, MESSAGE, signature), rows[i].wanted);
        CHECK_EQUAL(check(key, "another", signature), WALLET_ERR_REFUSED);
    }

    wlt_public_key_free(key);
    EVP_PKEY_free(pkey);
}

TEST(what_we_sign_holds_in_openssl_under_the_usual_id_only)
{
    struct wlt_private_key *key = NULL;
    uint8_t raw[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    /* Not skip(): cmocka 1.1.5 writes "not ok" for it, which meson takes for a failure. */
    if (!may_sign(WALLET_ALGORITHM_SM2)) {
        return;
    }

    EVP_PKEY *pkey = make_sm2();
    CHECK_EQUAL(wlt_private_key_from_pkcs8(pkcs8_of(pkey), &key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_private_key_sign(key, test_text(MESSAGE), raw, &size, NULL), WALLET_OK);
    CHECK_EQUAL(size, 64);
    CHECK(openssl_takes(pkey, WLT_SM2_ID, (struct wallet_bytes){ raw, size }));
    CHECK(!openssl_takes(pkey, NULL, (struct wallet_bytes){ raw, size }));
    CHECK(!openssl_takes(pkey, OTHER, (struct wallet_bytes){ raw, size }));
    wlt_private_key_free(key);
    EVP_PKEY_free(pkey);
}

/* GB/T 32918.2 section 7.1: r and s from 1 to n - 1, and r + s not n. */
TEST(refuses_numbers_out_of_range)
{
    static const char *const numbers[] = { ZERO, N, N_PLUS_1, ALL_ONES };
    EVP_PKEY *pkey = make_sm2();
    struct wlt_public_key *key = NULL;
    CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkey), &key, NULL), WALLET_OK);
    const struct wallet_bytes good = sign_under(pkey, WLT_SM2_ID);
    CHECK_EQUAL(check(key, MESSAGE, good), WALLET_OK);

    for (size_t i = 0; i < 3 * sizeof numbers / sizeof numbers[0]; i++) {
        uint8_t bytes[64];
        const struct wallet_bytes number = test_hex(numbers[i / 3]);
        memcpy(bytes, i % 3 == 0 ? good.data : number.data, 32);
        memcpy(bytes + 32, i % 3 == 1 ? good.data + 32 : number.data, 32);
        CHECK_ROW(
            numbers[i / 3],
            check(key, MESSAGE, (struct wallet_bytes){ bytes, sizeof bytes }),
            WALLET_ERR_REFUSED);
    }

    CHECK_EQUAL(check(key, MESSAGE, test_hex(ONE N_MINUS_1)), WALLET_ERR_REFUSED);
    CHECK_EQUAL(check(key, MESSAGE, test_hex(ONE ONE)), WALLET_ERR_REFUSED);
    wlt_public_key_free(key);
    EVP_PKEY_free(pkey);
}

/* PKCS #8 of a number and nothing else; n - 1 has no inverse of 1 + d, so it cannot sign. */
#define PKCS8(number_) \
    "3041020100301306072a8648ce3d020106082a811ccf5501822d0427302502010104 20" number_

TEST(a_secret_lies_between_1_and_the_order_less_2)
{
    static const struct {
        const char *what;
        const char *pkcs8;
        enum wallet_status wanted;
    } rows[] = {
        { "1", PKCS8(ONE), WALLET_OK },
        { "n - 2", PKCS8(N_MINUS_2), WALLET_OK },
        { "0", PKCS8(ZERO), WALLET_ERR_KEY },
        { "n - 1", PKCS8(N_MINUS_1), WALLET_ERR_KEY },
        { "n", PKCS8(N), WALLET_ERR_KEY },
        { "n + 1", PKCS8(N_PLUS_1), WALLET_ERR_KEY },
        { "2^256 - 1", PKCS8(ALL_ONES), WALLET_ERR_KEY },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_private_key *key = NULL;
        CHECK_ROW(
            rows[i].what,
            wlt_private_key_from_pkcs8(test_hex(rows[i].pkcs8), &key, NULL),
            rows[i].wanted);
        CHECK_ROW(rows[i].what, key != NULL, rows[i].wanted == WALLET_OK);
        CHECK_ROW(rows[i].what, ERR_peek_error(), 0);
        wlt_private_key_free(key);
    }
}

static enum wallet_status from_spki(struct wallet_bytes der)
{
    struct wlt_public_key *key = NULL;
    const enum wallet_status status = wlt_public_key_from_spki(der, &key, NULL);
    wlt_public_key_free(key);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

TEST(refuses_the_point_at_infinity)
{
    CHECK_EQUAL(
        from_spki(test_hex("3019301306072a8648ce3d020106082a811ccf5501822d03020000")),
        WALLET_ERR_KEY);
}

TEST(refuses_the_curve_spelt_out)
{
    EVP_PKEY *pkey = NULL;
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    CHECK_EQUAL(EVP_PKEY_keygen_init(making), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_ec_paramgen_curve_nid(making, NID_sm2), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_ec_param_enc(making, OPENSSL_EC_EXPLICIT_CURVE), 1);
    CHECK_EQUAL(EVP_PKEY_generate(making, &pkey), 1);

    CHECK(spki_of(pkey).size > 200);
    CHECK_EQUAL(from_spki(spki_of(pkey)), WALLET_ERR_KEY);
    EVP_PKEY_CTX_free(making);
    EVP_PKEY_free(pkey);
}

/* Numbers for every curve look alike: only the name of the curve tells whose they are. */
TEST(a_key_of_p256_is_none_of_sm2)
{
    EVP_PKEY *pkey = make_ec("P-256");
    struct wlt_public_key *p256 = NULL;
    struct wlt_public_key *key = NULL;

    CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkey), &p256, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_public_key_from_point(
            WLT_KEY_SM2, wlt_public_key_x(p256), wlt_public_key_y(p256), &key, NULL),
        WALLET_ERR_KEY);
    CHECK(key == NULL);
    wlt_public_key_free(p256);
    EVP_PKEY_free(pkey);
}
