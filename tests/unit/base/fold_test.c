/* SPDX-License-Identifier: Apache-2.0 */
#include "base/fold.h"

#include "test.h"

#include <string.h>

TEST(two_spellings_of_one_text_fold_to_the_same)
{
    static const struct {
        const char *text;
        const char *folded;
    } rows[] = {
        { "钟望舒", "钟望舒" },
        { " 钟 望　舒\t", "钟望舒" },
        { "阿依古丽•买买提", "阿依古丽·买买提" },
        { "阿依古丽・买买提", "阿依古丽·买买提" },
        { "阿依古丽･买买提", "阿依古丽·买买提" },
        { "阿依古丽‧买买提", "阿依古丽·买买提" },
        { "阿依古丽∙买买提", "阿依古丽·买买提" },
        { "ＡＢｃ１２３", "ABC123" },
        { "abc-12", "ABC-12" },
        { "（有限）公司", "(有限)公司" },
        { "e\u0301", "\u00e9" },
        { "", "" },
        { "  ", "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_buffer out = { 0 };
        CHECK(wlt_text_fold(test_text(rows[i].text), &out));
        CHECK_BYTES(wallet_buffer_bytes(&out), test_text(rows[i].folded));
        wallet_buffer_clear(&out);
    }
}

TEST(different_texts_stay_different)
{
    static const char *const pairs[][2] = {
        { "钟望舒", "钟望书" },
        { "AB", "A B C" },
        { "1", "l" },
        { "\u0430", "a" },
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct wallet_buffer a = { 0 };
        struct wallet_buffer b = { 0 };
        CHECK(
            wlt_text_fold(test_text(pairs[i][0]), &a) && wlt_text_fold(test_text(pairs[i][1]), &b));
        CHECK(a.size != b.size || memcmp(a.data, b.data, a.size) != 0);
        wallet_buffer_clear(&a);
        wallet_buffer_clear(&b);
    }
}
