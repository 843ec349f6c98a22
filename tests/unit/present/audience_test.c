/* SPDX-License-Identifier: Apache-2.0 */
#include "present/audience.h"

#include "test.h"

static const struct {
    const char *audience;
    const char *counter;
    bool covers;
} rows[] = {
    { "11360500000000019F", "11360500000000019F", true },
    { "11360500000000019F", "913605020000000194", false },
    { "913605020000000194", "11360500000000019F", false },
    { "360500", "11360500000000019F", true },
    { "360500", "913605020000000194", true }, /* of a district of the city */
    { "360000", "913605020000000194", true },
    { "360502", "913605020000000194", true },
    { "360502", "11360500000000019F", false }, /* the city is not in its district */
    { "360521", "913605020000000194", false },
    { "360100", "913605020000000194", false },
    { "110000", "913605020000000194", false },
    { "000000", "913605020000000194", false },
    { "3605", "913605020000000194", false }, /* no division at all */
    { "360500", "360500", false },
    { "", "", true }, /* nothing is nothing; what must not be empty is asked elsewhere */
};

TEST(a_division_holds_the_counters_below_it)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_ROW(
            rows[i].audience,
            wlt_audience_covers(rows[i].audience, rows[i].counter),
            rows[i].covers);
    }
}

TEST(tells_counters_from_divisions)
{
    CHECK(wlt_audience_is_counter("913605020000000194"));
    CHECK(wlt_audience_is_counter("913605020000000195")); /* a check character may be wrong */
    CHECK(!wlt_audience_is_counter("91360502000000019"));
    CHECK(!wlt_audience_is_counter("91360502000000019I"));
    CHECK(!wlt_audience_is_counter("360500"));
    CHECK(wlt_audience_is_division("360500"));
    CHECK(!wlt_audience_is_division("36050"));
    CHECK(!wlt_audience_is_division("3605000"));
    CHECK(!wlt_audience_is_division("36050x"));
    CHECK(!wlt_audience_is_division("003605"));
}
