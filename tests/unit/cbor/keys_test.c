/* SPDX-License-Identifier: Apache-2.0 */

/* The keys of large maps: check_test.c has the small ones. */
#include "cbor/check.h"
#include "test.h"

#include <string.h>

/** A map of `count` two-byte keys; position i holds the key (i * step) modulo count. */
static struct wallet_bytes map_of(size_t count, size_t step)
{
    uint8_t *data = test_memory(3 + 4 * count);
    size_t size = 0;

    data[size++] = 0xb9;
    data[size++] = (uint8_t)(count >> 8);
    data[size++] = (uint8_t)count;
    for (size_t i = 0; i < count; i++) {
        const size_t key = i * step % count;
        data[size++] = 0x42; /* a byte string of two, so that every key has one size */
        data[size++] = (uint8_t)(key >> 8);
        data[size++] = (uint8_t)key;
        data[size++] = 0x00;
    }

    return (struct wallet_bytes){ data, size };
}

TEST(keys_in_order_may_be_thousands)
{
    CHECK_EQUAL(wlt_cbor_check(map_of(16000, 1), WLT_CBOR_STRICT, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_cbor_check(map_of(16000, 1), WLT_CBOR_LENIENT, NULL), WALLET_OK);
}

TEST(keys_in_no_order_may_be_256)
{
    const struct wallet_bytes most = map_of(256, 255);
    const struct wallet_bytes more = map_of(257, 256);
    struct wallet_error error = { 0 };

    CHECK_EQUAL(wlt_cbor_check(most, WLT_CBOR_LENIENT, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_cbor_check(most, WLT_CBOR_STRICT, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(wlt_cbor_check(more, WLT_CBOR_LENIENT, &error), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(error.offset, 3 + 4 * 256);
}

TEST(the_last_of_many_keys_is_still_compared)
{
    /* In order up to the 300th key, which is the 100th or the 299th again. */
    static const struct {
        const char *what;
        unsigned key;
        enum wallet_status wanted;
    } rows[] = {
        { "out of order", 99, WALLET_ERR_TOO_LARGE },
        { "twice", 298, WALLET_ERR_MALFORMED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes map = map_of(300, 1);
        uint8_t *last = test_memory(map.size);
        memcpy(last, map.data, map.size);
        last[map.size - 3] = (uint8_t)(rows[i].key >> 8);
        last[map.size - 2] = (uint8_t)rows[i].key;
        CHECK_ROW(
            rows[i].what,
            wlt_cbor_check((struct wallet_bytes){ last, map.size }, WLT_CBOR_LENIENT, NULL),
            rows[i].wanted);
    }
}

TEST(finds_each_duplicate_among_shuffled_keys)
{
    for (size_t twin = 0; twin < 255; twin++) {
        const struct wallet_bytes map = map_of(256, 77);
        uint8_t *copy = test_memory(map.size);
        memcpy(copy, map.data, map.size);
        memcpy(copy + map.size - 4, copy + 3 + 4 * twin, 3);

        struct wallet_error error = { 0 };
        CHECK_EQUAL(
            wlt_cbor_check((struct wallet_bytes){ copy, map.size }, WLT_CBOR_LENIENT, &error),
            WALLET_ERR_MALFORMED);
        CHECK_EQUAL(error.offset, map.size - 4);
    }
}
