/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/claim169.h>

#include "make_identity.h"

/* What is read out of claim 169, in whatever form it stands there. */

/** A CWT's claims with nothing else in them. */
static struct wallet_claims claims_of(const char *value_hex)
{
    struct wallet_claims claims = { { 0 } };
    CHECK_EQUAL(
        wallet_claims_start(JOIN(test_hex("a118a9"), test_hex(value_hex)), &claims, NULL),
        WALLET_OK);
    return claims;
}

static const char *text_at(struct wallet_claims claims, uint64_t number)
{
    struct wallet_claims value;
    struct wallet_item item = { 0 };

    if (!wallet_claim169_find(claims, number, &value) || !wallet_claims_next(&value, &item) ||
        item.kind != WALLET_ITEM_TEXT) {
        return NULL;
    }

    char *out = test_memory(item.content.size + 1);
    memcpy(out, item.content.data, item.content.size);
    return out;
}

TEST(names_each_assigned_number_and_no_other)
{
    size_t count = 0;

    for (uint64_t number = 0; number < 200; number++) {
        const char *name = wallet_claim169_name(number);
        const bool is_assigned = (number >= 1 && number <= 23) || (number >= 50 && number <= 65);

        CHECK_ROW(name, *name != '\0', is_assigned);
        CHECK_ROW(name, *wallet_claim169_title(number, WALLET_ENGLISH) != '\0', is_assigned);
        CHECK_ROW(name, *wallet_claim169_title(number, WALLET_CHINESE) != '\0', is_assigned);
        CHECK_ROW(name, wallet_claim169_kind(number) != WALLET_CLAIM169_UNASSIGNED, is_assigned);
        CHECK_ROW(name, wallet_claim169_number(name), is_assigned ? number : 0);
        count += is_assigned;
    }

    CHECK_EQUAL(count, 39);
    CHECK_TEXT(wallet_claim169_name(WALLET_CLAIM169_FULL_NAME), "fullName");
    CHECK_TEXT(wallet_claim169_name(WALLET_CLAIM169_LEFT_PALM), "leftPalm");
    CHECK_EQUAL(wallet_claim169_number("fullname"), 0);
}

TEST(says_what_the_numbers_of_a_list_are)
{
    CHECK_TEXT(wallet_claim169_choice(WALLET_CLAIM169_GENDER, 2, WALLET_ENGLISH), "Female");
    CHECK_TEXT(wallet_claim169_choice(WALLET_CLAIM169_GENDER, 3, WALLET_CHINESE), "其他");
    CHECK_TEXT(wallet_claim169_choice(WALLET_CLAIM169_GENDER, 4, WALLET_ENGLISH), "");
    CHECK_TEXT(
        wallet_claim169_choice(WALLET_CLAIM169_MARITAL_STATUS, 3, WALLET_ENGLISH), "Divorced");
    CHECK_TEXT(wallet_claim169_choice(WALLET_CLAIM169_PHOTO_FORMAT, 4, WALLET_ENGLISH), "WebP");
    CHECK_TEXT(wallet_claim169_choice(WALLET_CLAIM169_ID, 1, WALLET_ENGLISH), "");
    CHECK_TEXT(wallet_claim169_format_name(3), "bio-hash");
    CHECK_TEXT(wallet_claim169_format_name(4), "");
    CHECK_TEXT(wallet_claim169_sub_format_name(0, 2), "JPEG 2000");
    CHECK_TEXT(wallet_claim169_sub_format_name(0, 6), "WSQ");
    CHECK_TEXT(wallet_claim169_sub_format_name(0, 7), "");
    CHECK_TEXT(wallet_claim169_sub_format_name(1, 1), "ISO 19794-2");
    CHECK_TEXT(wallet_claim169_sub_format_name(1, 3), "");
    CHECK_TEXT(wallet_claim169_sub_format_name(2, 1), "MP3");
    CHECK_TEXT(wallet_claim169_sub_format_name(2, 100), "");
    CHECK_TEXT(wallet_claim169_sub_format_name(3, 0), "");
    CHECK_TEXT(wallet_claim169_sub_format_name(1, 99), "");
    CHECK_TEXT(wallet_claim169_sub_format_name(1, 100), "vendor");
    CHECK_TEXT(wallet_claim169_sub_format_name(0, 200), "vendor");
    CHECK_TEXT(wallet_claim169_sub_format_name(0, 201), "");
}

TEST(finds_the_claim_as_a_map_or_in_a_byte_string)
{
    const char *forms[] = {
        "a2 0161 41 0461 42",     /* a map */
        "47 a2 0161 41 0461 42",  /* a byte string around it */
        "a2 6131 6141 6134 6142", /* keys that are texts */
        "bf 0461 42 0161 41 ff",  /* no length, no order */
    };

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        CHECK_TEXT(text_at(claims_of(forms[i]), 1), "A");
        CHECK_TEXT(text_at(claims_of(forms[i]), 4), "B");
        CHECK(!text_at(claims_of(forms[i]), 5));
    }
}

TEST(finds_nothing_where_no_map_is)
{
    const char *forms[] = { "01", "80", "41a1", "44a1010200", "43a10102", "6161", "f6", "40" };
    struct wallet_claim169_walk walk = { .left = 7 };
    struct wallet_claims none = { { 0 } };

    for (size_t i = 0; i < 4; i++) {
        CHECK(!wallet_claim169_start(claims_of(forms[i]), &walk));
    }

    CHECK(wallet_claim169_start(claims_of("43a10102"), &walk));
    CHECK(!wallet_claim169_start(claims_of("6161"), &walk));
    CHECK(!wallet_claim169_start(claims_of("f6"), &walk));
    CHECK(!wallet_claim169_start(claims_of("40"), &walk));
    CHECK(!wallet_claim169_start(none, &walk));
    none.rest = test_hex("a101a0"); /* another claim */
    CHECK(!wallet_claim169_start(none, &walk));
    none.rest = test_hex("a163313639a0"); /* the text "169" is not the number */
    CHECK(!wallet_claim169_start(none, &walk));
}

TEST(loses_no_attribute_that_nobody_assigned)
{
    const struct {
        uint64_t number;
        const char *key;
        const char *value;
    } wanted[] = {
        { 1, "01", "6141" },         { 24, "1818", "820102" }, { 99, "1863", "a10102" },
        { 0, "20", "f5" },           { 0, "6178", "6179" },    { 5, "6135", "6143" },
        { 0, "633030 31", "6144" },  { 0, "623061", "00" },    { 12345, "193039", "01" },
        { 0, "653132333435", "02" },
    };
    struct wallet_claim169_walk walk = { .left = 0 };
    struct wallet_claim169_item item;
    const size_t count = sizeof wanted / sizeof wanted[0];

    CHECK(wallet_claim169_start(
        claims_of("aa 016141 1818820102 1863a10102 20f5 61786179 61356143 633030316144 62306100 "
                  "19303901 65313233343502"),
        &walk));
    for (size_t i = 0; i < count; i++) {
        CHECK(wallet_claim169_next(&walk, &item));
        CHECK_EQUAL(item.number, wanted[i].number);
        CHECK_BYTES(item.key.rest, test_hex(wanted[i].key));
        CHECK_BYTES(item.value.rest, test_hex(wanted[i].value));
    }

    CHECK(!wallet_claim169_next(&walk, &item));
    CHECK(!wallet_claim169_next(&walk, &item));
}

TEST(finds_nothing_under_no_number)
{
    struct wallet_claims value;

    CHECK(!wallet_claim169_find(claims_of("a1 6178 6179"), 0, &value));
}

/** The biometrics of a value: how many there are, and whether that is all. */
static size_t count_biometrics(const char *value_hex, bool *out_is_whole)
{
    const struct wallet_claims value = { test_hex(value_hex) };
    struct wallet_claim169_biometric_walk walk = { .left = 0 };
    struct wallet_claim169_biometric biometric;
    size_t count = 0;

    *out_is_whole = wallet_claim169_biometrics(value, &walk);
    while (wallet_claim169_next_biometric(&walk, &biometric)) {
        count++;
    }

    *out_is_whole = *out_is_whole && walk.left == 0;
    return count;
}

TEST(reads_biometrics_in_an_array_or_alone)
{
    const struct {
        const char *what;
        const char *value;
        size_t count;
        bool is_whole;
    } rows[] = {
        { "two", "82 a1004101 a10041 02", 2, true },
        { "one alone", "a1004101", 1, true },
        { "none", "80", 0, true },
        { "keys that are texts", "a2 61304101 613100", 1, true },
        { "keys that nobody assigned", "a4 004101 04f6 6178f6 20f6", 1, true },
        { "no data", "a10100", 0, false },
        { "empty data", "a10040", 0, false },
        { "data that is a text", "a1006101", 0, false },
        { "a format that is a text", "a2004101 016101", 0, false },
        { "a sub-format that is negative", "a2004101 0220", 0, false },
        { "an issuer that is bytes", "a2004101 034101", 0, false },
        { "a number in the array", "82 a1004101 01", 1, false },
        { "a number", "01", 0, false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool is_whole = false;
        CHECK_ROW(rows[i].what, count_biometrics(rows[i].value, &is_whole), rows[i].count);
        CHECK_ROW(rows[i].what, is_whole, rows[i].is_whole);
    }
}

TEST(reads_all_that_a_biometric_says)
{
    const struct wallet_claims value = { test_hex("a4 00420102 0101 021864 036156") };
    struct wallet_claim169_biometric_walk walk;
    struct wallet_claim169_biometric biometric;

    CHECK(wallet_claim169_biometrics(value, &walk));
    CHECK(wallet_claim169_next_biometric(&walk, &biometric));
    CHECK_BYTES(biometric.data, test_hex("0102"));
    CHECK(biometric.has_format && biometric.format == WALLET_CLAIM169_FORMAT_TEMPLATE);
    CHECK(biometric.has_sub_format && biometric.sub_format == 100);
    CHECK_BYTES(biometric.issuer, test_text("V"));
}

TEST(finds_a_portrait_that_is_a_picture)
{
    const struct {
        const char *what;
        const char *value;
        const char *data;
        int sub_format; /* -1: it is not said */
    } rows[] = {
        { "a face", "a1 183e 81 a3004101 0100 0201", "01", 1 },
        { "a face alone", "a1 183e a1004101", "01", -1 },
        { "behind a template", "a1 183e 82 a2004101 0101 a2004102 0100", "02", -1 },
        { "a template alone", "a1 183e 81 a2004101 0101", NULL, -1 },
        { "the old photo", "a2 104103 1102", "03", 2 },
        { "the old photo, no format", "a1 104103", "03", -1 },
        { "both", "a2 104103 183e a1004101", "01", -1 },
        { "the old photo behind a template", "a2 104103 183e a2004101 0101", "03", -1 },
        { "the old photo as a text", "a1 106103", NULL, -1 },
        { "the old photo of no bytes", "a1 1040", NULL, -1 },
        { "none", "a1 016103", NULL, -1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_claim169_biometric face;
        const bool is_found = wallet_claim169_portrait(claims_of(rows[i].value), &face);

        CHECK_ROW(rows[i].what, is_found, rows[i].data != NULL);
        if (is_found) {
            CHECK_BYTES(face.data, test_hex(rows[i].data));
            CHECK_ROW(
                rows[i].what, face.has_sub_format ? (int)face.sub_format : -1, rows[i].sub_format);
        }
    }
}

TEST(tells_pictures_by_their_first_bytes)
{
    const struct {
        const char *bytes;
        int sub_format;
    } rows[] = {
        { "89504e470d0a1a0a00", 0 },
        { "ffd8ffe0", 1 },
        { "0000000c6a5020200d", 2 },
        { "ff4fff5100", 2 },
        { "0000002066747970617669 6600", 3 },
        { "0000002066747970617669 7300", 3 },
        { "524946460000000057454250 00", 4 },
        { "49492a0008", 5 },
        { "4d4d002a08", 5 },
        { "ffa0ff", 6 },
        { "ffd8ff", -1 },
        { "474946383961", -1 },
        { "", -1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint64_t sub_format = 0;
        const bool is_picture = wallet_claim169_picture(test_hex(rows[i].bytes), &sub_format);
        CHECK_ROW(rows[i].bytes, is_picture ? (int)sub_format : -1, rows[i].sub_format);
    }
}
