/* SPDX-License-Identifier: Apache-2.0 */
#include "find.h"

#include "scan/protocol.h"

#include <zbar.h>

#include <stdlib.h>
#include <string.h>

enum {
    SIDE_MIN = 21, /* modules of the smallest symbol */
    Y800 = 'Y' | '8' << 8 | '0' << 16 | '0' << 24,
};

/* Large codes are found in the small picture, small ones in the large: zbar misses codes that fill
   a large picture, and each kind of noise is gone at one of these sizes. */
static const unsigned divisors[] = { 4, 2, 1 };

void found_free(struct found *found)
{
    for (unsigned i = 0; i < found->count; i++) {
        free(found->codes[i].bytes);
    }

    found->count = 0;
}

static bool is_known(const struct found *found, const void *bytes, size_t size)
{
    for (unsigned i = 0; i < found->count; i++) {
        if (found->codes[i].size == size && memcmp(found->codes[i].bytes, bytes, size) == 0) {
            return true;
        }
    }

    return false;
}

static bool add(struct found *found, const void *bytes, size_t size)
{
    if (found->count == WALLET_SCAN_CODE_MAX || is_known(found, bytes, size)) {
        return true;
    }

    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (!copy) {
        return false;
    }

    memcpy(copy, bytes, size);
    found->codes[found->count].bytes = copy;
    found->codes[found->count].size = size;
    found->count++;
    return true;
}

/** QR codes only, and their bytes as they are: zbar guesses at character sets otherwise. */
static zbar_image_scanner_t *make_scanner(void)
{
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    if (scanner) {
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, 1);
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, 1);
    }

    return scanner;
}

/** Parts of a code that needs several are left out: their text is not whole. */
static bool collect(zbar_image_scanner_t *scanner, struct found *found)
{
    const zbar_symbol_set_t *symbols = zbar_image_scanner_get_results(scanner);
    const zbar_symbol_t *symbol = symbols ? zbar_symbol_set_first_symbol(symbols) : NULL;

    for (; symbol; symbol = zbar_symbol_next(symbol)) {
        const size_t size = zbar_symbol_get_data_length(symbol);
        if (zbar_symbol_get_type(symbol) == ZBAR_QRCODE && size <= WLT_SCAN_TEXT_MAX &&
            !add(found, zbar_symbol_get_data(symbol), size)) {
            return false;
        }
    }

    return true;
}

/** One pass, with a scanner of its own: nothing of one pass reaches the next. */
static bool look(const struct grey *picture, struct found *found)
{
    zbar_image_scanner_t *scanner = make_scanner();
    zbar_image_t *image = zbar_image_create();
    bool is_done = false;

    if (scanner && image) {
        const size_t size = (size_t)picture->width * picture->height;
        zbar_image_set_format(image, Y800);
        zbar_image_set_size(image, picture->width, picture->height);
        zbar_image_set_data(image, picture->pixels, size, NULL);
        is_done = zbar_scan_image(scanner, image) >= 0 && collect(scanner, found);
    }

    if (image) {
        zbar_image_destroy(image);
    }

    if (scanner) {
        zbar_image_scanner_destroy(scanner);
    }

    return is_done;
}

static bool look_at_part(const struct grey *picture, unsigned divisor, struct found *found)
{
    const unsigned width = picture->width / divisor;
    const unsigned height = picture->height / divisor;
    if (width < SIDE_MIN || height < SIDE_MIN) {
        return true;
    }

    if (divisor == 1) {
        return look(picture, found);
    }

    struct grey smaller = { 0 };
    const bool is_done = grey_shrink(picture, width, height, &smaller) && look(&smaller, found);
    grey_free(&smaller);
    return is_done;
}

static bool look_at_all_sizes(const struct grey *picture, struct found *found)
{
    for (size_t i = 0; i < sizeof divisors / sizeof *divisors; i++) {
        if (!look_at_part(picture, divisors[i], found)) {
            return false;
        }
    }

    return true;
}

/** For pictures with less than two pixels a module. */
static bool look_at_double(const struct grey *picture, struct found *found)
{
    if ((size_t)picture->width * picture->height > GREY_PIXELS_MAX / 4 ||
        picture->width < SIDE_MIN || picture->height < SIDE_MIN) {
        return true;
    }

    struct grey doubled = { 0 };
    const bool is_done = grey_double(picture, &doubled) && look(&doubled, found);
    grey_free(&doubled);
    return is_done;
}

bool find_codes(struct grey *picture, struct search *search, struct found *out)
{
    (void)search;
    *out = (struct found){ 0 };
    bool is_done = look_at_all_sizes(picture, out);

    if (is_done && out->count == 0) {
        is_done = look_at_double(picture, out);
    }

    if (is_done && out->count == 0) { /* light on dark */
        grey_invert(picture);
        is_done = look_at_all_sizes(picture, out);
    }

    return is_done;
}
