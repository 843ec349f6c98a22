/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/reader.h"

#include "test.h"

static struct wlt_reader strict(const char *hex)
{
    return wlt_reader_start(test_hex(hex), WLT_CBOR_STRICT);
}

static struct wlt_reader lenient(const char *hex)
{
    return wlt_reader_start(test_hex(hex), WLT_CBOR_LENIENT);
}

TEST(reads_a_structure_in_one_straight_line)
{
    struct wlt_reader reader = strict("d284430a0b0ca1010262c3bc3903e7");

    wlt_read_tag(&reader, 18);
    wlt_read_array(&reader, 4);
    CHECK_BYTES(wlt_read_bytes(&reader), test_hex("0a0b0c"));
    CHECK_EQUAL(wlt_read_map(&reader), 1);
    CHECK_EQUAL(wlt_read_int(&reader), 1);
    CHECK_EQUAL(wlt_read_unsigned(&reader), 2);
    CHECK_BYTES(wlt_read_text(&reader), test_text("ü"));
    CHECK_EQUAL(wlt_read_int(&reader), -1000);
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

TEST(takes_whole_items_as_they_came)
{
    struct wlt_reader reader = strict("83a101820203f640");

    wlt_read_array(&reader, 3);
    CHECK_BYTES(wlt_read_any(&reader), test_hex("a101820203"));
    CHECK_BYTES(wlt_read_any(&reader), test_hex("f6"));
    CHECK_BYTES(wlt_read_any(&reader), test_hex("40"));
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

TEST(a_key_of_another_kind_is_stepped_over)
{
    struct wlt_reader reader = strict("a3 01 f6 62c3bc f5 820203 f4");

    CHECK_EQUAL(wlt_read_map(&reader), 3);
    CHECK_EQUAL(wlt_read_text_key(&reader).size, 0);
    CHECK_BYTES(wlt_read_any(&reader), test_hex("f6"));
    CHECK_BYTES(wlt_read_text_key(&reader), test_text("ü"));
    CHECK_BYTES(wlt_read_any(&reader), test_hex("f5"));
    CHECK_EQUAL(wlt_read_text_key(&reader).size, 0);
    CHECK_BYTES(wlt_read_any(&reader), test_hex("f4"));
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

/** One call, by the name of what it reads. */
static void read_one(struct wlt_reader *reader, char what)
{
    switch (what) {
    case 'u': (void)wlt_read_unsigned(reader); break;
    case 'i': (void)wlt_read_int(reader); break;
    case 'b': (void)wlt_read_bytes(reader); break;
    case 't': (void)wlt_read_text(reader); break;
    case 'a': (void)wlt_read_array_any(reader); break;
    case '2': wlt_read_array(reader, 2); break;
    case 'm': (void)wlt_read_map(reader); break;
    case 'T': wlt_read_tag(reader, 18); break;
    case '*': (void)wlt_read_any(reader); break;
    default: fail_msg("no such call: %c", what);
    }
}

/** A call, what it refuses, where, and the message. */
static const struct {
    const char *hex;
    char call;
    enum wallet_status wanted;
    size_t at;
    const char *message;
} refusals[] = {
    { "40", 'u', WALLET_ERR_STRUCTURE, 0, "expected an unsigned integer" },
    { "20", 'u', WALLET_ERR_STRUCTURE, 0, "expected an unsigned integer" },
    { "60", 'i', WALLET_ERR_STRUCTURE, 0, "expected an integer" },
    { "1b8000000000000000", 'i', WALLET_ERR_STRUCTURE, 0, "expected an integer of 63 bits" },
    { "3b8000000000000000", 'i', WALLET_ERR_STRUCTURE, 0, "expected an integer of 63 bits" },
    { "60", 'b', WALLET_ERR_STRUCTURE, 0, "expected a byte string" },
    { "40", 't', WALLET_ERR_STRUCTURE, 0, "expected a text string" },
    { "a0", 'a', WALLET_ERR_STRUCTURE, 0, "expected an array" },
    { "80", 'm', WALLET_ERR_STRUCTURE, 0, "expected a map" },
    { "8100", '2', WALLET_ERR_STRUCTURE, 0, "expected an array of another length" },
    { "83000000", '2', WALLET_ERR_STRUCTURE, 0, "expected an array of another length" },
    { "00", 'T', WALLET_ERR_STRUCTURE, 0, "expected a tag" },
    { "d100", 'T', WALLET_ERR_STRUCTURE, 0, "expected another tag" },
    { "", 'T', WALLET_ERR_TRUNCATED, 0, "expected a tag" },
    { "d8", 'T', WALLET_ERR_TRUNCATED, 0, "expected a tag" },
    { "", 'u', WALLET_ERR_TRUNCATED, 0, "expected an unsigned integer" },
    { "19", 'u', WALLET_ERR_TRUNCATED, 0, "expected an unsigned integer" },
    { "42ff", 'b', WALLET_ERR_TRUNCATED, 0, "expected a byte string" },
    { "5bffffffffffffffff", 'b', WALLET_ERR_TRUNCATED, 0, "expected a byte string" },
    { "6261", 't', WALLET_ERR_TRUNCATED, 0, "expected a text string" },
    { "9b1000000000000000", 'a', WALLET_ERR_TRUNCATED, 0, "expected as many items as announced" },
    { "bb1000000000000000", 'm', WALLET_ERR_TRUNCATED, 0, "expected as many items as announced" },
    { "a20000", 'm', WALLET_ERR_TRUNCATED, 0, "expected as many items as announced" },
    { "820001", '*', WALLET_OK, 0, NULL },
    { "8200", '*', WALLET_ERR_TRUNCATED, 0, "expected as many items as announced" },
    { "820018", '*', WALLET_ERR_TRUNCATED, 2, "expected an item" },
    { "fc", '*', WALLET_ERR_MALFORMED, 0, "expected an item" },
    { "1c", 'u', WALLET_ERR_MALFORMED, 0, "expected an unsigned integer" },
    { "61ff", 't', WALLET_ERR_MALFORMED, 1, "expected text in UTF-8" },
};

TEST(refuses_with_the_place_and_what_it_expected)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct wlt_reader reader = strict(refusals[i].hex);
        struct wallet_error error = { 0 };

        read_one(&reader, refusals[i].call);
        CHECK_ROW(refusals[i].hex, wlt_reader_status(&reader, &error), refusals[i].wanted);
        if (refusals[i].message) {
            CHECK_ROW(refusals[i].hex, error.offset, refusals[i].at);
            CHECK_TEXT(error.message, refusals[i].message);
        }
    }
}

TEST(refuses_long_forms_in_strict_mode_only)
{
    static const struct {
        const char *hex;
        char call;
        enum wallet_status in_strict_mode;
    } rows[] = {
        { "1817", 'u', WALLET_ERR_MALFORMED },   { "3800", 'i', WALLET_ERR_MALFORMED },
        { "5800", 'b', WALLET_ERR_MALFORMED },   { "7800", 't', WALLET_ERR_MALFORMED },
        { "9800", 'a', WALLET_ERR_MALFORMED },   { "9fff", 'a', WALLET_ERR_MALFORMED },
        { "bfff", 'm', WALLET_ERR_MALFORMED },   { "9f0000ff", '2', WALLET_ERR_MALFORMED },
        { "d81200", 'T', WALLET_ERR_MALFORMED }, { "f90000", '*', WALLET_ERR_MALFORMED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_reader reader = strict(rows[i].hex);
        read_one(&reader, rows[i].call);
        CHECK_ROW(rows[i].hex, wlt_reader_status(&reader, NULL), rows[i].in_strict_mode);

        reader = lenient(rows[i].hex);
        read_one(&reader, rows[i].call);
        CHECK_ROW(rows[i].hex, wlt_reader_status(&reader, NULL), WALLET_OK);
    }
}

TEST(the_first_failure_sticks)
{
    struct wlt_reader reader = strict("83016002");
    struct wallet_error error = { 0 };

    wlt_read_array(&reader, 3);
    CHECK_EQUAL(wlt_read_unsigned(&reader), 1);
    CHECK_EQUAL(wlt_read_unsigned(&reader), 0); /* a text: the failure */
    CHECK(!wlt_reader_is_ok(&reader));

    /* From here on each call gives nothing, even where the item would fit. */
    CHECK(!wlt_next_is(&reader, WLT_CBOR_TEXT));
    CHECK_EQUAL(wlt_read_text(&reader).size, 0);
    CHECK(wlt_read_text(&reader).data == NULL);
    CHECK(wlt_read_bytes(&reader).data == NULL);
    CHECK(wlt_read_any(&reader).data == NULL);
    CHECK_EQUAL(wlt_read_map(&reader), 0);
    CHECK_EQUAL(wlt_read_array_any(&reader), 0);
    CHECK_EQUAL(wlt_read_int(&reader), 0);
    CHECK(!wlt_read_optional_tag(&reader, 0));
    wlt_read_tag(&reader, 18);
    wlt_reader_fail(&reader, WALLET_ERR_VALUE, "something else");

    CHECK_EQUAL(wlt_reader_finish(&reader, &error), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(error.status, WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(error.offset, 2);
    CHECK_TEXT(error.message, "expected an unsigned integer");
}

TEST(a_caller_s_own_failure_names_the_place)
{
    struct wlt_reader reader = strict("820102");
    struct wallet_error error = { 0 };

    wlt_read_array(&reader, 2);
    (void)wlt_read_unsigned(&reader);
    wlt_reader_fail(&reader, WALLET_ERR_VALUE, "an even number");
    CHECK_EQUAL(wlt_reader_status(&reader, &error), WALLET_ERR_VALUE);
    CHECK_EQUAL(error.offset, 2);
    CHECK_TEXT(error.message, "expected an even number");
}

TEST(a_failure_has_its_place_behind_breaks)
{
    struct wlt_reader reader = lenient("829fff60");
    struct wallet_error error = { 0 };

    wlt_read_array(&reader, 2);
    CHECK_EQUAL(wlt_read_array_any(&reader), 0);
    CHECK(wlt_next_is(&reader, WLT_CBOR_TEXT));
    (void)wlt_read_bytes(&reader);
    CHECK_EQUAL(wlt_reader_status(&reader, &error), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(error.offset, 3);
}

TEST(the_end_must_be_the_end)
{
    struct wlt_reader reader = strict("0000");
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wlt_read_unsigned(&reader), 0);
    CHECK_EQUAL(wlt_reader_status(&reader, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_reader_finish(&reader, &error), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(error.offset, 1);
    CHECK_TEXT(error.message, "expected the end of the input");
}

TEST(reads_integers_to_both_ends)
{
    struct wlt_reader reader =
        strict("8500201b7fffffffffffffff3b7fffffffffffffff1bffffffffffffffff");

    wlt_read_array(&reader, 5);
    CHECK_EQUAL(wlt_read_int(&reader), 0);
    CHECK_EQUAL(wlt_read_int(&reader), -1);
    CHECK_EQUAL(wlt_read_int(&reader), INT64_MAX);
    CHECK_EQUAL(wlt_read_int(&reader), INT64_MIN);
    CHECK(wlt_read_unsigned(&reader) == UINT64_MAX);
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

TEST(steps_over_an_optional_tag_only_if_it_is_that_one)
{
    struct wlt_reader reader = strict("d83dd2f6");

    CHECK(!wlt_read_optional_tag(&reader, 18));
    CHECK(wlt_read_optional_tag(&reader, 61));
    CHECK(!wlt_read_optional_tag(&reader, 61));
    CHECK(wlt_read_optional_tag(&reader, 18));
    CHECK(!wlt_read_optional_tag(&reader, 22));
    CHECK_BYTES(wlt_read_any(&reader), test_hex("f6"));
    CHECK(!wlt_read_optional_tag(&reader, 22));
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

TEST(counts_what_an_indefinite_length_holds)
{
    /* [_ 1, {_ 2: [_ ], 3: [_ [_ 4]]}, "x"] */
    struct wlt_reader reader = lenient("9f01bf029fff039f9f04ffffff6178ff");

    CHECK_EQUAL(wlt_read_array_any(&reader), 3);
    CHECK_EQUAL(wlt_read_int(&reader), 1);
    CHECK_EQUAL(wlt_read_map(&reader), 2);
    CHECK_EQUAL(wlt_read_int(&reader), 2);
    CHECK_EQUAL(wlt_read_array_any(&reader), 0);
    CHECK_EQUAL(wlt_read_int(&reader), 3);
    CHECK_EQUAL(wlt_read_array_any(&reader), 1);
    CHECK_EQUAL(wlt_read_array_any(&reader), 1);
    CHECK_EQUAL(wlt_read_int(&reader), 4);
    CHECK_BYTES(wlt_read_text(&reader), test_text("x"));
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

TEST(takes_items_behind_breaks_without_them)
{
    struct wlt_reader reader = lenient("829fff9f01ff");

    wlt_read_array(&reader, 2);
    wlt_read_array(&reader, 0);
    CHECK_BYTES(wlt_read_any(&reader), test_hex("9f01ff"));
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

TEST(checked_input_is_read_the_same_way)
{
    static const char whole[] = "84a1018202039f049f0506ffff40f93c00";

    for (int checked = 0; checked < 2; checked++) {
        struct wlt_reader reader =
            checked ? wlt_reader_start_checked(test_hex(whole), WLT_CBOR_LENIENT) : lenient(whole);

        wlt_read_array(&reader, 4);
        CHECK_BYTES(wlt_read_any(&reader), test_hex("a101820203"));
        CHECK_BYTES(wlt_read_any(&reader), test_hex("9f049f0506ffff"));
        CHECK_BYTES(wlt_read_any(&reader), test_hex("40"));
        CHECK_BYTES(wlt_read_any(&reader), test_hex("f93c00"));
        CHECK_EQUAL(wlt_reader_status(&reader, NULL), WALLET_OK);

        /* Nothing is left: whoever wants a fifth item is told. */
        CHECK(wlt_read_any(&reader).data == NULL);
        CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_ERR_TRUNCATED);
    }
}

TEST(nothing_at_all_is_an_input_too)
{
    struct wlt_reader reader = wlt_reader_start((struct wallet_bytes){ NULL, 0 }, WLT_CBOR_LENIENT);

    CHECK(!wlt_next_is(&reader, WLT_CBOR_UNSIGNED));
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
    CHECK(wlt_read_any(&reader).data == NULL);
    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_ERR_TRUNCATED);
}
