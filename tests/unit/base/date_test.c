/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include "test.h"

TEST(knows_which_days_exist)
{
    static const struct {
        const char *what;
        struct wlt_date date;
        bool exists;
    } rows[] = {
        { "the first day", { 1, 1, 1 }, true },
        { "the last day", { 9999, 12, 31 }, true },
        { "year 0", { 0, 12, 31 }, false },
        { "year 10000", { 10000, 1, 1 }, false },
        { "month 0", { 2026, 0, 1 }, false },
        { "month 13", { 2026, 13, 1 }, false },
        { "day 0", { 2026, 1, 0 }, false },
        { "a month of 31", { 2026, 1, 31 }, true },
        { "day 32", { 2026, 1, 32 }, false },
        { "31 April", { 2026, 4, 31 }, false },
        { "a leap day", { 2024, 2, 29 }, true },
        { "no leap day", { 2026, 2, 29 }, false },
        { "no leap day in 1900", { 1900, 2, 29 }, false },
        { "a leap day in 2000", { 2000, 2, 29 }, true },
        { "30 February", { 2024, 2, 30 }, false },
        { "negative", { -1, -1, -1 }, false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, wlt_date_exists(rows[i].date), rows[i].exists);
    }
}

TEST(counts_days_from_1970)
{
    static const struct {
        struct wlt_date date;
        int64_t days;
    } rows[] = {
        { { 1970, 1, 1 }, 0 },       { { 1969, 12, 31 }, -1 }, { { 2000, 2, 29 }, 11016 },
        { { 2026, 11, 23 }, 20780 }, { { 1, 1, 1 }, -719162 }, { { 9999, 12, 31 }, 2932896 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wlt_date back = { 0 };
        CHECK_EQUAL(wlt_date_to_days(rows[i].date), rows[i].days);
        CHECK(wlt_date_from_days(rows[i].days, &back));
        CHECK_EQUAL(back.year, rows[i].date.year);
        CHECK_EQUAL(back.month, rows[i].date.month);
        CHECK_EQUAL(back.day, rows[i].date.day);
    }
}

/** Moves to the next number that could be a day, existing or not. */
static void step(struct wlt_date *date)
{
    if (++date->day > 31) {
        date->day = 1;
        date->month++;
    }

    if (date->month > 12) {
        date->month = 1;
        date->year++;
    }
}

TEST(days_follow_each_other_without_a_gap_for_9999_years)
{
    int64_t wanted = -719162;
    int64_t wrong = 0;

    for (struct wlt_date date = { 1, 1, 1 }; date.year <= 9999; step(&date)) {
        if (!wlt_date_exists(date)) {
            continue;
        }

        struct wlt_date back = { 0 };
        wrong += wlt_date_to_days(date) != wanted || !wlt_date_from_days(wanted, &back) ||
                 back.year != date.year || back.month != date.month || back.day != date.day;
        wanted++;
    }

    CHECK_EQUAL(wrong, 0);
    CHECK_EQUAL(wanted, 2932897);
}

TEST(refuses_days_outside_the_calendar)
{
    struct wlt_date untouched = { 7, 7, 7 };

    CHECK(!wlt_date_from_days(-719163, &untouched));
    CHECK(!wlt_date_from_days(2932897, &untouched));
    CHECK(!wlt_date_from_days(INT64_MIN, &untouched));
    CHECK(!wlt_date_from_days(INT64_MAX, &untouched));
    CHECK_EQUAL(untouched.year, 7);
}
