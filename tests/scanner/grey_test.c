/* SPDX-License-Identifier: Apache-2.0 */
#include "grey.h"

#include "test.h"

#include <stdlib.h>

static const struct {
    const char *what;
    unsigned width;
    unsigned height;
    bool keeps;
} sizes[] = {
    { "one pixel", 1, 1, true },           { "what just fits", 1200, 1000, true },
    { "one row more", 1200, 1001, false }, { "a photo", 4000, 3000, false },
    { "the largest", 8192, 8192, false },  { "the widest", 16384, 4096, false },
    { "a thin line", 16384, 74, false },   { "a column", 1, 16384, true },
};

TEST(shrinks_to_what_one_pass_may_see_and_not_much_below)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct shrinker shrinker;
        struct grey out = { 0 };
        CHECK(shrinker_start(&shrinker, sizes[i].width, sizes[i].height, &out));

        const size_t pixels = (size_t)out.width * out.height;
        CHECK_ROW(sizes[i].what, pixels <= GREY_PIXELS_MAX, true);
        CHECK_ROW(
            sizes[i].what,
            out.width == sizes[i].width && out.height == sizes[i].height,
            sizes[i].keeps);
        CHECK_ROW(sizes[i].what, sizes[i].keeps || pixels > GREY_PIXELS_MAX * 3 / 4, true);
        shrinker_finish(&shrinker);
        grey_free(&out);
    }
}

/** Feeds rows that are all of one value. */
static void shrink_flat(unsigned width, unsigned height, int value, struct grey *out)
{
    struct shrinker shrinker;
    uint8_t *row = test_memory(width);
    CHECK(shrinker_start(&shrinker, width, height, out));

    for (unsigned x = 0; x < width; x++) {
        row[x] = (uint8_t)value;
    }

    for (unsigned y = 0; y < height; y++) {
        shrinker_add_row(&shrinker, row);
    }

    CHECK_EQUAL(shrinker.out_row, out->height);
    shrinker_finish(&shrinker);
}

TEST(keeps_flat_colours)
{
    static const int values[] = { 0, 1, 127, 254, 255 };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct grey out = { 0 };
        shrink_flat(1601, 1201, values[i], &out);
        for (size_t at = 0; at < (size_t)out.width * out.height; at++) {
            CHECK_EQUAL(out.pixels[at], values[i]);
        }

        grey_free(&out);
    }
}

/** A picture of this size, with these pixels. */
static struct grey picture(unsigned width, unsigned height, const uint8_t *pixels)
{
    struct grey grey = { 0 };
    CHECK(grey_make(&grey, width, height));
    for (size_t i = 0; i < (size_t)width * height; i++) {
        grey.pixels[i] = pixels[i];
    }

    return grey;
}

static void check_pixels(const struct grey *grey, const char *hex)
{
    const size_t size = (size_t)grey->width * grey->height;
    CHECK_BYTES(((struct wallet_bytes){ grey->pixels, size }), test_hex(hex));
}

TEST(gives_each_pixel_the_mean_of_what_it_covers)
{
    static const uint8_t pixels[] = { 10, 20, 30, 40, 50, 60, 70, 80, 90 };
    struct grey source = picture(3, 3, pixels);
    struct grey out = { 0 };

    CHECK(grey_shrink(&source, 1, 1, &out));
    check_pixels(&out, "32");
    grey_free(&out);

    /* (10 + 20 / 2 + 40 / 2 + 50 / 4) / 2.25 = 23.3, and so on */
    CHECK(grey_shrink(&source, 2, 2, &out));
    check_pixels(&out, "17 25 3f 4d");
    grey_free(&out);

    CHECK(grey_shrink(&source, 3, 1, &out));
    check_pixels(&out, "28 32 3c");
    grey_free(&out);

    CHECK(grey_shrink(&source, 3, 3, &out));
    check_pixels(&out, "0a 14 1e 28 32 3c 46 50 5a");
    grey_free(&out);
    grey_free(&source);
}

TEST(doubles_smoothly)
{
    static const uint8_t pixels[] = { 0, 100, 200, 40 };
    struct grey source = picture(2, 2, pixels);
    struct grey out = { 0 };

    CHECK(grey_double(&source, &out));
    CHECK_EQUAL(out.width, 4);
    CHECK_EQUAL(out.height, 4);
    check_pixels(&out, "00 32 64 64  64 55 46 46  c8 78 28 28  c8 78 28 28");
    grey_free(&out);
    grey_free(&source);
}

TEST(inverts)
{
    static const uint8_t pixels[] = { 0, 1, 255 };
    struct grey grey = picture(3, 1, pixels);

    grey_invert(&grey);
    check_pixels(&grey, "ff fe 00");
    grey_free(&grey);
}
