/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/pattern.h"

#include "test.h"

enum {
    NO = -1,
};

static const struct {
    const char *pattern;
    bool any_case;
    const char *text;
    int rest; /* bytes that follow, or NO */
} rows[] = {
    { "abc", false, "abcd", 1 },
    { "abc", false, "abc", 0 },
    { "abc", false, "ab", NO },
    { "abc", false, "aBc", NO },
    { "abc", true, "AbC-", 1 },
    { "[", true, "{", NO }, /* differ by the bit that tells the letters' cases apart */
    { "", false, "", 0 },
    { "%3d", false, "123", 0 },
    { "%3d", false, "1234", 1 },
    { "%3d", false, "12", NO },
    { "%3d", false, "12a", NO },
    { "%3d", false, "", NO },
    { "%2-4d", false, "1", NO },
    { "%2-4d", false, "12x", 1 },
    { "%2-4d", false, "12345", 1 },
    { "%0-2d,", false, ",", 0 },
    { "%0-2d,", false, "12,", 0 },
    { "%0-2d,", false, "123,", NO },
    { "%1+d", false, "1234567890", 0 },
    { "%1+d", false, "x", NO },
    { "%1d", false, "/", NO },
    { "%1d", false, ":", NO },
    { "%3A", false, "AZM", 0 },
    { "%1A", false, "@", NO },
    { "%1A", false, "[", NO },
    { "%1A", false, "a", NO },
    { "%3n", false, "A0Z", 0 },
    { "%1n", false, "z", NO },
    { "%3h", false, "F0A", 0 },
    { "%1h", false, "G", NO },
    { "%1h", false, "f", NO },
    { "%6m", false, "-12.50", 0 },
    { "%1m", false, ",", NO },
    { "%12q", false, "AZ09 $%*+-./:", 1 },
    { "%1q", false, "a", NO },
    { "%1q", false, ",", NO },
    { "%3.", false, " ~x", 0 },
    { "%1.", false, "\x1f", NO },
    { "%1.", false, "\x7f", NO },
    { "%1.", false, "\xc3", NO },
    { "S%2dX", false, "S12X", 0 },
    { "S%2dX", false, "S123", NO },
    { "S%1+dX", false, "S123X", 0 },
};

TEST(tells_whether_a_text_begins_as_a_pattern)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct wallet_bytes text = test_text(rows[i].text);
        struct wallet_bytes rest = { 0 };
        const bool fits = wlt_pattern_begins(rows[i].pattern, text, rows[i].any_case, &rest);

        CHECK_ROW(rows[i].text, fits, rows[i].rest != NO);
        if (fits) {
            CHECK_ROW(rows[i].text, rest.size, rows[i].rest);
        }
    }
}

TEST(takes_no_nul_for_a_character)
{
    struct wallet_bytes rest;
    CHECK(!wlt_pattern_begins("%1q", test_hex("00"), false, &rest));
    CHECK(!wlt_pattern_begins("%1m", test_hex("00"), false, &rest));
    CHECK(!wlt_pattern_begins("a", (struct wallet_bytes){ 0 }, false, &rest));
}
