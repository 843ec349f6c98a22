/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_EXCHANGE_H
#define WALLET_CLI_HTTP_EXCHANGE_H

#include <wallet/bytes.h>

#include "http_field.h"
#include "http_head.h"

#include <stdbool.h>

/** One request, whole and checked, and the answer that it is given. */
struct http_exchange;

struct http_answer {
    enum http_status status;
    const char *type;                    /* media type */
    struct wallet_bytes body;            /* copied */
    unsigned retry_seconds;              /* Retry-After; 0: none */
    const struct http_own_field *fields; /* ends with a zeroed entry; NULL: none */
};

/** What is served under a path. */
struct http_route {
    const char *method; /* "GET", which HEAD may ask for too, or "POST" */
    const char *path;   /* with '/' at its end: all that is below it */
    const char *type;   /* media type of the body of a POST */

    /**
     * Gives the answer, exactly once, by http_exchange_answer(): before it returns, on a thread of the
     * transport, which others wait for; or, where the route is deferred, at any time from any thread.
     */
    void (*serve)(void *context, struct http_exchange *exchange);

    size_t body_size; /* of its body at most; 0: as the server's limits say */
    bool is_deferred; /* serve() may return before the answer is given */
    bool is_guarded;  /* only for the service's own page: see struct http_guard */

    /**
     * Whether a path is served at all; NULL: each is.  It is asked before the body, of which nothing is kept
     * where it says no; that is told behind it, as RFC 9112 section 9.6 has it of lines that are closed.
     */
    enum http_status (*admit)(void *context, const char *path);
};

/** The path of the request, as it was sent; borrowed until the answer. */
const char *http_exchange_path(const struct http_exchange *exchange);

/** The method, as it was sent; borrowed until the answer. */
const char *http_exchange_method(const struct http_exchange *exchange);

/**
 * Writes what stands behind the path, as it was sent, from its '?' on; "?" where there is nothing, as
 * RFC 9421 section 2.2.7 has it.  False where it does not fit.
 */
bool http_exchange_query(const struct http_exchange *exchange, char *out, size_t size);

/** A field of the head that stands there once, by its name in any case; NULL; borrowed until the answer. */
const char *http_exchange_field(const struct http_exchange *exchange, const char *name);

/** The body; borrowed until the answer. */
struct wallet_bytes http_exchange_body(const struct http_exchange *exchange);

/** Answers.  The exchange must not be touched afterwards. */
void http_exchange_answer(struct http_exchange *exchange, const struct http_answer *answer);

/** Answers that the transport could not do it, as a problem of RFC 9457. */
void http_exchange_fail(struct http_exchange *exchange, enum http_status status);

#endif
