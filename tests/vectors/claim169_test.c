/* SPDX-License-Identifier: Apache-2.0 */

/*
 * MOSIP Claim 169, as the claim169 project publishes codes and what is in them.  One of them is signed, by the
 * key of RFC 8032 section 7.1, test 1; of the others the signature is empty: what they say is read all
 * the same, and believed by nobody.
 */
#include <wallet/wallet.h>

#include "unit/crypto/make_wallet_key.h"
#include "vector.h"

#define FOLDER "claim-169/"

enum {
    NOW = 1750000000, /* within the validity of all but the one that has expired */
};

static const char *const valid[] = {
    "claim169-example",
    "ed25519-signed",
    "expired",
    "with-face",
};

enum {
    VALID_COUNT = sizeof valid / sizeof valid[0],
};

static json_t *load(const char *name)
{
    char *path = test_memory(strlen(FOLDER) + strlen(name) + sizeof ".json");
    (void)stpcpy(stpcpy(stpcpy(path, FOLDER), name), ".json");
    return vector_load(path);
}

/** A counter that trusts the one key that signed. */
struct counter {
    struct wallet_trust *trust;
    struct wallet_catalogue *catalogue;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
};

static void open_counter(struct counter *counter)
{
    json_t *file = load("ed25519-signed");
    const struct wallet_bytes raw =
        vector_hex(json_object_get(file, "signing_key"), "public_key_hex");
    EVP_PKEY *pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, raw.data, raw.size);
    uint8_t *der = NULL;
    const int size = i2d_PUBKEY(pkey, &der);

    char *pem = test_memory((size_t)size * 2 + 128);
    char *end = stpcpy(pem, "Types: *\n-----BEGIN PUBLIC KEY-----\n");
    end += EVP_EncodeBlock((unsigned char *)end, der, size);
    (void)stpcpy(end, "\n-----END PUBLIC KEY-----\n");
    OPENSSL_free(der);
    EVP_PKEY_free(pkey);

    CHECK_EQUAL(wallet_trust_new(&counter->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(counter->trust, test_text(pem), NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &counter->catalogue, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verifier_new(counter->trust, counter->catalogue, &counter->verifier, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_verdict_new(&counter->verdict, NULL), WALLET_OK);
    json_decref(file);
}

static void close_counter(struct counter *counter)
{
    wallet_verdict_free(counter->verdict);
    wallet_verifier_free(counter->verifier);
    wallet_catalogue_free(counter->catalogue);
    wallet_trust_free(counter->trust);
}

static enum wallet_reason judge(struct counter *counter, struct wallet_bytes input, int64_t at)
{
    const enum wallet_status status =
        wallet_verify(counter->verifier, input, at, counter->verdict, NULL);

    CHECK_EQUAL(status == WALLET_OK, wallet_verdict_decision(counter->verdict) == WALLET_ACCEPTED);
    return wallet_verdict_reason(counter->verdict);
}

/** The claims of a code's CWT, which nobody has checked. */
static struct wallet_claims open_code(const char *text, struct wallet_buffer *bytes)
{
    struct wallet_claims claims = { { 0 } };
    struct wallet_item item = { 0 };

    CHECK_EQUAL(wallet_qr_read_text(test_text(text), bytes, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_claims_start(wallet_buffer_bytes(bytes), &claims, NULL), WALLET_OK);
    CHECK(wallet_claims_next(&claims, &item) && item.kind == WALLET_ITEM_TAG);
    CHECK(wallet_claims_next(&claims, &item) && item.kind == WALLET_ITEM_ARRAY);
    CHECK(wallet_claims_skip(&claims) && wallet_claims_skip(&claims));
    CHECK(wallet_claims_next(&claims, &item) && item.kind == WALLET_ITEM_BYTES);
    CHECK_EQUAL(wallet_claims_start(item.content, &claims, NULL), WALLET_OK);
    return claims;
}

/* By its kind alone: the data that the file gives for it is not quite what the code has. */
static void check_face(struct wallet_claims value, const json_t *wanted)
{
    struct wallet_claim169_biometric_walk walk;
    struct wallet_claim169_biometric face;
    const json_t *first = json_array_get(wanted, 0);

    CHECK(wallet_claim169_biometrics(value, &walk));
    CHECK(wallet_claim169_next_biometric(&walk, &face));
    CHECK(face.has_format && face.has_sub_format && face.data.size > 0);
    CHECK_EQUAL(face.format, json_integer_value(json_object_get(first, "format")));
    CHECK_EQUAL(face.sub_format, json_integer_value(json_object_get(first, "subFormat")));
}

static void check_attribute(struct wallet_claims claims, const char *name, const json_t *wanted)
{
    struct wallet_claims value;
    struct wallet_item item = { 0 };

    CHECK_ROW(name, wallet_claim169_find(claims, wallet_claim169_number(name), &value), true);
    if (json_is_array(wanted)) {
        check_face(value, wanted);
        return;
    }

    CHECK(wallet_claims_next(&value, &item));
    if (json_is_integer(wanted)) {
        CHECK_ROW(name, item.number, json_integer_value(wanted));
    } else {
        CHECK_BYTES(item.content, test_text(json_string_value(wanted)));
    }
}

TEST(reads_each_attribute_of_each_published_code)
{
    for (size_t i = 0; i < VALID_COUNT; i++) {
        json_t *file = load(valid[i]);
        json_t *wanted = json_object_get(file, "expected_claim169");
        struct wallet_buffer bytes = { 0 };
        struct wallet_claim169_walk walk;
        const char *name = NULL;
        json_t *value = NULL;

        const struct wallet_claims claims = open_code(vector_text(file, "qr_data"), &bytes);
        CHECK(wallet_claim169_start(claims, &walk));
        CHECK_ROW(valid[i], walk.left, json_object_size(wanted));
        json_object_foreach(wanted, name, value)
        {
            check_attribute(claims, name, value);
        }

        wallet_buffer_clear(&bytes);
        json_decref(file);
    }
}

TEST(accepts_the_one_that_is_signed_and_no_other)
{
    const struct {
        const char *name;
        int64_t at;
        enum wallet_reason wanted;
    } rows[] = {
        { "ed25519-signed", NOW, WALLET_REASON_NONE },
        { "ed25519-signed", 1799999999, WALLET_REASON_NONE },
        { "ed25519-signed", 1800000000, WALLET_REASON_EXPIRED },
        { "ed25519-signed", 1699999999, WALLET_REASON_NOT_YET_VALID },
        { "claim169-example", NOW, WALLET_REASON_SIGNATURE },
        { "with-face", NOW, WALLET_REASON_SIGNATURE },
        { "expired", NOW, WALLET_REASON_SIGNATURE },
        { "bad-zlib", NOW, WALLET_REASON_UNSUPPORTED },
    };
    struct counter counter;
    open_counter(&counter);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        json_t *file = load(rows[i].name);
        CHECK_ROW(
            rows[i].name,
            judge(&counter, test_text(vector_text(file, "qr_data")), rows[i].at),
            rows[i].wanted);
        CHECK_EQUAL(
            wallet_verdict_decision(counter.verdict),
            rows[i].wanted == WALLET_REASON_NONE ? WALLET_ACCEPTED : WALLET_REFUSED);
        json_decref(file);
    }

    close_counter(&counter);
}

TEST(refuses_the_signed_one_with_any_bit_changed)
{
    json_t *file = load("ed25519-signed");
    struct wallet_buffer bytes = { 0 };
    struct counter counter;
    open_counter(&counter);

    (void)open_code(vector_text(file, "qr_data"), &bytes);
    for (size_t bit = 0; bit < 8 * bytes.size; bit++) {
        bytes.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
        (void)judge(&counter, wallet_buffer_bytes(&bytes), NOW);
        if (wallet_verdict_decision(counter.verdict) == WALLET_ACCEPTED) {
            fail_msg("bit %zu of byte %zu", bit % 8, bit / 8);
        }

        bytes.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }

    CHECK_EQUAL(judge(&counter, wallet_buffer_bytes(&bytes), NOW), WALLET_REASON_NONE);
    close_counter(&counter);
    wallet_buffer_clear(&bytes);
    json_decref(file);
}
