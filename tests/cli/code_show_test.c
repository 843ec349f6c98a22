/* SPDX-License-Identifier: Apache-2.0 */
#include "code_show.h"

#include <wallet/parts.h>

#include "screen.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OFFERS_MAX = 20,
    START = 1795420800, /* seconds */
};

/* A stage on which time is what the waits add up to, and a source that says what it was asked. */
struct play {
    struct screen screen;
    char *written;
    size_t written_size;
    size_t seen;
    FILE *stream;
    int64_t now; /* milliseconds */
    size_t waits;
    size_t waits_max; /* then `last` happens */
    enum code_event last;
    void (*after)(struct play *play); /* what else happens in a wait; may be NULL */
    size_t captions_count;
    const char *captions[64];
    int64_t times[64]; /* milliseconds since the start */
    struct wallet_bytes objects[2];
    int64_t good_for; /* seconds; 0: for ever */
    size_t offers;
    size_t offers_max; /* then the source fails; 0: never */
    int64_t asked[OFFERS_MAX];
};

static void catch_up(struct play *play)
{
    CHECK_EQUAL(fflush(play->stream), 0);
    screen_write(&play->screen, play->written + play->seen, play->written_size - play->seen);
    play->seen = play->written_size;
}

static int64_t play_now(void *context)
{
    const struct play *play = context;
    return play->now;
}

static void play_measure(void *context, unsigned *out_columns, unsigned *out_rows)
{
    const struct play *play = context;
    *out_columns = play->screen.columns;
    *out_rows = play->screen.rows;
}

static enum code_event play_wait(void *context, int64_t milliseconds)
{
    struct play *play = context;

    CHECK(milliseconds > 0);
    catch_up(play);
    CHECK(play->captions_count < sizeof play->captions / sizeof *play->captions);
    play->times[play->captions_count] = play->now - (int64_t)START * 1000;
    play->captions[play->captions_count++] = screen_row(&play->screen, play->screen.row);
    play->now += milliseconds;
    if (play->after) {
        play->after(play);
    }
    if (++play->waits < play->waits_max) {
        return CODE_EVENT_TIME;
    }
    if (play->last == CODE_EVENT_KEY) {
        screen_write(&play->screen, "\n", 1); /* the terminal's echo */
    }

    return play->last;
}

static enum exit_code play_renew(void *context, int64_t now_unix, struct code_offer *out)
{
    struct play *play = context;

    CHECK(play->offers < OFFERS_MAX);
    catch_up(play);
    CHECK_EQUAL(screen_rows_used(&play->screen), 0); /* room for a complaint */
    play->asked[play->offers] = now_unix;
    out->object = play->objects[play->offers % 2];
    out->until_unix = play->good_for ? now_unix + play->good_for : INT64_MAX;
    play->offers++;
    return play->offers_max && play->offers > play->offers_max ? EXIT_CODE_KEY : EXIT_CODE_OK;
}

static struct wallet_bytes object_of(size_t size, unsigned seed)
{
    uint8_t *data = test_memory(size);
    for (size_t i = 0; i < size; i++) {
        seed = seed * 1103515245 + 12345;
        data[i] = (uint8_t)(seed >> 16);
    }

    data[0] = 0xd2;
    data[1] = 0x84;
    return (struct wallet_bytes){ data, size };
}

static struct play *play_of(unsigned columns, unsigned rows, size_t object_size)
{
    struct play *play = test_memory(sizeof *play);

    *play = (struct play){ .screen = { .columns = columns, .rows = rows },
                           .now = (int64_t)START * 1000,
                           .last = CODE_EVENT_KEY,
                           .objects = { object_of(object_size, 1), object_of(object_size, 2) } };
    play->stream = open_memstream(&play->written, &play->written_size);
    CHECK(play->stream);
    return play;
}

/** Plays to the end, after which nothing may be left on the screen. */
static enum exit_code run(struct play *play, size_t waits_max)
{
    struct story story = { .is_told = false };
    const struct session session = { .story = &story };
    const struct code_source source = { .renew = play_renew, .context = play };
    const struct code_manner manner = { .level = WALLET_QR_LEVEL_M };
    const struct code_stage stage = { .stream = play->stream,
                                      .now = play_now,
                                      .wait = play_wait,
                                      .measure = play_measure,
                                      .context = play };

    play->waits_max = waits_max;
    const enum exit_code code = code_show(&session, &source, &manner, &stage);
    catch_up(play);
    CHECK_EQUAL(screen_rows_used(&play->screen), 0);
    CHECK_EQUAL(fclose(play->stream), 0);
    free(play->written);
    return code;
}

static void check_captions(const struct play *play, const char *const *wanted, size_t count)
{
    CHECK_EQUAL(play->captions_count, count);
    for (size_t i = 0; i < count; i++) {
        CHECK_TEXT(play->captions[i], wanted[i]);
    }
}

TEST(shows_the_parts_in_turn)
{
    static const char *const captions[] = { "1/3  Enter ends",
                                            "2/3  Enter ends",
                                            "3/3  Enter ends",
                                            "1/3  Enter ends",
                                            "2/3  Enter ends" };
    struct play *play = play_of(130, 62, 2000);

    CHECK_EQUAL(run(play, 5), EXIT_CODE_OK);
    check_captions(play, captions, 5);
    for (size_t i = 0; i < 5; i++) {
        CHECK_EQUAL(play->times[i], (int64_t)i * CODE_INTERVAL);
    }
    CHECK_EQUAL(play->offers, 1);
}

/** Whether the code of a text stands on the screen, from its first row on. */
static void check_code(const struct play *play, struct wallet_bytes text, unsigned version)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_TERMINAL, .version = version };
    struct wallet_buffer picture = { 0 };
    struct screen wanted = { .columns = play->screen.columns, .rows = play->screen.rows };

    CHECK_EQUAL(wallet_qr_draw(text, &options, &picture, NULL, NULL), WALLET_OK);
    screen_write(&wanted, (const char *)picture.data, picture.size);
    for (unsigned row = 0; row < wanted.row; row++) {
        CHECK_TEXT(screen_row(&play->screen, row), screen_row(&wanted, row));
    }
    wallet_buffer_clear(&picture);
}

static void check_turn(struct play *play)
{
    struct wallet_split *split = NULL;

    CHECK_EQUAL(wallet_split_new(play->objects[0], WALLET_QR_LEVEL_M, 22, &split, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_split_count(split), 3);
    check_code(play, wallet_split_text(split, play->waits % 3), 21);
    wallet_split_free(split);
}

TEST(draws_each_part_in_the_place_of_the_one_before)
{
    struct play *play = play_of(130, 62, 2000);

    play->after = check_turn;
    CHECK_EQUAL(run(play, 7), EXIT_CODE_OK);
}

TEST(counts_down_and_renews)
{
    static const char *const captions[] = {
        "new in 3 s  Enter ends", "new in 2 s  Enter ends", "new in 1 s  Enter ends",
        "new in 3 s  Enter ends", "new in 2 s  Enter ends", "new in 1 s  Enter ends",
        "new in 3 s  Enter ends",
    };
    struct play *play = play_of(80, 40, 100);

    play->good_for = 3;
    CHECK_EQUAL(run(play, 7), EXIT_CODE_OK);
    check_captions(play, captions, 7);
    CHECK_EQUAL(play->offers, 3);
    for (size_t i = 0; i < play->offers; i++) {
        CHECK_EQUAL(play->asked[i], START + 3 * (int64_t)i);
    }
}

TEST(counts_down_while_parts_take_turns)
{
    static const char *const captions[] = {
        "1/2  new in 2 s  Enter ends", "2/2  new in 2 s  Enter ends", "2/2  new in 1 s  Enter ends",
        "1/2  new in 1 s  Enter ends", "2/2  new in 1 s  Enter ends", "1/2  new in 2 s  Enter ends",
    };
    struct play *play = play_of(130, 62, 1100);

    play->good_for = 2;
    CHECK_EQUAL(run(play, 6), EXIT_CODE_OK);
    check_captions(play, captions, 6);
    CHECK_EQUAL(play->times[2], 1000);
    CHECK_EQUAL(play->times[5], 2000);
}

TEST(is_interrupted_by_a_signal)
{
    struct play *play = play_of(130, 62, 2000);

    play->last = CODE_EVENT_STOP;
    CHECK_EQUAL(run(play, 2), EXIT_CODE_INTERRUPTED);
}

TEST(ends_where_the_source_fails)
{
    struct play *play = play_of(80, 40, 100);

    play->good_for = 2;
    play->offers_max = 2;
    CHECK_EQUAL(run(play, 60), EXIT_CODE_KEY);
    CHECK_EQUAL(play->waits, 4);
}

TEST(does_not_ask_again_and_again_for_what_is_over)
{
    struct play *play = play_of(80, 40, 100);

    play->good_for = -5;
    CHECK_EQUAL(run(play, 4), EXIT_CODE_OK);
    CHECK_EQUAL(play->offers, 4);
    for (size_t i = 0; i < 4; i++) {
        CHECK_EQUAL(play->asked[i], START + (int64_t)i);
    }
}

static void shrink(struct play *play)
{
    if (play->waits == 1) {
        play->screen.columns = 90;
        play->screen.rows = 40;
    }
}

TEST(fits_a_window_that_becomes_smaller)
{
    static const char *const captions[] = {
        "1/3  Enter ends", "2/3  Enter ends", "1/7  Enter ends", "2/7  Enter ends"
    };
    struct play *play = play_of(130, 62, 2000);

    play->after = shrink;
    CHECK_EQUAL(run(play, 4), EXIT_CODE_OK);
    check_captions(play, captions, 4);
}

static void shrink_to_nothing(struct play *play)
{
    play->screen.rows = 5;
    play->screen.row = 4;
}

TEST(ends_where_the_window_is_too_small)
{
    struct play *play = play_of(130, 62, 2000);

    play->after = shrink_to_nothing;
    CHECK_EQUAL(run(play, 60), EXIT_CODE_FILE);
    CHECK_EQUAL(play->waits, 1);
}

static void set_back(struct play *play)
{
    play->now -= play->waits == 0 ? 3600 * 1000 : 0;
}

TEST(goes_on_after_the_clock_was_set_back)
{
    static const char *const captions[] = { "1/3  Enter ends",
                                            "2/3  Enter ends",
                                            "3/3  Enter ends" };
    struct play *play = play_of(130, 62, 2000);

    play->after = set_back;
    CHECK_EQUAL(run(play, 3), EXIT_CODE_OK);
    check_captions(play, captions, 3);
}

TEST(knows_the_largest_symbol_of_a_window)
{
    static const struct {
        unsigned columns;
        unsigned rows;
        unsigned version;
    } windows[] = {
        { 113, 58, 22 }, { 500, 500, 22 }, { 112, 58, 21 }, { 113, 57, 21 }, { 80, 24, 5 },
        { 37, 20, 3 },   { 36, 20, 0 },    { 37, 19, 0 },   { 0, 0, 0 },     { 80, 1, 0 },
    };

    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        CHECK_EQUAL(code_stage_version(windows[i].columns, windows[i].rows), windows[i].version);
    }
}
