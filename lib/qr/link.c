/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/link.h"

#include "qr/check_digit.h"
#include "qr/pattern.h"

#include <stdbool.h>
#include <string.h>

enum {
    GTIN_SIZE = 14,
    GTIN_HEAD_SIZE = 4, /* of "/01/" */
};

/*
 * Hosts of which is known what their codes are for, the narrower before the wider: from public code
 * that reads such codes (Alipay, WeChat, UnionPay, QQ, Jiangsu's health code), from the owner of the
 * domain (tax administration, market regulation with its register of companies, 12306 of the railway;
 * gov.cn is given to offices of government alone), and from the GS1 Digital Link Standard.
 */
static const struct place {
    const char *host;
    const char *path; /* what it begins with; NULL: any */
    bool is_suffix;   /* hosts below it, too */
    enum wallet_code_kind kind;
} places[] = {
    { "qr.alipay.com", NULL, false, WALLET_CODE_PAYMENT },
    { "mobilecodec.alipay.com", NULL, false, WALLET_CODE_PAYMENT },
    { "qr.95516.com", NULL, false, WALLET_CODE_PAYMENT }, /* UnionPay */
    { "wx.tenpay.com", NULL, false, WALLET_CODE_PAYMENT },
    { "payapp.weixin.qq.com", NULL, false, WALLET_CODE_PAYMENT },
    { "u.wechat.com", NULL, false, WALLET_CODE_CHAT },
    { "weixin.qq.com", "/r/", false, WALLET_CODE_CHAT },
    { "weixin.qq.com", "/g/", false, WALLET_CODE_CHAT },
    { "work.weixin.qq.com", "/ca/", false, WALLET_CODE_CHAT },
    { "qm.qq.com", NULL, false, WALLET_CODE_CHAT },
    { "mp.weixin.qq.com", "/a/~", false, WALLET_CODE_APP },
    { "jsstm.jszwfw.gov.cn", "/jkmIndex.html", false, WALLET_CODE_HEALTH_CODE },
    { "gsxt.gov.cn", NULL, true, WALLET_CODE_BUSINESS_REGISTER },
    { "samr.gov.cn", NULL, true, WALLET_CODE_BUSINESS_REGISTER },
    { "chinatax.gov.cn", NULL, true, WALLET_CODE_TAX },
    { "12306.cn", NULL, true, WALLET_CODE_RAILWAY },
    { "gov.cn", NULL, true, WALLET_CODE_GOVERNMENT },
    { "id.gs1.org", NULL, false, WALLET_CODE_GOODS },
};

/** An address, taken apart; the parts borrow from it. */
struct address {
    struct wallet_bytes host;
    struct wallet_bytes path; /* and all that follows */
};

static struct wallet_bytes part(struct wallet_bytes bytes, size_t start, size_t size)
{
    return (struct wallet_bytes){ bytes.data + start, size };
}

static bool ends_host(uint8_t byte)
{
    return byte == '/' || byte == '?' || byte == '#';
}

/** Whether there is nothing but letters, digits, dots and hyphens: no user, no port, no trick. */
static bool is_plain(struct wallet_bytes host)
{
    for (size_t i = 0; i < host.size; i++) {
        const uint8_t byte = host.data[i];
        const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!is_letter && !(byte >= '0' && byte <= '9') && byte != '.' && byte != '-') {
            return false;
        }
    }

    return host.size > 0;
}

/** Without the port, which may be empty, and without the root's dot (RFC 3986, section 3.2). */
static struct wallet_bytes strip_host(struct wallet_bytes host)
{
    size_t size = host.size;
    while (size > 0 && host.data[size - 1] >= '0' && host.data[size - 1] <= '9') {
        size--;
    }

    if (size > 0 && host.data[size - 1] == ':') {
        host.size = size - 1;
    }

    if (host.size > 0 && host.data[host.size - 1] == '.') {
        host.size--;
    }

    return host;
}

/** Takes apart what follows the scheme. */
static struct address read_address(struct wallet_bytes rest)
{
    size_t size = 0;
    while (size < rest.size && !ends_host(rest.data[size])) {
        size++;
    }

    return (struct address){
        .host = strip_host(part(rest, 0, size)),
        .path = part(rest, size, rest.size - size),
    };
}

static bool begins(struct wallet_bytes text, const char *beginning)
{
    struct wallet_bytes rest;
    return wlt_pattern_begins(beginning, text, true, &rest);
}

static bool is_host(const struct place *place, struct wallet_bytes host)
{
    const size_t size = strlen(place->host);
    if (host.size < size || !begins(part(host, host.size - size, size), place->host)) {
        return false;
    }

    return host.size == size || (place->is_suffix && host.data[host.size - size - 1] == '.');
}

/** A GTIN as GS1 Digital Link: URI Syntax writes it into a path, under any host. */
static bool has_gtin(struct wallet_bytes path)
{
    for (size_t i = 0; i < path.size && path.data[i] != '?' && path.data[i] != '#'; i++) {
        const struct wallet_bytes here = part(path, i, path.size - i);
        struct wallet_bytes rest;
        if (wlt_pattern_begins("/01/%14d", here, false, &rest) &&
            (rest.size == 0 || ends_host(rest.data[0]))) {
            return wlt_gs1_digit_agrees(part(here, GTIN_HEAD_SIZE, GTIN_SIZE));
        }
    }

    return false;
}

static enum wallet_code_kind place_kind(const struct address *address)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct place *place = &places[i];
        if (is_host(place, address->host) && (!place->path || begins(address->path, place->path))) {
            return place->kind;
        }
    }

    return has_gtin(address->path) ? WALLET_CODE_GOODS : WALLET_CODE_LINK;
}

enum wallet_code_kind wlt_link_kind(struct wallet_bytes text)
{
    struct wallet_bytes rest;
    if (!wlt_pattern_begins("https://", text, true, &rest) &&
        !wlt_pattern_begins("http://", text, true, &rest)) {
        return WALLET_CODE_UNKNOWN;
    }

    const struct address address = read_address(rest);
    return is_plain(address.host) ? place_kind(&address) : WALLET_CODE_LINK;
}
