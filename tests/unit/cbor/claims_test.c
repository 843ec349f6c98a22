/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/claims.h>

#include "test.h"

#include <math.h>
#include <string.h>

static struct wallet_claims start(const char *hex)
{
    struct wallet_claims claims = { 0 };
    CHECK_ROW(hex, wallet_claims_start(test_hex(hex), &claims, NULL), WALLET_OK);
    return claims;
}

TEST(reads_one_item_of_each_kind)
{
    static const struct {
        const char *hex;
        enum wallet_item_kind kind;
        uint64_t number;
    } rows[] = {
        { "1bffffffffffffffff", WALLET_ITEM_UNSIGNED, UINT64_MAX },
        { "3903e7", WALLET_ITEM_NEGATIVE, 999 },
        { "83010203", WALLET_ITEM_ARRAY, 3 },
        { "9f010203ff", WALLET_ITEM_ARRAY, 3 },
        { "9fff", WALLET_ITEM_ARRAY, 0 },
        { "a201020304", WALLET_ITEM_MAP, 2 },
        { "bf01020304ff", WALLET_ITEM_MAP, 2 },
        { "d9011100", WALLET_ITEM_TAG, 273 },
        { "f4", WALLET_ITEM_SIMPLE, 20 },
        { "f7", WALLET_ITEM_SIMPLE, 23 },
        { "f83b", WALLET_ITEM_SIMPLE, 59 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_claims claims = start(rows[i].hex);
        struct wallet_item item;
        CHECK_ROW(rows[i].hex, wallet_claims_next(&claims, &item), true);
        CHECK_ROW(rows[i].hex, item.kind, rows[i].kind);
        CHECK_ROW(rows[i].hex, item.number, rows[i].number);
        CHECK_ROW(rows[i].hex, item.content.size, 0);
    }
}

TEST(strings_borrow_from_the_claims)
{
    const struct wallet_bytes encoded = test_hex("8242c0ff63e8af81");
    struct wallet_claims claims = { 0 };
    struct wallet_item item;

    CHECK_EQUAL(wallet_claims_start(encoded, &claims, NULL), WALLET_OK);
    CHECK(wallet_claims_next(&claims, &item));
    CHECK(wallet_claims_next(&claims, &item));
    CHECK_EQUAL(item.kind, WALLET_ITEM_BYTES);
    CHECK(item.content.data == encoded.data + 2);
    CHECK_EQUAL(item.content.size, 2);
    CHECK(wallet_claims_next(&claims, &item));
    CHECK_EQUAL(item.kind, WALLET_ITEM_TEXT);
    CHECK_BYTES(item.content, test_text("证"));
    CHECK(!wallet_claims_next(&claims, &item));
    CHECK(!wallet_claims_skip(&claims));
}

TEST(reads_floats_of_three_sizes)
{
    static const struct {
        const char *hex;
        double wanted;
    } rows[] = {
        { "f90000", 0.0 },
        { "f98000", -0.0 },
        { "f93c00", 1.0 },
        { "f93e00", 1.5 },
        { "f97bff", 65504.0 },
        { "f90001", 5.960464477539063e-8 },
        { "f90400", 0.00006103515625 },
        { "f9c400", -4.0 },
        { "f97c00", (double)INFINITY },
        { "f9fc00", -(double)INFINITY },
        { "fa47c35000", 100000.0 },
        { "fa7f7fffff", 3.4028234663852886e+38 },
        { "faff800000", -(double)INFINITY },
        { "fb3ff199999999999a", 1.1 },
        { "fbc010666666666666", -4.1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_claims claims = start(rows[i].hex);
        struct wallet_item item;
        CHECK_ROW(rows[i].hex, wallet_claims_next(&claims, &item), true);
        CHECK_ROW(rows[i].hex, item.kind, WALLET_ITEM_FLOAT);
        CHECK_ROW(rows[i].hex, memcmp(&item.real, &rows[i].wanted, sizeof item.real), 0);
    }
}

TEST(reads_what_is_not_a_number)
{
    static const char *const rows[] = { "f97e00", "fa7fc00000", "fb7ff8000000000000", "f97c01" };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_claims claims = start(rows[i]);
        struct wallet_item item;
        CHECK_ROW(rows[i], wallet_claims_next(&claims, &item), true);
        CHECK_ROW(rows[i], isnan(item.real) != 0, true);
    }
}

/** The kinds of all items in their order, one letter each. */
static void spell(struct wallet_claims claims, char *out)
{
    static const char letters[] = "unbtamTsf";
    struct wallet_item item;

    while (wallet_claims_next(&claims, &item)) {
        *out++ = letters[item.kind];
    }

    *out = '\0';
}

TEST(walks_nested_claims_in_their_order)
{
    static const struct {
        const char *hex;
        const char *wanted;
    } rows[] = {
        { "a201820203182040", "muauuub" },
        { "9f01bf029fff039f9f04ffffff6178ff", "aumuauaaut" },
        { "d28443a10126a0f6f93c00", "Tabmsf" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char spelt[64];
        spell(start(rows[i].hex), spelt);
        CHECK_TEXT(spelt, rows[i].wanted);
    }
}

TEST(skips_an_item_with_all_that_it_contains)
{
    struct wallet_claims claims = start("9fbf019f02ffff8103d29f04ff05ff");
    struct wallet_item item;

    CHECK(wallet_claims_next(&claims, &item));
    CHECK_EQUAL(item.number, 4);
    CHECK(wallet_claims_skip(&claims)); /* the map */
    CHECK(wallet_claims_skip(&claims)); /* [3] */
    CHECK(wallet_claims_skip(&claims)); /* 18([_ 4]) */
    CHECK(wallet_claims_next(&claims, &item));
    CHECK_EQUAL(item.number, 5);
    CHECK(!wallet_claims_skip(&claims));
    CHECK(!wallet_claims_next(&claims, &item));
}

TEST(skips_what_follows_a_break)
{
    struct wallet_claims claims = start("829f01ff8102");
    struct wallet_item item;

    CHECK(wallet_claims_next(&claims, &item));
    CHECK(wallet_claims_next(&claims, &item));
    CHECK(wallet_claims_next(&claims, &item));
    CHECK_EQUAL(item.number, 1);
    CHECK(wallet_claims_skip(&claims)); /* [2], behind the break */
    CHECK(!wallet_claims_next(&claims, &item));
}

TEST(a_copy_comes_back)
{
    struct wallet_claims claims = start("83010203");
    struct wallet_item item;

    CHECK(wallet_claims_next(&claims, &item));
    struct wallet_claims before = claims;
    CHECK(wallet_claims_next(&claims, &item));
    CHECK_EQUAL(item.number, 1);
    CHECK(wallet_claims_next(&claims, &item));
    CHECK(wallet_claims_next(&before, &item));
    CHECK_EQUAL(item.number, 1);
}

TEST(refuses_bytes_that_are_not_one_bounded_item)
{
    static const struct {
        const char *hex;
        enum wallet_status wanted;
        size_t at;
    } rows[] = {
        { "", WALLET_ERR_TRUNCATED, 0 },
        { "8201", WALLET_ERR_TRUNCATED, 0 },
        { "a201020102", WALLET_ERR_MALFORMED, 3 },
        { "0101", WALLET_ERR_STRUCTURE, 1 },
        { "1c", WALLET_ERR_MALFORMED, 0 },
        { "818181818181818181818181818181818100", WALLET_ERR_TOO_LARGE, 16 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_claims claims = { { (const uint8_t *)"untouched", 9 } };
        struct wallet_error error = { 0 };
        CHECK_ROW(
            rows[i].hex,
            wallet_claims_start(test_hex(rows[i].hex), &claims, &error),
            rows[i].wanted);
        CHECK_ROW(rows[i].hex, error.offset, rows[i].at);
        CHECK_ROW(rows[i].hex, claims.rest.size, 9);
    }
}

TEST(refuses_arguments_that_point_nowhere)
{
    struct wallet_claims claims = { 0 };

    CHECK_EQUAL(wallet_claims_start(test_hex("00"), NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_claims_start((struct wallet_bytes){ NULL, 1 }, &claims, NULL), WALLET_ERR_ARGUMENT);
}

TEST(claims_that_are_empty_end_at_once)
{
    struct wallet_claims claims = { 0 };
    struct wallet_item item;

    CHECK(!wallet_claims_next(&claims, &item));
    CHECK(!wallet_claims_skip(&claims));
}
