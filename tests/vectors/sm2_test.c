/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The published examples of SM3 (GB/T 32905 annex A), SM2 (GB/T 32918.5 annex A, with the ID that
 * GB/T 35276 gives by default) and SM4 (GB/T 32907 annex A).
 */
#include "crypto/sm2.h"

#include "crypto/public_key.h"
#include "test.h"

#include <openssl/evp.h>

#include <string.h>

#define X "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
#define Y "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
#define R "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
#define S "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"

#define IDENTITY "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3"
#define DIGEST   "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640"
#define MESSAGE  "message digest"

#define ABCD "abcdabcdabcdabcd"

/** SM3 over two pieces, the first of which may be empty. */
static struct wallet_bytes sm3(struct wallet_bytes first, const char *second)
{
    uint8_t *out = test_memory(WLT_SM3_SIZE);
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    CHECK_EQUAL(EVP_DigestInit_ex2(context, EVP_sm3(), NULL), 1);
    CHECK_EQUAL(EVP_DigestUpdate(context, first.data, first.size), 1);
    CHECK_EQUAL(EVP_DigestUpdate(context, second, strlen(second)), 1);
    CHECK_EQUAL(EVP_DigestFinal_ex(context, out, NULL), 1);
    EVP_MD_CTX_free(context);
    return (struct wallet_bytes){ out, WLT_SM3_SIZE };
}

TEST(sm3_is_as_published)
{
    const struct wallet_bytes nothing = { 0 };

    CHECK_BYTES(
        sm3(nothing, "abc"),
        test_hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"));
    CHECK_BYTES(
        sm3(nothing, ABCD ABCD ABCD ABCD),
        test_hex("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"));
}

TEST(what_stands_before_a_message_is_as_published)
{
    uint8_t identity[WLT_SM3_SIZE];
    const struct wallet_bytes made = { identity, sizeof identity };

    CHECK(wlt_sm2_identity(test_hex(X), test_hex(Y), identity));
    CHECK_BYTES(made, test_hex(IDENTITY));
    CHECK_BYTES(sm3(made, MESSAGE), test_hex(DIGEST));
}

static enum wallet_status check(const char *x, const char *message, const char *signature)
{
    struct wlt_check_context *context = NULL;
    struct wlt_public_key *key = NULL;

    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_public_key_from_point(WLT_KEY_SM2, test_hex(x), test_hex(Y), &key, NULL), WALLET_OK);
    const enum wallet_status status = wlt_check_signature(
        context, key, WALLET_ALGORITHM_SM2, test_text(message), test_hex(signature));
    wlt_public_key_free(key);
    wlt_check_context_free(context);
    return status;
}

TEST(the_published_signature_holds)
{
    CHECK_EQUAL(check(X, MESSAGE, R S), WALLET_OK);
    CHECK_EQUAL(check(X, "message digesT", R S), WALLET_ERR_REFUSED);
    CHECK_EQUAL(check(X, MESSAGE, S R), WALLET_ERR_REFUSED);
}

TEST(the_published_key_on_another_curve_is_none)
{
    struct wlt_public_key *key = NULL;

    CHECK_EQUAL(
        wlt_public_key_from_point(WLT_KEY_P256, test_hex(X), test_hex(Y), &key, NULL),
        WALLET_ERR_KEY);
    CHECK(key == NULL);
}

/* The library encrypts nothing with SM4; this says that the OpenSSL beneath has it right. */
TEST(sm4_is_as_published)
{
    const struct wallet_bytes key = test_hex("0123456789abcdeffedcba9876543210");
    uint8_t out[32];
    int size = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();

    CHECK_EQUAL(EVP_EncryptInit_ex2(context, EVP_sm4_ecb(), key.data, NULL, NULL), 1);
    CHECK_EQUAL(EVP_EncryptUpdate(context, out, &size, key.data, (int)key.size), 1);
    CHECK_BYTES(
        ((struct wallet_bytes){ out, (size_t)size }), test_hex("681edf34d206965e86b3e94f536e4246"));
    EVP_CIPHER_CTX_free(context);
}
