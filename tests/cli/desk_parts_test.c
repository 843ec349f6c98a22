/* SPDX-License-Identifier: Apache-2.0 */
#include "file_mark.h"
#include "lock.h"
#include "png.h"
#include "test.h"
#include "timing.h"
#include "waiting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NOON = 1764216000, /* 2025-11-27T04:00:00Z, noon in Beijing */
    A_DAY = 86400,
};

static struct lock lock_of(const char *pin)
{
    struct lock lock = { .has_pin = true, .pin = { .size = strlen(pin) } };

    memcpy(lock.pin.text, pin, strlen(pin));
    return lock;
}

static enum lock_result try(struct lock *lock, const char *pin, int64_t now)
{
    return lock_try(lock, (struct wallet_bytes){ (const uint8_t *)pin, strlen(pin) }, now);
}

TEST(only_the_pin_unlocks)
{
    struct lock lock = lock_of("4711");
    static const char *const wrong[] = { "", "471", "47110", "4712", "14711", "0000", NULL };

    for (size_t i = 0; wrong[i]; i++) {
        lock.wrong = 0;
        CHECK_ROW(wrong[i], try(&lock, wrong[i], 0), LOCK_WRONG);
    }
    CHECK_EQUAL(try(&lock, "4711", 0), LOCK_OPEN);
}

TEST(without_a_pin_anything_unlocks)
{
    struct lock lock = { .has_pin = false };

    CHECK_EQUAL(try(&lock, "", 0), LOCK_OPEN);
    CHECK_EQUAL(try(&lock, "4711", 0), LOCK_OPEN);
}

TEST(after_five_wrong_pins_half_a_minute_passes)
{
    struct lock lock = lock_of("4711");

    for (int i = 0; i < 5; i++) {
        CHECK_EQUAL(try(&lock, "0000", 1000), LOCK_WRONG);
    }
    CHECK_EQUAL(try(&lock, "4711", 1000), LOCK_WAIT);
    CHECK_EQUAL(try(&lock, "4711", 30999), LOCK_WAIT);
    CHECK_EQUAL(try(&lock, "4711", 31000), LOCK_OPEN);
    CHECK_EQUAL(try(&lock, "0000", 31000), LOCK_WRONG);
    CHECK_EQUAL(try(&lock, "4711", 31000), LOCK_OPEN);
}

static double number_in(const struct timing *timing, const char *name)
{
    json_t *out = timing_json(timing);
    const double number = json_number_value(json_object_get(out, name));

    json_decref(out);
    return number;
}

TEST(the_median_and_the_95th_are_of_this_day)
{
    static struct timing timing;
    json_t *out = timing_json(&timing);

    CHECK(json_is_null(json_object_get(out, "median_seconds")));
    json_decref(out);
    timing_add(&timing, 100, NOON - A_DAY);
    for (int i = 100; i >= 1; i--) {
        timing_add(&timing, i, NOON);
    }
    CHECK(number_in(&timing, "count") == 100);
    CHECK(number_in(&timing, "median_seconds") == 50);
    CHECK(number_in(&timing, "p95_seconds") == 95);
    timing_add(&timing, 7, NOON + A_DAY / 2 - 1);
    CHECK(number_in(&timing, "count") == 101);
    timing_add(&timing, 7, NOON + A_DAY / 2);
    CHECK(number_in(&timing, "count") == 1);
}

TEST(of_more_visits_than_there_is_room_the_latest_count)
{
    static struct timing timing;

    for (int i = 0; i < TIMING_MAX; i++) {
        timing_add(&timing, 1, NOON);
    }
    for (int i = 0; i < TIMING_MAX; i++) {
        timing_add(&timing, 2, NOON);
    }
    CHECK(number_in(&timing, "count") == 2 * TIMING_MAX);
    CHECK(number_in(&timing, "median_seconds") == 2);
}

/* An exchange is only pointed to. */
static struct http_exchange *exchange_of(int *mark)
{
    return (struct http_exchange *)(void *)mark;
}

TEST(who_waits_is_told_of_a_change_or_of_the_time)
{
    static struct waiting waiting;
    struct waiter out;
    int marks[2];

    CHECK_EQUAL(waiting_due(&waiting, 0), -1);
    CHECK(waiting_add(&waiting, &(struct waiter){ exchange_of(&marks[0]), 7, false, 100 }));
    CHECK(waiting_add(&waiting, &(struct waiter){ exchange_of(&marks[1]), 8, true, 200 }));
    CHECK_EQUAL(waiting_due(&waiting, 50), 51);
    CHECK(waiting_take(&waiting, 7, 50, &out));
    CHECK(out.exchange == exchange_of(&marks[1]) && out.is_citizen);
    CHECK(!waiting_take(&waiting, 7, 99, &out));
    CHECK(waiting_take(&waiting, 7, 100, &out));
    CHECK(out.exchange == exchange_of(&marks[0]) && !out.is_citizen);
    CHECK(!waiting_take_any(&waiting, &out));
}

TEST(no_more_wait_than_there_is_room)
{
    static struct waiting waiting;
    struct waiter out;
    int mark = 0;

    for (int i = 0; i < WAITING_MAX; i++) {
        CHECK(waiting_add(&waiting, &(struct waiter){ exchange_of(&mark), 1, false, 10 }));
    }
    CHECK(!waiting_add(&waiting, &(struct waiter){ exchange_of(&mark), 1, false, 10 }));
    CHECK(waiting_take_any(&waiting, &out));
    CHECK(waiting_add(&waiting, &(struct waiter){ exchange_of(&mark), 1, false, 10 }));
}

TEST(pixels_become_a_picture)
{
    /* Two pixels, black and white; the checksums are those of zlib. */
    static const uint8_t wanted[] = {
        0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 'I',  'H',  'D',
        'R',  0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00,
    };
    static const uint8_t stream[] = { 0x78, 0x01, 0x01, 0x03, 0x00, 0xfc, 0xff,
                                      0x00, 0x00, 0xff, 0x01, 0x02, 0x01, 0x00 };
    static const uint8_t pixels[] = { 0x00, 0xff };
    size_t size = 0;
    uint8_t *png = png_write(pixels, 2, 1, &size);

    CHECK(png != NULL);
    CHECK(memcmp(png, wanted, sizeof wanted) == 0);
    CHECK(memmem(png, size, stream, sizeof stream - 4) != NULL);
    CHECK(memcmp(png + size - 8, "IEND\xae\x42\x60\x82", 8) == 0);
    free(png);
    CHECK(png_write(pixels, 0, 1, &size) == NULL);
    CHECK(png_write(pixels, 1, 0, &size) == NULL);
    CHECK(png_write(pixels, 16385, 1, &size) == NULL);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    CHECK(file && fputs(text, file) >= 0);
    CHECK(fclose(file) == 0);
}

TEST(a_mark_changes_with_what_is_in_a_folder)
{
    char folder[] = "/tmp/desk_markXXXXXX";
    char file[128];
    char below[64];

    CHECK(mkdtemp(folder));
    (void)snprintf(below, sizeof below, "%s/below", folder);
    (void)snprintf(file, sizeof file, "%s/file", below);
    const uint64_t empty = file_mark(0, folder);
    CHECK(file_mark(0, folder) == empty);
    CHECK(mkdir(below, 0700) == 0);
    const uint64_t made = file_mark(0, folder);
    write_file(file, "one");
    const uint64_t one = file_mark(0, folder);
    write_file(file, "three");
    const uint64_t three = file_mark(0, folder);
    CHECK(empty != made && made != one && one != three);
    CHECK(file_mark(0, file) != file_mark(0, "/nowhere"));
    CHECK(file_mark(1, file) != file_mark(2, file));
    CHECK(unlink(file) == 0 && rmdir(below) == 0 && rmdir(folder) == 0);
}
