/* SPDX-License-Identifier: Apache-2.0 */
#include "camera_preview.h"

enum {
    COLUMNS_MAX = 80,
    OFTEN_MS = 100,
    GREY_FIRST = 232, /* of the 24 greys among a terminal's 256 colours */
    GREYS = 24,
    LEVELS = 256,
};

/** The brightness at a place of the drawing, whose pixels are `columns` by `rows`. */
static unsigned sample(
    const struct wallet_frame *picture, unsigned columns, unsigned rows, unsigned x, unsigned y)
{
    const size_t across = (size_t)x * picture->width / columns;
    const size_t down = (size_t)y * picture->height / rows;
    return picture->bytes.data[down * picture->stride + across];
}

/** A character is two pixels high: the lower half is drawn, the upper one shines through. */
static void draw_color(FILE *stream, unsigned upper, unsigned lower)
{
    (void)fprintf(
        stream,
        "\033[48;5;%u;38;5;%um▄",
        GREY_FIRST + upper * GREYS / LEVELS,
        GREY_FIRST + lower * GREYS / LEVELS);
}

static void draw_letter(FILE *stream, unsigned upper, unsigned lower)
{
    static const char ramp[] = " .:-=+*#%@";
    (void)fputc(ramp[(upper + lower) / 2 * (sizeof ramp - 1) / LEVELS], stream);
}

void camera_preview_draw(
    struct camera_preview *preview, const struct wallet_frame *picture, int64_t at_ms)
{
    const unsigned columns = preview->columns < COLUMNS_MAX ? preview->columns : COLUMNS_MAX;
    const unsigned lines = (unsigned)((size_t)columns * picture->height / picture->width / 2);
    if (lines == 0 || (preview->lines > 0 && at_ms - preview->drawn_ms < OFTEN_MS)) {
        return;
    }

    if (preview->lines > 0) {
        (void)fprintf(preview->stream, "\033[%uA", preview->lines);
    }
    for (unsigned y = 0; y < lines; y++) {
        for (unsigned x = 0; x < columns; x++) {
            (preview->color ? draw_color : draw_letter)(
                preview->stream,
                sample(picture, columns, 2 * lines, x, 2 * y),
                sample(picture, columns, 2 * lines, x, 2 * y + 1));
        }
        (void)fputs(preview->color ? "\033[0m\n" : "\n", preview->stream);
    }

    (void)fflush(preview->stream);
    preview->lines = lines;
    preview->drawn_ms = at_ms;
}

void camera_preview_leave(struct camera_preview *preview)
{
    preview->lines = 0;
}
