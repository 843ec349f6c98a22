/* SPDX-License-Identifier: Apache-2.0 */
#include "print_draw.h"

#include <stdio.h>
#include <string.h>

enum {
    BMP_MAX = 0xffff,
};

#define DIGIT_SHARE 0.42 /* of the height of a box */
#define LINE_SHARE  0.85
#define FRAME_SHARE 0.05

/* A character that no font has, and its place. */
struct stranger {
    PangoContext *context;
    unsigned point;
    double x;
    double top;
    double baseline;
    double width;
    double height;
};

/* The digits of the code point in two rows, as outlines: they are no text of the licence. */
static void draw_digits(cairo_t *cairo, const struct stranger *stranger)
{
    char digits[16];
    char rows[32];
    PangoRectangle ink;
    PangoLayout *layout = pango_layout_new(stranger->context);
    PangoFontDescription *font = pango_font_description_from_string("monospace");

    const int size = snprintf(
        digits, sizeof digits, stranger->point > BMP_MAX ? "%06X" : "%04X", stranger->point);
    (void)snprintf(rows, sizeof rows, "%.*s\n%s", size / 2, digits, digits + size / 2);
    pango_font_description_set_absolute_size(font, stranger->height * DIGIT_SHARE * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_line_spacing(layout, (float)LINE_SHARE);
    pango_layout_set_text(layout, rows, -1);
    pango_layout_get_extents(layout, &ink, NULL);

    /* In the middle of the box. */
    cairo_move_to(
        cairo,
        stranger->x + (stranger->width - (double)ink.width / PANGO_SCALE) / 2 -
            (double)ink.x / PANGO_SCALE,
        stranger->top + (stranger->height - (double)ink.height / PANGO_SCALE) / 2 -
            (double)ink.y / PANGO_SCALE);
    pango_cairo_layout_path(cairo, layout);
    cairo_fill(cairo);
    pango_font_description_free(font);
    g_object_unref(layout);
}

static void draw_frame(cairo_t *cairo, const struct stranger *stranger)
{
    const double line = stranger->height * FRAME_SHARE;

    cairo_set_line_width(cairo, line);
    cairo_rectangle(
        cairo,
        stranger->x + line,
        stranger->top + line / 2,
        stranger->width - 2 * line,
        stranger->height - line);
    cairo_stroke(cairo);
}

/* A blank that stands for the character: who searches or copies the text of a PDF gets it. */
static void write_layer(cairo_t *cairo, const struct stranger *stranger, cairo_scaled_font_t *font)
{
    char text[8] = "";
    cairo_glyph_t *blanks = NULL;
    int count = 0;
    const int size = g_unichar_to_utf8(stranger->point, text);
    const cairo_text_cluster_t cluster = { size, 1 };

    if (cairo_scaled_font_text_to_glyphs(
            font, stranger->x, stranger->baseline, " ", 1, &blanks, &count, NULL, NULL, NULL) ==
            CAIRO_STATUS_SUCCESS &&
        count == 1) {
        cairo_set_scaled_font(cairo, font);
        cairo_show_text_glyphs(
            cairo, text, size, blanks, 1, &cluster, 1, (cairo_text_cluster_flags_t)0);
    }
    cairo_glyph_free(blanks);
}

static void draw_stranger(
    cairo_t *cairo, const struct stranger *stranger, cairo_scaled_font_t *font)
{
    cairo_save(cairo);
    draw_frame(cairo, stranger);
    draw_digits(cairo, stranger);
    write_layer(cairo, stranger, font);
    cairo_restore(cairo);
}

static bool is_stranger(PangoGlyph glyph)
{
    return glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 &&
           glyph != PANGO_GLYPH_INVALID_INPUT;
}

static bool has_strangers(const PangoGlyphString *glyphs)
{
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        if (is_stranger(glyphs->glyphs[i].glyph)) {
            return true;
        }
    }

    return false;
}

/* One glyph of a run that has such characters in it. */
static void draw_glyph(
    cairo_t *cairo,
    PangoContext *context,
    PangoFont *font,
    PangoGlyphInfo *glyph,
    double x,
    double baseline)
{
    PangoRectangle box;
    int cluster = 0;
    PangoGlyphString one = { .num_glyphs = 1, .glyphs = glyph, .log_clusters = &cluster };

    if (!is_stranger(glyph->glyph)) {
        cairo_move_to(cairo, x, baseline);
        pango_cairo_show_glyph_string(cairo, font, &one);
        return;
    }

    pango_font_get_glyph_extents(font, glyph->glyph, NULL, &box);
    const struct stranger stranger = { .context = context,
                                       .point = glyph->glyph & ~PANGO_GLYPH_UNKNOWN_FLAG,
                                       .x = x,
                                       .top = baseline + (double)box.y / PANGO_SCALE,
                                       .baseline = baseline,
                                       .width = (double)glyph->geometry.width / PANGO_SCALE,
                                       .height = (double)box.height / PANGO_SCALE };
    draw_stranger(cairo, &stranger, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
}

static void draw_run(
    cairo_t *cairo, PangoLayout *text, PangoGlyphItem *run, double x, double baseline)
{
    if (!has_strangers(run->glyphs)) {
        cairo_move_to(cairo, x, baseline);
        pango_cairo_show_glyph_item(cairo, pango_layout_get_text(text), run);
        return;
    }

    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        draw_glyph(
            cairo,
            pango_layout_get_context(text),
            run->item->analysis.font,
            &run->glyphs->glyphs[i],
            x,
            baseline);
        x += (double)run->glyphs->glyphs[i].geometry.width / PANGO_SCALE;
    }
}

void print_draw_text(cairo_t *cairo, PangoLayout *text)
{
    PangoLayoutIter *iter = pango_layout_get_iter(text);
    double x = 0;
    double y = 0;

    cairo_get_current_point(cairo, &x, &y);
    do {
        PangoLayoutRun *run = pango_layout_iter_get_run(iter);
        PangoRectangle box;
        if (!run) {
            continue; /* the end of a line */
        }
        pango_layout_iter_get_run_extents(iter, NULL, &box);
        draw_run(
            cairo,
            text,
            run,
            x + (double)box.x / PANGO_SCALE,
            y + (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE);
    } while (pango_layout_iter_next_run(iter));

    pango_layout_iter_free(iter);
}
