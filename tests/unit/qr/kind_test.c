/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "test.h"

#include <string.h>

static const struct {
    const char *text;
    enum wallet_code_kind kind;
} codes[] = {
    { "EL1:BB8", WALLET_CODE_LICENCE },
    { "]Q1EL1:BB8\r\n", WALLET_CODE_LICENCE },
    { "el1:BB8", WALLET_CODE_UNKNOWN },
    { "EL1/1/2/4711:BB8", WALLET_CODE_LICENCE_PART },
    { "HC1:NCFOXN", WALLET_CODE_HEALTH },
    { "mdoc:owBjMS4w", WALLET_CODE_MDOC },
    { "https://qr.alipay.com/fkx00000abcdef", WALLET_CODE_PAYMENT },
    { "HTTPS://QR.ALIPAY.COM/FKX00000ABCDEF", WALLET_CODE_PAYMENT },
    { "wxp://f2f0abcdefgh", WALLET_CODE_PAYMENT },
    { "weixin://wxpay/bizpayurl?pr=abc", WALLET_CODE_PAYMENT },
    { "https://qr.95516.com/00010000/62", WALLET_CODE_PAYMENT },
    { "00020101021126", WALLET_CODE_PAYMENT },
    { "134567890123456789", WALLET_CODE_PAYMENT },
    { "134567890123456789\r\n", WALLET_CODE_PAYMENT },
    { "100000000000000000", WALLET_CODE_PAYMENT },
    { "159999999999999999", WALLET_CODE_PAYMENT },
    { "250000000000000000", WALLET_CODE_PAYMENT },
    { "301234567890123456789012", WALLET_CODE_PAYMENT },
    { "6212345678901234567", WALLET_CODE_PAYMENT },
    { "160000000000000000", WALLET_CODE_UNKNOWN },
    { "090000000000000000", WALLET_CODE_UNKNOWN },
    { "310000000000000000", WALLET_CODE_UNKNOWN },
    { "13456789012345678", WALLET_CODE_UNKNOWN },
    { "2812345678901234567890123", WALLET_CODE_UNKNOWN },
    { "13456789012345678X", WALLET_CODE_UNKNOWN },
    { "https://example.org/", WALLET_CODE_LINK },
    { "http://example.org/", WALLET_CODE_LINK },
    { "HTTP://EXAMPLE.ORG", WALLET_CODE_LINK },
    { "https:/", WALLET_CODE_UNKNOWN },
    { "WIFI:T:WPA;S:hall;P:invented;;", WALLET_CODE_WIFI },
    { "BEGIN:VCARD\nVERSION:3.0", WALLET_CODE_CONTACT },
    { "MECARD:N:Zhang;;", WALLET_CODE_CONTACT },
    { "", WALLET_CODE_UNKNOWN },
    { "1", WALLET_CODE_UNKNOWN },
    { "]Q1", WALLET_CODE_UNKNOWN },
    { "hello", WALLET_CODE_UNKNOWN },
};

TEST(tells_codes_by_their_beginning)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        CHECK_ROW(codes[i].text, wallet_code_kind(test_text(codes[i].text)), codes[i].kind);
    }
}

TEST(has_a_sentence_for_each_kind_in_both_languages)
{
    for (int kind = WALLET_CODE_UNKNOWN; kind <= WALLET_CODE_MDOC; kind++) {
        const char *english =
            wallet_code_kind_sentence((enum wallet_code_kind)kind, WALLET_ENGLISH);
        const char *chinese =
            wallet_code_kind_sentence((enum wallet_code_kind)kind, WALLET_CHINESE);

        CHECK(english[strlen(english) - 1] == '.');
        CHECK((uint8_t)chinese[0] >= 0x80);
        for (int other = WALLET_CODE_UNKNOWN; other < kind; other++) {
            CHECK(
                strcmp(
                    english,
                    wallet_code_kind_sentence((enum wallet_code_kind)other, WALLET_ENGLISH)) != 0);
        }
    }
}

TEST(has_a_sentence_for_kinds_of_the_future)
{
    CHECK_TEXT(
        wallet_code_kind_sentence((enum wallet_code_kind)99, WALLET_ENGLISH),
        "This code is not a licence.");
}
