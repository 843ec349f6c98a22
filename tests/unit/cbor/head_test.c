/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/head.h"

#include "test.h"

TEST(reads_the_heads_of_rfc_8949_section_3)
{
    static const struct {
        const char *hex;
        enum wlt_cbor_major major;
        uint64_t argument;
        size_t size;
        bool is_shortest;
    } rows[] = {
        { "00", WLT_CBOR_UNSIGNED, 0, 1, true },
        { "17", WLT_CBOR_UNSIGNED, 23, 1, true },
        { "1818", WLT_CBOR_UNSIGNED, 24, 2, true },
        { "18ff", WLT_CBOR_UNSIGNED, 255, 2, true },
        { "190100", WLT_CBOR_UNSIGNED, 256, 3, true },
        { "1a00010000", WLT_CBOR_UNSIGNED, 65536, 5, true },
        { "1b0000000100000000", WLT_CBOR_UNSIGNED, 4294967296, 9, true },
        { "1bffffffffffffffff", WLT_CBOR_UNSIGNED, UINT64_MAX, 9, true },
        { "20", WLT_CBOR_NEGATIVE, 0, 1, true },
        { "3863", WLT_CBOR_NEGATIVE, 99, 2, true },
        { "44", WLT_CBOR_BYTES, 4, 1, true },
        { "7903e8", WLT_CBOR_TEXT, 1000, 3, true },
        { "84", WLT_CBOR_ARRAY, 4, 1, true },
        { "b818", WLT_CBOR_MAP, 24, 2, true },
        { "d2", WLT_CBOR_TAG, 18, 1, true },
        { "d83d", WLT_CBOR_TAG, 61, 2, true },
        { "f4", WLT_CBOR_SIMPLE, 20, 1, true },
        { "f820", WLT_CBOR_SIMPLE, 32, 2, true },
        { "f8ff", WLT_CBOR_SIMPLE, 255, 2, true },
        { "f90000", WLT_CBOR_SIMPLE, 0, 3, true },
        { "1817", WLT_CBOR_UNSIGNED, 23, 2, false },
        { "1900ff", WLT_CBOR_UNSIGNED, 255, 3, false },
        { "1a0000ffff", WLT_CBOR_UNSIGNED, 65535, 5, false },
        { "1b00000000ffffffff", WLT_CBOR_UNSIGNED, 4294967295, 9, false },
        { "d800", WLT_CBOR_TAG, 0, 2, false },
        { "5800", WLT_CBOR_BYTES, 0, 2, false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_cbor_head head;
        CHECK_ROW(rows[i].hex, wlt_cbor_head_read(test_hex(rows[i].hex), &head), WALLET_OK);
        CHECK_ROW(rows[i].hex, head.major, rows[i].major);
        CHECK_ROW(rows[i].hex, head.argument, rows[i].argument);
        CHECK_ROW(rows[i].hex, head.size, rows[i].size);
        CHECK_ROW(rows[i].hex, head.is_shortest, rows[i].is_shortest);
        CHECK_ROW(rows[i].hex, wlt_cbor_head_is_indefinite(&head), false);
    }
}

TEST(knows_indefinite_lengths_of_arrays_and_maps_only)
{
    for (unsigned major = 0; major < 8; major++) {
        const uint8_t first = (uint8_t)(major << 5 | WLT_CBOR_INFO_INDEFINITE);
        const bool may = major == WLT_CBOR_ARRAY || major == WLT_CBOR_MAP;
        struct wlt_cbor_head head = { 0 };

        CHECK_EQUAL(
            wlt_cbor_head_read((struct wallet_bytes){ &first, 1 }, &head),
            may ? WALLET_OK : WALLET_ERR_MALFORMED);
        CHECK_EQUAL(wlt_cbor_head_is_indefinite(&head), may);
        CHECK_EQUAL(head.argument, 0);
    }
}

TEST(refuses_reserved_values_of_every_kind)
{
    for (unsigned major = 0; major < 8; major++) {
        for (unsigned info = 28; info <= 30; info++) {
            const uint8_t input[9] = { (uint8_t)(major << 5 | info) };
            struct wlt_cbor_head head;
            CHECK_EQUAL(
                wlt_cbor_head_read((struct wallet_bytes){ input, sizeof input }, &head),
                WALLET_ERR_MALFORMED);
        }
    }
}

TEST(refuses_simple_values_below_32_in_two_bytes)
{
    for (unsigned value = 0; value < 256; value++) {
        const uint8_t input[] = { 0xf8, (uint8_t)value };
        struct wlt_cbor_head head;
        CHECK_EQUAL(
            wlt_cbor_head_read((struct wallet_bytes){ input, sizeof input }, &head),
            value < 32 ? WALLET_ERR_MALFORMED : WALLET_OK);
    }
}

TEST(refuses_a_head_that_ends_early_at_each_byte)
{
    for (unsigned first = 0; first < 256; first++) {
        const unsigned info = first & 0x1f;
        const size_t whole = info < 24 || info > 27 ? 1 : 1 + ((size_t)1 << (info - 24));
        const uint8_t input[9] = { (uint8_t)first, 0x80 };
        struct wlt_cbor_head head;

        for (size_t size = 0; size < whole; size++) {
            CHECK_EQUAL(
                wlt_cbor_head_read((struct wallet_bytes){ input, size }, &head),
                WALLET_ERR_TRUNCATED);
        }
    }
}

TEST(writes_nothing_when_it_refuses)
{
    struct wlt_cbor_head head = { .argument = 7 };

    CHECK_EQUAL(wlt_cbor_head_read(test_hex("f800"), &head), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(wlt_cbor_head_read(test_hex("1a00"), &head), WALLET_ERR_TRUNCATED);
    CHECK_EQUAL(wlt_cbor_head_read(test_hex("ff"), &head), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(head.argument, 7);
}

TEST(tells_floats_from_simple_values)
{
    static const struct {
        const char *hex;
        bool is_float;
    } rows[] = {
        { "f4", false },
        { "f8ff", false },
        { "f93c00", true },
        { "fa47c35000", true },
        { "fb3ff199999999999a", true },
        { "19ffff", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_cbor_head head;
        CHECK_ROW(rows[i].hex, wlt_cbor_head_read(test_hex(rows[i].hex), &head), WALLET_OK);
        CHECK_ROW(rows[i].hex, wlt_cbor_head_is_float(&head), rows[i].is_float);
    }
}
