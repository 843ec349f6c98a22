/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/check.h"

#include "base/buffer.h"
#include "cbor/writer.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum {
    GOOD = WALLET_OK,
    CUT = WALLET_ERR_TRUNCATED,
    BAD = WALLET_ERR_MALFORMED,
    SHAPE = WALLET_ERR_STRUCTURE,
    LARGE = WALLET_ERR_TOO_LARGE,
};

/** What becomes of an input in both modes: status, and where. */
struct row {
    const char *what;
    const char *hex;
    int strict;
    size_t strict_at;
    int lenient;
    size_t lenient_at;
};

static void check_one(const struct row *row, enum wlt_cbor_mode mode, int wanted, size_t wanted_at)
{
    struct wallet_error error = { .offset = WALLET_NO_OFFSET };

    CHECK_ROW(row->what, wlt_cbor_check(test_hex(row->hex), mode, &error), wanted);
    if (wanted != GOOD) {
        CHECK_ROW(row->what, error.status, wanted);
        CHECK_ROW(row->what, error.offset, wanted_at);
        CHECK_ROW(row->what, strncmp(error.message, "expected ", 9), 0);
    }
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_one(&rows[i], WLT_CBOR_STRICT, rows[i].strict, rows[i].strict_at);
        check_one(&rows[i], WLT_CBOR_LENIENT, rows[i].lenient, rows[i].lenient_at);
    }
}

TEST(accepts_items_of_every_kind)
{
    static const struct row rows[] = {
        { "an unsigned integer", "1b7fffffffffffffff", GOOD, 0, GOOD, 0 },
        { "the smallest integer", "3bffffffffffffffff", GOOD, 0, GOOD, 0 },
        { "an empty byte string", "40", GOOD, 0, GOOD, 0 },
        { "a text", "66e58f91e8af81", GOOD, 0, GOOD, 0 },
        { "an empty array", "80", GOOD, 0, GOOD, 0 },
        { "arrays in arrays", "8301820203820405", GOOD, 0, GOOD, 0 },
        { "a map", "a201020304", GOOD, 0, GOOD, 0 },
        { "COSE_Sign1 with a short tag", "d28440a04040", GOOD, 0, GOOD, 0 },
        { "a tag of eight bytes", "dbffffffffffffffff00", GOOD, 0, GOOD, 0 },
        { "false, true, null, undefined", "84f4f5f6f7", GOOD, 0, GOOD, 0 },
        { "simple(59)", "f83b", GOOD, 0, GOOD, 0 },
        { "simple(0)", "e0", GOOD, 0, GOOD, 0 },
        { "SD-CWT's key beside others", "a20102f83b80", GOOD, 0, GOOD, 0 },
        { "a map as a key", "a1a1010203", GOOD, 0, GOOD, 0 },
        { "many containers side by side",
          "9480808080808080808080808080808080808080"
          "80",
          GOOD,
          0,
          GOOD,
          0 },
    };

    check_rows(rows, sizeof rows / sizeof rows[0]);
}

TEST(refuses_in_strict_mode_what_is_not_deterministic)
{
    static const struct row rows[] = {
        { "a long integer", "1817", BAD, 0, GOOD, 0 },
        { "a long negative", "390018", BAD, 0, GOOD, 0 },
        { "a long length of bytes", "580101", BAD, 0, GOOD, 0 },
        { "a long length of text", "7900016b", BAD, 0, GOOD, 0 },
        { "a long length of an array", "980100", BAD, 0, GOOD, 0 },
        { "a long length of a map", "b8010000", BAD, 0, GOOD, 0 },
        { "a long tag", "d81200", BAD, 0, GOOD, 0 },
        { "a long integer inside", "82011817", BAD, 2, GOOD, 0 },
        { "half a float", "f90000", BAD, 0, GOOD, 0 },
        { "a float", "fa00000000", BAD, 0, GOOD, 0 },
        { "a double", "fb0000000000000000", BAD, 0, GOOD, 0 },
        { "a float inside", "a101f97e00", BAD, 2, GOOD, 0 },
        { "an indefinite array", "9f01ff", BAD, 0, GOOD, 0 },
        { "an indefinite map", "bf0102ff", BAD, 0, GOOD, 0 },
        { "an empty indefinite array", "9fff", BAD, 0, GOOD, 0 },
        { "indefinite containers in each other", "9f9fffbf009fffffff", BAD, 0, GOOD, 0 },
    };

    check_rows(rows, sizeof rows / sizeof rows[0]);
}

TEST(refuses_what_is_not_well_formed)
{
    static const struct row rows[] = {
        { "28, reserved", "1c", BAD, 0, BAD, 0 },
        { "30 for a map", "be", BAD, 0, BAD, 0 },
        { "a reserved value inside", "8201fd", BAD, 2, BAD, 2 },
        { "simple(24) in two bytes", "f818", BAD, 0, BAD, 0 },
        { "a lone break", "ff", BAD, 0, BAD, 0 },
        { "a break in a definite array", "8201ff", BAD, 2, BAD, 2 },
        { "a break for a value", "bf01ff", BAD, 0, BAD, 2 },
        { "a break behind a tag", "9fc0ff", BAD, 0, BAD, 2 },
        { "an indefinite integer", "1f", BAD, 0, BAD, 0 },
        { "an indefinite tag", "df00", BAD, 0, BAD, 0 },
        { "bytes in chunks", "5f4101ff", BAD, 0, BAD, 0 },
        { "text in chunks", "7f6161ff", BAD, 0, BAD, 0 },
        { "two items", "0101", SHAPE, 1, SHAPE, 1 },
        { "a break behind the item", "01ff", SHAPE, 1, SHAPE, 1 },
        { "bytes behind an array", "8101f6", SHAPE, 2, SHAPE, 2 },
    };

    check_rows(rows, sizeof rows / sizeof rows[0]);
}

TEST(refuses_text_that_is_not_utf_8)
{
    static const struct row rows[] = {
        { "a byte that continues nothing", "6180", BAD, 1, BAD, 1 },
        { "a sequence that is cut off", "62e58f", BAD, 1, BAD, 1 },
        { "an overlong slash", "62c0af", BAD, 1, BAD, 1 },
        { "overlong in three bytes", "63e09fbf", BAD, 1, BAD, 1 },
        { "overlong in four bytes", "64f08fbfbf", BAD, 1, BAD, 1 },
        { "a surrogate", "63eda080", BAD, 1, BAD, 1 },
        { "beyond U+10FFFF", "64f4908080", BAD, 1, BAD, 1 },
        { "five bytes", "65f888808080", BAD, 1, BAD, 1 },
        { "a key", "a161ff00", BAD, 2, BAD, 2 },
        { "the same as bytes", "4180", GOOD, 0, GOOD, 0 },
        { "the last code point", "64f48fbfbf", GOOD, 0, GOOD, 0 },
        { "around the surrogates", "66ed9fbfee8080", GOOD, 0, GOOD, 0 },
    };

    check_rows(rows, sizeof rows / sizeof rows[0]);
}

TEST(refuses_a_key_that_is_there_twice)
{
    static const struct row rows[] = {
        { "neighbours", "a201000100", BAD, 3, BAD, 3 },
        { "apart, in order but one", "a3010002000100", BAD, 5, BAD, 5 },
        { "apart, in no order", "a40300010002000300", BAD, 3, BAD, 7 },
        { "the first again, last", "a40200010003000200", BAD, 3, BAD, 7 },
        { "texts", "a2616100616101", BAD, 4, BAD, 4 },
        { "nothing but empty texts", "a260006000", BAD, 3, BAD, 3 },
        { "in an indefinite map", "bf01000100ff", BAD, 0, BAD, 3 },
        { "in a map within a map", "a100a201000100", BAD, 5, BAD, 5 },
        { "in a key", "a1a20100010000", BAD, 4, BAD, 4 },
        { "arrays", "a2810100810100", BAD, 4, BAD, 4 },
        { "one in short, one in long form", "a20100180100", BAD, 3, BAD, 3 },
        { "arrays, one in long form", "a281010081180100", BAD, 5, BAD, 5 },
        { "arrays, one without a length", "a28101009f01ff00", BAD, 4, BAD, 4 },
        { "floats of different length", "a2f93c0000fa3f80000000", BAD, 1, BAD, 1 },
        { "the same key in two maps", "82a10100a10100", GOOD, 0, GOOD, 0 },
        { "the number and the text", "a20100613100", GOOD, 0, GOOD, 0 },
    };

    check_rows(rows, sizeof rows / sizeof rows[0]);
}

TEST(wants_keys_in_bytewise_order_in_strict_mode)
{
    static const struct row rows[] = {
        { "descending", "a202000100", BAD, 3, GOOD, 0 },
        { "negative before positive", "a220000100", BAD, 3, GOOD, 0 },
        { "shorter text after longer", "a262616100616200", BAD, 5, GOOD, 0 },
        /* RFC 8949 section 4.2.1, the list of eight keys, without its last two. */
        { "the RFC's example", "a60a001864002000617a006261610081186400", GOOD, 0, GOOD, 0 },
        { "-1 before 100, by length first (RFC 7049)", "a30a002000186400", BAD, 5, GOOD, 0 },
        { "false behind an array", "a2812000f400", GOOD, 0, GOOD, 0 },
    };

    check_rows(rows, sizeof rows / sizeof rows[0]);
}

TEST(a_length_that_lies_is_found_at_once)
{
    static const struct row rows[] = {
        { "2^60 items", "9b1000000000000000", CUT, 0, CUT, 0 },
        { "2^60 pairs", "bb1000000000000000", CUT, 0, CUT, 0 },
        { "2^60 bytes", "5b1000000000000000", CUT, 9, CUT, 9 },
        { "2^60 characters", "7b1000000000000000", CUT, 9, CUT, 9 },
        { "2^64 - 1 bytes", "5bffffffffffffffff", CUT, 9, CUT, 9 },
        { "2^64 - 1 items", "9bffffffffffffffff", CUT, 0, CUT, 0 },
        { "2^63 pairs", "bb8000000000000000", CUT, 0, CUT, 0 },
        { "one item too many", "8200", CUT, 0, CUT, 0 },
        { "one byte too many", "4200", CUT, 1, CUT, 1 },
        { "a pair too many", "a20000", CUT, 3, CUT, 3 },
        { "a tag without an item", "d2", CUT, 1, CUT, 1 },
        { "an array without its break", "9f", BAD, 0, CUT, 1 },
        { "nothing", "", CUT, 0, CUT, 0 },
    };

    check_rows(rows, sizeof rows / sizeof rows[0]);
}

TEST(a_missing_pointer_is_an_empty_input)
{
    const struct wallet_bytes nothing = { NULL, 0 };
    CHECK_EQUAL(wlt_cbor_check(nothing, WLT_CBOR_STRICT, NULL), WALLET_ERR_TRUNCATED);
    CHECK_EQUAL(wlt_cbor_check(nothing, WLT_CBOR_LENIENT, NULL), WALLET_ERR_TRUNCATED);
}

TEST(an_item_cut_anywhere_is_truncated)
{
    static const char *const items[] = {
        "d28443a10126a1044801020304050607085818"
        "000102030405060708090a0b0c0d0e0f10111213141516174101",
        "a5011824021901000362c3bc04a10a1bffffffffffffffff0583f83bd83d8042"
        "ffff",
    };

    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        const struct wallet_bytes whole = test_hex(items[i]);
        CHECK_EQUAL(wlt_cbor_check(whole, WLT_CBOR_STRICT, NULL), WALLET_OK);
        for (size_t size = 0; size < whole.size; size++) {
            const struct wallet_bytes cut = { whole.data, size };
            CHECK_EQUAL(wlt_cbor_check(cut, WLT_CBOR_STRICT, NULL), WALLET_ERR_TRUNCATED);
            CHECK_EQUAL(wlt_cbor_check(cut, WLT_CBOR_LENIENT, NULL), WALLET_ERR_TRUNCATED);
        }
    }
}

/** `depth` levels in hex: what opens each, one item, what closes each; lives until the test ends. */
static const char *nested(const char *open, const char *close, size_t depth)
{
    const size_t room = (strlen(open) + strlen(close)) * depth + 3;
    char *hex = test_memory(room);
    size_t size = 0;

    for (size_t level = 0; level < 2 * depth; level++) {
        if (level == depth) {
            size += (size_t)snprintf(hex + size, room - size, "00");
        }

        size += (size_t)snprintf(hex + size, room - size, "%s", level < depth ? open : close);
    }

    return hex;
}

TEST(goes_sixteen_levels_deep_and_no_further)
{
    static const struct {
        const char *what;
        const char *open;
        const char *close;
    } rows[] = {
        { "arrays", "81", "" },
        { "values in maps", "a100", "" },
        { "keys of maps", "a1", "00" },
        { "tags", "d2", "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (size_t depth = 1; depth <= 20; depth++) {
            const struct wallet_bytes input = test_hex(nested(rows[i].open, rows[i].close, depth));
            const bool fits = depth <= WLT_CBOR_DEPTH_MAX;
            const size_t wanted_at = fits ? 0 : strlen(rows[i].open) / 2 * WLT_CBOR_DEPTH_MAX;
            const int wanted = fits ? GOOD : LARGE;
            struct wallet_error error = { 0 };

            CHECK_ROW(rows[i].what, wlt_cbor_check(input, WLT_CBOR_LENIENT, NULL), wanted);
            CHECK_ROW(rows[i].what, wlt_cbor_check(input, WLT_CBOR_STRICT, &error), wanted);
            CHECK_ROW(rows[i].what, error.offset, wanted_at);
        }
    }
}

TEST(measures_the_first_of_several_items)
{
    struct wlt_cbor_fault fault = { 0 };

    CHECK_EQUAL(wlt_cbor_measure(test_hex("820102f6f6"), WLT_CBOR_STRICT, &fault), 3);
    CHECK_EQUAL(wlt_cbor_measure(test_hex("9f0102fff6"), WLT_CBOR_LENIENT, &fault), 4);
    CHECK_EQUAL(wlt_cbor_measure(test_hex("8201"), WLT_CBOR_LENIENT, &fault), 0);
    CHECK_EQUAL(fault.status, WALLET_ERR_TRUNCATED);
    CHECK_EQUAL(fault.offset, 0);
}

/* draft-ietf-spice-sd-cwt section 5.1: MUST reject indefinite lengths; all else as in lenient mode. */
TEST(refuses_in_definite_mode_what_has_no_length)
{
    static const struct {
        const char *what;
        const char *hex;
        int wanted;
        size_t wanted_at;
    } rows[] = {
        { "an array", "9f01ff", BAD, 0 },
        { "an empty array", "9fff", BAD, 0 },
        { "a map", "bf0102ff", BAD, 0 },
        { "an array in a map", "a1019f01ff", BAD, 2 },
        { "an array in a tag", "c19fff", BAD, 1 },
        { "bytes in pieces", "5f4100ff", BAD, 0 },
        { "text in pieces", "7f6161ff", BAD, 0 },
        { "a break alone", "ff", BAD, 0 },
        { "a long integer", "1900ff", GOOD, 0 },
        { "a long head", "990001f5", GOOD, 0 },
        { "floats", "83f97e00fa47c35000fb3ff8000000000000", GOOD, 0 },
        { "keys in no order", "a202000100", GOOD, 0 },
        { "a key twice", "a201000100", BAD, 3 },
        { "a key twice in two forms", "a20100190001 00", BAD, 3 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row row = { .what = rows[i].what, .hex = rows[i].hex };
        check_one(&row, WLT_CBOR_DEFINITE, rows[i].wanted, rows[i].wanted_at);
    }
}

/** A map of so many numbers in falling order, and `inner` for the value of each. */
static void write_falling(struct wallet_buffer *out, int count, struct wallet_bytes inner)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, (uint64_t)count);
    for (int i = count; i > 0; i--) {
        wlt_write_int(&writer, i);
        wlt_write_encoded(&writer, inner);
    }
}

TEST(one_map_may_have_more_keys_in_no_order_than_are_compared)
{
    const int most = WLT_CBOR_UNSORTED_KEYS_MAX;
    struct wallet_bytes open = { 0 };

    for (int more = 0; more < 2; more++) {
        struct wallet_buffer map = { 0 };
        write_falling(&map, most + more, test_hex("a0"));
        const struct wallet_bytes bytes = wallet_buffer_bytes(&map);
        CHECK_EQUAL(wlt_cbor_check(bytes, WLT_CBOR_LENIENT, NULL), more ? LARGE : GOOD);
        CHECK_EQUAL(wlt_cbor_check_but_one(bytes, WLT_CBOR_LENIENT, &open, NULL), GOOD);
        CHECK_EQUAL(open.size, more ? bytes.size : 0);
        CHECK(!more || open.data == bytes.data);
        wallet_buffer_clear(&map);
    }
}

TEST(of_two_such_maps_the_second_is_refused)
{
    const int many = WLT_CBOR_UNSORTED_KEYS_MAX + 1;
    struct wallet_bytes open = { 0 };
    struct wallet_buffer inner = { 0 };
    struct wallet_buffer nested = { 0 };
    struct wallet_buffer beside = { 0 };
    write_falling(&inner, many, test_hex("00"));

    struct wlt_writer writer = wlt_writer_start(&beside);
    wlt_write_array(&writer, 2);
    wlt_write_encoded(&writer, wallet_buffer_bytes(&inner));
    wlt_write_encoded(&writer, wallet_buffer_bytes(&inner));
    CHECK_EQUAL(
        wlt_cbor_check_but_one(wallet_buffer_bytes(&beside), WLT_CBOR_LENIENT, &open, NULL), LARGE);

    /* Within the last value of another one, which is open already. */
    writer = wlt_writer_start(&nested);
    wlt_write_map(&writer, (uint64_t)many);
    for (int i = many; i > 0; i--) {
        wlt_write_int(&writer, i);
        wlt_write_encoded(&writer, i == 1 ? wallet_buffer_bytes(&inner) : test_hex("00"));
    }

    CHECK_EQUAL(
        wlt_cbor_check_but_one(wallet_buffer_bytes(&nested), WLT_CBOR_LENIENT, &open, NULL), LARGE);
    CHECK_EQUAL(
        wlt_cbor_check_but_one(wallet_buffer_bytes(&inner), WLT_CBOR_STRICT, &open, NULL), BAD);
    wallet_buffer_clear(&beside);
    wallet_buffer_clear(&nested);
    wallet_buffer_clear(&inner);
}
