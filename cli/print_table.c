/* SPDX-License-Identifier: Apache-2.0 */
#include "print_fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    COLUMNS_MAX = 32,
};

#define CELL_SHARE   0.76 /* the size of a value in the table, of one elsewhere */
#define HEAD_SHARE   0.58
#define HEAD_GREY    0.25
#define PADDING      0.8 /* on each side of a cell */
#define LINE         0.1
#define NUMBER_WIDTH 5.0
#define WIDTH_STEP   0.5
#define SLACK        0.05 /* what fits must not be broken for the last bit of a number */

/* A table of members, a row each; the columns are the fields that any of them has. */
struct table {
    struct print_sheet *sheet;
    const struct print_area *area;
    const struct print_card *card;
    uint64_t keys[COLUMNS_MAX];
    const struct print_field *heads[COLUMNS_MAX];
    double widths[COLUMNS_MAX];
    size_t count;
};

static struct print_style cell_style(const struct print_sheet *sheet)
{
    return (struct print_style){ .size = sheet->paper->text * CELL_SHARE };
}

static struct print_style head_style(const struct print_sheet *sheet)
{
    return (struct print_style){ .size = sheet->paper->text * HEAD_SHARE, .grey = HEAD_GREY };
}

static bool has_column(const struct table *table, uint64_t key)
{
    for (size_t i = 0; i < table->count; i++) {
        if (table->keys[i] == key) {
            return true;
        }
    }

    return false;
}

/* Puts the column where its key belongs. */
static void add_column(struct table *table, const struct print_field *field)
{
    size_t at = table->count++;

    while (at > 0 && table->keys[at - 1] > field->key) {
        table->keys[at] = table->keys[at - 1];
        table->heads[at] = table->heads[at - 1];
        at--;
    }

    table->keys[at] = field->key;
    table->heads[at] = field;
}

/* False where there are more columns than any table has. */
static bool find_columns(struct table *table)
{
    for (size_t i = 0; i < table->card->field_count; i++) {
        const struct print_field *field = &table->card->fields[i];
        if (field->member == 0 || has_column(table, field->key)) {
            continue;
        }
        if (table->count == COLUMNS_MAX) {
            return false;
        }
        add_column(table, field);
    }

    return true;
}

static struct print_widths wider(struct print_widths one, struct print_widths other)
{
    return (struct print_widths){ .natural = fmax(one.natural, other.natural),
                                  .least = fmax(one.least, other.least) };
}

static struct print_widths measure_column(const struct table *table, size_t column)
{
    const struct print_sheet *sheet = table->sheet;
    const struct print_field *head = table->heads[column];
    struct print_widths widths = print_measure(sheet, head->title_zh, head_style(sheet));

    widths = wider(widths, print_measure(sheet, head->title_en, head_style(sheet)));
    /* Titles are broken sooner than values. */
    widths.natural = widths.least;
    for (size_t i = 0; i < table->card->field_count; i++) {
        const struct print_field *field = &table->card->fields[i];
        if (field->member > 0 && field->key == table->keys[column]) {
            widths = wider(widths, print_measure(sheet, field->value, cell_style(sheet)));
        }
    }

    widths.natural += 2 * PADDING + SLACK;
    widths.least += 2 * PADDING + SLACK;
    return widths;
}

/* How wide the columns are if none but those that must be is wider than this. */
static double widths_up_to(const struct print_widths *columns, double limit, struct table *table)
{
    double sum = 0;

    for (size_t i = 0; i < table->count; i++) {
        table->widths[i] = fmax(columns[i].least, fmin(columns[i].natural, limit));
        sum += table->widths[i];
    }

    return sum;
}

/* Narrow columns get what they want, as names do; what is wide is broken.  False where it is too little. */
static bool set_widths(struct table *table)
{
    const double width = table->area->width - NUMBER_WIDTH;
    struct print_widths columns[COLUMNS_MAX];
    double limit = width;

    for (size_t i = 0; i < table->count; i++) {
        columns[i] = measure_column(table, i);
    }
    while (limit > 0 && widths_up_to(columns, limit, table) > width) {
        limit -= WIDTH_STEP;
    }

    return limit > 0;
}

static const struct print_field *find_cell(const struct table *table, size_t member, size_t column)
{
    for (size_t i = 0; i < table->card->field_count; i++) {
        const struct print_field *field = &table->card->fields[i];
        if (field->member == member && field->key == table->keys[column]) {
            return field;
        }
    }

    return NULL;
}

static double put_line(struct print_sheet *sheet, const struct print_area *area, double y)
{
    return y + print_put_rule(sheet, area->x, y, area->width, LINE) + PADDING / 2;
}

static double put_heads(const struct table *table, double y)
{
    struct print_sheet *sheet = table->sheet;
    double x = table->area->x + NUMBER_WIDTH;
    double bottom = y;

    for (size_t i = 0; i < table->count; i++) {
        const double width = table->widths[i] - 2 * PADDING;
        double end = y;
        end += print_put_text(
            sheet, table->heads[i]->title_zh, head_style(sheet), x + PADDING, end, width);
        end += print_put_text(
            sheet, table->heads[i]->title_en, head_style(sheet), x + PADDING, end, width);
        bottom = fmax(bottom, end);
        x += table->widths[i];
    }

    return bottom + PADDING / 2;
}

static double put_member(const struct table *table, size_t member, double y)
{
    struct print_sheet *sheet = table->sheet;
    double x = table->area->x + NUMBER_WIDTH;
    char number[24];
    (void)snprintf(number, sizeof number, "%zu", member);

    double bottom =
        y +
        print_put_text(sheet, number, head_style(sheet), table->area->x + PADDING, y, NUMBER_WIDTH);
    for (size_t i = 0; i < table->count; i++) {
        const struct print_field *field = find_cell(table, member, i);
        const double width = table->widths[i] - 2 * PADDING;
        if (field) {
            const double height =
                print_put_text(sheet, field->value, cell_style(sheet), x + PADDING, y, width);
            bottom = fmax(bottom, y + height);
        }
        x += table->widths[i];
    }

    return bottom + PADDING / 2;
}

static double put_table(const struct table *table, double y)
{
    y = put_heads(table, put_line(table->sheet, table->area, y));
    for (size_t member = 1; member <= table->card->member_count; member++) {
        y = put_member(table, member, put_line(table->sheet, table->area, y));
    }

    return put_line(table->sheet, table->area, y);
}

/* Too many columns: a block of cells each. */
static double put_blocks(
    struct print_sheet *sheet, const struct print_area *area, const struct print_card *card)
{
    struct print_area rest = *area;

    for (size_t member = 1; member <= card->member_count; member++) {
        char number[24];
        (void)snprintf(number, sizeof number, "%zu", member);
        rest.y = put_line(sheet, area, rest.y);
        (void)print_put_text(sheet, number, head_style(sheet), area->x, rest.y, NUMBER_WIDTH);
        rest.x = area->x + NUMBER_WIDTH;
        rest.width = area->width - NUMBER_WIDTH;
        rest.y = print_fields(sheet, &rest, card->fields, card->field_count, member);
    }

    return put_line(sheet, area, rest.y);
}

double print_members(
    struct print_sheet *sheet, const struct print_area *area, const struct print_card *card)
{
    struct table table = { .sheet = sheet, .area = area, .card = card };
    struct print_area rest = *area;
    char *title = print_title(
        card->members_zh ? card->members_zh : "", card->members_en ? card->members_en : "");

    rest.beside_end = 0;
    if (title) {
        rest.y +=
            print_put_text(sheet, title, print_title_style(sheet), rest.x, rest.y, rest.width);
        rest.y += PADDING;
    }
    sheet->is_short_of_memory = sheet->is_short_of_memory || !title;
    free(title);

    const bool is_table = find_columns(&table) && set_widths(&table);
    return is_table ? put_table(&table, rest.y) : put_blocks(sheet, &rest, card);
}
