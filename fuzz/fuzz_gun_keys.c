/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The input is taken for what a scanner gun types, three bytes an event: the key's low eight bits; its
 * ninth (4), what happens to it (3) and whether events were lost before (8); the milliseconds since the
 * last one.
 */
#include "fuzz.h"
#include "gun_keys.h"

enum {
    EVENT_SIZE = 3,
    WHAT = 3,
    NINTH_BIT = 4,
    LOST = 8,
};

/** How many bytes the character at `at` has by its first byte; 0 where none begins. */
static size_t size_of_character(uint8_t first)
{
    if (first < 0x80) {
        return 1;
    }

    return first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : 0;
}

/** Whole characters, none of which a terminal obeys. */
static void check_text(struct wallet_bytes text)
{
    for (size_t at = 0; at < text.size;) {
        const size_t size = size_of_character(text.data[at]);
        FUZZ_CHECK(size > 0 && size <= text.size - at);
        FUZZ_CHECK(text.data[at] >= ' ' && text.data[at] != 0x7f);
        FUZZ_CHECK(text.data[at] != 0xc2 || text.data[at + 1] >= 0xa0); /* C1 */
        for (size_t i = 1; i < size; i++) {
            FUZZ_CHECK((text.data[at + i] & 0xc0) == 0x80);
        }
        at += size;
    }
}

static void check_code(const struct gun_code *code, bool is_whole)
{
    FUZZ_CHECK(code->size <= GUN_CODE_MAX);
    FUZZ_CHECK(code->fault == GUN_FAULT_NONE || code->size == 0);
    FUZZ_CHECK(code->started <= code->last);
    FUZZ_CHECK(!is_whole || code->end != GUN_END_NONE);
    if (is_whole) {
        check_text(gun_code_text(code));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct gun_keys keys; /* large */
    double now = 0;

    keys = (struct gun_keys){ 0 };
    for (; size >= EVENT_SIZE; data += EVENT_SIZE, size -= EVENT_SIZE) {
        now += data[2];
        bool is_whole = gun_code_end_by_silence(&keys.code, now);
        check_code(&keys.code, is_whole);
        if (is_whole) {
            gun_code_clear(&keys.code);
        }
        if ((data[1] & LOST) != 0) {
            gun_keys_lose(&keys, now);
        }

        const unsigned key = data[0] | ((data[1] & NINTH_BIT) != 0 ? 0x100U : 0U);
        is_whole = gun_keys_take(&keys, key, data[1] & WHAT, now);
        FUZZ_CHECK(!is_whole || (keys.code.size > 0 && keys.code.fault == GUN_FAULT_NONE));
        check_code(&keys.code, is_whole);
        if (is_whole) {
            gun_code_clear(&keys.code);
        }
    }

    return 0;
}
