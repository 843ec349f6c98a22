/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

#include <zbar.h>

enum {
    Y800 = 'Y' | '8' << 8 | '0' << 16 | '0' << 24,
};

static bool collect(zbar_image_scanner_t *scanner, struct found *found)
{
    const struct quad nowhere = { 0 };
    const zbar_symbol_set_t *symbols = zbar_image_scanner_get_results(scanner);
    const zbar_symbol_t *symbol = symbols ? zbar_symbol_set_first_symbol(symbols) : NULL;
    bool is_done = true;

    for (; symbol && is_done; symbol = zbar_symbol_next(symbol)) {
        is_done = found_add(
            found, zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol), &nowhere);
    }

    return is_done;
}

static bool scan(const struct grey *picture, bool is_inverted, struct found *found)
{
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    const size_t size = (size_t)picture->width * picture->height;

    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, is_inverted);
    zbar_image_set_format(image, Y800);
    zbar_image_set_size(image, picture->width, picture->height);
    zbar_image_set_data(image, picture->pixels, size, NULL);

    const bool is_done = zbar_scan_image(scanner, image) >= 0 && collect(scanner, found);
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    return is_done;
}

bool bare_zbar(const struct grey *picture, struct found *found)
{
    return scan(picture, false, found);
}

bool bare_zbar_inverted(const struct grey *picture, struct found *found)
{
    return scan(picture, true, found);
}
