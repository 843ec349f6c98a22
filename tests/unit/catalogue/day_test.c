/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/day.h"

#include <wallet/catalogue.h>

#include "test.h"

TEST(reads_days_as_people_write_them)
{
    static const struct {
        const char *text;
        int64_t day;
    } rows[] = {
        { "1970-01-01", 0 },
        { "19700102", 1 },
        { "1969-12-31", -1 },
        { "2026-11-23", 20780 },
        { "20000229", 11016 },
        { "0001-01-01", -719162 },
        { "9999-12-31", WALLET_DAY_FOREVER },
        { "99991231", WALLET_DAY_FOREVER },
        { "长期", WALLET_DAY_FOREVER },
        { "long-term", WALLET_DAY_FOREVER },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t day = 0;
        CHECK_ROW(rows[i].text, wlt_day_parse(test_text(rows[i].text), &day), true);
        CHECK_ROW(rows[i].text, day, rows[i].day);
    }
}

TEST(refuses_days_that_do_not_exist_and_other_ways_to_write_them)
{
    static const char *const rows[] = {
        "",           "2026-02-29", "2026-13-01", "2026-00-10",  "2026-01-00", "2026-01-32",
        "0000-01-01", "2026-1-31",  "2026/01/31", "2026.01.31",  "2026013",    "202601311",
        "26-01-31",   "2026-01-3a", " 2026-01-3", "2026-01-31 ", "2026_01-31", "+026-01-31",
        "长期 ",      "长",         "Long-term",  "2026-0131",   "31-01-2026",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t day = 4711;
        CHECK_ROW(rows[i], wlt_day_parse(test_text(rows[i]), &day), false);
        CHECK_ROW(rows[i], day, 4711);
    }
}

TEST(writes_days_and_what_is_no_day_as_a_number)
{
    static const struct {
        int64_t day;
        const char *text;
    } rows[] = {
        { 0, "1970-01-01" },
        { -719162, "0001-01-01" },
        { WALLET_DAY_FOREVER, "9999-12-31" },
        { -719163, "-719163" },
        { WALLET_DAY_FOREVER + 1, "2932897" },
        { INT64_MAX, "9223372036854775807" },
        { INT64_MIN, "-9223372036854775808" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer out = { 0 };
        CHECK(wlt_day_append(&out, rows[i].day));
        CHECK_TEXT((const char *)out.data, rows[i].text);
        wallet_buffer_clear(&out);
    }
}
