/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_origin.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Of an app instead of a page: Android writes SHA-256 of who signed it behind this. */
#define APP "android:apk-key-hash:"

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t size = strlen(text);

    return size >= strlen(end) && strcmp(text + size - strlen(end), end) == 0;
}

/* RFC 3986 section 3.1. */
static size_t scheme_size(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}

static bool is_blank_or_control(const char *text)
{
    for (size_t i = 0; text[i]; i++) {
        if ((unsigned char)text[i] <= ' ' || text[i] == 0x7f) {
            return true;
        }
    }

    return false;
}

static bool is_ascii(const char *text)
{
    for (size_t i = 0; text[i]; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return false;
        }
    }

    return true;
}

/* Behind the host, which may be an address in brackets, there is nothing or a port. */
static bool has_port_or_nothing(const char *host)
{
    const char *bracket = *host == '[' ? strchr(host, ']') : NULL;
    const char *end = bracket ? bracket + 1 : host + strcspn(host, ":");
    const size_t digits = *end == ':' ? strspn(end + 1, "0123456789") : 0;

    return !*end || (digits > 0 && !end[1 + digits]);
}

static const char *host_problem(const struct session *session, const char *origin, const char *host)
{
    if (!*host || *host == ':' || is_blank_or_control(origin)) {
        return SAY(session, "there is no host in it", "其中没有主机名");
    }
    if (strpbrk(host, "/?#@\\")) {
        return SAY(
            session,
            "an origin ends with the host or its port, without a path or a slash (RFC 6454)",
            "来源止于主机名或端口，不含路径和末尾的斜杠（RFC 6454）");
    }
    if (strpbrk(origin, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        return SAY(session, "browsers write origins in lower case", "浏览器以小写字母书写来源");
    }
    if (!is_ascii(host)) {
        return SAY(
            session,
            "browsers write names in other letters in ASCII: xn--...",
            "浏览器以 ASCII（xn--…）书写含其他文字的域名");
    }
    if (!has_port_or_nothing(host)) {
        return SAY(session, "what stands behind the host is no port", "主机名之后不是端口号");
    }
    if ((starts_with(origin, "https:") && ends_with(host, ":443")) ||
        (starts_with(origin, "http:") && ends_with(host, ":80"))) {
        return SAY(session, "browsers leave the scheme's own port out", "浏览器省略协议的默认端口");
    }

    return NULL;
}

const char *mdoc_origin_problem(const struct session *session, const char *origin)
{
    const size_t size = scheme_size(origin);

    if (starts_with(origin, APP) && origin[sizeof APP - 1] && !is_blank_or_control(origin)) {
        return NULL;
    }
    if (starts_with(origin, "origin:")) {
        return SAY(
            session,
            "the prefix 'origin:' is of a client_id, not of an origin",
            "前缀 'origin:' 属于 client_id，不属于来源");
    }

    return size > 0 && starts_with(origin + size, "://")
               ? host_problem(session, origin, origin + size + 3)
               : SAY(session,
                     "an origin begins with a scheme, such as 'https://' (RFC 6454)",
                     "来源以协议开头，如 'https://'（RFC 6454）");
}
