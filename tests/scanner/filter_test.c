/* SPDX-License-Identifier: Apache-2.0 */
#include "filter.h"

#include "crowd.h"
#include "test.h"

#include <string.h>

enum {
    SIDE = 64
};

static const struct {
    const char *what;
    bool (*filter)(const struct grey *grey, struct grey *out);
} filters[] = {
    { "stretch", filter_stretch },       { "threshold", filter_threshold },
    { "sharpen", filter_sharpen },       { "blur", filter_blur },
    { "blur twice", filter_blur_twice },
};

static struct grey make(unsigned width, unsigned height, int value)
{
    struct grey grey = { 0 };
    CHECK(grey_make(&grey, width, height));
    memset(grey.pixels, value, (size_t)width * height);
    return grey;
}

/** Dark to the left of the middle, light to its right. */
static struct grey make_edge(int dark, int light)
{
    struct grey grey = make(SIDE, SIDE, light);
    for (unsigned y = 0; y < SIDE; y++) {
        memset(grey.pixels + (size_t)y * SIDE, dark, SIDE / 2);
    }

    return grey;
}

static int at(const struct grey *grey, unsigned x, unsigned y)
{
    return grey->pixels[(size_t)y * grey->width + x];
}

TEST(takes_pictures_of_any_size)
{
    static const unsigned sizes[][2] = { { 1, 1 }, { 1, 40 }, { 40, 1 }, { 2, 3 }, { 33, 17 } };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            struct grey grey = make(sizes[j][0], sizes[j][1], 99);
            struct grey out = { 0 };
            CHECK(filters[i].filter(&grey, &out));
            CHECK_ROW(filters[i].what, out.width, sizes[j][0]);
            CHECK_ROW(filters[i].what, out.height, sizes[j][1]);
            grey_free(&out);
            grey_free(&grey);
        }
    }
}

TEST(leaves_even_ground_even)
{
    static const int values[] = { 0, 7, 128, 255 };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
            const bool is_binary = filters[i].filter == filter_threshold;
            struct grey grey = make(SIDE, SIDE, values[j]);
            struct grey out = { 0 };
            CHECK(filters[i].filter(&grey, &out));
            for (unsigned k = 0; k < SIDE * SIDE; k++) {
                CHECK_ROW(filters[i].what, out.pixels[k], is_binary ? 255 : values[j]);
            }

            grey_free(&out);
            grey_free(&grey);
        }
    }
}

TEST(stretches_faint_greys_over_all)
{
    struct grey grey = make_edge(110, 130);
    struct grey out = { 0 };
    CHECK(filter_stretch(&grey, &out));
    CHECK_EQUAL(at(&out, 0, 0), 0);
    CHECK_EQUAL(at(&out, SIDE - 1, 0), 255);
    grey_free(&out);
    grey_free(&grey);
}

TEST(tells_dark_from_light_beside_it_wherever_the_light_is)
{
    static const int pairs[][2] = { { 10, 40 }, { 100, 130 }, { 200, 250 } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct grey grey = make_edge(pairs[i][0], pairs[i][1]);
        struct grey out = { 0 };
        CHECK(filter_threshold(&grey, &out));
        CHECK_EQUAL(at(&out, SIDE / 2 - 1, 5), 0);
        CHECK_EQUAL(at(&out, SIDE / 2, 5), 255);
        grey_free(&out);
        grey_free(&grey);
    }
}

/** A single light pixel spreads as the Gaussian does: 1 / (2 pi sigma^2) of it stays, 40.6 and 10.1. */
TEST(blurs_as_far_as_it_says)
{
    struct grey grey = make(SIDE, SIDE, 0);
    struct grey out = { 0 };
    grey.pixels[SIDE / 2 * SIDE + SIDE / 2] = 255;

    CHECK(filter_blur(&grey, &out));
    CHECK_EQUAL(at(&out, SIDE / 2, SIDE / 2), 40);
    CHECK_EQUAL(at(&out, SIDE / 2 + 1, SIDE / 2), at(&out, SIDE / 2, SIDE / 2 - 1));
    grey_free(&out);

    CHECK(filter_blur_twice(&grey, &out));
    CHECK_EQUAL(at(&out, SIDE / 2, SIDE / 2), 11);
    CHECK_EQUAL(at(&out, SIDE / 2 + 6, SIDE / 2 + 6), 0);
    grey_free(&out);
    grey_free(&grey);
}

TEST(sharpens_an_edge_that_was_blurred)
{
    struct grey grey = make_edge(80, 160);
    struct grey soft = { 0 };
    struct grey out = { 0 };
    CHECK(filter_blur(&grey, &soft));
    CHECK(filter_sharpen(&soft, &out));

    const int before = at(&soft, SIDE / 2, 9) - at(&soft, SIDE / 2 - 1, 9);
    const int after = at(&out, SIDE / 2, 9) - at(&out, SIDE / 2 - 1, 9);
    CHECK(after > before + before / 2);
    grey_free(&out);
    grey_free(&soft);
    grey_free(&grey);
}

static void put_finder(struct grey *grey, unsigned left, unsigned top, unsigned module)
{
    for (unsigned v = 0; v < 7 * module; v++) {
        for (unsigned u = 0; u < 7 * module; u++) {
            const unsigned i = u / module;
            const unsigned j = v / module;
            const bool is_ring =
                (i == 1 || i == 5) ? j >= 1 && j <= 5 : (j == 1 || j == 5) && i >= 1 && i <= 5;
            grey->pixels[(size_t)(top + v) * grey->width + left + u] = is_ring ? 230 : 20;
        }
    }
}

TEST(knows_a_crowd_of_finder_patterns)
{
    static const struct {
        const char *what;
        unsigned across;
        bool is_crowd;
    } rows[] = { { "none", 0, false },
                 { "a sheet of nine codes", 5, false },
                 { "a page", 16, true } };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct grey grey = make(800, 800, 230);
        for (unsigned j = 0; j < rows[i].across * rows[i].across; j++) {
            put_finder(&grey, 10 + j % rows[i].across * 48, 10 + j / rows[i].across * 48, 5);
        }

        CHECK_ROW(rows[i].what, crowd_is_there(&grey), rows[i].is_crowd);
        grey_free(&grey);
    }
}
