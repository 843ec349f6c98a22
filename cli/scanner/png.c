/* SPDX-License-Identifier: Apache-2.0 */
#include "picture.h"

#include <png.h>

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum {
    DIMENSION_UNLIMITED = 0x7fffffff, /* picture_is_too_large() says it better */
    GREY_ONLY = 1,
    WHITE = 255,
    QUIETLY = 1,
    ITU_709 = -1, /* libpng's own weights of the colours */
};

/** What lives on both sides of the jump that libpng takes when something is wrong. */
struct reader {
    struct wallet_bytes rest; /* of the file */
    enum wlt_scan_answer answer;
    unsigned width;
    unsigned height;
    unsigned channels; /* grey, or grey and alpha */
    uint8_t *raw;      /* one row, or all of them where the file is interlaced */
    uint8_t *row;      /* grey */
    struct shrinker shrinker;
};

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

static void give_up(png_structp png, enum wlt_scan_answer answer)
{
    struct reader *reader = png_get_error_ptr(png);
    reader->answer = answer;
    png_longjmp(png, 1);
}

static void on_read(png_structp png, png_bytep data, png_size_t size)
{
    struct reader *reader = png_get_io_ptr(png);
    if (size > reader->rest.size) {
        give_up(png, WLT_SCAN_CUT_OFF);
    }

    memcpy(data, reader->rest.data, size);
    reader->rest.data += size;
    reader->rest.size -= size;
}

/** Asks for grey of eight bits, with alpha where there is any, whatever the file holds. */
static void ask_for_grey(png_structp png, png_infop info)
{
    png_set_expand(png);
    png_set_strip_16(png);
    if ((png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR) != 0) {
        png_set_rgb_to_gray_fixed(png, QUIETLY, ITU_709, ITU_709);
    }
}

static void read_head(png_structp png, png_infop info, struct reader *reader)
{
    /* Of all chunks only those that hold the picture: no profiles, no texts. */
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_user_limits(png, DIMENSION_UNLIMITED, DIMENSION_UNLIMITED);
    png_read_info(png, info);

    reader->width = png_get_image_width(png, info);
    reader->height = png_get_image_height(png, info);
    if (picture_is_too_large(reader->width, reader->height)) {
        give_up(png, WLT_SCAN_TOO_LARGE);
    }

    ask_for_grey(png, info);
}

static void make_room(png_structp png, struct reader *reader, struct grey *out, bool is_interlaced)
{
    const size_t row_size = (size_t)reader->width * reader->channels;

    reader->raw = malloc(is_interlaced ? row_size * reader->height : row_size);
    reader->row = malloc(reader->width);
    if (!reader->raw || !reader->row ||
        !shrinker_start(&reader->shrinker, reader->width, reader->height, out)) {
        give_up(png, WLT_SCAN_NO_MEMORY);
    }
}

/** Takes one row, laid on white paper where it is transparent. */
static void take_row(struct reader *reader, const uint8_t *raw)
{
    if (reader->channels == GREY_ONLY) {
        shrinker_add_row(&reader->shrinker, raw);
        return;
    }

    for (unsigned x = 0; x < reader->width; x++) {
        const unsigned value = raw[2 * (size_t)x];
        const unsigned alpha = raw[2 * (size_t)x + 1];
        reader->row[x] = (uint8_t)((value * alpha + WHITE * (WHITE - alpha)) / WHITE);
    }

    shrinker_add_row(&reader->shrinker, reader->row);
}

static void read_rows(png_structp png, struct reader *reader)
{
    for (unsigned y = 0; y < reader->height; y++) {
        png_read_row(png, reader->raw, NULL);
        take_row(reader, reader->raw);
    }
}

/** Interlaced: each pass adds to all rows, so that all must be there. */
static void read_passes(png_structp png, struct reader *reader, int passes)
{
    const size_t row_size = (size_t)reader->width * reader->channels;

    for (int pass = 0; pass < passes; pass++) {
        for (unsigned y = 0; y < reader->height; y++) {
            png_read_row(png, reader->raw + y * row_size, NULL);
        }
    }

    for (unsigned y = 0; y < reader->height; y++) {
        take_row(reader, reader->raw + y * row_size);
    }
}

static void read_picture(png_structp png, png_infop info, struct reader *reader, struct grey *out)
{
    read_head(png, info, reader);
    const int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    reader->channels = png_get_channels(png, info);

    make_room(png, reader, out, passes > 1);
    if (passes > 1) {
        read_passes(png, reader, passes);
    } else {
        read_rows(png, reader);
    }

    png_read_end(png, NULL);
    reader->answer = WLT_SCAN_DONE;
}

static void read_guarded(png_structp png, png_infop info, struct reader *reader, struct grey *out)
{
    if (setjmp(png_jmpbuf(png)) == 0) {
        read_picture(png, info, reader, out);
    }
}

enum wlt_scan_answer picture_decode_png(struct wallet_bytes file, struct grey *out)
{
    struct reader reader = { .rest = file, .answer = WLT_SCAN_BROKEN };
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reader, on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;

    if (info) {
        png_set_read_fn(png, &reader, on_read);
        read_guarded(png, info, &reader, out);
    } else {
        reader.answer = WLT_SCAN_NO_MEMORY;
    }

    png_destroy_read_struct(&png, &info, NULL);
    shrinker_finish(&reader.shrinker);
    free(reader.raw);
    free(reader.row);
    return reader.answer;
}
