/* SPDX-License-Identifier: Apache-2.0 */
#include "warm_up.h"

#include "decoder.h"
#include "picture.h"

#include <png.h>
#include <turbojpeg.h>

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MODULES = 21,
    MODULE_PIXELS = 4,
    QUIET_ZONE = 4,
    SIDE = (MODULES + 2 * QUIET_ZONE) * MODULE_PIXELS,
    FILE_MAX = 64 * 1024,
    JPEG_QUALITY = 90,
    NAME_MAX_SIZE = 16,
    ISO_8859_PARTS = 16,
};

/* The smallest symbol, "WARM", level M: a row each, the highest of 21 bits to the left. */
static const uint32_t symbol[MODULES] = {
    0x1fd27f, 0x104341, 0x174e5d, 0x175f5d, 0x17555d, 0x105641, 0x1fd57f,
    0x001300, 0x1172f9, 0x101722, 0x18e671, 0x0bbcdd, 0x0dc9c2, 0x0011c1,
    0x1fdd8e, 0x104729, 0x175677, 0x174b2b, 0x174a7c, 0x1040d5, 0x1fd5c7,
};

static bool draw(struct grey *out)
{
    if (!grey_make(out, SIDE, SIDE)) {
        return false;
    }

    for (unsigned y = 0; y < MODULES * MODULE_PIXELS; y++) {
        for (unsigned x = 0; x < MODULES * MODULE_PIXELS; x++) {
            const uint32_t row = symbol[y / MODULE_PIXELS];
            const bool is_dark = (row >> (MODULES - 1 - x / MODULE_PIXELS) & 1) != 0;
            const size_t offset = (size_t)QUIET_ZONE * MODULE_PIXELS;
            out->pixels[(y + offset) * SIDE + x + offset] = is_dark ? 0 : UINT8_MAX;
        }
    }

    return true;
}

/** zbar asks for these whenever it meets a code, or a code that names one; they stay open. */
static void open_character_sets(void)
{
    static const char *const names[] = { "UTF-8", "SJIS", "BIG-5", "CP437" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)iconv_open("UTF-8", names[i]);
    }

    for (int part = 1; part <= ISO_8859_PARTS; part++) {
        char name[NAME_MAX_SIZE];
        (void)snprintf(name, sizeof name, "ISO8859-%d", part);
        (void)iconv_open("UTF-8", name);
    }
}

static bool decodes(const uint8_t *file, size_t size)
{
    struct grey decoded;
    const bool is_done =
        picture_decode((struct wallet_bytes){ file, size }, &decoded) == WLT_SCAN_DONE;
    grey_free(&decoded);
    return is_done;
}

static bool try_png(const struct grey *picture)
{
    uint8_t *file = malloc(FILE_MAX);
    png_alloc_size_t size = FILE_MAX;
    png_image image = {
        .version = PNG_IMAGE_VERSION,
        .width = SIDE,
        .height = SIDE,
        .format = PNG_FORMAT_GRAY,
    };

    const bool is_done =
        file && png_image_write_to_memory(&image, file, &size, 0, picture->pixels, 0, NULL) != 0 &&
        decodes(file, size);
    free(file);
    return is_done;
}

static bool try_jpeg(const struct grey *picture)
{
    uint8_t *file = NULL;
    unsigned long size = 0;
    tjhandle jpeg = tjInitCompress();
    if (!jpeg) {
        return false;
    }

    const bool is_done = tjCompress2(
                             jpeg,
                             picture->pixels,
                             SIDE,
                             0,
                             SIDE,
                             TJPF_GRAY,
                             &file,
                             &size,
                             TJSAMP_GRAY,
                             JPEG_QUALITY,
                             0) == 0 &&
                         decodes(file, size);
    tjFree(file);
    tjDestroy(jpeg);
    return is_done;
}

/** Each decoder, whether or not the first that is asked would be enough. */
static bool try_decoders(const struct grey *picture)
{
    const struct decoder *const decoders[] = { &decoder_zbar, &decoder_zxing };
    struct found found = { 0 };
    bool is_done = true;

    for (size_t i = 0; i < sizeof decoders / sizeof *decoders; i++) {
        is_done = is_done && (!decoders[i]->look || decoders[i]->look(picture, &found));
    }

    is_done = is_done && found.count == 1;
    found_free(&found);
    return is_done;
}

bool warm_up(void)
{
    struct grey picture = { 0 };

    open_character_sets();
    const bool is_done =
        draw(&picture) && try_png(&picture) && try_jpeg(&picture) && try_decoders(&picture);
    grey_free(&picture);
    return is_done;
}
