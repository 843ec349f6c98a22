/* SPDX-License-Identifier: Apache-2.0 */
#include "print_fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define TITLE_SHARE 0.66 /* of the size of a value */
#define TITLE_GREY  0.25
#define GAP_SHARE   0.45 /* below a cell */
#define GUTTER      1.2  /* between cells */

struct print_style print_value_style(const struct print_sheet *sheet)
{
    return (struct print_style){ .size = sheet->paper->text };
}

struct print_style print_title_style(const struct print_sheet *sheet)
{
    return (struct print_style){ .size = sheet->paper->text * TITLE_SHARE, .grey = TITLE_GREY };
}

char *print_title(const char *zh, const char *en)
{
    char *title = NULL;

    return asprintf(&title, "%s%s%s", zh, en[0] ? "  " : "", en) < 0 ? NULL : title;
}

/* A row of cells while it is filled. */
struct row {
    const struct print_area *area;
    double y;
    double bottom; /* of its highest cell */
    unsigned used; /* columns */
};

static double air(const struct print_sheet *sheet)
{
    return sheet->paper->text * sheet->scale * GAP_SHARE;
}

static double gutter(const struct print_sheet *sheet)
{
    return sheet->paper->text * sheet->scale * GUTTER;
}

static double width_at(const struct print_area *area, double y)
{
    return y < area->beside_end ? area->beside_width : area->width;
}

/* Of so many columns, the gutters between them included. */
static double cell_width(const struct print_sheet *sheet, const struct row *row, unsigned columns)
{
    const double column = (width_at(row->area, row->y) - gutter(sheet) * (row->area->columns - 1)) /
                          row->area->columns;

    return column * columns + gutter(sheet) * (columns - 1);
}

static unsigned columns_for(const struct print_sheet *sheet, const struct row *row, double width)
{
    unsigned columns = 1;

    while (columns < row->area->columns && cell_width(sheet, row, columns) < width) {
        columns++;
    }

    return columns;
}

static void next_row(const struct print_sheet *sheet, struct row *row)
{
    if (row->used > 0) {
        row->y = row->bottom + air(sheet);
        row->bottom = row->y;
        row->used = 0;
    }
}

static void put_cell(
    struct print_sheet *sheet, struct row *row, const char *title, const char *value)
{
    const struct print_style title_style = print_title_style(sheet);
    const struct print_style value_style = print_value_style(sheet);
    const double wanted = fmax(
        print_measure(sheet, title, title_style).natural,
        print_measure(sheet, value, value_style).natural);

    unsigned columns = columns_for(sheet, row, wanted);
    if (row->used + columns > row->area->columns) {
        next_row(sheet, row);
        columns = columns_for(sheet, row, wanted);
    }

    const double width = cell_width(sheet, row, columns);
    const double left = row->used > 0 ? cell_width(sheet, row, row->used) + gutter(sheet) : 0;
    const double x = row->area->x + left;
    double y = row->y;
    y += print_put_text(sheet, title, title_style, x, y, width);
    y += print_put_text(sheet, value, value_style, x, y, width);
    row->bottom = fmax(row->bottom, y);
    row->used += columns;
}

double print_fields(
    struct print_sheet *sheet,
    const struct print_area *area,
    const struct print_field *fields,
    size_t count,
    size_t member)
{
    struct row row = { .area = area, .y = area->y, .bottom = area->y };

    for (size_t i = 0; i < count; i++) {
        if (fields[i].member != member) {
            continue;
        }
        char *title = print_title(fields[i].title_zh, fields[i].title_en);
        if (title) {
            put_cell(sheet, &row, title, fields[i].value);
        }
        sheet->is_short_of_memory = sheet->is_short_of_memory || !title;
        free(title);
    }

    next_row(sheet, &row);
    return row.y;
}
