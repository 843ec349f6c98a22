/* SPDX-License-Identifier: Apache-2.0 */
#include "print_arrange.h"

#include <wallet/qr.h>

#include "print_draw.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIELDS_MAX = 200,
    MEMBER_FIELDS = 9,
};

#define SLACK 0.01 /* millimetres that fixed-point numbers may be off */

/* A licence of any size, and what its page came to. */
struct trial {
    struct print_field fields[FIELDS_MAX];
    struct print_field origins[3];
    struct print_card card;
    struct print_content content;
    struct print_sheet sheet;
};

static struct print_field field(uint64_t key, size_t member, const char *value)
{
    static char zh[] = "姓名";
    static char en[] = "Name";
    static char long_zh[] = "户主或与户主关系";
    static char long_en[] = "Head of household, or relation to the head";
    const bool is_long = key % 5 == 2;
    char *copy = test_memory(strlen(value) + 1);

    memcpy(copy, value, strlen(value) + 1);
    return (struct print_field){ .key = key,
                                 .member = member,
                                 .title_zh = is_long ? long_zh : zh,
                                 .title_en = is_long ? long_en : en,
                                 .value = copy };
}

/* An identity card, with a code of this version. */
static struct trial *start(unsigned version)
{
    static const char *const values[] = { "钟望舒",
                                          "女 female",
                                          "汉 Han",
                                          "1990-03-07",
                                          "江西省新余市渝水区青禾路88号云栖苑3栋2单元501室" };
    struct trial *trial = test_memory(sizeof *trial);

    memset(trial, 0, sizeof *trial);
    trial->card = (struct print_card){ .title_zh = "居民身份证",
                                       .title_en = "Resident Identity Card",
                                       .members_zh = "常住人口登记卡",
                                       .members_en = "Registration cards",
                                       .fields = trial->fields,
                                       .origins = trial->origins,
                                       .origin_count = 3 };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        trial->fields[trial->card.field_count++] = field(i + 1, 0, values[i]);
        trial->origins[i % 3] = field(i, 0, "1.2.156.3005.2.11100000000013127D001.11360500000");
    }
    trial->content = (struct print_content){ .card = &trial->card,
                                             .code_count = 1,
                                             .code_side = 25 + 4 * version };
    return trial;
}

/* So many members, and so many fields of each. */
static void add_members(struct trial *trial, size_t count, size_t fields)
{
    static const char *const values[MEMBER_FIELDS] = { "钟望舒",
                                                       "户主 head of household",
                                                       "女 female",
                                                       "汉 Han",
                                                       "江西省新余市",
                                                       "1990-03-07",
                                                       "360502199003070024",
                                                       "本科毕业 undergraduate, graduated",
                                                       "已婚 married" };

    for (size_t member = 1; member <= count; member++) {
        for (size_t i = 0; i < fields; i++) {
            trial->fields[trial->card.field_count++] = field(i + 1, member, values[i]);
        }
    }
    trial->card.member_count = count;
}

static bool arrange(struct trial *trial, const char *paper)
{
    return print_arrange(print_paper_of_name(paper), &trial->content, &trial->sheet);
}

static bool overlap(const struct print_box *a, const struct print_box *b)
{
    return a->x + a->width > b->x + SLACK && b->x + b->width > a->x + SLACK &&
           a->y + a->height > b->y + SLACK && b->y + b->height > a->y + SLACK;
}

static void check_box(const struct print_sheet *sheet, size_t index)
{
    const struct print_paper *paper = sheet->paper;
    const struct print_box *box = &sheet->boxes[index];

    CHECK(box->width > 0 && box->height > 0);
    CHECK(box->x > paper->margin - SLACK && box->y > paper->margin - SLACK);
    CHECK(box->x + box->width < paper->width - paper->margin + SLACK);
    CHECK(box->y + box->height < paper->height - paper->margin + SLACK);
    for (size_t i = 0; i < index; i++) {
        CHECK(!overlap(box, &sheet->boxes[i]));
    }
}

static size_t count_codes(const struct print_sheet *sheet)
{
    size_t count = 0;

    for (size_t i = 0; i < sheet->count; i++) {
        count += sheet->boxes[i].kind == PRINT_CODE;
    }

    return count;
}

/* All is on the page, nothing is on top of anything, and codes can be scanned. */
static void check_page(struct trial *trial)
{
    const struct print_sheet *sheet = &trial->sheet;

    for (size_t i = 0; i < sheet->count; i++) {
        check_box(sheet, i);
        if (sheet->boxes[i].kind == PRINT_CODE) {
            const double size = sheet->boxes[i].width;
            const double column = sheet->boxes[i].x * PRINT_DPI / PRINT_MM_AN_INCH;
            CHECK(size >= 0.5 * trial->content.code_side);
            CHECK(fabs(size - sheet->module * trial->content.code_side) < SLACK);
            CHECK(fabs(column - round(column)) < SLACK);
        }
    }
    CHECK_EQUAL(count_codes(sheet), trial->content.code_count);
    print_sheet_clear(&trial->sheet);
}

TEST(puts_every_code_on_a_card_with_modules_of_half_a_millimetre)
{
    for (unsigned version = 1; version <= WALLET_QR_VERSION_MAX; version++) {
        struct trial *trial = start(version);
        CHECK_ROW("card", arrange(trial, "a6"), true);
        check_page(trial);
    }
}

TEST(puts_every_code_on_a_sheet)
{
    for (unsigned version = 1; version <= WALLET_QR_VERSION_MAX; version++) {
        struct trial *trial = start(version);
        add_members(trial, 4, MEMBER_FIELDS);
        CHECK_ROW("sheet", arrange(trial, "a4"), true);
        check_page(trial);
    }
}

TEST(puts_a_portrait_beside_the_fields)
{
    static const double ratios[] = { 0.1, 0.75, 1.0, 8.0 };

    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++) {
        for (size_t paper = 0; print_papers[paper]; paper++) {
            struct trial *trial = start(16);
            trial->content.portrait_ratio = ratios[i];
            CHECK(arrange(trial, print_papers[paper]));
            check_page(trial);
        }
    }
}

TEST(numbers_several_codes_on_a_sheet)
{
    for (size_t count = 2; count <= 8; count++) {
        struct trial *trial = start(WALLET_QR_VERSION_PREFERRED);
        trial->content.code_count = count;
        CHECK(arrange(trial, "a4"));
        check_page(trial);
    }
}

TEST(refuses_several_codes_on_a_card)
{
    struct trial *trial = start(10);

    trial->content.code_count = 2;
    CHECK(!arrange(trial, "a6"));
    CHECK(!trial->sheet.is_short_of_memory);
    print_sheet_clear(&trial->sheet);
}

TEST(refuses_more_codes_than_a_sheet_has_room_for)
{
    struct trial *trial = start(WALLET_QR_VERSION_PREFERRED);

    trial->content.code_count = 16;
    CHECK(!arrange(trial, "a4"));
    print_sheet_clear(&trial->sheet);
    trial->content =
        (struct print_content){ .card = &trial->card, .code_count = 17, .code_side = 25 + 4 };
    CHECK(!arrange(trial, "a4"));
    print_sheet_clear(&trial->sheet);
}

TEST(refuses_more_members_than_a_card_has_room_for)
{
    struct trial *trial = start(10);

    add_members(trial, 12, MEMBER_FIELDS);
    CHECK(!arrange(trial, "a6"));
    print_sheet_clear(&trial->sheet);
    CHECK(arrange(trial, "a4"));
    check_page(trial);
}

TEST(puts_a_small_table_beside_the_code_of_a_card)
{
    struct trial *trial = start(5);

    add_members(trial, 2, 3);
    CHECK(arrange(trial, "a6"));
    check_page(trial);
}

TEST(breaks_long_texts_and_words_without_blanks)
{
    char words[2000] = "";
    char letters[121];

    for (int i = 0; i < 20; i++) {
        strncat(words, "软件开发; ", sizeof words - strlen(words) - 1);
    }
    memset(letters, 'W', sizeof letters - 1);
    letters[sizeof letters - 1] = '\0';

    for (size_t paper = 0; print_papers[paper]; paper++) {
        struct trial *trial = start(5);
        trial->fields[2] = field(3, 0, words);
        trial->fields[3] = field(4, 0, letters);
        CHECK(arrange(trial, print_papers[paper]));
        check_page(trial);
    }
}

/* More columns than a table has room for: one member below the other. */
TEST(prints_members_with_many_fields_below_one_another)
{
    struct trial *trial = start(5);

    for (size_t member = 1; member <= 2; member++) {
        for (size_t i = 0; i < 22; i++) {
            trial->fields[trial->card.field_count++] = field(i + 1, member, "360502199003070024");
        }
    }
    trial->card.member_count = 2;
    CHECK(arrange(trial, "a4"));
    check_page(trial);
}

TEST(draws_the_modules_of_a_code_and_no_others)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_MODULES };
    struct wallet_buffer modules = { 0 };
    unsigned version = 0;
    CHECK_EQUAL(
        wallet_qr_draw(
            test_text("EL1:6BFOXN%TS3DH0YOJ58S S-W5HDC"), &options, &modules, &version, NULL),
        WALLET_OK);
    const unsigned side = 25 + 4 * version;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, (int)side * 3, (int)side * 3);
    cairo_t *cairo = cairo_create(surface);

    cairo_scale(cairo, 3, 3);
    print_trace_code(cairo, modules.data, side);
    cairo_fill(cairo);
    cairo_surface_flush(surface);
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (unsigned y = 0; y < 3 * side; y++) {
        for (unsigned x = 0; x < 3 * side; x++) {
            const bool is_dark = modules.data[y / 3 * side + x / 3] != 0;
            CHECK_EQUAL(pixels[y * (unsigned)stride + x], is_dark ? 255 : 0);
        }
    }

    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    wallet_buffer_clear(&modules);
}

enum {
    TEXT_SIDE = 64,
};

/* The pixels of a text; live until the test ends. */
static struct wallet_bytes draw_text(const char *text)
{
    struct print_sheet sheet;
    PangoFontMap *fonts = pango_cairo_font_map_new();
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, TEXT_SIDE, TEXT_SIDE);
    cairo_t *cairo = cairo_create(surface);

    print_sheet_start(&sheet, print_paper_of_name("a6"), 1, fonts);
    g_object_unref(fonts);
    (void)print_put_text(&sheet, text, (struct print_style){ .size = 40 }, 0, 0, TEXT_SIDE);
    cairo_move_to(cairo, 0, 0);
    print_draw_text(cairo, sheet.boxes[0].text);
    cairo_surface_flush(surface);
    const size_t size = (size_t)cairo_image_surface_get_stride(surface) * TEXT_SIDE;
    uint8_t *pixels = test_memory(size);
    memcpy(pixels, cairo_image_surface_get_data(surface), size);
    print_sheet_clear(&sheet);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return (struct wallet_bytes){ pixels, size };
}

static size_t differences(struct wallet_bytes a, struct wallet_bytes b)
{
    size_t count = 0;

    for (size_t i = 0; i < a.size; i++) {
        count += a.data[i] != b.data[i];
    }

    return count;
}

/* Private characters that no font has: their boxes differ in a digit, and in nothing else. */
TEST(draws_a_character_that_no_font_has_as_its_code_point)
{
    const struct wallet_bytes blank = draw_text(" ");
    const struct wallet_bytes one = draw_text("\U0010FFF1");
    const struct wallet_bytes seven = draw_text("\U0010FFF7");
    const size_t ink = differences(one, blank);

    CHECK(ink > 200);
    CHECK(differences(one, seven) > 10);
    CHECK(differences(one, seven) < ink / 4);
    CHECK_EQUAL(differences(one, draw_text("\U0010FFF1")), 0);
}
