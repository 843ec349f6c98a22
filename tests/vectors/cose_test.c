/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The COSE working group's examples through the generic layer, which takes what RFC 9052 allows; the
 * licence profile above it is narrower.
 */
#include "cose/key.h"
#include "cose/sign1.h"
#include "vector.h"

#include <sodium.h>

enum outcome {
    ACCEPTED,
    REFUSED,     /* the signature does not fit */
    UNSUPPORTED, /* another algorithm or curve than ours */
    NO_SIGN1,
};

static const struct {
    const char *name;
    enum outcome wanted;
} rows[] = {
    { "cose/sign1-tests/sign-pass-01.json", ACCEPTED }, /* alg unprotected, empty map protected */
    { "cose/sign1-tests/sign-pass-02.json", ACCEPTED }, /* external data */
    { "cose/sign1-tests/sign-pass-03.json", ACCEPTED }, /* no tag */
    { "cose/sign1-tests/sign-fail-01.json", NO_SIGN1 }, /* tag 998 */
    { "cose/sign1-tests/sign-fail-02.json", REFUSED },
    { "cose/sign1-tests/sign-fail-03.json", UNSUPPORTED }, /* alg -999 */
    { "cose/sign1-tests/sign-fail-04.json", UNSUPPORTED }, /* alg "unknown" */
    { "cose/sign1-tests/sign-fail-06.json", REFUSED },
    { "cose/sign1-tests/sign-fail-07.json", REFUSED },
    { "cose/ecdsa-examples/ecdsa-sig-01.json", ACCEPTED },
    { "cose/ecdsa-examples/ecdsa-sig-02.json", ACCEPTED },
    { "cose/ecdsa-examples/ecdsa-sig-03.json", ACCEPTED }, /* ES512 */
    { "cose/ecdsa-examples/ecdsa-sig-04.json", ACCEPTED }, /* ES512 on P-256 */
    { "cose/ecdsa-examples/ecdsa-01.json", NO_SIGN1 },     /* COSE_Sign, as the next three */
    { "cose/ecdsa-examples/ecdsa-02.json", NO_SIGN1 },
    { "cose/ecdsa-examples/ecdsa-03.json", NO_SIGN1 },
    { "cose/ecdsa-examples/ecdsa-04.json", NO_SIGN1 },
    { "cose/eddsa-examples/eddsa-sig-01.json", ACCEPTED },
    { "cose/eddsa-examples/eddsa-sig-02.json", ACCEPTED }, /* Ed448 */
    { "cose/eddsa-examples/eddsa-01.json", NO_SIGN1 },
    { "cose/eddsa-examples/eddsa-02.json", NO_SIGN1 },
    { "cose/CWT/A_3.json", ACCEPTED },
    { "cose/CWT/A_4.json", NO_SIGN1 }, /* COSE_Mac0 */
    { "cose/CWT/A_5.json", NO_SIGN1 }, /* COSE_Encrypt0 */
    { "cose/CWT/A_6.json", NO_SIGN1 }, /* COSE_Encrypt0 around a COSE_Sign1 */
    { "cose/CWT/A_7.json", NO_SIGN1 }, /* COSE_Mac0 */
};

/** A coordinate, which is in base64url ("x") or in hex ("x_hex"). */
static struct wallet_bytes coordinate(const json_t *key, const char *name, const char *hex_name)
{
    const char *text = vector_text(key, name);
    if (!text) {
        return vector_hex(key, hex_name);
    }

    uint8_t *bytes = test_memory(strlen(text));
    size_t size = 0;
    CHECK_EQUAL(
        sodium_base642bin(
            bytes,
            strlen(text),
            text,
            strlen(text),
            NULL,
            &size,
            NULL,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING),
        0);
    return (struct wallet_bytes){ bytes, size };
}

/** NULL for a curve that is not ours. */
static struct wlt_public_key *read_key(const json_t *json)
{
    const char *curve = vector_text(json, "crv");
    const struct wallet_bytes x = coordinate(json, "x", "x_hex");
    const struct wallet_bytes y = coordinate(json, "y", "y_hex");
    struct wlt_public_key *key = NULL;

    if (strcmp(curve, "Ed25519") == 0) {
        CHECK_EQUAL(wlt_public_key_from_ed25519(x, &key, NULL), WALLET_OK);
    } else if (strcmp(curve, "P-256") == 0) {
        CHECK_EQUAL(wlt_public_key_from_point(WLT_KEY_P256, x, y, &key, NULL), WALLET_OK);
    } else if (strcmp(curve, "P-384") == 0) {
        CHECK_EQUAL(wlt_public_key_from_point(WLT_KEY_P384, x, y, &key, NULL), WALLET_OK);
    } else if (strcmp(curve, "P-521") == 0) {
        CHECK_EQUAL(wlt_public_key_from_point(WLT_KEY_P521, x, y, &key, NULL), WALLET_OK);
    } else if (strcmp(curve, "Ed448") == 0) {
        CHECK_EQUAL(wlt_public_key_from_ed448(x, &key, NULL), WALLET_OK);
    }

    return key;
}

/** Both buckets, the protected one first: this is the generic layer. */
static enum wallet_algorithm algorithm_of(
    const struct wlt_sign1 *sign1, const struct wlt_public_key *key)
{
    const int64_t alg = sign1->protected_headers.has_alg ? sign1->protected_headers.alg
                                                         : sign1->unprotected_headers.alg;
    const enum wallet_algorithm of_key = wlt_public_key_algorithm(key);

    return wlt_cose_algorithm_may_be(alg, of_key) ? of_key : wlt_cose_algorithm(alg);
}

static enum outcome check_signature(
    const struct wlt_sign1 *sign1, const struct wlt_public_key *key, const json_t *file)
{
    const json_t *input = json_object_get(json_object_get(file, "input"), "sign0");
    const json_t *steps = json_object_get(file, "intermediates");
    struct wlt_check_context *context = NULL;
    struct wallet_buffer to_be_signed = { 0 };

    CHECK_EQUAL(
        wlt_sign1_append_signed(
            sign1->protected_encoded,
            vector_hex(input, "external"),
            sign1->payload,
            &to_be_signed,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    const enum wallet_status status = wlt_check_signature(
        context,
        key,
        algorithm_of(sign1, key),
        wallet_buffer_bytes(&to_be_signed),
        sign1->signature);
    if (status == WALLET_OK) {
        CHECK_BYTES(wallet_buffer_bytes(&to_be_signed), vector_hex(steps, "ToBeSign_hex"));
    }

    wlt_check_context_free(context);
    wallet_buffer_clear(&to_be_signed);
    CHECK(status == WALLET_OK || status == WALLET_ERR_REFUSED);
    return status == WALLET_OK ? ACCEPTED : REFUSED;
}

static enum outcome check_file(const json_t *file)
{
    const json_t *input = json_object_get(json_object_get(file, "input"), "sign0");
    struct wlt_sign1 sign1;

    const enum wallet_status status = wlt_sign1_read(
        vector_hex(json_object_get(file, "output"), "cbor"), WLT_CBOR_LENIENT, &sign1, NULL);
    if (status != WALLET_OK) {
        CHECK_EQUAL(status, WALLET_ERR_STRUCTURE);
        return NO_SIGN1;
    }

    struct wlt_public_key *key = read_key(json_object_get(input, "key"));
    const enum outcome outcome = key && algorithm_of(&sign1, key) != WALLET_ALGORITHM_NONE
                                     ? check_signature(&sign1, key, file)
                                     : UNSUPPORTED;
    wlt_public_key_free(key);
    return outcome;
}

TEST(agrees_with_the_working_group)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        json_t *file = vector_load(rows[i].name);

        /* What the table says must not contradict what the file says of itself. */
        CHECK(rows[i].wanted != ACCEPTED || !json_is_true(json_object_get(file, "fail")));
        CHECK_ROW(rows[i].name, check_file(file), rows[i].wanted);
        json_decref(file);
    }
}

TEST(strict_mode_takes_what_is_deterministic_and_tagged)
{
    static const struct {
        const char *name;
        enum wallet_status wanted;
    } strict[] = {
        { "cose/CWT/A_3.json", WALLET_OK },
        { "cose/sign1-tests/sign-pass-01.json", WALLET_OK },
        { "cose/sign1-tests/sign-pass-03.json", WALLET_ERR_STRUCTURE },
    };

    for (size_t i = 0; i < sizeof strict / sizeof strict[0]; i++) {
        json_t *file = vector_load(strict[i].name);
        struct wlt_sign1 sign1;
        CHECK_ROW(
            strict[i].name,
            wlt_sign1_read(
                vector_hex(json_object_get(file, "output"), "cbor"), WLT_CBOR_STRICT, &sign1, NULL),
            strict[i].wanted);
        json_decref(file);
    }
}
