/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/private_key.h"
#include "crypto/public_key.h"
#include "make_key.h"
#include "may_sign.h"

#define MESSAGE "what was signed"

enum {
    KIND_COUNT = 5,
    ALGORITHM_COUNT = 6,
};

static const enum wallet_algorithm own_algorithms[] = {
    WALLET_ALGORITHM_ED25519,
    WALLET_ALGORITHM_ES256,
    WALLET_ALGORITHM_ES384,
    WALLET_ALGORITHM_SM2,
};

static struct wlt_check_context *start(void)
{
    struct wlt_check_context *context = NULL;
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    return context;
}

static struct wlt_private_key *make(enum wallet_algorithm algorithm)
{
    struct wlt_private_key *key = NULL;
    CHECK_EQUAL(wlt_private_key_generate(algorithm, &key, NULL), WALLET_OK);
    return key;
}

static struct wallet_bytes sign(const struct wlt_private_key *key, const char *message)
{
    uint8_t *out = test_memory(WALLET_SIGNATURE_MAX);
    size_t size = 0;
    CHECK_EQUAL(wlt_private_key_sign(key, test_text(message), out, &size, NULL), WALLET_OK);
    return (struct wallet_bytes){ out, size };
}

TEST(a_signature_fits_its_message_and_key_only)
{
    struct wlt_check_context *context = start();

    for (size_t i = 0; i < sizeof own_algorithms / sizeof own_algorithms[0]; i++) {
        const enum wallet_algorithm algorithm = own_algorithms[i];
        if (!may_sign(algorithm)) {
            continue;
        }

        const char *name = wallet_algorithm_name(algorithm);
        struct wlt_private_key *key = make(algorithm);
        struct wlt_private_key *other = make(algorithm);
        const struct wlt_public_key *public_key = wlt_private_key_public(key);
        const struct wallet_bytes signature = sign(key, MESSAGE);
        const struct wallet_bytes message = test_text(MESSAGE);

        CHECK_ROW(
            name,
            wlt_check_signature(context, public_key, algorithm, message, signature),
            WALLET_OK);
        CHECK_ROW(
            name,
            wlt_check_signature(context, public_key, algorithm, test_text("another"), signature),
            WALLET_ERR_REFUSED);
        CHECK_ROW(
            name,
            wlt_check_signature(
                context, wlt_private_key_public(other), algorithm, message, signature),
            WALLET_ERR_REFUSED);
        CHECK_EQUAL(ERR_peek_error(), 0);
        wlt_private_key_free(key);
        wlt_private_key_free(other);
    }

    wlt_check_context_free(context);
}

TEST(no_bit_of_a_signature_is_free)
{
    struct wlt_check_context *context = start();

    for (size_t i = 0; i < sizeof own_algorithms / sizeof own_algorithms[0]; i++) {
        if (!may_sign(own_algorithms[i])) {
            continue;
        }

        struct wlt_private_key *key = make(own_algorithms[i]);
        const struct wallet_bytes good = sign(key, MESSAGE);
        uint8_t *bytes = test_memory(good.size);
        const struct wallet_bytes altered = { bytes, good.size };

        /* Every bit of the cheap ones, some of the others. */
        const size_t step = own_algorithms[i] == WALLET_ALGORITHM_ES384 ? 13 : 1;
        for (size_t bit = 0; bit < good.size * 8; bit += step) {
            memcpy(bytes, good.data, good.size);
            bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
            CHECK_EQUAL(
                wlt_check_signature(
                    context,
                    wlt_private_key_public(key),
                    own_algorithms[i],
                    test_text(MESSAGE),
                    altered),
                WALLET_ERR_REFUSED);
        }

        CHECK_EQUAL(ERR_peek_error(), 0);
        wlt_private_key_free(key);
    }

    wlt_check_context_free(context);
}

TEST(a_signature_has_exactly_its_size)
{
    struct wlt_check_context *context = start();

    for (size_t i = 0; i < sizeof own_algorithms / sizeof own_algorithms[0]; i++) {
        if (!may_sign(own_algorithms[i])) {
            continue;
        }

        struct wlt_private_key *key = make(own_algorithms[i]);
        const struct wallet_bytes good = sign(key, MESSAGE);

        for (size_t size = 0; size <= good.size + 2; size++) {
            CHECK_EQUAL(
                wlt_check_signature(
                    context,
                    wlt_private_key_public(key),
                    own_algorithms[i],
                    test_text(MESSAGE),
                    (struct wallet_bytes){ good.data, size }),
                size == good.size ? WALLET_OK : WALLET_ERR_REFUSED);
        }

        wlt_private_key_free(key);
    }

    wlt_check_context_free(context);
}

/* Numbers outside 1 to n - 1 (FIPS 186-4 section 6.4), the order n among them; CVE-2022-21449. */
TEST(ecdsa_refuses_numbers_out_of_range)
{
    static const char *const numbers[] = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    };
    struct wlt_check_context *context = start();
    struct wlt_private_key *key = make(WALLET_ALGORITHM_ES256);
    const struct wallet_bytes good = sign(key, MESSAGE);

    for (size_t i = 0; i < 3 * sizeof numbers / sizeof numbers[0]; i++) {
        uint8_t bytes[64];
        const struct wallet_bytes number = test_hex(numbers[i / 3]);
        memcpy(bytes, i % 3 == 0 ? good.data : number.data, 32);
        memcpy(bytes + 32, i % 3 == 1 ? good.data + 32 : number.data, 32);
        CHECK_ROW(
            numbers[i / 3],
            wlt_check_signature(
                context,
                wlt_private_key_public(key),
                WALLET_ALGORITHM_ES256,
                test_text(MESSAGE),
                (struct wallet_bytes){ bytes, sizeof bytes }),
            WALLET_ERR_REFUSED);
    }

    CHECK_EQUAL(ERR_peek_error(), 0);
    wlt_private_key_free(key);
    wlt_check_context_free(context);
}

/** A signature by OpenSSL, with whatever hash and salt. */
static struct wallet_bytes sign_with_openssl(
    EVP_PKEY *pkey, const EVP_MD *hash, int padding, int salt_size)
{
    uint8_t *out = test_memory(WALLET_SIGNATURE_MAX);
    size_t size = WALLET_SIGNATURE_MAX;
    EVP_PKEY_CTX *rsa = NULL;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();

    CHECK_EQUAL(EVP_DigestSignInit(signing, &rsa, hash, NULL, pkey), 1);
    CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_padding(rsa, padding), 1);
    if (padding == RSA_PKCS1_PSS_PADDING) {
        CHECK_EQUAL(EVP_PKEY_CTX_set_rsa_pss_saltlen(rsa, salt_size), 1);
    }

    CHECK_EQUAL(EVP_DigestSign(signing, out, &size, (const uint8_t *)MESSAGE, strlen(MESSAGE)), 1);
    EVP_MD_CTX_free(signing);
    return (struct wallet_bytes){ out, size };
}

TEST(ps256_is_pss_with_sha256_and_a_salt_of_32)
{
    struct wlt_check_context *context = start();
    EVP_PKEY *pkey = make_rsa(2048);
    struct wlt_public_key *key = NULL;
    CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkey), &key, NULL), WALLET_OK);

    const struct {
        const char *what;
        struct wallet_bytes signature;
        enum wallet_status wanted;
    } cases[] = {
        { "PS256", sign_with_openssl(pkey, EVP_sha256(), RSA_PKCS1_PSS_PADDING, 32), WALLET_OK },
        { "no salt",
          sign_with_openssl(pkey, EVP_sha256(), RSA_PKCS1_PSS_PADDING, 0),
          WALLET_ERR_REFUSED },
        { "a longer salt",
          sign_with_openssl(pkey, EVP_sha256(), RSA_PKCS1_PSS_PADDING, 48),
          WALLET_ERR_REFUSED },
        { "SHA-384",
          sign_with_openssl(pkey, EVP_sha384(), RSA_PKCS1_PSS_PADDING, 48),
          WALLET_ERR_REFUSED },
        { "PKCS #1 1.5",
          sign_with_openssl(pkey, EVP_sha256(), RSA_PKCS1_PADDING, 0),
          WALLET_ERR_REFUSED },
        { "nothing", { NULL, 0 }, WALLET_ERR_REFUSED },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_ROW(
            cases[i].what,
            wlt_check_signature(
                context, key, WALLET_ALGORITHM_PS256, test_text(MESSAGE), cases[i].signature),
            cases[i].wanted);
        CHECK_EQUAL(ERR_peek_error(), 0);
    }

    wlt_public_key_free(key);
    EVP_PKEY_free(pkey);
    wlt_check_context_free(context);
}

/** The five kinds of key, in the order of enum wlt_key_kind. */
static void make_each_kind(struct wlt_public_key *keys[KIND_COUNT])
{
    EVP_PKEY *pkeys[] = {
        EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"),
        make_ec("P-256"),
        make_ec("P-384"),
        make_rsa_public(2048, 17, 1),
        make_sm2(),
    };

    for (size_t i = 0; i < KIND_COUNT; i++) {
        CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkeys[i]), &keys[i], NULL), WALLET_OK);
        EVP_PKEY_free(pkeys[i]);
    }
}

TEST(an_algorithm_serves_its_kinds_of_key_only)
{
    static const bool serves[ALGORITHM_COUNT][KIND_COUNT] = {
        [WALLET_ALGORITHM_NONE] = { false, false, false, false, false },
        [WALLET_ALGORITHM_ED25519] = { true, false, false, false, false },
        [WALLET_ALGORITHM_ES256] = { false, true, true, false, false },
        [WALLET_ALGORITHM_ES384] = { false, true, true, false, false },
        [WALLET_ALGORITHM_PS256] = { false, false, false, true, false },
        [WALLET_ALGORITHM_SM2] = { false, false, false, false, true },
    };
    struct wlt_check_context *context = start();
    struct wlt_public_key *keys[KIND_COUNT] = { NULL };
    make_each_kind(keys);

    for (int algorithm = 0; algorithm < ALGORITHM_COUNT; algorithm++) {
        for (size_t kind = 0; kind < KIND_COUNT; kind++) {
            CHECK_ROW(
                wallet_algorithm_name((enum wallet_algorithm)algorithm),
                wlt_check_signature(
                    context,
                    keys[kind],
                    (enum wallet_algorithm)algorithm,
                    test_text(MESSAGE),
                    test_hex("00")),
                serves[algorithm][kind] ? WALLET_ERR_REFUSED : WALLET_ERR_UNSUPPORTED);
        }
    }

    for (size_t kind = 0; kind < KIND_COUNT; kind++) {
        wlt_public_key_free(keys[kind]);
    }

    wlt_check_context_free(context);
}

TEST(a_context_may_outlive_the_key_it_remembers)
{
    struct wlt_check_context *context = start();

    /* Allocators like to give the next key the address of the last. */
    for (int i = 0; i < 8; i++) {
        struct wlt_private_key *key = make(WALLET_ALGORITHM_ES256);
        CHECK_EQUAL(
            wlt_check_signature(
                context,
                wlt_private_key_public(key),
                WALLET_ALGORITHM_ES256,
                test_text(MESSAGE),
                sign(key, MESSAGE)),
            WALLET_OK);
        wlt_private_key_free(key);
    }

    wlt_check_context_free(context);
    wlt_check_context_free(NULL);
}

TEST(a_machine_without_the_hashes_is_told_of)
{
    struct wlt_check_context *context = NULL;
    struct wallet_error error;

    CHECK_EQUAL(EVP_set_default_properties(NULL, "provider=nobody"), 1);
    CHECK_EQUAL(wlt_check_context_new(&context, &error), WALLET_ERR_CRYPTO);
    CHECK_EQUAL(EVP_set_default_properties(NULL, ""), 1);
    CHECK_EQUAL(error.status, WALLET_ERR_CRYPTO);
    CHECK(context == NULL);
    CHECK_EQUAL(ERR_peek_error(), 0);
}

/** The same key, as its point alone. */
static enum wallet_status check_point(
    struct wlt_check_context *context,
    const struct wlt_private_key *key,
    struct wallet_bytes x,
    struct wallet_bytes signature)
{
    const struct wlt_public_key *public_key = wlt_private_key_public(key);
    const struct wlt_point point = { wlt_public_key_kind(public_key),
                                     x,
                                     wlt_public_key_y(public_key) };

    return wlt_check_signature_by_point(
        context, &point, wlt_public_key_algorithm(public_key), test_text(MESSAGE), signature, NULL);
}

/** One context takes on one point after the other, and each checks its own signatures only. */
TEST(points_take_turns_in_a_context)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };
    struct wlt_check_context *context = start();

    for (size_t i = 0; i < 8; i++) {
        struct wlt_private_key *key = make(algorithms[i % 2]);
        struct wlt_private_key *other = make(algorithms[i % 2]);
        const struct wallet_bytes x = wlt_public_key_x(wlt_private_key_public(key));
        const struct wallet_bytes shorter = { x.data, x.size - 1 };
        uint8_t off_curve[64];
        memcpy(off_curve, x.data, x.size);
        off_curve[x.size - 1] ^= 1;

        CHECK_EQUAL(check_point(context, key, x, sign(key, MESSAGE)), WALLET_OK);
        CHECK_EQUAL(check_point(context, key, x, sign(other, MESSAGE)), WALLET_ERR_REFUSED);
        CHECK_EQUAL(
            check_point(
                context, key, (struct wallet_bytes){ off_curve, x.size }, sign(key, MESSAGE)),
            WALLET_ERR_KEY);
        CHECK_EQUAL(check_point(context, key, shorter, sign(key, MESSAGE)), WALLET_ERR_KEY);
        CHECK_EQUAL(
            wlt_check_signature(
                context,
                wlt_private_key_public(other),
                algorithms[i % 2],
                test_text(MESSAGE),
                sign(other, MESSAGE)),
            WALLET_OK);
        CHECK_EQUAL(check_point(context, key, x, sign(key, MESSAGE)), WALLET_OK);
        CHECK_EQUAL(ERR_peek_error(), 0);
        wlt_private_key_free(other);
        wlt_private_key_free(key);
    }

    wlt_check_context_free(context);
}

TEST(one_signature_needs_no_context)
{
    struct wlt_private_key *key = make(WALLET_ALGORITHM_ES256);
    struct wlt_private_key *other = make(WALLET_ALGORITHM_ES256);
    const struct wlt_public_key *of = wlt_private_key_public(key);
    const struct wallet_bytes message = test_text(MESSAGE);

    CHECK_EQUAL(wlt_check_signature_once(of, message, sign(key, MESSAGE), NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_check_signature_once(of, message, sign(other, MESSAGE), NULL), WALLET_ERR_REFUSED);
    wlt_private_key_free(other);
    wlt_private_key_free(key);
}
