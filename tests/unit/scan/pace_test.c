/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/scan_stream.h>

#include "test.h"

TEST(begins_with_a_tenth_of_a_second)
{
    struct wallet_pace pace = { 0 };
    CHECK_EQUAL(wallet_pace_budget(&pace, 123456, 0), 100);
}

/** The budget after `count` frames that come every `interval` milliseconds. */
static unsigned settle(struct wallet_pace *pace, int64_t *now, int64_t interval, unsigned count)
{
    unsigned budget = 0;
    for (unsigned i = 0; i < count; i++) {
        budget = wallet_pace_budget(pace, *now, 0);
        *now += interval;
    }

    return budget;
}

static const struct {
    const char *what;
    int64_t interval;
    unsigned budget;
} paces[] = {
    { "30 frames a second", 33, 33 },
    { "8 frames a second", 125, 125 },
    { "frames faster than any pass", 4, 20 },
    { "frames all at once", 0, 20 },
    { "a frame now and then", 60000, WALLET_SCAN_BUDGET_MAX },
};

TEST(gives_what_lies_between_two_frames)
{
    for (size_t i = 0; i < sizeof paces / sizeof *paces; i++) {
        struct wallet_pace pace = { 0 };
        int64_t now = 1000;
        CHECK_ROW(paces[i].what, settle(&pace, &now, paces[i].interval, 2), paces[i].budget);
        CHECK_ROW(paces[i].what, settle(&pace, &now, paces[i].interval, 9), paces[i].budget);
    }
}

TEST(counts_frames_that_were_skipped)
{
    struct wallet_pace pace = { 0 };
    (void)wallet_pace_budget(&pace, 0, 0);
    CHECK_EQUAL(wallet_pace_budget(&pace, 120, 3), 30);
    CHECK_EQUAL(wallet_pace_budget(&pace, 240, 3), 30);
    CHECK_EQUAL(wallet_pace_budget(&pace, 360, UINT32_MAX), 22);
}

TEST(is_little_moved_by_one_late_frame_and_follows_many)
{
    struct wallet_pace pace = { 0 };
    int64_t now = 0;
    (void)settle(&pace, &now, 40, 5);
    now += 160;
    CHECK_EQUAL(wallet_pace_budget(&pace, now, 0), (3 * 40 + 200) / 4);
    now += 500;
    CHECK(settle(&pace, &now, 500, 30) > 480);
}

TEST(bears_a_clock_that_goes_back)
{
    struct wallet_pace pace = { 0 };
    (void)wallet_pace_budget(&pace, 5000, 0);
    CHECK_EQUAL(wallet_pace_budget(&pace, 10, 0), 20);
}
