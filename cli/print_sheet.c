/* SPDX-License-Identifier: Apache-2.0 */
#include "print_sheet.h"

#include <stdlib.h>

/* Simplified Chinese first: the fonts of Debian's fonts-noto-cjk and fonts-wqy-microhei, then any. */
static const char families[] =
    "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif";

void print_sheet_start(
    struct print_sheet *sheet, const struct print_paper *paper, double scale, PangoFontMap *fonts)
{
    cairo_font_options_t *options = cairo_font_options_create();

    *sheet = (struct print_sheet){ .paper = paper, .scale = scale };
    sheet->context = pango_font_map_create_context(fonts);

    /* A unit is a millimetre: rounded to units, as for screens, nothing would be in its place. */
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(sheet->context, options);
    pango_context_set_round_glyph_positions(sheet->context, FALSE);
    pango_context_set_language(sheet->context, pango_language_from_string("zh-cn"));
    cairo_font_options_destroy(options);
}

void print_sheet_clear(struct print_sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        if (sheet->boxes[i].text) {
            g_object_unref(sheet->boxes[i].text);
        }
    }

    free(sheet->boxes);
    if (sheet->context) {
        g_object_unref(sheet->context);
    }
    *sheet = (struct print_sheet){ 0 };
}

static PangoLayout *lay_out(
    const struct print_sheet *sheet, const char *text, struct print_style style)
{
    PangoLayout *layout = pango_layout_new(sheet->context);
    PangoFontDescription *font = pango_font_description_from_string(families);
    PangoAttrList *attributes = pango_attr_list_new();

    pango_font_description_set_absolute_size(font, style.size * sheet->scale * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    /* Words, and where one is longer than a line, letters. */
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, text, -1);
    /* Numbers and names have no hyphens but their own. */
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

static double width_of(PangoLayout *layout)
{
    PangoRectangle extents;

    pango_layout_get_extents(layout, NULL, &extents);
    return (double)extents.width / PANGO_SCALE;
}

struct print_widths print_measure(
    const struct print_sheet *sheet, const char *text, struct print_style style)
{
    PangoLayout *layout = lay_out(sheet, text, style);
    struct print_widths widths = { .natural = width_of(layout) };

    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, 0);
    widths.least = width_of(layout);
    g_object_unref(layout);
    return widths;
}

void print_put(struct print_sheet *sheet, struct print_box box)
{
    struct print_box *grown = realloc(sheet->boxes, (sheet->count + 1) * sizeof *grown);

    if (!grown) {
        sheet->is_short_of_memory = true;
        if (box.text) {
            g_object_unref(box.text);
        }
        return;
    }

    sheet->boxes = grown;
    grown[sheet->count++] = box;
}

double print_put_text(
    struct print_sheet *sheet,
    const char *text,
    struct print_style style,
    double x,
    double y,
    double width)
{
    PangoLayout *layout = lay_out(sheet, text, style);
    PangoRectangle extents;

    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_get_extents(layout, NULL, &extents);
    const double height = (double)extents.height / PANGO_SCALE;
    print_put(
        sheet,
        (struct print_box){ .kind = PRINT_TEXT,
                            .x = x,
                            .y = y,
                            .width = (double)extents.width / PANGO_SCALE,
                            .height = height,
                            .grey = style.grey,
                            .text = layout });
    return height;
}

double print_put_rule(struct print_sheet *sheet, double x, double y, double width, double thickness)
{
    print_put(
        sheet,
        (struct print_box){
            .kind = PRINT_LINE, .x = x, .y = y, .width = width, .height = thickness });
    return thickness;
}
