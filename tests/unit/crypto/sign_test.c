/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/private_key.h"
#include "may_sign.h"
#include "test.h"

#include <pthread.h>
#include <string.h>

enum {
    THREADS = 4,
    ROUNDS = 50,
};

static const struct {
    enum wallet_algorithm algorithm;
    size_t size;
} rows[] = {
    { WALLET_ALGORITHM_ED25519, 64 },
    { WALLET_ALGORITHM_ES256, 64 },
    { WALLET_ALGORITHM_ES384, 96 },
    { WALLET_ALGORITHM_SM2, 64 },
};

/** Signs and checks, again and again, and counts what went wrong. */
static void *sign_and_check(void *argument)
{
    const struct wlt_private_key *key = argument;
    const enum wallet_algorithm algorithm = wlt_public_key_algorithm(wlt_private_key_public(key));
    struct wlt_check_context *context = NULL;
    uintptr_t failures = wlt_check_context_new(&context, NULL) != WALLET_OK;

    for (uint8_t i = 0; failures == 0 && i < ROUNDS; i++) {
        uint8_t signature[WALLET_SIGNATURE_MAX];
        size_t size = 0;
        const struct wallet_bytes message = { &i, 1 };
        failures += wlt_private_key_sign(key, message, signature, &size, NULL) != WALLET_OK ||
                    wlt_check_signature(
                        context,
                        wlt_private_key_public(key),
                        algorithm,
                        message,
                        (struct wallet_bytes){ signature, size }) != WALLET_OK;
    }

    wlt_check_context_free(context);
    return (void *)failures; /* NOLINT(performance-no-int-to-ptr): a count, not an address */
}

TEST(threads_share_a_key)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_private_key *key = NULL;
        pthread_t threads[THREADS];
        if (!may_sign(rows[i].algorithm)) {
            continue;
        }

        CHECK_EQUAL(wlt_private_key_generate(rows[i].algorithm, &key, NULL), WALLET_OK);

        for (size_t j = 0; j < THREADS; j++) {
            CHECK_EQUAL(pthread_create(&threads[j], NULL, sign_and_check, key), 0);
        }

        for (size_t j = 0; j < THREADS; j++) {
            void *failures = NULL;
            CHECK_EQUAL(pthread_join(threads[j], &failures), 0);
            CHECK(failures == NULL);
        }

        wlt_private_key_free(key);
    }
}

TEST(a_signature_has_its_fixed_size_whatever_the_numbers)
{
    /* One in 128 has a number with a leading zero byte: among 400 there will be some. */
    struct wlt_private_key *key = NULL;
    CHECK_EQUAL(wlt_private_key_generate(WALLET_ALGORITHM_ES256, &key, NULL), WALLET_OK);
    for (uint16_t i = 0; i < 400; i++) {
        uint8_t signature[WALLET_SIGNATURE_MAX];
        size_t size = 0;
        const struct wallet_bytes message = { (const uint8_t *)&i, sizeof i };
        CHECK_EQUAL(wlt_private_key_sign(key, message, signature, &size, NULL), WALLET_OK);
        CHECK_EQUAL(size, 64);
    }

    wlt_private_key_free(key);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t signature[WALLET_SIGNATURE_MAX];
        size_t size = 0;
        if (!may_sign(rows[i].algorithm)) {
            continue;
        }

        CHECK_EQUAL(wlt_private_key_generate(rows[i].algorithm, &key, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_private_key_sign(key, test_text("x"), signature, &size, NULL), WALLET_OK);
        CHECK_ROW(wallet_algorithm_name(rows[i].algorithm), size, rows[i].size);
        wlt_private_key_free(key);
    }
}

/* RFC 8032 section 7.1, test 2. */
TEST(ed25519_signs_as_published)
{
    struct wlt_private_key *key = NULL;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    CHECK_EQUAL(
        wlt_private_key_from_pkcs8(
            test_hex("302e020100300506032b657004220420"
                     "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
            &key,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_private_key_sign(key, test_hex("72"), signature, &size, NULL), WALLET_OK);
    CHECK_BYTES(
        ((struct wallet_bytes){ signature, size }),
        test_hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
    wlt_private_key_free(key);
}
