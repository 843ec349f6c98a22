/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/quote.h"

#include "test.h"

#include <string.h>

TEST(what_is_printable_is_quoted_as_it_is)
{
    char out[WLT_QUOTE_SIZE];

    wlt_quote(test_text("古丽·𬀩 Ab-1"), out);
    CHECK_TEXT(out, "古丽·𬀩 Ab-1");
    wlt_quote(test_text(""), out);
    CHECK_TEXT(out, "");
}

TEST(what_could_do_harm_on_a_terminal_becomes_a_question_mark)
{
    static const struct {
        const char *text;
        const char *quoted;
    } rows[] = {
        { "a\x1b[31mb", "a?[31mb" },
        { "a\nb\tc\x7f", "a?b?c?" },
        { "a\xe2\x80\xae"
          "b",
          "a?b" }, /* U+202E turns the direction of text */
        { "a\xe2\x80\x8b"
          "b",
          "a?b" }, /* U+200B has no width */
        { "a\xc2\x9b"
          "b",
          "a?b" }, /* U+009B begins an escape, too */
        { "a\xff"
          "b",
          "a?b" },                 /* no UTF-8 */
        { "\xe4\xb8", "??" },      /* cut short */
        { "\xed\xa0\x80", "???" }, /* a surrogate */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[WLT_QUOTE_SIZE];
        wlt_quote(test_text(rows[i].text), out);
        CHECK_TEXT(out, rows[i].quoted);
    }
}

TEST(a_long_text_is_cut_between_characters)
{
    char text[301] = "";
    char out[WLT_QUOTE_SIZE];

    for (size_t i = 0; i < 100; i++) {
        memcpy(text + 3 * i, "新", 3);
    }

    wlt_quote(test_text(text), out);
    CHECK_EQUAL(strlen(out) < WLT_QUOTE_SIZE, true);
    CHECK_TEXT(out + strlen(out) - 3, "...");
    CHECK_EQUAL((strlen(out) - 3) % 3, 0);
    CHECK_EQUAL(memcmp(out, text, strlen(out) - 3), 0);
}

TEST(a_whole_text_keeps_its_length_in_characters)
{
    struct wallet_buffer out = { 0 };

    CHECK(wlt_quote_append(&out, test_text("新\x1b[0m余\xff")));
    CHECK_TEXT((const char *)out.data, "新\xef\xbf\xbd[0m余\xef\xbf\xbd");
    wallet_buffer_clear(&out);
}
