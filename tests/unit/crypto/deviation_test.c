/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/certificate.h>

#include "test.h"

#include <string.h>

TEST(every_deviation_has_a_name_and_two_sentences)
{
    for (int i = 1; i < WALLET_DEVIATION_COUNT; i++) {
        const enum wallet_deviation deviation = (enum wallet_deviation)i;
        const char *name = wallet_deviation_name(deviation);
        const char *english = wallet_deviation_sentence(deviation, WALLET_ENGLISH);

        CHECK(strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == strlen(name) && name[0]);
        CHECK(strcmp(name, "NONE") != 0);
        CHECK(strlen(english) > 10 && english[strlen(english) - 1] == '.');
        CHECK(wallet_deviation_sentence(deviation, WALLET_CHINESE)[0]);
        for (int j = 1; j < i; j++) {
            CHECK(strcmp(name, wallet_deviation_name((enum wallet_deviation)j)) != 0);
        }
    }
}

TEST(what_is_no_deviation_has_no_name)
{
    CHECK_TEXT(wallet_deviation_name(WALLET_DEVIATION_NONE), "NONE");
    CHECK_TEXT(wallet_deviation_name((enum wallet_deviation)WALLET_DEVIATION_COUNT), "NONE");
    CHECK_TEXT(wallet_deviation_name((enum wallet_deviation) - 1), "NONE");
    CHECK_TEXT(wallet_deviation_sentence(WALLET_DEVIATION_NONE, WALLET_CHINESE), "");
    CHECK(!wallet_deviation_is_grave(WALLET_DEVIATION_NONE));
}

TEST(what_lets_anybody_sign_is_grave)
{
    CHECK(wallet_deviation_is_grave(WALLET_DEVIATION_WRONG_EKU));
    CHECK(wallet_deviation_is_grave(WALLET_DEVIATION_WEAK_DIGEST));
    CHECK(!wallet_deviation_is_grave(WALLET_DEVIATION_LONG_VALIDITY));
}
