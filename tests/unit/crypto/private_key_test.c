/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/private_key.h"

#include "make_key.h"
#include "may_sign.h"

#include <openssl/pkcs12.h>

static enum wallet_status from_pkcs8(struct wallet_bytes der)
{
    struct wlt_private_key *key = NULL;
    const enum wallet_status status = wlt_private_key_from_pkcs8(der, &key, NULL);
    CHECK_EQUAL(key != NULL, status == WALLET_OK);
    CHECK_EQUAL(ERR_peek_error(), 0);
    wlt_private_key_free(key);
    return status;
}

static enum wallet_status from_pkey(EVP_PKEY *pkey)
{
    const enum wallet_status status = from_pkcs8(pkcs8_of(pkey));
    EVP_PKEY_free(pkey);
    return status;
}

static void check_same_public(const struct wlt_private_key *a, const struct wlt_private_key *b)
{
    const struct wlt_public_key *a_public = wlt_private_key_public(a);
    const struct wlt_public_key *b_public = wlt_private_key_public(b);
    CHECK_EQUAL(wlt_public_key_kind(a_public), wlt_public_key_kind(b_public));
    CHECK_BYTES(wlt_public_key_x(a_public), wlt_public_key_x(b_public));
    CHECK_BYTES(wlt_public_key_y(a_public), wlt_public_key_y(b_public));
}

static const enum wallet_algorithm algorithms[] = {
    WALLET_ALGORITHM_ED25519,
    WALLET_ALGORITHM_ES256,
    WALLET_ALGORITHM_ES384,
    WALLET_ALGORITHM_SM2,
};

TEST(a_new_key_is_written_and_read_back)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        struct wlt_private_key *key = NULL;
        struct wlt_private_key *again = NULL;
        struct wallet_buffer der = { 0 };
        if (!may_sign(algorithms[i])) {
            continue;
        }

        CHECK_EQUAL(wlt_private_key_generate(algorithms[i], &key, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_public_key_algorithm(wlt_private_key_public(key)), algorithms[i]);
        CHECK_EQUAL(wlt_private_key_write_pkcs8(key, &der, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_private_key_from_pkcs8(wallet_buffer_bytes(&der), &again, NULL), WALLET_OK);
        check_same_public(key, again);

        wallet_buffer_clear(&der);
        wlt_private_key_free(key);
        wlt_private_key_free(again);
    }
}

TEST(two_new_keys_differ)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        struct wlt_private_key *a = NULL;
        struct wlt_private_key *b = NULL;
        if (!may_sign(algorithms[i])) {
            continue;
        }

        CHECK_EQUAL(wlt_private_key_generate(algorithms[i], &a, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_private_key_generate(algorithms[i], &b, NULL), WALLET_OK);
        CHECK(
            memcmp(
                wlt_public_key_x(wlt_private_key_public(a)).data,
                wlt_public_key_x(wlt_private_key_public(b)).data,
                32) != 0);
        wlt_private_key_free(a);
        wlt_private_key_free(b);
    }
}

TEST(makes_no_other_keys)
{
    static const int others[] = { WALLET_ALGORITHM_NONE, WALLET_ALGORITHM_PS256, 99 };
    struct wlt_private_key *key = NULL;

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_EQUAL(
            wlt_private_key_generate((enum wallet_algorithm)others[i], &key, NULL),
            WALLET_ERR_ARGUMENT);
    }

    CHECK(key == NULL);
}

/* RFC 8410 section 10.3 and RFC 8032 section 7.1, test 1. */
TEST(an_ed25519_secret_gives_the_published_public_key)
{
    struct wlt_private_key *key = NULL;
    CHECK_EQUAL(
        wlt_private_key_from_pkcs8(
            test_hex("302e020100300506032b657004220420"
                     "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
            &key,
            NULL),
        WALLET_OK);
    CHECK_BYTES(
        wlt_public_key_x(wlt_private_key_public(key)),
        test_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    wlt_private_key_free(key);
}

TEST(keys_that_openssl_made_are_read)
{
    CHECK_EQUAL(from_pkey(EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")), WALLET_OK);
    CHECK_EQUAL(from_pkey(make_ec("P-256")), WALLET_OK);
    CHECK_EQUAL(from_pkey(make_ec("P-384")), WALLET_OK);
    CHECK_EQUAL(from_pkey(make_sm2()), WALLET_OK);
}

TEST(refuses_other_types_of_key)
{
    CHECK_EQUAL(from_pkey(make_rsa(2048)), WALLET_ERR_KEY);
    CHECK_EQUAL(from_pkey(make_ec("P-224")), WALLET_ERR_KEY);
    CHECK_EQUAL(from_pkey(make_ec("secp256k1")), WALLET_ERR_KEY);
    CHECK_EQUAL(from_pkey(EVP_PKEY_Q_keygen(NULL, NULL, "ED448")), WALLET_ERR_KEY);
    CHECK_EQUAL(from_pkey(EVP_PKEY_Q_keygen(NULL, NULL, "X25519")), WALLET_ERR_KEY);
}

TEST(refuses_a_curve_that_is_spelt_out)
{
    CHECK_EQUAL(from_pkey(make_explicit_ec()), WALLET_ERR_KEY);
}

static void check_mixed(EVP_PKEY *a, EVP_PKEY *b)
{
    const struct wallet_bytes mine = pkcs8_of(a);
    const struct wallet_bytes other = pkcs8_of(b);
    uint8_t *mixed = test_memory(mine.size);

    /* RFC 5915: the point comes last. */
    CHECK_EQUAL(mine.size, other.size);
    memcpy(mixed, mine.data, mine.size);
    memcpy(mixed + mine.size - 64, other.data + other.size - 64, 64);
    CHECK_EQUAL(from_pkcs8((struct wallet_bytes){ mixed, mine.size }), WALLET_ERR_KEY);
    EVP_PKEY_free(a);
    EVP_PKEY_free(b);
}

TEST(refuses_a_secret_beside_the_point_of_another)
{
    check_mixed(make_ec("P-256"), make_ec("P-256"));
    check_mixed(make_sm2(), make_sm2());
}

TEST(refuses_an_encrypted_key)
{
    EVP_PKEY *pkey = make_ec("P-256");
    PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
    X509_SIG *sealed = PKCS8_encrypt(-1, EVP_aes_128_cbc(), "pass", 4, NULL, 0, 1, info);
    uint8_t *der = NULL;
    const int size = i2d_X509_SIG(sealed, &der);

    CHECK_EQUAL(from_pkcs8(keep(der, size)), WALLET_ERR_KEY);
    X509_SIG_free(sealed);
    PKCS8_PRIV_KEY_INFO_free(info);
    EVP_PKEY_free(pkey);
}

TEST(refuses_a_file_that_is_cut_off_or_goes_on)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    const struct wallet_bytes der = pkcs8_of(pkey);
    uint8_t *longer = test_memory(WALLET_KEY_FILE_MAX + 1);
    memcpy(longer, der.data, der.size);

    for (size_t size = 0; size < der.size; size++) {
        CHECK_EQUAL(from_pkcs8((struct wallet_bytes){ der.data, size }), WALLET_ERR_KEY);
    }

    CHECK_EQUAL(from_pkcs8((struct wallet_bytes){ longer, der.size + 1 }), WALLET_ERR_KEY);
    CHECK_EQUAL(
        from_pkcs8((struct wallet_bytes){ longer, WALLET_KEY_FILE_MAX + 1 }), WALLET_ERR_KEY);
    EVP_PKEY_free(pkey);
}

TEST(releasing_nothing_is_allowed)
{
    wlt_private_key_free(NULL);
}
