/* SPDX-License-Identifier: Apache-2.0 */
#include "dark.h"

#include <stdlib.h>

enum {
    PARTS = 8,      /* of a picture's longer side: how wide the surroundings are */
    RADIUS_MIN = 8, /* pixels */
    MARGIN = 6,     /* greys: what even ground and its noise stay within */
};

/** Sums over the rows of a window that moves down the picture, one for each column. */
struct window {
    const struct grey *picture;
    unsigned radius;
    uint32_t *columns;
};

static void change_row(struct window *window, unsigned y, bool is_added)
{
    const struct grey *picture = window->picture;
    const uint8_t *row = picture->pixels + (size_t)y * picture->width;

    if (is_added) {
        for (unsigned x = 0; x < picture->width; x++) {
            window->columns[x] += row[x];
        }
    } else {
        for (unsigned x = 0; x < picture->width; x++) {
            window->columns[x] -= row[x];
        }
    }
}

/** Compares one row with the means of the window, which holds `rows` rows. */
static void compare_row(const struct window *window, unsigned y, unsigned rows, uint8_t *out)
{
    const struct grey *picture = window->picture;
    const uint8_t *row = picture->pixels + (size_t)y * picture->width;
    const unsigned radius = window->radius;
    uint32_t sum = 0; /* 255 times the pixels of one pass fit in */
    unsigned count = 0;

    for (unsigned x = 0; x < radius && x < picture->width; x++) {
        sum += window->columns[x];
        count++;
    }

    for (unsigned x = 0; x < picture->width; x++) {
        if (x + radius < picture->width) {
            sum += window->columns[x + radius];
            count++;
        }

        if (x > radius) {
            sum -= window->columns[x - radius - 1];
            count--;
        }

        out[x] = (row[x] + MARGIN) * count * rows < sum;
    }
}

static void compare_all(struct window *window, struct dark *out)
{
    const unsigned height = out->height;
    const unsigned radius = window->radius;
    unsigned rows = 0;

    for (unsigned y = 0; y < radius && y < height; y++) {
        change_row(window, y, true);
        rows++;
    }

    for (unsigned y = 0; y < height; y++) {
        if (y + radius < height) {
            change_row(window, y + radius, true);
            rows++;
        }

        if (y > radius) {
            change_row(window, y - radius - 1, false);
            rows--;
        }

        compare_row(window, y, rows, out->pixels + (size_t)y * out->width);
    }
}

_Static_assert(
    (int64_t)GREY_PIXELS_MAX *(UINT8_MAX + MARGIN) < UINT32_MAX,
    "a window's sum fits into 32 bits");

bool dark_make(const struct grey *picture, struct dark *out)
{
    const unsigned longer = picture->width > picture->height ? picture->width : picture->height;
    const unsigned wanted = longer / PARTS / 2;
    struct window window = {
        .picture = picture,
        .radius = wanted > RADIUS_MIN ? wanted : RADIUS_MIN,
        .columns = calloc(picture->width, sizeof(uint32_t)),
    };

    *out = (struct dark){ picture->width,
                          picture->height,
                          malloc((size_t)picture->width * picture->height) };
    const bool is_made = window.columns && out->pixels;
    if (is_made) {
        compare_all(&window, out);
    } else {
        dark_free(out);
    }

    free(window.columns);
    return is_made;
}

void dark_free(struct dark *dark)
{
    free(dark->pixels);
    *dark = (struct dark){ 0 };
}
