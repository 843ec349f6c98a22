/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/check.h"
#include "test.h"

TEST(ends_where_a_check_would_end)
{
    static const char *const rows[] = {
        "00",
        "1bffffffffffffffff",
        "40",
        "4401020304",
        "63e8af81",
        "80",
        "8301820203820405",
        "9818000102030405060708090a0b0c0d0e0f1011121314151617",
        "a0",
        "a201020304",
        "a3010102a10380038140",
        "d28443a10126a04040",
        "d83dd2d9011180",
        "f6",
        "f83b",
        "f93c00",
        "fb3ff199999999999a",
        "9fff",
        "9f018202039f0405ffff",
        "83019f0203ff820405",
        "bf61610161629f0203ffff",
        "d29fd2bf00d280ffff",
        "a1018281029f03ff",
        "9800",
        "58021817",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes item = test_hex(rows[i]);
        uint8_t *more = test_memory(item.size + 2);
        for (size_t j = 0; j < item.size; j++) {
            more[j] = item.data[j];
        }

        /* Whether it is the end of the input, or more follows: a break, an item. */
        more[item.size] = WLT_CBOR_BREAK;
        struct wlt_cbor_fault fault = { 0 };
        CHECK_ROW(rows[i], wlt_cbor_measure(item, WLT_CBOR_LENIENT, &fault), item.size);
        CHECK_ROW(rows[i], wlt_cbor_extent(item), item.size);
        CHECK_ROW(
            rows[i], wlt_cbor_extent((struct wallet_bytes){ more, item.size + 2 }), item.size);
        more[item.size] = 0;
        CHECK_ROW(
            rows[i], wlt_cbor_extent((struct wallet_bytes){ more, item.size + 2 }), item.size);
    }
}

TEST(stays_inside_what_was_never_checked)
{
    static const char *const rows[] = {
        "",
        "19",
        "4201",
        "8201",
        "a101",
        "d2",
        "5bffffffffffffffff",
        "9bffffffffffffffff",
        "bb8000000000000001",
        "bbffffffffffffffff",
        "9f",
        "9f01",
        "1c",
        "ff",
        "81ff",
        "5f4101ff",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i], wlt_cbor_extent(test_hex(rows[i])), 0);
    }
}
