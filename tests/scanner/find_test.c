/* SPDX-License-Identifier: Apache-2.0 */

/* Desks with several codes on them, and with none: all that are there are found, and nothing else. */
#include "find.h"

#include "test.h"

#include <qrencode.h>

#include <stdio.h>
#include <string.h>

enum {
    WIDTH = 1280,
    HEIGHT = 900,
    GROUND = 150,
    DARK = 30,
    LIGHT = 225,
    QUIET = 4,
    CODES_MAX = 5,
    TEXT_SIZE = 64,
};

/** A code on the desk; its text is made of its number. */
struct placed {
    unsigned x;
    unsigned y;
    unsigned module; /* pixels */
    int version;
    bool is_light; /* light on dark */
};

static const struct desk {
    const char *what;
    unsigned count;
    struct placed codes[CODES_MAX];
} desks[] = {
    { "one", 1, { { 200, 150, 6, 5, false } } },
    { "one in light", 1, { { 200, 150, 6, 5, true } } },
    { "a large and a small one", 2, { { 40, 40, 9, 10, false }, { 900, 300, 3, 2, false } } },
    { "a dark and a light one", 2, { { 40, 40, 7, 7, false }, { 700, 300, 5, 4, true } } },
    { "three",
      3,
      { { 20, 20, 6, 10, false }, { 600, 30, 4, 3, false }, { 700, 400, 7, 6, false } } },
    { "five, two of them light",
      5,
      { { 10, 10, 5, 10, false },
        { 450, 20, 8, 2, false },
        { 800, 20, 4, 12, true },
        { 60, 450, 7, 5, false },
        { 800, 500, 3, 4, true } } },
};

static void fill(struct grey *desk, unsigned x, unsigned y, unsigned side, int grey)
{
    for (unsigned i = 0; i < side; i++) {
        memset(desk->pixels + (size_t)(y + i) * desk->width + x, grey, side);
    }
}

static void make_text(unsigned number, char out[TEXT_SIZE])
{
    (void)snprintf(out, TEXT_SIZE, "EL1:CODE NUMBER %u OF THE DESK", number);
}

static void put(struct grey *desk, const struct placed *placed, unsigned number)
{
    char text[TEXT_SIZE];
    make_text(number, text);
    QRcode *code = QRcode_encodeString(text, placed->version, QR_ECLEVEL_M, QR_MODE_8, 1);
    CHECK(code);

    const unsigned width = (unsigned)code->width;
    const int light = placed->is_light ? DARK : LIGHT;
    const int dark = placed->is_light ? LIGHT : DARK;
    fill(desk, placed->x, placed->y, (width + 2 * QUIET) * placed->module, light);
    for (unsigned i = 0; i < width * width; i++) {
        if ((code->data[i] & 1) != 0) {
            const unsigned u = i % width + QUIET;
            const unsigned v = i / width + QUIET;
            fill(
                desk,
                placed->x + u * placed->module,
                placed->y + v * placed->module,
                placed->module,
                dark);
        }
    }

    QRcode_free(code);
}

static struct grey make_desk(void)
{
    struct grey desk = { 0 };
    CHECK(grey_make(&desk, WIDTH, HEIGHT));
    memset(desk.pixels, GROUND, (size_t)WIDTH * HEIGHT);
    return desk;
}

static bool has(const struct found *found, unsigned number)
{
    char text[TEXT_SIZE];
    make_text(number, text);
    for (unsigned i = 0; i < found->count; i++) {
        if (found->codes[i].size == strlen(text) &&
            memcmp(found->codes[i].bytes, text, strlen(text)) == 0) {
            return true;
        }
    }

    return false;
}

static void check_desk(const struct desk *row, unsigned budget_ms)
{
    struct grey desk = make_desk();
    struct search search = { .budget_ms = budget_ms };
    struct found found = { 0 };
    for (unsigned i = 0; i < row->count; i++) {
        put(&desk, &row->codes[i], i);
    }

    CHECK(find_codes(&desk, &search, &found));
    CHECK_ROW(row->what, found.count, row->count);
    for (unsigned i = 0; i < row->count; i++) {
        CHECK_ROW(row->what, has(&found, i), true);
    }

    found_free(&found);
    grey_free(&desk);
}

TEST(finds_all_codes_of_a_picture)
{
    for (size_t i = 0; i < sizeof desks / sizeof *desks; i++) {
        check_desk(&desks[i], SEARCH_PICTURE_MS);
    }
}

TEST(finds_all_codes_of_a_frame_too)
{
    for (size_t i = 0; i < sizeof desks / sizeof *desks; i++) {
        check_desk(&desks[i], SEARCH_FRAME_MS);
    }
}

TEST(finds_nothing_where_nothing_is)
{
    struct grey desk = make_desk();
    struct search search = { .budget_ms = SEARCH_PICTURE_MS };
    struct found found = { 0 };

    CHECK(find_codes(&desk, &search, &found));
    CHECK_EQUAL(found.count, 0);
    grey_free(&desk);
}

TEST(finds_nothing_in_a_picture_smaller_than_any_code)
{
    struct grey dot = { 0 };
    struct search search = { .budget_ms = SEARCH_PICTURE_MS };
    struct found found = { 0 };

    CHECK(grey_make(&dot, 1, 1));
    CHECK(find_codes(&dot, &search, &found));
    CHECK_EQUAL(found.count, 0);
    grey_free(&dot);
}

TEST(begins_no_dear_pass_without_time)
{
    struct grey desk = make_desk();
    struct search search = { .budget_ms = 0, .turn = 3 };
    struct found found = { 0 };

    CHECK(find_codes(&desk, &search, &found));
    CHECK_EQUAL(search.turn, 3);
    grey_free(&desk);
}

static const struct quad here = { { { 0, 0 }, { 100, 0 }, { 100, 100 }, { 0, 100 } } };
static const struct quad there = { { { 200, 0 }, { 300, 0 }, { 300, 100 }, { 200, 100 } } };

TEST(keeps_each_text_once)
{
    struct found found = { 0 };
    struct found more = { 0 };

    CHECK(found_add(&found, "A", 1, &here));
    CHECK(found_add(&found, "A", 1, &there));
    CHECK(found_add(&more, "A", 1, &there));
    found_move(&found, &more);
    CHECK_EQUAL(found.count, 1);
    CHECK_EQUAL(more.count, 0);
    found_free(&found);
}

TEST(keeps_neither_of_two_texts_at_one_place)
{
    struct found found = { 0 };
    struct found more = { 0 };

    CHECK(found_add(&found, "A", 1, &here));
    CHECK(found_add(&more, "B", 1, &here));
    CHECK(found_add(&more, "C", 1, &there));
    found_move(&found, &more);
    CHECK_EQUAL(found.count, 1);
    CHECK_EQUAL(found.codes[0].bytes[0], 'C');
    found_free(&found);
}

TEST(keeps_no_more_codes_than_an_answer_has_room_for)
{
    struct found found = { 0 };
    for (unsigned i = 0; i < WALLET_SCAN_CODE_MAX + 2; i++) {
        CHECK(found_add(&found, &i, sizeof i, &here));
    }

    CHECK_EQUAL(found.count, WALLET_SCAN_CODE_MAX);
    found_free(&found);
}

TEST(knows_what_a_code_covers)
{
    struct found found = { 0 };
    CHECK(found_add(&found, "A", 1, &here));
    CHECK(found_covers(&found, (struct point){ 50, 50 }));
    CHECK(found_covers(&found, (struct point){ 104, 50 }));
    CHECK(!found_covers(&found, (struct point){ 150, 50 }));
    found_free(&found);
}
