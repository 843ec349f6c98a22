/* SPDX-License-Identifier: Apache-2.0 */
#include "decoder.h"

#include <zbar.h>

enum {
    Y800 = 'Y' | '8' << 8 | '0' << 16 | '0' << 24,
};

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

/** What zbar tells of a code's place: four corners, or nothing of use. */
static struct quad place_of(const zbar_symbol_t *symbol)
{
    struct quad place = { 0 };
    if (zbar_symbol_get_loc_size(symbol) == QUAD_CORNERS) {
        for (unsigned i = 0; i < QUAD_CORNERS; i++) {
            place.corners[i].x = (float)zbar_symbol_get_loc_x(symbol, i);
            place.corners[i].y = (float)zbar_symbol_get_loc_y(symbol, i);
        }
    }

    return place;
}

/** Parts of a code that needs several are left out: their text is not whole. */
static bool collect(zbar_image_scanner_t *scanner, struct found *found)
{
    const zbar_symbol_set_t *symbols = zbar_image_scanner_get_results(scanner);
    const zbar_symbol_t *symbol = symbols ? zbar_symbol_set_first_symbol(symbols) : NULL;

    for (; symbol; symbol = zbar_symbol_next(symbol)) {
        const struct quad place = place_of(symbol);
        if (zbar_symbol_get_type(symbol) == ZBAR_QRCODE &&
            !found_add(
                found, zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol), &place)) {
            return false;
        }
    }

    return true;
}

/** With a scanner of its own: nothing of one picture reaches the next. */
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

const struct decoder decoder_zbar = { "zbar", look };
