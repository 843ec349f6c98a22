/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "test.h"

#include <string.h>

static const char *sentence(int kind, enum wallet_language language)
{
    return wallet_code_kind_sentence((enum wallet_code_kind)kind, language);
}

TEST(has_a_sentence_for_each_kind_in_both_languages)
{
    for (int kind = WALLET_CODE_UNKNOWN; kind <= WALLET_CODE_CLAIM169_BROTLI; kind++) {
        const char *english = sentence(kind, WALLET_ENGLISH);
        const char *chinese = sentence(kind, WALLET_CHINESE);

        CHECK(english && english[strlen(english) - 1] == '.');
        CHECK(chinese && (uint8_t)chinese[0] >= 0x80);
        CHECK(!strstr(english, "nvalid") && !strstr(chinese, "无效"));
        for (int other = WALLET_CODE_UNKNOWN; other < kind; other++) {
            CHECK(strcmp(english, sentence(other, WALLET_ENGLISH)) != 0);
            CHECK(strcmp(chinese, sentence(other, WALLET_CHINESE)) != 0);
        }
    }
}

TEST(has_a_sentence_for_kinds_of_the_future)
{
    CHECK_TEXT(sentence(99, WALLET_ENGLISH), "This code is not a licence.");
    CHECK_TEXT(
        sentence(WALLET_CODE_CLAIM169_BROTLI + 1, WALLET_ENGLISH), "This code is not a licence.");
}
