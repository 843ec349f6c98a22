/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_PARTS_H
#define WALLET_CLI_HTTP_PARTS_H

#include "http_loop.h"
#include "http_server.h"

#include <microhttpd.h>
#include <stdatomic.h>

/* What http_server.c and http_exchange.c share, and nobody else sees: libmicrohttpd stays behind them. */

struct http_server {
    struct MHD_Daemon *daemon;
    struct http_loop *loop;
    struct http_watch *watch;
    const char *const *hosts;
    const struct http_route *routes;
    void *context;
    const struct http_own_field *fields;
    const struct http_guard *guard;
    struct http_limits limits;
    atomic_size_t bodies_size; /* held now */
    atomic_bool is_stopping;
    bool is_started;
    char trouble[256]; /* why it did not start */
};

/* The callbacks of libmicrohttpd for a request: MHD_AccessHandlerCallback, and when it is over. */
enum MHD_Result http_exchange_take(
    void *server,
    struct MHD_Connection *connection,
    const char *url,
    const char *method,
    const char *version,
    const char *upload,
    size_t *upload_size,
    void **place);

/** What libmicrohttpd knows a request by, until the answer. */
struct MHD_Connection *http_exchange_connection(const struct http_exchange *exchange);

void http_exchange_end(
    void *server,
    struct MHD_Connection *connection,
    void **place,
    enum MHD_RequestTerminationCode why);

#endif
