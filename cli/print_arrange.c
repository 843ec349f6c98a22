/* SPDX-License-Identifier: Apache-2.0 */
#include "print_arrange.h"

#include "print_fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define GAP        3.0
#define CODE_GAP   2.5
#define NOTE_SHARE 0.62 /* of the size of a value */
#define NOTE_GREY  0.25
#define THICK      0.4
#define THIN       0.15

enum {
    PERCENT_STEP = 5,
    MODULE_MAX = 12, /* grid pixels */
};

static const char note_zh[] =
    "本页是电子证照的打印件，效力以二维码中的数字签名为准；请扫码核验，未经核验不应采信。";
static const char note_en[] =
    "A printed copy of an electronic licence. What counts is the signature in the code: scan "
    "it to check it, and do not rely on the paper alone.";

/* One try at a page. */
struct draft {
    struct print_sheet *sheet;
    const struct print_content *content;
    unsigned module; /* grid pixels */
    double left;
    double right;
    double top;    /* what is below the title */
    double bottom; /* what is above the note */
};

static double grid(double pixels)
{
    return pixels * PRINT_MM_AN_INCH / PRINT_DPI;
}

/* The next place on the grid: pixels and modules coincide there. */
static double snap(double length)
{
    return grid(ceil(length / grid(1) - 1e-6));
}

static double code_size(const struct draft *draft)
{
    return grid((double)draft->content->code_side * draft->module);
}

static struct print_style note_style(const struct draft *draft)
{
    return (struct print_style){ .size = draft->sheet->paper->text * NOTE_SHARE,
                                 .grey = NOTE_GREY };
}

static double put_rule(struct draft *draft, double y, double thickness)
{
    return print_put_rule(draft->sheet, draft->left, y, draft->right - draft->left, thickness);
}

static void put_title(struct draft *draft)
{
    struct print_sheet *sheet = draft->sheet;
    const struct print_card *card = draft->content->card;
    const double size = sheet->paper->title;
    const double width = draft->right - draft->left;

    draft->top += print_put_text(
        sheet,
        card->title_zh,
        (struct print_style){ .size = size },
        draft->left,
        draft->top,
        width);
    draft->top += print_put_text(
        sheet,
        card->title_en,
        (struct print_style){ .size = size * 0.5, .grey = NOTE_GREY },
        draft->left,
        draft->top,
        width);
    draft->top += put_rule(draft, draft->top + 0.8, THICK) + 0.8 + GAP * sheet->scale;
}

/* The note is measured first and put above the margin. */
static void put_note(struct draft *draft)
{
    struct print_sheet *sheet = draft->sheet;
    const struct print_style style = note_style(draft);
    const size_t first = sheet->count;
    double y = draft->bottom;

    y += print_put_text(sheet, note_zh, style, draft->left, y, draft->right - draft->left);
    y += print_put_text(sheet, note_en, style, draft->left, y, draft->right - draft->left);
    const double height = y - draft->bottom;
    for (size_t i = first; i < sheet->count; i++) {
        sheet->boxes[i].y -= height;
    }

    draft->bottom -= height + 0.8;
    (void)put_rule(draft, draft->bottom, THIN);
    draft->bottom -= 1;
}

/* At the right of the area; returns where it ends, or `y` where there is none. */
static double put_portrait(struct draft *draft, double right, double y)
{
    const double width = draft->sheet->paper->portrait;
    const double ratio = draft->content->portrait_ratio;
    const double height = ratio > 0 ? fmin(width / ratio, width * 1.6) : 0;

    if (ratio <= 0) {
        return y;
    }

    print_put(
        draft->sheet,
        (struct print_box){ .kind = PRINT_PORTRAIT,
                            .x = right - height * ratio,
                            .y = y,
                            .width = height * ratio,
                            .height = height });
    return y + height;
}

static void put_code(struct draft *draft, size_t index, double x, double y)
{
    const double size = code_size(draft);

    print_put(
        draft->sheet,
        (struct print_box){
            .kind = PRINT_CODE, .x = x, .y = y, .width = size, .height = size, .code = index });
}

/* The fields and, in the same columns, what every licence has; returns where they end. */
static double put_fields(struct draft *draft, double width, double y)
{
    struct print_sheet *sheet = draft->sheet;
    const struct print_card *card = draft->content->card;
    const double portrait_end = put_portrait(draft, draft->left + width, y);
    struct print_area area = {
        .x = draft->left, .y = y, .width = width, .columns = sheet->paper->columns
    };

    if (portrait_end > y) {
        area.beside_end = portrait_end + 1;
        area.beside_width = sheet->boxes[sheet->count - 1].x - GAP - draft->left;
    }
    return fmax(print_fields(sheet, &area, card->fields, card->field_count, 0), area.beside_end);
}

static double put_origins(struct draft *draft, double x, double y, double width, unsigned columns)
{
    const struct print_card *card = draft->content->card;
    const struct print_area area = { .x = x, .y = y, .width = width, .columns = columns };

    return print_fields(draft->sheet, &area, card->origins, card->origin_count, 0);
}

static double put_members(struct draft *draft, double width, double y)
{
    const struct print_area area = {
        .x = draft->left, .y = y, .width = width, .columns = draft->sheet->paper->columns
    };

    return draft->content->card->member_count > 0
               ? print_members(draft->sheet, &area, draft->content->card) + GAP
               : y;
}

/* A card: the code at the right, all else beside it. */
static bool fill_card(struct draft *draft)
{
    struct print_sheet *sheet = draft->sheet;
    const double size = code_size(draft);
    const double x = snap(draft->right - size - grid(1));
    const double y = snap(draft->top);
    const double width = x - CODE_GAP - draft->left;

    if (width <= 0) {
        return false;
    }

    put_code(draft, 0, x, y);
    double end = put_fields(draft, width, draft->top);
    end = put_members(draft, width, end);
    end = put_origins(draft, draft->left, end, width, sheet->paper->columns);
    return end <= draft->bottom && y + size <= draft->bottom;
}

/* Below the middle of a code; returns where it ends. */
static double put_number(struct draft *draft, const char *number, double x, double y)
{
    const struct print_style style = print_value_style(draft->sheet);
    const double size = code_size(draft);
    const double width = print_measure(draft->sheet, number, style).natural;

    return y + print_put_text(draft->sheet, number, style, x + (size - width) / 2, y, size);
}

/* Several codes in rows, each numbered; returns where they end. */
static double put_codes(struct draft *draft, double y)
{
    const double size = code_size(draft);
    const size_t count = draft->content->code_count;
    const unsigned in_row = (unsigned)((draft->right - draft->left + CODE_GAP) / (size + CODE_GAP));
    double end = y;

    for (size_t i = 0; in_row > 0 && i < count; i++) {
        char number[64];
        const double x = snap(draft->left + (double)(i % in_row) * (size + CODE_GAP));
        y = i % in_row == 0 ? snap(end) : y;
        (void)snprintf(number, sizeof number, "%zu/%zu", i + 1, count);
        put_code(draft, i, x, y);
        end = put_number(draft, number, x, y + size) + 1;
    }

    return in_row > 0 ? end : INFINITY;
}

static double put_count(struct draft *draft, double y)
{
    char text[160];

    (void)snprintf(
        text,
        sizeof text,
        "共 %zu 个二维码，须全部扫描  Scan all %zu codes, in any order",
        draft->content->code_count,
        draft->content->code_count);
    return y + print_put_text(
                   draft->sheet,
                   text,
                   print_value_style(draft->sheet),
                   draft->left,
                   y,
                   draft->right - draft->left);
}

/* A single code has what every licence has beside it; several have it above. */
static double put_proof(struct draft *draft, double y)
{
    const double size = code_size(draft);
    const double width = draft->right - draft->left;

    if (draft->content->card->member_count == 0) {
        y += put_rule(draft, y, THIN) + GAP * draft->sheet->scale;
    }
    if (draft->content->code_count > 1) {
        y = put_origins(draft, draft->left, y, width, draft->sheet->paper->columns);
        return put_codes(draft, put_count(draft, y) + 1);
    }

    const double left = snap(draft->left);
    put_code(draft, 0, left, snap(y));
    const double beside = left + size + GAP;
    return fmax(snap(y) + size, put_origins(draft, beside, y + GAP, draft->right - beside, 1));
}

/* A sheet: the fields, the members, the codes, from top to bottom. */
static bool fill_sheet(struct draft *draft)
{
    const double width = draft->right - draft->left;
    const double y = put_members(draft, width, put_fields(draft, width, draft->top));

    return put_proof(draft, y) <= draft->bottom;
}

static bool try(struct print_sheet *sheet, const struct print_content *content, unsigned module)
{
    const struct print_paper *paper = sheet->paper;
    struct draft draft = { .sheet = sheet,
                           .content = content,
                           .module = module,
                           .left = paper->margin,
                           .right = paper->width - paper->margin,
                           .top = paper->margin,
                           .bottom = paper->height - paper->margin };

    sheet->module = grid(module);
    put_title(&draft);
    put_note(&draft);
    return paper->codes_max == 1 ? fill_card(&draft) : fill_sheet(&draft);
}

/* As large as a code of this paper is to be, if its smallest module allows. */
static unsigned largest_module(const struct print_paper *paper, const struct print_content *content)
{
    unsigned module = MODULE_MAX;

    while (module > PRINT_MODULE_MIN && grid((double)module * content->code_side) > paper->code) {
        module--;
    }

    return module;
}

static bool try_sizes(
    const struct print_paper *paper,
    const struct print_content *content,
    PangoFontMap *fonts,
    struct print_sheet *out)
{
    const unsigned largest = largest_module(paper, content);
    const unsigned first = content->card->member_count > 0 ? 100 : paper->percent_max;

    for (unsigned percent = first; percent >= paper->percent_min; percent -= PERCENT_STEP) {
        for (unsigned module = largest; module >= PRINT_MODULE_MIN; module--) {
            print_sheet_clear(out);
            print_sheet_start(out, paper, percent / 100.0, fonts);
            if (try(out, content, module)) {
                return !out->is_short_of_memory;
            }
        }
    }

    return false;
}

bool print_arrange(
    const struct print_paper *paper, const struct print_content *content, struct print_sheet *out)
{
    PangoFontMap *fonts = pango_cairo_font_map_new();

    *out = (struct print_sheet){ .paper = paper };
    const bool is_arranged =
        content->code_count <= paper->codes_max && try_sizes(paper, content, fonts, out);
    g_object_unref(fonts);
    return is_arranged;
}
