/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/disclosure.h"

#include "make_claims.h"

#include <stdio.h>

static enum wallet_status read_header(
    const char *hex, enum wlt_cbor_mode mode, struct wallet_error *error)
{
    const struct wlt_cose_headers headers = { .sd_claims = test_hex(hex) };
    struct wlt_disclosures read = { 0 };

    const enum wallet_status status =
        wlt_disclosures_read(&headers, mode, WLT_HASH_SHA256, NULL, &read, error);
    wlt_disclosures_clear(&read);
    return status;
}

#define SALT "50 000102030405060708090a0b0c0d0e0f"

TEST(reads_the_three_forms)
{
    const struct wlt_cose_headers headers = {
        .sd_claims = test_hex("83 52 81" SALT "53 82" SALT "f5 56 83" SALT "f5 1901f4"),
    };
    struct wlt_disclosures read = { 0 };

    CHECK_EQUAL(
        wlt_disclosures_read(&headers, WLT_CBOR_STRICT, WLT_HASH_SHA256, NULL, &read, NULL),
        WALLET_OK);
    CHECK_EQUAL(read.count, 3);
    CHECK_EQUAL(read.items[0].value.size, 0);
    CHECK_EQUAL(read.items[0].key.size, 0);
    CHECK_BYTES(read.items[1].value, test_hex("f5"));
    CHECK_EQUAL(read.items[1].key.size, 0);
    CHECK_BYTES(read.items[2].value, test_hex("f5"));
    CHECK_BYTES(read.items[2].key, test_hex("1901f4"));
    CHECK_BYTES(read.items[0].encoded, test_hex("52 81" SALT));
    wlt_disclosures_clear(&read);
}

/* What of each is allowed stands in the draft's sections 4.1 (salted-entry) and 8, step 2. */
TEST(refuses_what_is_no_disclosure)
{
    static const struct {
        const char *what;
        const char *hex;
        enum wallet_status wanted;
    } rows[] = {
        { "none in a list", "80", WALLET_ERR_REFUSED },
        { "no byte string", "81 01", WALLET_ERR_REFUSED },
        { "an empty byte string", "81 40", WALLET_ERR_REFUSED },
        { "no CBOR inside", "81 41 ff", WALLET_ERR_REFUSED },
        { "more than one item inside", "81 53 81" SALT "01", WALLET_ERR_REFUSED },
        { "no array inside", "81 51" SALT, WALLET_ERR_REFUSED },
        { "no part", "81 41 80", WALLET_ERR_REFUSED },
        { "four parts", "81 55 84" SALT "01 02 03", WALLET_ERR_REFUSED },
        { "no salt", "81 43 82 01 02", WALLET_ERR_REFUSED },
        { "a salt of 15 bytes", "81 51 81 4f 000102030405060708090a0b0c0d0e", WALLET_ERR_REFUSED },
        { "a salt of 17 bytes",
          "81 53 81 51 000102030405060708090a0b0c0d0e0f10",
          WALLET_ERR_REFUSED },
        { "a key that is bytes", "81 54 83" SALT "01 40", WALLET_ERR_REFUSED },
        { "a key that is an array", "81 54 83" SALT "01 80", WALLET_ERR_REFUSED },
        { "a key that is a simple value", "81 55 83" SALT "01 f83b", WALLET_ERR_REFUSED },
        { "a tagged key", "81 56 83" SALT "01 d83a 01", WALLET_ERR_REFUSED },
        { "the same twice", "82 52 81" SALT "52 81" SALT, WALLET_ERR_REFUSED },
        { "a pair", "81 54 83" SALT "01 02", WALLET_OK },
        { "a negative key", "81 54 83" SALT "01 20", WALLET_OK },
        { "a text as a key", "81 55 83" SALT "01 61 61", WALLET_OK },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_error error = { .message = "" };
        CHECK_ROW(rows[i].what, read_header(rows[i].hex, WLT_CBOR_STRICT, &error), rows[i].wanted);
        CHECK_ROW(rows[i].what, error.status, rows[i].wanted);
    }
}

/** An empty list is invalid in whatever form it comes: section 8, step 2. */
TEST(an_empty_list_is_refused_in_each_of_its_forms)
{
    static const char *const forms[] = {
        "80", "98 00", "99 0000", "9a 00000000", "9b 0000000000000000"
    };

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        CHECK_ROW(forms[i], read_header(forms[i], WLT_CBOR_DEFINITE, NULL), WALLET_ERR_REFUSED);
    }
}

/** Section 5.3: "text strings with a length no greater than 255 octets". */
TEST(a_key_may_have_255_bytes_and_no_more)
{
    for (size_t size = 254; size <= 257; size++) {
        struct wallet_buffer key = { 0 };
        struct wlt_writer writer = wlt_writer_start(&key);
        uint8_t *text = test_memory(size);
        memset(text, 'k', size);
        wlt_write_text(&writer, (struct wallet_bytes){ text, size });
        CHECK_EQUAL(wlt_is_claim_key(kept(&key)), size <= WLT_CLAIM_NAME_MAX);
    }

    CHECK(wlt_is_claim_key(test_hex("1bffffffffffffffff")));
    CHECK(wlt_is_claim_key(test_hex("3bffffffffffffffff")));
    CHECK(!wlt_is_claim_key(test_hex("f4")));
    CHECK(!wlt_is_claim_key(test_hex("")));
}

TEST(encrypted_disclosures_are_not_supported)
{
    struct wlt_disclosures read = { 0 };
    const struct wlt_cose_headers some = { .sd_encrypted_claims = test_hex("81 83 40 40 40") };
    const struct wlt_cose_headers none = { .sd_encrypted_claims = test_hex("80") };

    CHECK_EQUAL(
        wlt_disclosures_read(&some, WLT_CBOR_DEFINITE, WLT_HASH_SHA256, NULL, &read, NULL),
        WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(
        wlt_disclosures_read(&none, WLT_CBOR_DEFINITE, WLT_HASH_SHA256, NULL, &read, NULL),
        WALLET_ERR_REFUSED);
    wlt_disclosures_clear(&read);
}

/** So many decoys, no two alike. */
static struct wallet_bytes many(size_t count)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_array(&writer, count);
    for (size_t i = 0; i < count; i++) {
        uint8_t decoy[18] = { 0x81, 0x50, (uint8_t)(i >> 8), (uint8_t)i };
        wlt_write_bytes(&writer, (struct wallet_bytes){ decoy, sizeof decoy });
    }

    return kept(&out);
}

TEST(finds_each_of_the_most_there_may_be)
{
    struct wlt_disclosures read = { 0 };
    struct wlt_cose_headers headers = { .sd_claims = many(WLT_DISCLOSURE_MAX) };

    CHECK_EQUAL(
        wlt_disclosures_read(&headers, WLT_CBOR_STRICT, WLT_HASH_SHA256, NULL, &read, NULL),
        WALLET_OK);
    CHECK_EQUAL(read.count, WLT_DISCLOSURE_MAX);
    for (size_t i = 0; i < read.count; i++) {
        uint8_t digest[WLT_HASH_SIZE_MAX];
        CHECK_EQUAL(wlt_hash_bytes(WLT_HASH_SHA256, read.items[i].encoded, digest), WALLET_OK);
        CHECK(wlt_disclosures_find(&read, (struct wallet_bytes){ digest, 32 }) == &read.items[i]);
        digest[31] ^= 1;
        CHECK(!wlt_disclosures_find(&read, (struct wallet_bytes){ digest, 32 }));
        CHECK(!wlt_disclosures_find(&read, (struct wallet_bytes){ digest, 31 }));
    }

    headers.sd_claims = many(WLT_DISCLOSURE_MAX + 1);
    CHECK_EQUAL(
        wlt_disclosures_read(&headers, WLT_CBOR_STRICT, WLT_HASH_SHA256, NULL, &read, NULL),
        WALLET_ERR_TOO_LARGE);

    headers.sd_claims = (struct wallet_bytes){ 0 }; /* used again, nothing of before is left */
    CHECK_EQUAL(
        wlt_disclosures_read(&headers, WLT_CBOR_STRICT, WLT_HASH_SHA256, NULL, &read, NULL),
        WALLET_OK);
    CHECK_EQUAL(read.count, 0);
    wlt_disclosures_clear(&read);
}

/** The draft's first-disclosure and first-blinded-hash. */
TEST(hashes_the_byte_string_with_its_head)
{
    const struct wlt_cose_headers headers = {
        .sd_claims = test_hex(
            "81 58 21 83 50 bae611067bb823486797da1ebbb52f83 6b 414243442d313233343536 1901f5"),
    };
    static const enum wlt_hash hashes[] = { WLT_HASH_SHA256, WLT_HASH_SHA384, WLT_HASH_SHA512 };

    for (size_t i = 0; i < 3; i++) {
        struct wlt_disclosures read = { 0 };
        CHECK_EQUAL(
            wlt_disclosures_read(&headers, WLT_CBOR_STRICT, hashes[i], NULL, &read, NULL),
            WALLET_OK);
        CHECK_EQUAL(read.digest_size, wlt_hash_size(hashes[i]));
        if (i == 0) {
            CHECK_BYTES(
                ((struct wallet_bytes){ read.items[0].digest, 32 }),
                test_hex("af375dc3fba1d082448642c00be7b2f7bb05c9d8fb61cfc230ddfdfb4616a693"));
        }

        wlt_disclosures_clear(&read);
    }
}

TEST(knows_the_hashes_by_their_numbers)
{
    static const struct {
        const char *what;
        struct wlt_cose_headers headers;
        int wanted; /* 0: none */
    } rows[] = {
        { "none", { .has_sd_alg = false }, WLT_HASH_SHA256 },
        { "SHA-256", { .has_sd_alg = true, .sd_alg = -16 }, WLT_HASH_SHA256 },
        { "SHA-384", { .has_sd_alg = true, .sd_alg = -43 }, WLT_HASH_SHA384 },
        { "SHA-512", { .has_sd_alg = true, .sd_alg = -44 }, WLT_HASH_SHA512 },
        { "SHA-256/64", { .has_sd_alg = true, .sd_alg = -15 }, 0 },
        { "SHA-1", { .has_sd_alg = true, .sd_alg = -14 }, 0 },
        { "SHAKE128", { .has_sd_alg = true, .sd_alg = -18 }, 0 },
        { "no number", { .has_sd_alg = true, .sd_alg = 0 }, 0 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum wlt_hash hash = (enum wlt_hash)0;
        CHECK_ROW(rows[i].what, wlt_disclosure_hash(&rows[i].headers, &hash), rows[i].wanted != 0);
        CHECK_ROW(rows[i].what, (int)hash, rows[i].wanted);
    }
}
