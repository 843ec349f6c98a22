/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "qr/draw.h"

#include <png.h>

#include <setjmp.h>
#include <string.h>

enum {
    BITS = 8,
    ROW_SIZE_MAX = (177 + 2 * 4) * 64 / BITS + 1, /* the largest symbol at the largest module */
    FASTEST = 1, /* half the time of the usual level, and a third more bytes */
};

/* libpng reports by longjmp(): write_guarded() alone stands in between, and keeps nothing that the
   jump could spoil. */

static void on_error(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static png_voidp take(png_structp png, png_alloc_size_t size)
{
    (void)png;
    return wlt_alloc(1, size);
}

static void give_back(png_structp png, png_voidp memory)
{
    (void)png;
    wlt_free(memory);
}

static void on_write(png_structp png, png_bytep data, png_size_t size)
{
    if (!wlt_buffer_append(png_get_io_ptr(png), (struct wallet_bytes){ data, size })) {
        png_error(png, "out of memory");
    }
}

static void on_flush(png_structp png)
{
    (void)png;
}

/** Fills one row of pixels, a bit each, white is 1. */
static void fill_row(const struct wlt_symbol *symbol, unsigned y, uint8_t row[ROW_SIZE_MAX])
{
    unsigned pixel = 0;

    memset(row, 0, ROW_SIZE_MAX);
    for (unsigned x = 0; x < wlt_symbol_side(symbol); x++) {
        const uint8_t white = wlt_symbol_is_dark(symbol, x, y) ? 0x00 : 0x80;
        for (unsigned i = 0; i < symbol->module_pixels; i++, pixel++) {
            row[pixel / BITS] |= (uint8_t)(white >> pixel % BITS);
        }
    }
}

static void write_rows(png_structp png, const struct wlt_symbol *symbol)
{
    uint8_t row[ROW_SIZE_MAX];

    for (unsigned y = 0; y < wlt_symbol_side(symbol); y++) {
        fill_row(symbol, y, row);
        for (unsigned i = 0; i < symbol->module_pixels; i++) {
            png_write_row(png, row);
        }
    }
}

/** No time, no text: the same symbol gives the same bytes. */
static void write_image(png_structp png, png_infop info, const struct wlt_symbol *symbol)
{
    const unsigned pixels = wlt_symbol_side(symbol) * symbol->module_pixels;

    png_set_IHDR(
        png,
        info,
        pixels,
        pixels,
        1,
        PNG_COLOR_TYPE_GRAY,
        PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_BASE,
        PNG_FILTER_TYPE_BASE);
    png_set_compression_level(png, FASTEST);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
    png_write_info(png, info);
    write_rows(png, symbol);
    png_write_end(png, NULL);
}

static bool write_guarded(png_structp png, png_infop info, const struct wlt_symbol *symbol)
{
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }

    write_image(png, info, symbol);
    return true;
}

bool wlt_symbol_write_png(const struct wlt_symbol *symbol, struct wallet_buffer *out)
{
    png_structp png = png_create_write_struct_2(
        PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning, NULL, take, give_back);
    if (!png) {
        return false;
    }

    png_infop info = png_create_info_struct(png);
    bool is_written = false;
    if (info) {
        png_set_write_fn(png, out, on_write, on_flush);
        is_written = write_guarded(png, info, symbol);
    }

    png_destroy_write_struct(&png, &info);
    return is_written;
}
