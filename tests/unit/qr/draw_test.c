/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memmem() */
#include "qr/draw.h"

#include <wallet/qr.h>

#include "test.h"

#include <png.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    QUIET_ZONE = 4,
    PIXELS_MAX = 1000,
};

static struct wallet_bytes letters(size_t count)
{
    uint8_t *data = test_memory(count + 1);
    memset(data, 'A', count);
    return (struct wallet_bytes){ data, count };
}

/** Draws, and says of which version it is. */
static struct wallet_buffer draw(
    struct wallet_bytes text, struct wallet_qr_options options, unsigned *version)
{
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(wallet_qr_draw(text, &options, &out, version, NULL), WALLET_OK);
    return out;
}

static enum wallet_status draw_status(struct wallet_bytes text, struct wallet_qr_options options)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status = wallet_qr_draw(text, &options, &out, NULL, NULL);
    CHECK(status == WALLET_OK || out.size == 0);
    wallet_buffer_clear(&out);
    return status;
}

/* ISO/IEC 18004, table 7: what the versions hold in alphanumeric mode. */
static const struct {
    const char *what;
    enum wallet_qr_level level;
    size_t capacity;
    unsigned version;
} capacities[] = {
    { "1-L", WALLET_QR_LEVEL_L, 25, 1 },     { "1-M", WALLET_QR_LEVEL_M, 20, 1 },
    { "1-H", WALLET_QR_LEVEL_H, 10, 1 },     { "10-M", WALLET_QR_LEVEL_M, 311, 10 },
    { "22-M", WALLET_QR_LEVEL_M, 1134, 22 }, { "22-Q", WALLET_QR_LEVEL_Q, 823, 22 },
    { "24-M", WALLET_QR_LEVEL_M, 1326, 24 },
};

TEST(takes_the_smallest_symbol)
{
    for (size_t i = 0; i < sizeof capacities / sizeof *capacities; i++) {
        const struct wallet_qr_options options = { .format = WALLET_QR_SVG,
                                                   .level = capacities[i].level };
        unsigned version = 0;

        struct wallet_buffer out = draw(letters(capacities[i].capacity), options, &version);
        CHECK_ROW(capacities[i].what, version, capacities[i].version);
        wallet_buffer_clear(&out);

        out = draw(letters(capacities[i].capacity + 1), options, &version);
        CHECK_ROW(capacities[i].what, version, capacities[i].version + 1);
        wallet_buffer_clear(&out);
    }
}

static const struct {
    const char *what;
    enum wallet_qr_level level;
    size_t capacity;
} largest[] = {
    { "L", WALLET_QR_LEVEL_L, 1853 },
    { "M", WALLET_QR_LEVEL_M, 1451 },
    { "Q", WALLET_QR_LEVEL_Q, 1041 },
    { "H", WALLET_QR_LEVEL_H, 779 },
};

TEST(refuses_more_than_the_largest_symbol_holds)
{
    for (size_t i = 0; i < sizeof largest / sizeof *largest; i++) {
        const struct wallet_qr_options options = { .format = WALLET_QR_SVG,
                                                   .level = largest[i].level };
        const char *what = largest[i].what;
        const size_t capacity = largest[i].capacity;

        CHECK_ROW(what, draw_status(letters(capacity), options), WALLET_OK);
        CHECK_ROW(what, draw_status(letters(capacity + 1), options), WALLET_ERR_TOO_LARGE);
        CHECK_ROW(what, draw_status(letters(4296), options), WALLET_ERR_TOO_LARGE);
        CHECK_ROW(what, draw_status(letters(4297), options), WALLET_ERR_TOO_LARGE);
        CHECK_ROW(what, draw_status(letters(100000), options), WALLET_ERR_TOO_LARGE);
    }
}

TEST(refuses_text_that_is_not_alphanumeric)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };

    CHECK_EQUAL(draw_status(test_text(""), options), WALLET_ERR_VALUE);
    CHECK_EQUAL(draw_status(test_text("el1:"), options), WALLET_ERR_VALUE);
    CHECK_EQUAL(draw_status(test_text("EL1:\n"), options), WALLET_ERR_VALUE);
    CHECK_EQUAL(draw_status(test_text("EL1:\xc3\xa4"), options), WALLET_ERR_VALUE);
}

TEST(says_which_character_is_not_alphanumeric)
{
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { 0 };
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };

    CHECK_EQUAL(
        wallet_qr_draw(test_text("EL1:Ab"), &options, &out, NULL, &error), WALLET_ERR_VALUE);
    CHECK_EQUAL(error.offset, 5);
    CHECK_TEXT(error.message, "character 0x62 at 5 is not alphanumeric");
    wallet_buffer_clear(&out);
}

TEST(refuses_options_that_do_not_exist)
{
    const struct wallet_bytes text = test_text("EL1:");

    CHECK_EQUAL(draw_status(text, (struct wallet_qr_options){ .module_pixels = 64 }), WALLET_OK);
    CHECK_EQUAL(
        draw_status(text, (struct wallet_qr_options){ .module_pixels = 65 }), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        draw_status(text, (struct wallet_qr_options){ .format = (enum wallet_qr_format)4 }),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        draw_status(text, (struct wallet_qr_options){ .level = (enum wallet_qr_level)4 }),
        WALLET_ERR_ARGUMENT);
}

/** Reads a PNG as libpng does, a byte a pixel. */
static void read_png(
    const struct wallet_buffer *file, uint8_t pixels[PIXELS_MAX * PIXELS_MAX], unsigned *side)
{
    png_image image = { .version = PNG_IMAGE_VERSION };
    CHECK(png_image_begin_read_from_memory(&image, file->data, file->size) != 0);
    CHECK_EQUAL(image.width, image.height);
    CHECK(image.width <= PIXELS_MAX);
    image.format = PNG_FORMAT_GRAY;
    *side = image.width;
    CHECK(png_image_finish_read(&image, NULL, pixels, 0, NULL) != 0);
}

TEST(writes_png_of_one_bit_a_pixel_without_dates)
{
    unsigned version = 0;
    struct wallet_buffer out =
        draw(letters(100), (struct wallet_qr_options){ .module_pixels = 3 }, &version);
    const unsigned side = (17 + 4 * version + 2 * QUIET_ZONE) * 3;

    /* PNG, section 11.2.1: width, height, one bit, grey, no interlacing */
    const uint8_t wanted[] = { 0, 0, 0, (uint8_t)side, 0, 0, 0, (uint8_t)side, 1, 0, 0, 0, 0 };
    CHECK(side < 256);
    CHECK_BYTES(
        ((struct wallet_bytes){ out.data + 16, sizeof wanted }),
        ((struct wallet_bytes){ wanted, sizeof wanted }));
    CHECK(!memmem(out.data, out.size, "tIME", 4));
    CHECK(!memmem(out.data, out.size, "tEXt", 4));
    wallet_buffer_clear(&out);
}

TEST(draws_the_same_each_time)
{
    for (int format = WALLET_QR_PNG; format <= WALLET_QR_MODULES; format++) {
        const struct wallet_qr_options options = { .format = (enum wallet_qr_format)format };
        struct wallet_buffer one = draw(letters(50), options, NULL);
        struct wallet_buffer other = draw(letters(50), options, NULL);
        CHECK_BYTES(wallet_buffer_bytes(&one), wallet_buffer_bytes(&other));
        wallet_buffer_clear(&one);
        wallet_buffer_clear(&other);
    }
}

/** Fills in the modules of the same symbol from its PNG at one pixel a module. */
static unsigned modules_of(struct wallet_bytes text, uint8_t pixels[PIXELS_MAX * PIXELS_MAX])
{
    unsigned side = 0;
    struct wallet_buffer out = draw(text, (struct wallet_qr_options){ .module_pixels = 1 }, NULL);
    read_png(&out, pixels, &side);
    wallet_buffer_clear(&out);
    return side;
}

TEST(leaves_a_quiet_zone_of_four_modules)
{
    uint8_t *pixels = test_memory(PIXELS_MAX * PIXELS_MAX);
    const unsigned side = modules_of(letters(80), pixels);

    for (unsigned y = 0; y < side; y++) {
        for (unsigned x = 0; x < side; x++) {
            if (x < QUIET_ZONE || y < QUIET_ZONE || x >= side - QUIET_ZONE ||
                y >= side - QUIET_ZONE) {
                CHECK_EQUAL(pixels[y * side + x], 255);
            }
        }
    }

    /* The finder patterns' corners. */
    CHECK_EQUAL(pixels[QUIET_ZONE * side + QUIET_ZONE], 0);
    CHECK_EQUAL(pixels[QUIET_ZONE * side + side - QUIET_ZONE - 1], 0);
    CHECK_EQUAL(pixels[(side - QUIET_ZONE - 1) * side + QUIET_ZONE], 0);
}

TEST(draws_large_modules_as_small_ones)
{
    uint8_t *modules = test_memory(PIXELS_MAX * PIXELS_MAX);
    uint8_t *pixels = test_memory(PIXELS_MAX * PIXELS_MAX);
    const unsigned side = modules_of(letters(300), modules);
    unsigned large = 0;

    struct wallet_buffer out = draw(letters(300), (struct wallet_qr_options){ 0 }, NULL);
    read_png(&out, pixels, &large);
    CHECK_EQUAL(large, side * WALLET_QR_MODULE_PIXELS);
    for (unsigned y = 0; y < large; y++) {
        for (unsigned x = 0; x < large; x++) {
            const unsigned module =
                y / WALLET_QR_MODULE_PIXELS * side + x / WALLET_QR_MODULE_PIXELS;
            if (pixels[y * large + x] != modules[module]) {
                fail_msg("pixel %u, %u", x, y);
            }
        }
    }

    wallet_buffer_clear(&out);
}

/** Paints an SVG's path of rectangles "MX YhWv1HXz" into modules. */
static void paint(const char *path, uint8_t *modules, unsigned side)
{
    unsigned x = 0;
    unsigned y = 0;
    unsigned width = 0;
    unsigned back = 0;
    int length = 0;

    while (sscanf(path, "M%u %uh%uv1H%uz%n", &x, &y, &width, &back, &length) == 4) {
        CHECK_EQUAL(back, x);
        CHECK(y < side && x + width <= side);
        memset(modules + (size_t)y * side + x, 0, width);
        path += length;
    }

    CHECK(strncmp(path, "\"/>\n</svg>\n", 11) == 0);
}

TEST(draws_svg_as_png)
{
    uint8_t *wanted = test_memory(PIXELS_MAX * PIXELS_MAX);
    const unsigned side = modules_of(letters(200), wanted);
    uint8_t *modules = test_memory((size_t)side * side);
    memset(modules, 255, (size_t)side * side);
    char head[256];

    struct wallet_buffer out = draw(
        letters(200),
        (struct wallet_qr_options){ .format = WALLET_QR_SVG, .module_pixels = 5 },
        NULL);
    (void)snprintf(
        head,
        sizeof head,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u "
        "%u\" "
        "shape-rendering=\"crispEdges\">\n<path fill=\"#fff\" d=\"M0 0h%uv%uH0z\"/>\n<path "
        "fill=\"#000\" d=\"",
        side * 5,
        side * 5,
        side,
        side,
        side,
        side);
    CHECK(strncmp((const char *)out.data, head, strlen(head)) == 0);
    paint((const char *)out.data + strlen(head), modules, side);
    CHECK_BYTES(
        ((struct wallet_bytes){ modules, (size_t)side * side }),
        ((struct wallet_bytes){ wanted, (size_t)side * side }));
    wallet_buffer_clear(&out);
}

TEST(gives_the_modules_that_are_dark_in_a_png)
{
    uint8_t *wanted = test_memory(PIXELS_MAX * PIXELS_MAX);
    const unsigned side = modules_of(letters(200), wanted);

    struct wallet_buffer out =
        draw(letters(200), (struct wallet_qr_options){ .format = WALLET_QR_MODULES }, NULL);
    CHECK_EQUAL(out.size, side * side);
    for (size_t i = 0; i < out.size; i++) {
        CHECK_EQUAL(out.data[i], wanted[i] == 0);
    }

    wallet_buffer_clear(&out);
}

/** The halves that a character shows as light: 2 the upper, 1 the lower; and steps behind it. */
static unsigned halves(const char **at)
{
    static const char *const characters[] = { " ", "\u2584", "\u2580", "\u2588" };
    for (unsigned i = 0; i < 4; i++) {
        const size_t size = strlen(characters[i]);
        if (strncmp(*at, characters[i], size) == 0) {
            *at += size;
            return i;
        }
    }

    fail_msg("neither a blank nor a block");
    return 0;
}

TEST(draws_the_terminal_as_png)
{
    uint8_t *wanted = test_memory(PIXELS_MAX * PIXELS_MAX);
    const unsigned side = modules_of(letters(60), wanted);
    struct wallet_buffer out =
        draw(letters(60), (struct wallet_qr_options){ .format = WALLET_QR_TERMINAL }, NULL);

    const char *at = (const char *)out.data;
    for (unsigned y = 0; y < side; y += 2) {
        for (unsigned x = 0; x < side; x++) {
            const unsigned upper = wanted[y * side + x] == 255 ? 2 : 0;
            const unsigned lower = y + 1 == side || wanted[(y + 1) * side + x] == 255 ? 1 : 0;
            CHECK_EQUAL(halves(&at), upper | lower);
        }

        CHECK_EQUAL(*at++, '\n');
    }

    CHECK_EQUAL(*at, 0);
    wallet_buffer_clear(&out);
}

TEST(draws_a_larger_symbol_where_asked)
{
    unsigned version = 0;
    struct wallet_qr_options options = { .format = WALLET_QR_SVG, .version = 9 };

    struct wallet_buffer out = draw(letters(10), options, &version);
    CHECK_EQUAL(version, 9);
    wallet_buffer_clear(&out);

    /* One that is too small grows. */
    out = draw(letters(311), options, &version);
    CHECK_EQUAL(version, 10);
    wallet_buffer_clear(&out);

    options.version = WALLET_QR_VERSION_MAX + 1;
    CHECK_EQUAL(draw_status(letters(10), options), WALLET_ERR_ARGUMENT);
}
