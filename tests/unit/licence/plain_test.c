/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/plain.h"

#include "cbor/check.h"
#include "test.h"

#include <string.h>

TEST(tells_what_may_stand_in_headers_from_what_redaction_leaves_behind)
{
    static const struct {
        const char *what;
        const char *hex;
        bool is_plain;
    } rows[] = {
        { "nothing", "", true },
        { "numbers, texts, bytes", "84 01 20 6161 4162", true },
        { "null, true, a float", "83 f6 f5 fb3ff8000000000000", true },
        { "simple(58) and simple(60)", "82 f83a f83c", true },
        { "a float whose bits are 59", "f9003b", true },
        { "keys that are numbers and texts", "a3 01 02 20 02 6161 02", true },
        { "other tags", "83 c1 01 d83b 01 d83d a10102", true },
        { "simple(59)", "f83b", false },
        { "simple(59), deep", "81a101 82 01 f83b", false },
        { "simple(59) as a key", "a1 f83b 80", false },
        { "tag 58", "d83a 01", false },
        { "tag 60", "81 d83c 4162", false },
        { "tag 62", "a1 01 d83e 01", false },
        { "tag 60 in another tag", "c1 d83c 4162", false },
        { "a tag as a key", "a1 d83a01 02", false },
        { "a key that is bytes", "a1 4161 02", false },
        { "a key that is null, deep", "81 a1 01 a1 f6 02", false },
        { "a key that is an array", "a1 80 02", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes item = test_hex(rows[i].hex);
        CHECK(item.size == 0 || wlt_cbor_check(item, WLT_CBOR_DEFINITE, NULL) == WALLET_OK);
        CHECK_ROW(rows[i].what, wlt_is_plain(item), rows[i].is_plain);
    }
}

/** Section 5.3: text strings with a length no greater than 255 octets. */
TEST(a_key_has_no_more_than_255_bytes)
{
    uint8_t of_255[3 + 255 + 1] = { 0xa1, 0x78, 0xff };
    uint8_t of_256[4 + 256 + 1] = { 0xa1, 0x79, 0x01, 0x00 };

    memset(of_255 + 3, 'n', 255);
    memset(of_256 + 4, 'n', 256);
    CHECK(wlt_is_plain((struct wallet_bytes){ of_255, sizeof of_255 }));
    CHECK(!wlt_is_plain((struct wallet_bytes){ of_255, sizeof of_255 - 1 }));
    CHECK(!wlt_is_plain((struct wallet_bytes){ of_256, sizeof of_256 }));
}

TEST(knows_simple_59)
{
    CHECK(wlt_is_simple_59(test_hex("f83b")));
    CHECK(!wlt_is_simple_59(test_hex("f83a")));
    CHECK(!wlt_is_simple_59(test_hex("183b")));
    CHECK(!wlt_is_simple_59(test_hex("f9003b")));
    CHECK(!wlt_is_simple_59((struct wallet_bytes){ 0 }));
}
