/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ed448.h"

#include "cose/key.h"
#include "crypto/private_key.h"
#include "make_key.h"

/* RFC 8032 section 7.4: "Blank" and "1 octet". */
#define POINT                                                          \
    "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778" \
    "edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180"
#define OF_NOTHING                                                     \
    "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f" \
    "2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a" \
    "9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4db" \
    "b61149f05a7363268c71d95808ff2e652600"
#define ZEROS_27 "000000000000000000000000000000000000000000000000000000"
#define ONES_27  "ffffffffffffffffffffffffffffffffffffffffffffffffffffff"

static struct wlt_public_key *read_point(void)
{
    struct wlt_public_key *key = NULL;
    CHECK_EQUAL(wlt_public_key_from_ed448(test_hex(POINT), &key, NULL), WALLET_OK);
    return key;
}

static enum wallet_status check(struct wallet_bytes message, struct wallet_bytes signature)
{
    struct wlt_check_context *context = NULL;
    struct wlt_public_key *key = read_point();

    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    const enum wallet_status status =
        wlt_check_signature(context, key, WALLET_ALGORITHM_ED448, message, signature);
    wlt_check_context_free(context);
    wlt_public_key_free(key);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

TEST(the_published_signature_fits)
{
    CHECK_EQUAL(check(test_text(""), test_hex(OF_NOTHING)), WALLET_OK);
    CHECK_EQUAL(check(test_text("a"), test_hex(OF_NOTHING)), WALLET_ERR_REFUSED);
}

TEST(a_context_serves_other_keys_afterwards)
{
    struct wlt_check_context *context = NULL;
    struct wlt_private_key *other = NULL;
    struct wlt_public_key *key = read_point();
    uint8_t bytes[WALLET_SIGNATURE_MAX];
    struct wallet_bytes signature = { bytes, 0 };
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_private_key_generate(WALLET_ALGORITHM_ES256, &other, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_private_key_sign(other, test_text("a"), bytes, &signature.size, NULL), WALLET_OK);

    for (size_t i = 0; i < 4; i++) {
        const bool is_good = i % 2 == 0;
        CHECK_EQUAL(
            wlt_check_signature(
                context,
                key,
                WALLET_ALGORITHM_ED448,
                test_text(is_good ? "" : "a"),
                test_hex(OF_NOTHING)),
            is_good ? WALLET_OK : WALLET_ERR_REFUSED);
        CHECK_EQUAL(
            wlt_check_signature(
                context,
                wlt_private_key_public(other),
                WALLET_ALGORITHM_ES256,
                test_text("a"),
                signature),
            WALLET_OK);
    }

    wlt_private_key_free(other);
    wlt_public_key_free(key);
    wlt_check_context_free(context);
}

TEST(no_bit_of_it_is_free_and_no_other_size_fits)
{
    const struct wallet_bytes good = test_hex(OF_NOTHING);
    uint8_t bytes[WLT_ED448_SIGNATURE_SIZE + 1] = { 0 };

    CHECK_EQUAL(good.size, WLT_ED448_SIGNATURE_SIZE);
    for (size_t bit = 0; bit < good.size * 8; bit++) {
        memcpy(bytes, good.data, good.size);
        bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK_EQUAL(
            check(test_text(""), (struct wallet_bytes){ bytes, good.size }), WALLET_ERR_REFUSED);
    }

    memcpy(bytes, good.data, good.size);
    CHECK_EQUAL(
        check(test_text(""), (struct wallet_bytes){ bytes, good.size + 1 }), WALLET_ERR_REFUSED);
    CHECK_EQUAL(
        check(test_text(""), (struct wallet_bytes){ bytes, good.size - 1 }), WALLET_ERR_REFUSED);
}

/* With one of these for a key, a signature without a secret would fit whatever is said. */
TEST(points_of_small_order_are_no_keys)
{
    static const struct {
        const char *what;
        const char *point;
    } rows[] = {
        { "the neutral one", "01" ZEROS_27 "00" ZEROS_27 "00" },
        { "the neutral one, with a sign", "01" ZEROS_27 "00" ZEROS_27 "80" },
        { "order 2", "fe" ONES_27 "fe" ONES_27 "00" },
        { "order 4", "00" ZEROS_27 "00" ZEROS_27 "00" },
        { "order 4, the other", "00" ZEROS_27 "00" ZEROS_27 "80" },
        { "too short", "02" ZEROS_27 "00" ZEROS_27 },
        { "too long", "02" ZEROS_27 "00" ZEROS_27 "0000" },
        { "nothing", "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_public_key *key = NULL;
        CHECK_ROW(
            rows[i].what,
            wlt_public_key_from_ed448(test_hex(rows[i].point), &key, NULL),
            WALLET_ERR_KEY);
    }
}

TEST(it_is_a_cose_key_and_a_spki)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "ED448");
    struct wlt_public_key *key = NULL;
    struct wlt_public_key *back = NULL;
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wlt_public_key_from_spki(spki_of(pkey), &key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_public_key_kind(key), WLT_KEY_ED448);
    CHECK_EQUAL(wlt_public_key_algorithm(key), WALLET_ALGORITHM_ED448);
    CHECK_EQUAL(wlt_cose_key_append(key, &out, NULL), WALLET_OK);
    CHECK_BYTES(((struct wallet_bytes){ out.data, 5 }), test_hex("a3 0101 2007"));
    CHECK_EQUAL(wlt_cose_key_read(wallet_buffer_bytes(&out), &back, NULL), WALLET_OK);
    CHECK_BYTES(wlt_public_key_x(back), wlt_public_key_x(key));
    wallet_buffer_clear(&out);
    wlt_public_key_free(back);
    wlt_public_key_free(key);
    EVP_PKEY_free(pkey);
}

/** As a holder's key: by what it says of itself, with the older number or its own. */
TEST(a_cose_key_checks_it)
{
    static const struct {
        const char *key;
        int64_t alg;
        enum wallet_status wanted;
    } rows[] = {
        { "a3 0101 2007 21 5839" POINT, -8, WALLET_OK },
        { "a3 0101 2007 21 5839" POINT, -53, WALLET_OK },
        { "a3 0101 2007 21 5839" POINT, -19, WALLET_ERR_VALUE },
        { "a3 0101 2007 21 5839" POINT, 0, WALLET_ERR_VALUE },
        { "a3 0101 2007 21 40", -53, WALLET_ERR_KEY },
    };
    struct wlt_check_context *context = NULL;

    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].key,
            wlt_cose_key_check_signature(
                context,
                test_hex(rows[i].key),
                rows[i].alg,
                test_text(""),
                test_hex(OF_NOTHING),
                NULL),
            rows[i].wanted);
    }

    wlt_check_context_free(context);
}
