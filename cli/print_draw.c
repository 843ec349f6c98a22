/* SPDX-License-Identifier: Apache-2.0 */
#include "print_draw.h"

static void draw_line(cairo_t *cairo, const struct print_box *box)
{
    cairo_set_source_rgb(cairo, box->grey, box->grey, box->grey);
    cairo_rectangle(cairo, box->x, box->y, box->width, box->height);
    cairo_fill(cairo);
}

static void draw_text(cairo_t *cairo, const struct print_box *box)
{
    cairo_set_source_rgb(cairo, box->grey, box->grey, box->grey);
    cairo_move_to(cairo, box->x, box->y);
    print_draw_text(cairo, box->text);
}

/* All in one path: filled at once, neighbours leave no hairlines between them. */
static void draw_code(
    cairo_t *cairo, const struct print_box *box, const struct print_pictures *pictures)
{
    const unsigned side = pictures->code_side;

    cairo_save(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, box->x, box->y, box->width, box->height);
    cairo_fill(cairo);
    cairo_translate(cairo, box->x, box->y);
    cairo_scale(cairo, box->width / side, box->height / side);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    print_trace_code(cairo, pictures->codes->items[box->code].data, side);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

static void draw_portrait(cairo_t *cairo, const struct print_box *box, cairo_surface_t *portrait)
{
    cairo_save(cairo);
    cairo_translate(cairo, box->x, box->y);
    cairo_scale(
        cairo,
        box->width / cairo_image_surface_get_width(portrait),
        box->height / cairo_image_surface_get_height(portrait));
    cairo_set_source_surface(cairo, portrait, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

void print_draw(
    cairo_t *cairo, const struct print_sheet *sheet, const struct print_pictures *pictures)
{
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, 0, 0, sheet->paper->width, sheet->paper->height);
    cairo_fill(cairo);
    for (size_t i = 0; i < sheet->count; i++) {
        const struct print_box *box = &sheet->boxes[i];
        switch (box->kind) {
        case PRINT_TEXT: draw_text(cairo, box); break;
        case PRINT_LINE: draw_line(cairo, box); break;
        case PRINT_CODE: draw_code(cairo, box, pictures); break;
        case PRINT_PORTRAIT: draw_portrait(cairo, box, pictures->portrait); break;
        }
    }
}
