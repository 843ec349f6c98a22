/* SPDX-License-Identifier: Apache-2.0 */
#include "scan/sightings.h"

#include <wallet/scan_stream.h>

#include "test.h"

#include <stdio.h>

static bool is_new(struct wlt_sightings *sightings, const char *text, int64_t at_ms)
{
    bool out = false;
    wlt_sightings_age(sightings, at_ms);
    CHECK(wlt_sightings_note(sightings, test_text(text), at_ms, &out));
    return out;
}

TEST(knows_what_stays_in_view)
{
    struct wlt_sightings sightings = { 0 };
    CHECK(is_new(&sightings, "A", 0));
    for (int64_t now = 0; now < 60000; now += WALLET_SCAN_AWAY) {
        CHECK(!is_new(&sightings, "A", now));
    }

    wlt_sightings_clear(&sightings);
}

TEST(forgets_what_was_away)
{
    struct wlt_sightings sightings = { 0 };
    CHECK(is_new(&sightings, "A", 10));
    CHECK(!is_new(&sightings, "A", 10 + WALLET_SCAN_AWAY));
    CHECK(is_new(&sightings, "A", 10 + 2 * WALLET_SCAN_AWAY + 1));
    wlt_sightings_clear(&sightings);
    CHECK_EQUAL(sightings.count, 0);
}

TEST(tells_codes_apart)
{
    struct wlt_sightings sightings = { 0 };
    CHECK(is_new(&sightings, "A", 0));
    CHECK(is_new(&sightings, "AB", 0));
    CHECK(is_new(&sightings, "B", 0));
    CHECK(is_new(&sightings, "", 0));
    CHECK(!is_new(&sightings, "", 1));
    CHECK(!is_new(&sightings, "AB", 1));
    wlt_sightings_clear(&sightings);
}

TEST(forgets_the_one_that_was_away_longest_where_there_are_many)
{
    struct wlt_sightings sightings = { 0 };
    char text[8];
    for (int i = 0; i < WLT_SIGHTINGS_MAX; i++) {
        (void)snprintf(text, sizeof text, "%d", i);
        CHECK(is_new(&sightings, text, i));
    }

    CHECK(!is_new(&sightings, "0", WLT_SIGHTINGS_MAX));
    CHECK(is_new(&sightings, "one more", WLT_SIGHTINGS_MAX));
    CHECK_EQUAL(sightings.count, WLT_SIGHTINGS_MAX);
    CHECK(!is_new(&sightings, "0", WLT_SIGHTINGS_MAX));
    CHECK(!is_new(&sightings, "2", WLT_SIGHTINGS_MAX));
    CHECK(is_new(&sightings, "1", WLT_SIGHTINGS_MAX));
    wlt_sightings_clear(&sightings);
}

TEST(bears_a_clock_that_goes_back)
{
    struct wlt_sightings sightings = { 0 };
    CHECK(is_new(&sightings, "A", INT64_MAX));
    CHECK(!is_new(&sightings, "A", 0));
    wlt_sightings_clear(&sightings);
}
