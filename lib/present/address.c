/* SPDX-License-Identifier: Apache-2.0 */
#include "present/address.h"

#include <wallet/request.h>

#include "base/text.h"

#include <string.h>

#define SCHEME "https://"

enum {
    HOST_AT = sizeof SCHEME - 1,
};

static bool is_letter_or_digit(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/* RFC 3986 section 3.2.2: a name, or an address with its colons in brackets; then a port. */
static bool is_of_host(uint8_t byte)
{
    return is_letter_or_digit(byte) || memchr("-.:[]", byte, 5) != NULL;
}

/* RFC 3986 sections 3.3 and 3.4: what may stand in a path and a query. */
static bool is_behind_host(uint8_t byte)
{
    static const char marks[] = "-._~!$&'()*+,;=:@/?%";

    return is_letter_or_digit(byte) || memchr(marks, byte, sizeof marks - 1) != NULL;
}

bool wlt_address_is_valid(struct wallet_bytes url)
{
    size_t at = HOST_AT;

    if (url.size > WALLET_REQUEST_URL_MAX || !wlt_bytes_start_with(url, SCHEME)) {
        return false;
    }

    while (at < url.size && is_of_host(url.data[at])) {
        at++;
    }

    if (at == HOST_AT || (url.data[HOST_AT] != '[' && !is_letter_or_digit(url.data[HOST_AT])) ||
        (at < url.size && url.data[at] != '/' && url.data[at] != '?')) {
        return false;
    }

    while (at < url.size && is_behind_host(url.data[at])) {
        at++;
    }

    return at == url.size;
}
