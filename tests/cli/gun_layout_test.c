/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_layout.h"

#include "gun_card.h"
#include "gun_clean.h"
#include "slip.h"
#include "test.h"
#include "text.h"

#include <string.h>

static struct gun_points points_of(const char *text)
{
    struct gun_points points;

    CHECK(gun_points_read(text_of(text), &points));
    return points;
}

static struct gun_layout_match match_of(const char *text)
{
    const struct gun_points points = points_of(text);
    struct gun_layout_match match;

    CHECK(gun_layout_find(&points, &match));
    return match;
}

TEST(what_a_gun_adds_is_taken_away)
{
    static const struct {
        const char *what;
        const char *text;
        const char *wanted;
    } rows[] = {
        { "nothing", "", "" },
        { "a licence", "EL1:AB%+", "EL1:AB%+" },
        { "an identifier", "]Q1EL1:AB", "EL1:AB" },
        { "another one of QR codes", "]Q3EL1:AB", "EL1:AB" },
        { "before something else", "]Q1https://example.org/a", "https://example.org/a" },
        { "an identifier alone", "]Q1", "" },
        { "one of bar codes", "]E0123", "]E0123" },
        { "no identifier", "]Q9EL1:", "]Q9EL1:" },
        { "half of one", "]Q", "]Q" },
        { "Caps Lock", "]q1el1:ab/", "EL1:AB/" },
        { "a part", "el1/1/2/00ff00ff:ab", "EL1/1/2/00FF00FF:AB" },
        { "a health certificate", "hc1:nc", "HC1:NC" },
        { "full width",
          "\xef\xbc\xa5\xef\xbc\xac\xef\xbc\x91\xef\xbc\x9a\xe3\x80\x80\xef\xbc\xa1",
          "EL1: A" },
        { "full width, small, with its identifier",
          "\xef\xbc\xbd\xef\xbd\x91\xef\xbc\x91\xef\xbd\x85l1:",
          "EL1:" },
        { "Han in a licence",
          "el1:\xe8\xae\xb0"
          "a",
          "EL1:\xe8\xae\xb0"
          "A" },
        { "broken UTF-8 in a licence",
          "el1:\xff\xfe"
          "a",
          "EL1:\xff\xfe"
          "A" },
        { "small letters elsewhere", "https://example.org/AbC", "https://example.org/AbC" },
        { "full width elsewhere", "\xef\xbc\xa1", "\xef\xbc\xa1" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes text = text_of(rows[i].text);
        uint8_t *room = test_memory(text.size + 1);
        CHECK_BYTES(gun_clean(text, room), text_of(rows[i].wanted));
        memcpy(room, text.data, text.size);
        CHECK_BYTES(
            gun_clean((struct wallet_bytes){ room, text.size }, room), text_of(rows[i].wanted));
    }
}

TEST(a_difference_is_made_of_the_fewest_changes)
{
    static const struct {
        const char *wanted;
        const char *got;
        size_t lost;
        size_t added;
        size_t changed;
        size_t first;
    } rows[] = {
        { "", "", 0, 0, 0, GUN_ALIGN_NONE }, { "ABC", "ABC", 0, 0, 0, GUN_ALIGN_NONE },
        { "ABC", "", 3, 0, 0, 0 },           { "", "AB", 0, 2, 0, 0 },
        { "ABCD", "ACD", 1, 0, 0, 1 },       { "ABCD", "ABCDD", 0, 1, 0, 3 },
        { "ABCD", "AXCD", 0, 0, 1, 1 },      { "ABCDEFGH", "ABDEFXH", 1, 0, 1, 2 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct gun_points wanted = points_of(rows[i].wanted);
        const struct gun_points got = points_of(rows[i].got);
        struct gun_difference difference;
        CHECK(gun_align(&wanted, &got, &difference, NULL, NULL));
        CHECK_ROW(rows[i].got, difference.lost, rows[i].lost);
        CHECK_ROW(rows[i].got, difference.added, rows[i].added);
        CHECK_ROW(rows[i].got, difference.changed, rows[i].changed);
        CHECK_ROW(rows[i].got, difference.first, rows[i].first);
    }
}

/** One lost letter leaves a pair that stands nowhere, so its place is known. */
TEST(each_pair_of_the_long_code_is_there_once)
{
    bool is_seen[128][128] = { { false } };
    char text[GUN_CARD_LONG_SIZE];

    gun_card_long(text);
    for (size_t i = 1; i < sizeof text; i++) {
        bool *seen = &is_seen[(unsigned char)text[i - 1]][(unsigned char)text[i]];
        CHECK(!*seen);
        *seen = true;
        CHECK(strchr("BCDEFGHIJKLNOPRSTUVX", text[i]));
    }
}

TEST(an_alphabet_that_comes_right_is_a_us_keyboard_s)
{
    const struct gun_layout_match match = match_of(GUN_ALPHABET);

    CHECK(match.is_card && match.is_capital && !match.layout);
    CHECK_EQUAL(gun_difference_size(&match.difference), 0);
}

TEST(layouts_are_told_by_what_becomes_of_the_alphabet)
{
    static const struct {
        const char *text;
        const char *layout;
        enum gun_layout_side side;
    } rows[] = {
        { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY $%(`ß.-Ö", "German", GUN_LAYOUT_HOST },
        /* Dead keys that swallow what they do not know. */
        { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY $%(.-Ö", "German", GUN_LAYOUT_HOST },
        { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY $%}]/.&>", "German", GUN_LAYOUT_GUN },
        { "0123456789abcdefghijklmnopqrstuvwxzy $%}]/.&>", "German", GUN_LAYOUT_GUN },
        { "à&é\"'(-è_çQBCDEFGHIJKL?NOPARSTUVZXYW 458+):!M", "French", GUN_LAYOUT_HOST },
        { "à&é\"'(-è_çQBCDEFGHIJKL?NOPARSTUVZXY 458+):!M", "French", GUN_LAYOUT_HOST },
        { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%(¿'.-Ñ", "Spanish", GUN_LAYOUT_HOST },
        { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%\":-./'", "Japanese", GUN_LAYOUT_GUN },
        { "0123456789ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ ;%*+-ю.Ж", "Russian", GUN_LAYOUT_HOST },
        { "0123456789AXJE>UIDCHTNMBRL\"POYGK<QF: $%*}[vzS", "Dvorak", GUN_LAYOUT_HOST },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct gun_layout_match match = match_of(rows[i].text);
        CHECK(match.is_card && match.layout);
        CHECK_TEXT(match.layout->name, rows[i].layout);
        CHECK_ROW(rows[i].text, match.side, rows[i].side);
    }
}

TEST(small_letters_are_told_from_a_layout)
{
    const struct gun_layout_match match = match_of("0123456789abcdefghijklmnopqrstuvwxyz $%*+-./:");

    CHECK(match.is_card && !match.is_capital && !match.layout);
    CHECK_EQUAL(gun_difference_size(&match.difference), 0);
}

TEST(full_width_is_remarked)
{
    CHECK(points_of("\xef\xbc\x90"
                    "123")
              .is_wide);
    CHECK(!points_of("0123").is_wide);
    CHECK_EQUAL(points_of("\xef\xbc\x90").items[0], '0');
}

TEST(what_is_no_card_is_no_layout)
{
    static const char *const texts[] = { "",
                                         "https://example.org/",
                                         "0123456789",
                                         "EL1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70" };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        CHECK_ROW(texts[i], match_of(texts[i]).is_card, false);
    }
}

TEST(characters_that_come_wrong_are_listed)
{
    static const struct session session = { .language = WALLET_ENGLISH };
    const struct gun_points got = points_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ  $%!+./::");
    char list[200];
    char small[20];

    CHECK(gun_layout_list(&session, &got, list, sizeof list));
    CHECK_TEXT(list, "' ' is too many, '*' comes as '!', '-' is lost, ':' is too many");
    CHECK(gun_layout_list(&session, &got, small, sizeof small));
    CHECK_TEXT(small, "' ' is too many");
}

TEST(texts_that_are_too_long_are_not_compared)
{
    char text[GUN_POINTS_MAX + 2];
    struct gun_points points;

    memset(text, 'A', sizeof text);
    text[GUN_POINTS_MAX] = '\0';
    CHECK(gun_points_read(text_of(text), &points));
    text[GUN_POINTS_MAX] = 'A';
    text[GUN_POINTS_MAX + 1] = '\0';
    CHECK(!gun_points_read(text_of(text), &points));
}
