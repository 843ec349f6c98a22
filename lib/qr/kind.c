/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

/* Beginnings, the longer before the shorter; schemes and hosts in any case (RFC 3986, section 3.1),
   our own and the health certificates' as their standards spell them. */
static const struct beginning {
    const char *text;
    enum wallet_code_kind kind;
    bool any_case;
} beginnings[] = {
    { "EL1:", WALLET_CODE_LICENCE, false },
    { "EL1/", WALLET_CODE_LICENCE_PART, false },
    { "HC1:", WALLET_CODE_HEALTH, false },
    { "mdoc:", WALLET_CODE_MDOC, true },
    { "https://qr.alipay.com/", WALLET_CODE_PAYMENT, true },
    { "http://qr.alipay.com/", WALLET_CODE_PAYMENT, true },
    { "alipays://", WALLET_CODE_PAYMENT, true },
    { "https://qr.95516.com/", WALLET_CODE_PAYMENT, true }, /* UnionPay */
    { "http://qr.95516.com/", WALLET_CODE_PAYMENT, true },
    { "wxp://", WALLET_CODE_PAYMENT, true }, /* WeChat Pay */
    { "weixin://", WALLET_CODE_PAYMENT, true },
    { "https://wx.tenpay.com/", WALLET_CODE_PAYMENT, true },
    { "000201", WALLET_CODE_PAYMENT, false },     /* EMV QRCPS: payload format indicator "01" */
    { "hQVDUFYwMQ", WALLET_CODE_PAYMENT, false }, /* EMV QRCPS consumer-presented: "CPV01" */
    { "https://", WALLET_CODE_LINK, true },
    { "http://", WALLET_CODE_LINK, true },
    { "WIFI:", WALLET_CODE_WIFI, true },
    { "BEGIN:VCARD", WALLET_CODE_CONTACT, true },
    { "MECARD:", WALLET_CODE_CONTACT, true },
};

/* What payment apps show to the shop: digits only, the first two of them the app's. */
static const struct payment_number {
    unsigned first_least;
    unsigned first_most;
    size_t size_least;
    size_t size_most;
} payment_numbers[] = {
    { 10, 15, 18, 18 }, /* WeChat Pay */
    { 25, 30, 16, 24 }, /* Alipay */
    { 62, 62, 19, 19 }, /* UnionPay */
};

static const char identifier[] = "]Q1"; /* what scanner guns may put in front */

static const char *const sentences[][2] = {
    [WALLET_CODE_UNKNOWN] = { "This code is not a licence.", "这个码不是电子证照。" },
    [WALLET_CODE_LICENCE] = { "This is a licence code.", "这是电子证照码。" },
    [WALLET_CODE_LICENCE_PART] = { "This is one part of a licence that needs several codes.",
                                   "这是电子证照的一部分，全部证照分为多个码。" },
    [WALLET_CODE_HEALTH] = { "This is an EU health certificate.", "这是欧盟健康证明码。" },
    [WALLET_CODE_PAYMENT] = { "This is a payment code, not a licence.",
                              "这是付款码，不是电子证照。" },
    [WALLET_CODE_LINK] = { "This is a web address, not a licence; it was not opened.",
                           "这是网址，不是电子证照；没有打开它。" },
    [WALLET_CODE_WIFI] = { "This is a code for a wireless network, not a licence.",
                           "这是无线网络码，不是电子证照。" },
    [WALLET_CODE_CONTACT] = { "This is a contact card, not a licence.",
                              "这是名片码，不是电子证照。" },
    [WALLET_CODE_MDOC] = { "This code opens a connection to a mobile document; it holds no licence "
                           "itself.",
                           "这是移动证件的连接码，码内没有证照。" },
};

/** Lower case of ASCII, whatever the locale. */
static unsigned lower(unsigned byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

static bool begins(struct wallet_bytes text, const struct beginning *beginning)
{
    const unsigned char *wanted = (const unsigned char *)beginning->text;

    if (!beginning->any_case) {
        return wlt_bytes_start_with(text, beginning->text);
    }

    size_t i = 0;
    while (wanted[i] != 0 && i < text.size && lower(text.data[i]) == lower(wanted[i])) {
        i++;
    }

    return wanted[i] == 0;
}

/** How many digits `text` is, or 0 if there is anything else but a line's end. */
static size_t count_digits(struct wallet_bytes text)
{
    size_t digits = 0;
    while (digits < text.size && text.data[digits] >= '0' && text.data[digits] <= '9') {
        digits++;
    }

    for (size_t i = digits; i < text.size; i++) {
        if (text.data[i] != '\r' && text.data[i] != '\n') {
            return 0;
        }
    }

    return digits;
}

static bool is_payment_number(struct wallet_bytes text)
{
    const size_t size = count_digits(text);
    if (size < 2) {
        return false;
    }

    const unsigned first = (text.data[0] - '0') * 10U + text.data[1] - '0';
    for (size_t i = 0; i < sizeof payment_numbers / sizeof *payment_numbers; i++) {
        const struct payment_number *app = &payment_numbers[i];
        if (first >= app->first_least && first <= app->first_most && size >= app->size_least &&
            size <= app->size_most) {
            return true;
        }
    }

    return false;
}

enum wallet_code_kind wallet_code_kind(struct wallet_bytes text)
{
    if (wlt_bytes_start_with(text, identifier)) {
        const size_t size = strlen(identifier);
        text = (struct wallet_bytes){ text.data + size, text.size - size };
    }

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (begins(text, &beginnings[i])) {
            return beginnings[i].kind;
        }
    }

    return is_payment_number(text) ? WALLET_CODE_PAYMENT : WALLET_CODE_UNKNOWN;
}

const char *wallet_code_kind_sentence(enum wallet_code_kind kind, enum wallet_language language)
{
    const size_t row =
        (size_t)kind < sizeof sentences / sizeof *sentences ? (size_t)kind : WALLET_CODE_UNKNOWN;
    return sentences[row][language == WALLET_CHINESE ? 1 : 0];
}
