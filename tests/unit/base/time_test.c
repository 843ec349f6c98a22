/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "test.h"

#include <string.h>

TEST(reads_points_in_time)
{
    static const struct {
        const char *text;
        int64_t wanted;
    } rows[] = {
        { "1970-01-01T00:00:00Z", 0 },
        { "2026-11-23T08:30:00Z", 1795422600 },
        { "2026-11-23t08:30:00z", 1795422600 },
        { "2026-11-23 08:30:00Z", 1795422600 },
        { "2026-11-23T08:30Z", 1795422600 },
        { "2026-11-23T08:30:00.999999999999Z", 1795422600 },
        { "2026-11-23T16:30:00+08:00", 1795422600 },
        { "2026-11-23T16:30:00+0800", 1795422600 },
        { "2026-11-23T01:30:00-07:00", 1795422600 },
        { "2026-11-23T08:30:00-00:00", 1795422600 },
        { "2026-11-23T08:30:00", 1795422600 },
        { "2026-11-24T00:00:00+23:59", 1795392060 },
        { "2026-11-23", 1795392000 },
        { "2016-12-31T23:59:60Z", 1483228799 }, /* a leap second */
        { "0001-01-01", -62135596800 },
        { "9999-12-31T23:59:59Z", 253402300799 },
        { "@0", 0 },
        { "@1795422600", 1795422600 },
        { "@-1", -1 },
        { "@253402300799", 253402300799 },
        { "@-62135596800", -62135596800 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t got = 0;
        CHECK_ROW(rows[i].text, wallet_time_parse(rows[i].text, &got, NULL), WALLET_OK);
        CHECK_ROW(rows[i].text, got, rows[i].wanted);
    }
}

TEST(refuses_what_is_no_time)
{
    static const char *const rows[] = {
        "",
        "now",
        "2026",
        "2026-11",
        "2026-11-2",
        "2026-1-23",
        "26-11-23",
        "2026-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-11-00",
        "0000-01-01",
        "20261123",
        " 2026-11-23",
        "2026-11-23 ",
        "2026-11-23T",
        "2026-11-23T08",
        "2026-11-23T08:",
        "2026-11-23T24:00:00Z",
        "2026-11-23T08:60:00Z",
        "2026-11-23T08:30:61Z",
        "2026-11-23T08:30:00.Z",
        "2026-11-23T08:30:00ZZ",
        "2026-11-23T08:30:00+",
        "2026-11-23T08:30:00+8:00",
        "2026-11-23T08:30:00+24:00",
        "2026-11-23T08:30:00+08:60",
        "2026-11-23T08:30:00 +08:00",
        "2026-11-23T08:30:00CET",
        "0001-01-01T00:00:00+00:01", /* a minute before the first year */
        "9999-12-31T23:59:59-00:01", /* beyond the last */
        "@",
        "@-",
        "@+1",
        "@1.5",
        "@253402300800",
        "@-62135596801",
        "@99999999999999999999",
        "1795422600",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t untouched = 42;
        struct wallet_error error = { 0 };
        CHECK_ROW(rows[i], wallet_time_parse(rows[i], &untouched, &error), WALLET_ERR_VALUE);
        CHECK_ROW(rows[i], untouched, 42);
        CHECK_ROW(rows[i], error.offset <= strlen(rows[i]), true);
    }
}

TEST(a_time_cut_short_is_no_time_or_another_form)
{
    static const char whole[] = "2026-11-23T08:30:45+08:00";

    for (size_t size = 0; size < sizeof whole - 1; size++) {
        char cut[sizeof whole] = { 0 };
        memcpy(cut, whole, size);

        /* The date; the minute; the second; an offset without minutes is none. */
        const bool is_form = size == 10 || size == 16 || size == 19;
        int64_t unused = 0;
        CHECK_ROW(
            cut, wallet_time_parse(cut, &unused, NULL), is_form ? WALLET_OK : WALLET_ERR_VALUE);
    }
}

TEST(refuses_pointers_to_nothing)
{
    int64_t unused = 0;
    CHECK_EQUAL(wallet_time_parse(NULL, &unused, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_time_parse("2026-11-23", NULL, NULL), WALLET_ERR_ARGUMENT);
}

TEST(writes_points_in_time)
{
    static const struct {
        int64_t unix_seconds;
        const char *wanted;
    } rows[] = {
        { 0, "1970-01-01T00:00:00Z" },
        { -1, "1969-12-31T23:59:59Z" },
        { 1795422600, "2026-11-23T08:30:00Z" },
        { 951782400, "2000-02-29T00:00:00Z" },
        { -62135596800, "0001-01-01T00:00:00Z" },
        { 253402300799, "9999-12-31T23:59:59Z" },
        { 253402300800, "@253402300800" },
        { -62135596801, "@-62135596801" },
        { INT64_MAX, "@9223372036854775807" },
        { INT64_MIN, "@-9223372036854775808" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[WALLET_TIME_SIZE];
        wallet_time_format(rows[i].unix_seconds, text);
        CHECK_TEXT(text, rows[i].wanted);
    }
}

TEST(reads_back_what_it_writes)
{
    for (int64_t seconds = -62135596800; seconds <= 253402300799; seconds += 86413 * 97) {
        char text[WALLET_TIME_SIZE];
        int64_t back = 0;
        wallet_time_format(seconds, text);
        CHECK_ROW(text, wallet_time_parse(text, &back, NULL), WALLET_OK);
        CHECK_ROW(text, back, seconds);
    }
}
