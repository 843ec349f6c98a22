/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_SERVER_H
#define WALLET_CLI_HTTP_SERVER_H

#include "exit_code.h"
#include "http_exchange.h"
#include "http_watch.h"
#include "session.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The transport: HTTP/1.1 over TCP or TLS, one request a connection.  All that is not a whole request in
 * order, for one of the routes, is answered or shed here; routes never see it.
 */
struct http_server;

struct http_limits {
    unsigned connections; /* at a time */
    unsigned per_address; /* of these from one address; 0: all */
    size_t body_size;     /* of one request */
    size_t bodies_size;   /* of all that are held at a time */
    struct http_patience patience;
};

struct http_terms {
    int listener;              /* a listening socket, which the server closes once it has started */
    const char *certificate;   /* PEM: the chain; NULL: no TLS */
    const char *private_key;   /* PEM */
    const char *const *hosts;  /* what the Host field may say; ends with NULL; borrowed */
    struct http_limits limits; /* connections are as many as descriptors allow, afterwards */
    const struct http_route *routes; /* ends with a zeroed entry; borrowed */
    void *context;                   /* of the routes */
    const struct http_own_field
        *fields; /* of each answer; ends with a zeroed entry; borrowed; NULL: none */
    const struct http_guard *guard; /* of guarded routes; borrowed; NULL: there are none */
};

/** Starts; tells why where it cannot.  `terms` is copied. */
enum exit_code http_server_start(
    const struct session *session, const struct http_terms *terms, struct http_server **out);

/** How many connections it takes at a time, which the system may have limited. */
unsigned http_server_connections(const struct http_server *server);

/**
 * Takes no connection any more; requests that become whole from here on are answered with 503.  Those
 * that were taken before are answered as ever.
 */
void http_server_stop_listening(struct http_server *server);

/** Waits until what was taken is answered, closes what is left, and releases. */
void http_server_stop(struct http_server *server);

#endif
