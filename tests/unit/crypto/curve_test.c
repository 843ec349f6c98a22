/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/curve.h"

#include "cose/key.h"
#include "crypto/agreement.h"
#include "make_key.h"

#define MESSAGE "what was signed"

/** Those of others' documents: RFC 9053 section 7.1, and what ISO/IEC 18013-5 registered. */
static const struct {
    const char *name;
    enum wlt_key_kind kind;
    enum wallet_algorithm algorithm;
    enum wallet_algorithm general; /* that names its hash alone */
    size_t size;
    const char *head; /* of a COSE_Key, up to x */
} rows[] = {
    { "P-521", WLT_KEY_P521, WALLET_ALGORITHM_ES512, WALLET_ALGORITHM_ES512, 66, "a4 0102 2003" },
    { "brainpoolP256r1",
      WLT_KEY_BRAINPOOL_256,
      WALLET_ALGORITHM_ESB256,
      WALLET_ALGORITHM_ES256,
      32,
      "a4 0102 20 190100" },
    { "brainpoolP320r1",
      WLT_KEY_BRAINPOOL_320,
      WALLET_ALGORITHM_ESB320,
      WALLET_ALGORITHM_ES384,
      40,
      "a4 0102 20 190101" },
    { "brainpoolP384r1",
      WLT_KEY_BRAINPOOL_384,
      WALLET_ALGORITHM_ESB384,
      WALLET_ALGORITHM_ES384,
      48,
      "a4 0102 20 190102" },
    { "brainpoolP512r1",
      WLT_KEY_BRAINPOOL_512,
      WALLET_ALGORITHM_ESB512,
      WALLET_ALGORITHM_ES512,
      64,
      "a4 0102 20 190103" },
};

enum {
    ROWS = sizeof rows / sizeof rows[0],
};

static struct wlt_private_key *make(const char *curve)
{
    struct wlt_private_key *key = NULL;
    EVP_PKEY *pkey = make_ec(curve);
    CHECK_EQUAL(wlt_private_key_from_pkcs8(pkcs8_of(pkey), &key, NULL), WALLET_OK);
    EVP_PKEY_free(pkey);
    return key;
}

static struct wallet_bytes sign(const struct wlt_private_key *key)
{
    uint8_t *out = test_memory(WALLET_SIGNATURE_MAX);
    size_t size = 0;
    CHECK_EQUAL(wlt_private_key_sign(key, test_text(MESSAGE), out, &size, NULL), WALLET_OK);
    return (struct wallet_bytes){ out, size };
}

static enum wallet_status check(
    const struct wlt_private_key *key,
    enum wallet_algorithm algorithm,
    struct wallet_bytes signature)
{
    struct wlt_check_context *context = NULL;
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    const enum wallet_status status = wlt_check_signature(
        context, wlt_private_key_public(key), algorithm, test_text(MESSAGE), signature);
    wlt_check_context_free(context);
    CHECK_EQUAL(ERR_peek_error(), 0);
    return status;
}

TEST(a_key_on_each_is_read_for_what_it_is)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct wlt_private_key *key = make(rows[i].name);
        const struct wlt_public_key *public_key = wlt_private_key_public(key);

        CHECK_ROW(rows[i].name, wlt_public_key_kind(public_key), rows[i].kind);
        CHECK_ROW(rows[i].name, wlt_public_key_algorithm(public_key), rows[i].algorithm);
        CHECK_ROW(rows[i].name, wlt_public_key_x(public_key).size, rows[i].size);
        CHECK_ROW(rows[i].name, wlt_public_key_y(public_key).size, rows[i].size);
        CHECK_ROW(rows[i].name, wlt_algorithm_is_foreign(rows[i].algorithm), true);
        wlt_private_key_free(key);
    }
}

TEST(its_signature_fits_by_its_own_algorithm_and_by_that_of_its_hash)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct wlt_private_key *key = make(rows[i].name);
        const struct wallet_bytes signature = sign(key);

        CHECK_ROW(rows[i].name, signature.size, 2 * rows[i].size);
        CHECK_ROW(rows[i].name, check(key, rows[i].algorithm, signature), WALLET_OK);
        CHECK_ROW(rows[i].name, check(key, rows[i].general, signature), WALLET_OK);
        wlt_private_key_free(key);
    }
}

TEST(another_curve_s_algorithm_is_none_for_it)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct wlt_private_key *key = make(rows[i].name);
        const struct wallet_bytes signature = sign(key);

        for (size_t k = 0; k < ROWS; k++) {
            const bool leaves_curve_open = rows[k].algorithm == rows[k].general;
            if (k != i && !leaves_curve_open) {
                CHECK_ROW(
                    rows[i].name, check(key, rows[k].algorithm, signature), WALLET_ERR_UNSUPPORTED);
            }
        }

        wlt_private_key_free(key);
    }
}

/* Some of the bits: these curves are slow. */
TEST(an_altered_signature_or_one_of_another_size_is_refused)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct wlt_private_key *key = make(rows[i].name);
        struct wlt_private_key *other = make(rows[i].name);
        const struct wallet_bytes good = sign(key);
        uint8_t bytes[2 * WLT_POINT_MAX];
        const struct wallet_bytes altered = { bytes, good.size };

        for (size_t bit = 0; bit < good.size * 8; bit += 61) {
            memcpy(bytes, good.data, good.size);
            bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
            CHECK_ROW(rows[i].name, check(key, rows[i].algorithm, altered), WALLET_ERR_REFUSED);
        }

        for (size_t less = 1; less < 4; less++) {
            const struct wallet_bytes shorter = { good.data, good.size - less };
            CHECK_ROW(rows[i].name, check(key, rows[i].algorithm, shorter), WALLET_ERR_REFUSED);
        }

        CHECK_ROW(rows[i].name, check(other, rows[i].algorithm, good), WALLET_ERR_REFUSED);
        wlt_private_key_free(other);
        wlt_private_key_free(key);
    }
}

TEST(a_point_on_each_is_a_cose_key_and_back)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct wlt_private_key *made = make(rows[i].name);
        const struct wlt_public_key *public_key = wlt_private_key_public(made);
        const struct wallet_bytes head = test_hex(rows[i].head);
        struct wlt_public_key *key = NULL;
        struct wallet_buffer out = { 0 };

        CHECK_EQUAL(wlt_cose_key_append(public_key, &out, NULL), WALLET_OK);
        CHECK_BYTES(((struct wallet_bytes){ out.data, head.size }), head);
        CHECK_EQUAL(wlt_cose_key_read(wallet_buffer_bytes(&out), &key, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_public_key_kind(key), rows[i].kind);
        CHECK_BYTES(wlt_public_key_x(key), wlt_public_key_x(public_key));

        out.data[out.size - 1] ^= 1; /* off the curve */
        struct wlt_public_key *none = NULL;
        CHECK_ROW(
            rows[i].name,
            wlt_cose_key_read(wallet_buffer_bytes(&out), &none, NULL),
            WALLET_ERR_KEY);
        wallet_buffer_clear(&out);
        wlt_public_key_free(key);
        wlt_private_key_free(made);
    }
}

TEST(two_keys_on_each_agree_and_on_two_of_them_do_not)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct wlt_private_key *one = make(rows[i].name);
        struct wlt_private_key *two = make(rows[i].name);
        struct wlt_private_key *other = make(rows[(i + 1) % ROWS].name);
        uint8_t a[WLT_POINT_MAX];
        uint8_t b[WLT_POINT_MAX];
        size_t size = 0;

        CHECK_EQUAL(wlt_agree(one, wlt_private_key_public(two), a, &size, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_agree(two, wlt_private_key_public(one), b, &size, NULL), WALLET_OK);
        CHECK_ROW(rows[i].name, size, rows[i].size);
        CHECK_BYTES(((struct wallet_bytes){ a, size }), ((struct wallet_bytes){ b, size }));
        CHECK_EQUAL(
            wlt_agree(one, wlt_private_key_public(other), a, &size, NULL), WALLET_ERR_UNSUPPORTED);
        wlt_private_key_free(other);
        wlt_private_key_free(two);
        wlt_private_key_free(one);
    }
}

TEST(nobody_makes_a_key_on_any)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct wlt_private_key *key = NULL;
        CHECK_ROW(
            rows[i].name,
            wlt_private_key_generate(rows[i].algorithm, &key, NULL),
            WALLET_ERR_ARGUMENT);
    }
}
