/* SPDX-License-Identifier: Apache-2.0 */
#include "http_head.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

static const struct {
    enum http_status status;
    const char *title;
} titles[] = {
    { HTTP_BAD_REQUEST, "the request breaks the rules of HTTP/1.1" },
    { HTTP_UNAUTHORIZED, "it is not signed by anybody who may ask" },
    { HTTP_FORBIDDEN, "this is for the service's own page only" },
    { HTTP_NOT_FOUND, "nothing is served here" },
    { HTTP_METHOD_NOT_ALLOWED, "this is not asked for by that method" },
    { HTTP_CONFLICT, "it does not fit what was done before" },
    { HTTP_GONE, "this is over" },
    { HTTP_LENGTH_REQUIRED, "a body needs a Content-Length, and no transfer coding" },
    { HTTP_CONTENT_TOO_LARGE, "the body is larger than is taken" },
    { HTTP_UNSUPPORTED_MEDIA_TYPE, "the body is of another media type" },
    { HTTP_MISDIRECTED_REQUEST, "the Host field names somebody else" },
    { HTTP_HEAD_TOO_LARGE, "the head is larger than is taken" },
    { HTTP_INTERNAL_ERROR, "it could not be done" },
    { HTTP_UNAVAILABLE, "busy: try again" },
};

const char *http_status_title(enum http_status status)
{
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        if (titles[i].status == status) {
            return titles[i].title;
        }
    }

    return "";
}

/* A token of RFC 9110 section 5.6.2. */
static bool is_token(const char *text, size_t size)
{
    static const char letters[] = "!#$%&'*+-.^_`|~0123456789"
                                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    return size > 0 && strspn(text, letters) == size;
}

bool http_head_is_field(const char *name, size_t name_size, const char *value, size_t value_size)
{
    for (size_t i = 0; i < value_size; i++) {
        const unsigned char byte = (unsigned char)value[i];
        if ((byte < ' ' && byte != '\t') || byte == 0x7f) {
            return false;
        }
    }

    return is_token(name, name_size);
}

bool http_head_is_method(const char *method, const char *allowed)
{
    return strcmp(method, allowed) == 0 ||
           (strcmp(method, "HEAD") == 0 && strcmp(allowed, "GET") == 0);
}

bool http_head_is_path(const char *path, const char *route)
{
    const size_t size = strlen(route);

    return route[size - 1] == '/' && size > 1
               ? strncmp(path, route, size) == 0 && path[size] != '\0'
               : strcmp(path, route) == 0;
}

/* A page of somebody else's that a browser on this machine shows has another name in it. */
static bool is_meant_for(const char *host, const char *const *hosts)
{
    for (size_t i = 0; hosts[i]; i++) {
        if (strcasecmp(host, hosts[i]) == 0) {
            return true;
        }
    }

    return false;
}

enum http_status http_head_check_form(const struct http_head *head, const char *const *hosts)
{
    if (head->size > HTTP_HEAD_SIZE_MAX) {
        return HTTP_HEAD_TOO_LARGE;
    }
    /* RFC 9112 section 3.2: more than one Host, or none, MUST be answered with 400. */
    if (head->is_broken || strcmp(head->version, "HTTP/1.1") != 0 || head->host.count != 1 ||
        !head->host.value || head->content_length.count > 1 || head->content_type.count > 1 ||
        (head->transfer_encoding.count > 0 && head->content_length.count > 0)) {
        return HTTP_BAD_REQUEST;
    }

    return is_meant_for(head->host.value, hosts) ? HTTP_OK : HTTP_MISDIRECTED_REQUEST;
}

/* Takes the same time wherever two tokens of one length differ; the length is no secret. */
static bool is_token_of(const char *given, const char *token)
{
    const size_t size = strlen(token);
    unsigned difference = 0;

    if (strlen(given) != size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        difference |= (unsigned)((unsigned char)given[i] ^ (unsigned char)token[i]);
    }

    return difference == 0;
}

static bool is_once(const struct http_field *field)
{
    return field->count == 1 && field->value;
}

enum http_status http_head_check_guard(const struct http_head *head, const struct http_guard *guard)
{
    const bool is_own_site =
        head->fetch_site.count == 0 ||
        (is_once(&head->fetch_site) && strcmp(head->fetch_site.value, "same-origin") == 0);

    const bool is_own_origin =
        is_once(&head->origin) && strcmp(head->origin.value, guard->origin) == 0;
    const bool passes = guard->token ? is_own_origin && is_once(&head->token) &&
                                           is_token_of(head->token.value, guard->token)
                                     : is_own_origin || head->origin.count == 0;

    return is_own_site && passes ? HTTP_OK : HTTP_FORBIDDEN;
}

/* Digits and nothing else; what is too large for a size stays the largest. */
static bool read_length(const char *text, size_t *out)
{
    size_t length = 0;

    for (const char *digit = text; *digit; digit++) {
        if (*digit < '0' || *digit > '9') {
            return false;
        }
        const size_t value = (size_t)(*digit - '0');
        length = length > (SIZE_MAX - value) / 10 ? SIZE_MAX : length * 10 + value;
    }

    *out = length;
    return text[0] != '\0';
}

/* Parameters may follow: application/cose; cose-type="cose-sign1". */
static bool is_type(const char *value, const char *type)
{
    const size_t size = strlen(type);

    return strncasecmp(value, type, size) == 0 && strchr("; \t", value[size]) != NULL;
}

enum http_status http_head_check_body(
    const struct http_head *head, const struct http_rules *rules, size_t *out_size)
{
    const bool has_body = strcmp(rules->method, "POST") == 0;
    size_t size = 0;

    if (head->transfer_encoding.count > 0 || (has_body && head->content_length.count == 0)) {
        return HTTP_LENGTH_REQUIRED;
    }
    if (head->content_length.count > 0 &&
        (!head->content_length.value || !read_length(head->content_length.value, &size))) {
        return HTTP_BAD_REQUEST;
    }
    if (!has_body) {
        *out_size = 0;
        return size == 0 ? HTTP_OK : HTTP_BAD_REQUEST;
    }
    if (!head->content_type.value || !is_type(head->content_type.value, rules->content_type)) {
        return HTTP_UNSUPPORTED_MEDIA_TYPE;
    }

    *out_size = size;
    return size <= rules->body_size_max ? HTTP_OK : HTTP_CONTENT_TOO_LARGE;
}
