/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Hostile input costs work in proportion to its size.  Work is counted, not timed: lib/cbor is built
 * anew for this test, with a count of the heads that are read (count_heads.h).
 */
#include <wallet/claims.h>

#include "cbor/check.h"
#include "cbor/reader.h"
#include "test.h"

#include <string.h>

enum {
    INPUT_SIZE = 65536,
    LEVELS = WLT_CBOR_DEPTH_MAX,
};

unsigned long long heads_read;

/** 64 KiB: containers in each other, `open` at each level, then `fill` as often as fits. */
static struct wallet_bytes nested(const char *open, const char *fill, size_t levels)
{
    const struct wallet_bytes opening = test_hex(open);
    const struct wallet_bytes filling = test_hex(fill);
    uint8_t *data = test_memory(INPUT_SIZE);
    size_t size = 0;

    for (size_t level = 0; level < levels; level++) {
        memcpy(data + size, opening.data, opening.size);
        size += opening.size;
    }

    while (size + filling.size + levels <= INPUT_SIZE) {
        memcpy(data + size, filling.data, filling.size);
        size += filling.size;
    }

    memset(data + size, WLT_CBOR_BREAK, levels);
    return (struct wallet_bytes){ data, size + levels };
}

static unsigned long long heads_to_check(struct wallet_bytes input)
{
    heads_read = 0;
    (void)wlt_cbor_check(input, WLT_CBOR_LENIENT, NULL);
    (void)wlt_cbor_check(input, WLT_CBOR_STRICT, NULL);
    return heads_read;
}

TEST(a_check_reads_each_head_once)
{
    static const struct {
        const char *what;
        const char *open;
        const char *fill;
        size_t levels;
    } rows[] = {
        { "indefinite arrays in each other", "9f", "00", LEVELS },
        { "indefinite maps in each other", "bf00", "0100", LEVELS },
        { "one array of empty maps", "9f", "a0", 1 },
        { "one array of unsorted maps", "9f", "a501000000030002002000", 1 },
        { "too many levels", "9f", "00", 4000 },
        { "lengths that lie, all the way", "9b0000000000001000", "00", LEVELS },
        { "maps as keys", "9f", "a1a1a1a100000000", 1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes input = nested(rows[i].open, rows[i].fill, rows[i].levels);
        CHECK_ROW(rows[i].what, heads_to_check(input) <= 2 * input.size, true);
    }
}

TEST(a_walk_reads_each_head_once_a_level_at_most)
{
    const struct wallet_bytes input = nested("9f", "00", LEVELS);
    struct wallet_claims claims = { 0 };
    struct wallet_item item;
    size_t items = 0;

    CHECK_EQUAL(wallet_claims_start(input, &claims, NULL), WALLET_OK);
    heads_read = 0;
    while (wallet_claims_next(&claims, &item)) {
        items++;
    }

    CHECK_EQUAL(items, input.size - LEVELS);
    CHECK(heads_read <= (LEVELS + 2) * (unsigned long long)input.size);
}

TEST(a_walk_by_skipping_reads_each_head_once_a_level_at_most)
{
    /* [_ [_ ... 0 0 0], 0]: opens a level, having skipped all of it first. */
    struct wallet_claims claims = { nested("9f", "00", LEVELS) };
    struct wallet_item item;

    heads_read = 0;
    for (size_t level = 0; level < LEVELS; level++) {
        struct wallet_claims before = claims;
        CHECK(wallet_claims_skip(&before));
        CHECK(wallet_claims_next(&claims, &item));
    }

    CHECK(heads_read <= 3 * LEVELS * (unsigned long long)INPUT_SIZE);
}

TEST(a_reader_reads_each_head_once_a_level_at_most)
{
    const struct wallet_bytes input = nested("bf00", "0100", LEVELS);
    struct wlt_reader reader = wlt_reader_start(input, WLT_CBOR_LENIENT);

    heads_read = 0;
    for (size_t level = 0; level < LEVELS; level++) {
        (void)wlt_read_map(&reader);
        (void)wlt_read_int(&reader);
    }

    CHECK(wlt_reader_is_ok(&reader));
    CHECK(heads_read <= (LEVELS + 1) * (unsigned long long)input.size);
}
