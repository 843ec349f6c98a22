/* SPDX-License-Identifier: Apache-2.0 */
#include "print_portrait.h"

#include "output.h"
#include "portrait_grey.h"

#include <string.h>

enum {
    SHADES = 0x010101,
};

static void fill(cairo_surface_t *surface, const uint8_t *pixels, unsigned width, unsigned height)
{
    cairo_surface_flush(surface);
    unsigned char *data = cairo_image_surface_get_data(surface);
    const size_t stride = (size_t)cairo_image_surface_get_stride(surface);

    for (unsigned y = 0; y < height; y++) {
        for (unsigned x = 0; x < width; x++) {
            const uint32_t pixel = (uint32_t)SHADES * pixels[(size_t)y * width + x];
            memcpy(data + y * stride + x * sizeof pixel, &pixel, sizeof pixel);
        }
    }
    cairo_surface_mark_dirty(surface);
}

static cairo_surface_t *picture_of(const struct portrait_grey *portrait)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)portrait->width, (int)portrait->height);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        return NULL;
    }

    fill(surface, portrait->pixels, portrait->width, portrait->height);
    return surface;
}

cairo_surface_t *print_portrait(const struct session *session, struct wallet_bytes picture)
{
    struct portrait_grey grey;

    if (picture.size == 0) {
        return NULL;
    }

    cairo_surface_t *portrait = portrait_grey_read(picture, &grey) ? picture_of(&grey) : NULL;
    portrait_grey_free(&grey);
    if (!portrait) {
        remark(
            session,
            SAY(session,
                "the portrait is not on the page: it is neither a PNG nor a JPEG that can be read",
                "页面上没有照片：它不是可读的 PNG 或 JPEG"));
    }

    return portrait;
}

double print_portrait_ratio(cairo_surface_t *portrait)
{
    return portrait ? (double)cairo_image_surface_get_width(portrait) /
                          cairo_image_surface_get_height(portrait)
                    : 0;
}
