/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Codes of our own drawing, seen as a camera sees them: what the rectifier makes of each must have the
 * same modules, dark and light, as were drawn.
 */
#include "rectify.h"

#include "modules.h"
#include "plane.h"
#include "test.h"

#include <qrencode.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 1000,
    HEIGHT = 800,
    QUIET = 4, /* modules around a code, as seen and in the result */
    SCALE = 4, /* pixels a module in the result */
    DARK = 30,
    LIGHT = 220,
    SHEET_PART = 400, /* pixels a code of several */
};

/** How a code is seen. */
struct view {
    const char *what;
    int version;
    struct spot corners[4]; /* of its quiet zone: left above, then clockwise */
};

static const struct view views[] = {
    { "upright", 2, { { 200, 100 }, { 700, 100 }, { 700, 600 }, { 200, 600 } } },
    { "aslant", 7, { { 450, 50 }, { 850, 350 }, { 550, 750 }, { 150, 450 } } },
    { "upside down", 10, { { 800, 700 }, { 200, 700 }, { 200, 100 }, { 800, 100 } } },
    { "from the left", 10, { { 150, 60 }, { 850, 170 }, { 850, 650 }, { 150, 770 } } },
    { "from above", 20, { { 260, 60 }, { 740, 60 }, { 900, 760 }, { 100, 760 } } },
    { "from a corner", 25, { { 120, 40 }, { 860, 90 }, { 820, 640 }, { 90, 780 } } },
    { "the largest", 40, { { 110, 20 }, { 890, 40 }, { 880, 790 }, { 100, 770 } } },
};

static QRcode *make_code(int version)
{
    QRcode *code = QRcode_encodeString("RECTIFY ME", version, QR_ECLEVEL_M, QR_MODE_8, 1);
    CHECK(code);
    CHECK_EQUAL(code->version, version);
    return code;
}

static int is_dark(const QRcode *code, int u, int v)
{
    return u >= 0 && v >= 0 && u < code->width && v < code->width &&
           (code->data[v * code->width + u] & 1) != 0;
}

/** From pixels to modules: the plane the other way round. */
static struct plane look_back(const struct view *view, int size)
{
    const double side = size + 2.0 * QUIET;
    const struct spot places[] = { { 0, 0 }, { side, 0 }, { side, side }, { 0, side } };
    struct pin pins[4];
    struct plane plane;

    for (int i = 0; i < 4; i++) {
        pins[i] = (struct pin){ view->corners[i], places[i] };
    }

    CHECK(plane_fit(pins, 4, WIDTH, &plane));
    return plane;
}

/** The mean of 3 x 3 places of a pixel. */
static uint8_t see(const QRcode *code, const struct plane *back, int x, int y)
{
    int sum = 0;
    for (int i = 0; i < 9; i++) {
        const struct spot at = plane_at(back, x + (i % 3 + 0.5) / 3, y + (i / 3 + 0.5) / 3);
        const int u = (int)floor(at.x) - QUIET;
        const int v = (int)floor(at.y) - QUIET;
        sum += is_dark(code, u, v) ? DARK : LIGHT;
    }

    return (uint8_t)(sum / 9);
}

static void take_picture(const struct view *view, const QRcode *code, struct grey *out)
{
    const struct plane back = look_back(view, code->width);

    CHECK(grey_make(out, WIDTH, HEIGHT));
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            out->pixels[(size_t)y * WIDTH + (size_t)x] = see(code, &back, x, y);
        }
    }
}

/** How many modules came out of the wrong colour. */
static int count_wrong(const struct grey *drawn, const QRcode *code)
{
    int wrong = 0;
    for (int v = -QUIET; v < code->width + QUIET; v++) {
        for (int u = -QUIET; u < code->width + QUIET; u++) {
            const size_t x = (size_t)(u + QUIET) * SCALE + SCALE / 2;
            const size_t y = (size_t)(v + QUIET) * SCALE + SCALE / 2;
            wrong += (drawn->pixels[y * drawn->width + x] < 128) != (is_dark(code, u, v) != 0);
        }
    }

    return wrong;
}

TEST(a_code_in_perspective_is_drawn_upright_module_by_module)
{
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct finder found[FINDER_MAX];
        struct triple triples[TRIPLE_MAX];
        struct grey picture = { 0 };
        struct grey drawn = { 0 };
        QRcode *code = make_code(views[i].version);
        take_picture(&views[i], code, &picture);

        const unsigned count = finder_triples(found, finder_find(&picture, found), triples);
        CHECK_ROW(views[i].what, count > 0, true);
        CHECK_ROW(views[i].what, rectify(&picture, &triples[0], &drawn), true);
        CHECK_ROW(views[i].what, (int)drawn.width, (code->width + 2 * QUIET) * SCALE);
        CHECK_ROW(views[i].what, count_wrong(&drawn, code), 0);

        QRcode_free(code);
        grey_free(&drawn);
        grey_free(&picture);
    }
}

/** The same of the likeliest code in a picture, which must be there. */
static int count_wrong_in(const struct grey *picture, const QRcode *code)
{
    struct finder found[FINDER_MAX];
    struct triple triples[TRIPLE_MAX];
    struct grey drawn = { 0 };

    CHECK(finder_triples(found, finder_find(picture, found), triples) > 0);
    CHECK(rectify(picture, &triples[0], &drawn));
    const int wrong = count_wrong(&drawn, code);
    grey_free(&drawn);
    return wrong;
}

TEST(light_that_falls_off_to_a_tenth_makes_no_difference)
{
    struct grey picture = { 0 };
    QRcode *code = make_code(10);
    take_picture(&views[0], code, &picture);
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++) {
        const unsigned x = (unsigned)(i % WIDTH);
        picture.pixels[i] = (uint8_t)(picture.pixels[i] * (100 + (WIDTH - x)) / (100 + WIDTH));
    }

    CHECK_EQUAL(count_wrong_in(&picture, code), 0);

    QRcode_free(code);
    grey_free(&picture);
}

/** Four codes of this version, each 400 pixels wide, with their quiet zones. */
static void take_sheet(const QRcode *code, struct grey *out)
{
    CHECK(grey_make(out, WIDTH, HEIGHT));
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < 2 * SHEET_PART; x++) {
            const int side = code->width + 2 * QUIET;
            const int u = x % SHEET_PART * side / SHEET_PART - QUIET;
            const int v = y % SHEET_PART * side / SHEET_PART - QUIET;
            out->pixels[(size_t)y * WIDTH + (size_t)x] = is_dark(code, u, v) ? DARK : LIGHT;
        }
    }
}

/* Finder patterns of different codes make squares, too: most of these are no code's. */
TEST(of_four_codes_in_rows_each_is_found_and_hardly_anything_else)
{
    struct finder found[FINDER_MAX];
    struct triple triples[TRIPLE_MAX];
    struct grey picture = { 0 };
    QRcode *code = make_code(3);
    take_sheet(code, &picture);

    int good = 0;
    int other = 0;
    const unsigned count = finder_triples(found, finder_find(&picture, found), triples);
    for (unsigned i = 0; i < count; i++) {
        struct grey drawn = { 0 };
        if (rectify(&picture, &triples[i], &drawn)) {
            const bool is_code = (int)drawn.width == (code->width + 2 * QUIET) * SCALE;
            good += is_code && count_wrong(&drawn, code) == 0;
            other += !is_code;
        }
        grey_free(&drawn);
    }

    CHECK_EQUAL(good, 4);
    CHECK(other <= 2);
    QRcode_free(code);
    grey_free(&picture);
}

/** The mean of each pixel's surroundings, as a lens out of focus sees them. */
static void blur(struct grey *picture, int radius)
{
    struct grey before = { 0 };
    CHECK(grey_make(&before, picture->width, picture->height));
    memcpy(before.pixels, picture->pixels, (size_t)WIDTH * HEIGHT);

    for (int y = radius; y < HEIGHT - radius; y++) {
        for (int x = radius; x < WIDTH - radius; x++) {
            int sum = 0;
            for (int i = -radius; i <= radius; i++) {
                for (int j = -radius; j <= radius; j++) {
                    sum += before.pixels[(size_t)(y + i) * WIDTH + (size_t)(x + j)];
                }
            }
            picture->pixels[(size_t)y * WIDTH + (size_t)x] =
                (uint8_t)(sum / ((2 * radius + 1) * (2 * radius + 1)));
        }
    }

    grey_free(&before);
}

TEST(blur_as_wide_as_a_module_is_undone)
{
    struct grey picture = { 0 };
    QRcode *code = make_code(10);
    take_picture(&views[2], code, &picture); /* 9 pixels a module */
    blur(&picture, 4);

    CHECK(count_wrong_in(&picture, code) <= 3);

    QRcode_free(code);
    grey_free(&picture);
}

TEST(where_there_is_no_finder_pattern_none_is_found)
{
    struct finder found[FINDER_MAX];
    struct grey picture = { 0 };

    CHECK(grey_make(&picture, WIDTH, HEIGHT));
    CHECK_EQUAL(finder_find(&picture, found), 0);
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++) {
        picture.pixels[i] = i / 20 % 2 == 0 ? DARK : LIGHT; /* stripes */
    }
    CHECK_EQUAL(finder_find(&picture, found), 0);
    grey_free(&picture);

    CHECK(grey_make(&picture, 1, 1));
    CHECK_EQUAL(finder_find(&picture, found), 0);
    grey_free(&picture);
}

TEST(finder_patterns_that_make_no_code_are_refused)
{
    struct grey picture = { 0 };
    struct grey drawn = { 0 };
    const struct triple far_out = {
        { -50, -50, 5, 9 },
        { 5000, -50, 5, 9 },
        { -50, 5000, 5, 9 },
        0,
    };
    const struct triple on_nothing = {
        { 100, 100, 5, 9 },
        { 400, 100, 5, 9 },
        { 100, 400, 5, 9 },
        0,
    };

    CHECK(grey_make(&picture, WIDTH, HEIGHT));
    CHECK(!rectify(&picture, &far_out, &drawn));
    CHECK(!rectify(&picture, &on_nothing, &drawn));
    grey_free(&picture);
}

TEST(a_plane_goes_through_its_pins)
{
    const struct pin pins[] = {
        { { 0, 0 }, { 10, 20 } },
        { { 30, 0 }, { 200, 35 } },
        { { 30, 30 }, { 180, 260 } },
        { { 0, 30 }, { 25, 190 } },
    };
    struct plane plane;

    CHECK(plane_fit(pins, 4, 30, &plane));
    for (size_t i = 0; i < 4; i++) {
        const struct spot seen = plane_at(&plane, pins[i].module.x, pins[i].module.y);
        CHECK(fabs(seen.x - pins[i].pixel.x) < 1e-6);
        CHECK(fabs(seen.y - pins[i].pixel.y) < 1e-6);
    }

    CHECK(!plane_fit(pins, 3, 30, &plane));
}
