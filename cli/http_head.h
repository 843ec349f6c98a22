/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_HEAD_H
#define WALLET_CLI_HTTP_HEAD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The rules that the head of a request must keep before a byte of its body is read (RFC 9110, RFC 9112).
 * They are stricter than the RFC where two readers of one request could differ: whatever says the length
 * twice, or by chunks, is refused.
 */

enum http_status {
    HTTP_OK = 200,
    HTTP_BAD_REQUEST = 400,
    HTTP_UNAUTHORIZED = 401,
    HTTP_FORBIDDEN = 403,
    HTTP_NOT_FOUND = 404,
    HTTP_METHOD_NOT_ALLOWED = 405,
    HTTP_REQUEST_TIMEOUT = 408,
    HTTP_CONFLICT = 409,
    HTTP_GONE = 410,
    HTTP_LENGTH_REQUIRED = 411,
    HTTP_CONTENT_TOO_LARGE = 413,
    HTTP_UNSUPPORTED_MEDIA_TYPE = 415,
    HTTP_MISDIRECTED_REQUEST = 421,
    HTTP_HEAD_TOO_LARGE = 431,
    HTTP_INTERNAL_ERROR = 500,
    HTTP_UNAVAILABLE = 503,
};

/** What a problem of this status is called; "" for those that are none. */
const char *http_status_title(enum http_status status);

enum {
    HTTP_HEAD_SIZE_MAX = 8192,
};

/** A field of the head, and how often it stands there. */
struct http_field {
    const char *value;
    unsigned count;
};

struct http_head {
    const char *method;
    const char *path;
    const char *version; /* "HTTP/1.1" */
    size_t size;
    bool is_broken; /* some field is none: see http_head_is_field() */
    struct http_field host;
    struct http_field content_type;
    struct http_field content_length;
    struct http_field transfer_encoding;
    struct http_field origin;
    struct http_field fetch_site; /* Sec-Fetch-Site */
    struct http_field token;      /* of the guard's name */
};

/**
 * What a browser's own page proves, and no page of somebody else's can: that it comes from here, and
 * has the token that only whoever started the service was told.
 */
struct http_guard {
    const char
        *origin; /* "http://127.0.0.1:8440", as the Origin field has it (RFC 6454 section 7) */
    const char *field; /* that carries the token */
    const char *token; /* NULL: none is asked for, and a program that is no browser may ask, too */
};

/** What the head is held against. */
struct http_rules {
    const char *const *hosts; /* ends with NULL */
    size_t body_size_max;
    const char *method;       /* of the route: "GET", which HEAD may ask for too, or "POST" */
    const char *content_type; /* of a body, without parameters */
};

/**
 * Whether a field has a name and a value that every reader sees alike: no space before the colon, no
 * NUL or other control character (RFC 9110 section 5.5, RFC 9112 section 5.1).
 */
bool http_head_is_field(const char *name, size_t name_size, const char *value, size_t value_size);

/** Whether `method` may be used where `allowed` is. */
bool http_head_is_method(const char *method, const char *allowed);

/** Whether a route's path leads to `path`; one that ends with '/' leads to what is below it. */
bool http_head_is_path(const char *path, const char *route);

/**
 * Whether the request comes from the service's own page: the Origin is there, once, and is the guard's;
 * Sec-Fetch-Site, where a browser sends it, says "same-origin"; the token is there, once.  The token is
 * compared in a time that does not tell where it differs.  Where the guard has no token, a request that
 * has no Origin is nobody's page, and passes.
 */
enum http_status http_head_check_guard(
    const struct http_head *head, const struct http_guard *guard);

/** Whether the request reached who it was meant for, in a form in which two readers agree. */
enum http_status http_head_check_form(const struct http_head *head, const char *const *hosts);

/**
 * The body that it announces, against what the route takes.
 *
 * \param out_size  with HTTP_OK: how many bytes follow
 */
enum http_status http_head_check_body(
    const struct http_head *head, const struct http_rules *rules, size_t *out_size);

#endif
