/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/alloc.h"
#include "test.h"

#include <utf8proc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TEST(compares_bytes_and_texts)
{
    const struct wallet_bytes nothing = { NULL, 0 };

    CHECK(wlt_bytes_equal(wlt_bytes_of("abc"), test_hex("616263")));
    CHECK(!wlt_bytes_equal(wlt_bytes_of("abc"), wlt_bytes_of("abd")));
    CHECK(!wlt_bytes_equal(wlt_bytes_of("abc"), wlt_bytes_of("abcd")));
    CHECK(wlt_bytes_equal(nothing, wlt_bytes_of("")));
    CHECK(wlt_bytes_are(nothing, ""));
    CHECK(wlt_bytes_are(test_hex("4142"), "AB"));
    CHECK(!wlt_bytes_are(test_hex("414200"), "AB"));
    CHECK(wlt_bytes_start_with(test_text("EL1:ABC"), "EL1:"));
    CHECK(wlt_bytes_start_with(test_text("EL1:"), "EL1:"));
    CHECK(!wlt_bytes_start_with(test_text("EL1"), "EL1:"));
    CHECK(!wlt_bytes_start_with(test_text("HC1:"), "EL1:"));
    CHECK(wlt_bytes_start_with(nothing, ""));
}

/** What one slow and simple reader of RFC 3629 says of the four bytes of `code`'s encoding. */
static bool is_scalar_value(uint32_t code)
{
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

static size_t encode(uint32_t code, uint8_t out[4])
{
    const size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const uint8_t leads[] = { 0, 0x00, 0xc0, 0xe0, 0xf0 };

    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (uint8_t)(0x80 | (code & 0x3f));
        code >>= 6;
    }

    out[0] = (uint8_t)(leads[size] | code);
    return size;
}

TEST(knows_each_code_point_there_is)
{
    for (uint32_t code = 0; code < 0x1fffff; code++) {
        uint8_t bytes[4] = { 0 };
        const size_t size = encode(code, bytes);
        const bool is_valid = wlt_utf8_is_valid((struct wallet_bytes){ bytes, size });
        if (is_valid != is_scalar_value(code)) {
            fail_msg("U+%04X is taken for %s", code, is_valid ? "valid" : "invalid");
        }
    }
}

TEST(refuses_bytes_that_are_not_utf_8)
{
    static const char *const rows[] = {
        "80",                           /* a continuation alone */
        "bf",                           /* the last one */
        "c3",                           /* cut after one byte of two */
        "e58f",                         /* cut after two of three */
        "f09f98",                       /* cut after three of four */
        "c328",                         /* a letter where a continuation should be */
        "e52891",                       /* ... second of three */
        "e58f28",                       /* ... third of three */
        "f09f2880",                     /* ... third of four */
        "f09f9828",                     /* ... fourth of four */
        "c080",                         /* NUL in two bytes */
        "c1bf",                         /* DEL in two bytes */
        "e08080",                       /* NUL in three bytes */
        "e09fbf",                       /* U+07FF in three bytes */
        "f08fbfbf",                     /* U+FFFF in four bytes */
        "eda080",                       /* U+D800, a surrogate */
        "edbfbf",                       /* U+DFFF, the last one */
        "f4908080",                     /* U+110000 */
        "f5808080",                     /* a first byte beyond all */
        "f8888080",                     /* the five bytes of old */
        "fe",       "ff", "61e8af8180", /* good text, then a continuation */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i], wlt_utf8_is_valid(test_hex(rows[i])), false);
    }
}

TEST(nul_and_nothing_are_utf_8)
{
    CHECK(wlt_utf8_is_valid((struct wallet_bytes){ NULL, 0 }));
    CHECK(wlt_utf8_is_valid(test_hex("00")));
    CHECK(wlt_utf8_is_valid(test_text("a ü 证 😀")));
}

TEST(prints_only_what_can_do_no_harm)
{
    static const struct {
        const char *what;
        const char *text;
        bool is_printable;
    } rows[] = {
        { "nothing", "", true },
        { "Chinese", "深圳市民中心（福田区）", true },
        { "an ideograph beyond the first plane", "𠮷", true },
        { "a middle dot, as in names", "阿卜杜拉·买买提", true },
        { "a blank", "a b", true },
        { "a combining accent", "e\u0301", true },
        { "an escape sequence", "\x1b[31mred", false },
        { "a newline", "a\nb", false },
        { "a tab", "a\tb", false },
        { "delete", "\x7f", false },
        { "C1's CSI",
          "\xc2\x9b"
          "31m",
          false },
        { "right-to-left override",
          "a\u202e"
          "b",
          false },
        { "a bidi isolate", "\u2066a\u2069", false },
        { "a zero-width space",
          "a\u200b"
          "b",
          false },
        { "a zero-width joiner",
          "a\u200d"
          "b",
          false },
        { "a byte order mark", "\ufeff", false },
        { "a soft hyphen",
          "a\u00ad"
          "b",
          false },
        { "line separator", "\u2028", false },
        { "paragraph separator", "\u2029", false },
        { "private use", "\ue000", false },
        { "unassigned", "\u0378", false },
        { "not a character", "\uffff", false },
        { "a tag character", "\U000e0041", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what, wlt_text_is_printable(test_text(rows[i].text)), rows[i].is_printable);
    }
}

TEST(knows_normalisation_form_c)
{
    static const struct {
        const char *what;
        const char *text;
        bool is_nfc;
    } rows[] = {
        { "nothing", "", true },
        { "ASCII", "plain", true },
        { "one character u with diaeresis", "\u00fc", true },
        { "u and a combining diaeresis", "u\u0308", false },
        { "marks in the wrong order", "a\u0323\u0302", false },
        { "a mark that composes with nothing", "q\u0308", true },
        { "Chinese", "统一社会信用代码", true },
        { "full-width forms", "（ＡＢＣ）", true },
        { "a compatibility ideograph", "\uf900", false },
        { "a compatibility ideograph beyond the first plane", "\U0002f800", false },
        { "the Angstrom sign", "\u212b", false },
        { "Hangul in one character", "한", true },
        { "Hangul in its letters", "\u1112\u1161\u11ab", false },
        { "kana and a combining voice mark", "\u304b\u3099", false },
        { "Uyghur", "ئۇيغۇر", true },
        { "Tibetan, excluded from composition", "\u0f43", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, wlt_text_is_nfc(test_text(rows[i].text)), rows[i].is_nfc);
    }
}

/** What the tables say, without any of our shortcuts. */
static bool tables_call_it_printable(uint32_t code)
{
    const char *category = utf8proc_category_string((utf8proc_int32_t)code);
    return category[0] != 'C' && strcmp(category, "Zl") != 0 && strcmp(category, "Zp") != 0;
}

static bool tables_call_it_nfc(const uint8_t bytes[5])
{
    utf8proc_uint8_t *composed = utf8proc_NFC(bytes);
    const bool same = composed && strcmp((const char *)composed, (const char *)bytes) == 0;
    free(composed);
    return same;
}

TEST(the_shortcuts_agree_with_the_tables_for_each_character)
{
    for (uint32_t code = 1; code < 0x30000; code++) {
        /* The last ideographs came with Unicode 14, which Debian's tables do not have yet. */
        if (!is_scalar_value(code) || (code >= 0x9ffd && code <= 0x9fff)) {
            continue;
        }

        uint8_t bytes[5] = { 0 };
        const struct wallet_bytes text = { bytes, encode(code, bytes) };
        if (wlt_text_is_printable(text) != tables_call_it_printable(code) ||
            wlt_text_is_nfc(text) != tables_call_it_nfc(bytes)) {
            fail_msg("U+%04X is taken for something else", code);
        }
    }
}

TEST(a_shortcut_does_not_jump_over_what_follows)
{
    static const char *const marks[] = { "\u0301", "\u202e", "\x07", "\u2028", "\u3099" };
    static const char *const before[] = { "证", "e", "、", "Ａ", "·", "证照证照abcdefgh" };

    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        for (size_t j = 0; j < sizeof marks / sizeof marks[0]; j++) {
            char text[64];
            (void)snprintf(text, sizeof text, "%s%s", before[i], marks[j]);
            const bool is_mark = j == 0 || j == 4;
            CHECK_ROW(text, wlt_text_is_printable(test_text(text)), is_mark);
            CHECK_ROW(
                text, wlt_text_is_nfc(test_text(text)), tables_call_it_nfc((const uint8_t *)text));
        }
    }
}

TEST(each_byte_of_a_long_text_is_looked_at)
{
    static const char whole[] = "电子证照 abcdefghijklmnopqrstuvwxyz 统一社会信用代码 0123456789 é";

    for (size_t i = 0; i < sizeof whole - 1; i++) {
        char spoilt[sizeof whole];
        memcpy(spoilt, whole, sizeof whole);
        spoilt[i] = (char)0xff;
        CHECK_EQUAL(wlt_utf8_is_valid(test_text(spoilt)), false);
        CHECK_EQUAL(
            wlt_utf8_is_valid((struct wallet_bytes){ (const uint8_t *)whole, i }),
            i == 0 || ((uint8_t)whole[i] & 0xc0) != 0x80);
    }
}

TEST(copies_with_a_nul_behind)
{
    char *copy = wlt_text_copy((struct wallet_bytes){ (const uint8_t *)"licence", 3 });
    CHECK_TEXT(copy, "lic");
    wlt_free(copy);

    copy = wlt_text_copy((struct wallet_bytes){ NULL, 0 });
    CHECK_TEXT(copy, "");
    wlt_free(copy);
}

TEST(counts_the_steps_between_two_words)
{
    static const struct {
        const char *a;
        const char *b;
        size_t wanted;
    } rows[] = {
        { "", "", 0 },
        { "", "abc", 3 },
        { "abc", "", 3 },
        { "verify", "verify", 0 },
        { "verify", "verfy", 1 },
        { "verify", "veriffy", 1 },
        { "verify", "varify", 1 },
        { "verify", "veirfy", 1 },
        { "scan", "issue", 4 },
        { "kitten", "sitting", 3 },
        { "ab", "ba", 1 },
        { "id-card", "idcard", 1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].b,
            wlt_text_distance(test_text(rows[i].a), test_text(rows[i].b)),
            rows[i].wanted);
        CHECK_ROW(
            rows[i].a,
            wlt_text_distance(test_text(rows[i].b), test_text(rows[i].a)),
            rows[i].wanted);
    }
}

TEST(long_words_are_far_apart)
{
    char word[65];
    memset(word, 'a', sizeof word);
    const struct wallet_bytes longest = { (const uint8_t *)word, 63 };
    const struct wallet_bytes longer = { (const uint8_t *)word, 64 };

    CHECK_EQUAL(wlt_text_distance(longest, longest), 0);
    CHECK(wlt_text_distance(longer, longer) >= 64);
    CHECK(wlt_text_distance(test_text("a"), longer) >= 64);
}

TEST(plain_text_is_ascii_and_ideographs_and_whole)
{
    static const struct {
        const char *text;
        bool is_plain;
    } rows[] = {
        { "", true },
        { "a ~", true },
        { "简素心 1", true },
        { "\xe4\x80\x80", true },  /* U+4000 */
        { "\xe9\xbf\xbf", true },  /* U+9FFF */
        { "\xe3\xbf\xbf", false }, /* U+3FFF */
        { "\xea\x80\x80", false }, /* U+A000 */
        { "\xe4\x80", false },
        { "\xe4\x80x", false },
        { "\xe4x\x80", false },
        { "a\x1f", false },
        { "a\x7f", false },
        { "\xc3\xa9", false },
        { "，", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].text, wlt_text_is_plain(test_text(rows[i].text)), rows[i].is_plain);
    }
}
