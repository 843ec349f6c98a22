/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_WATCH_H
#define WALLET_CLI_HTTP_WATCH_H

#include <stdbool.h>

/*
 * The open connections and how long each may take for what it does.  A client that sends a byte now and
 * then is never idle, so what counts is the whole time: from the connection's begin to the end of the
 * request, and from the answer to its end.  A thread of its own cuts off who takes longer.
 */
struct http_watch;
struct http_connection;

struct http_patience {
    unsigned request_seconds; /* from the connection to the end of the request */
    unsigned answer_seconds;  /* from the answer to its end */
};

/** NULL where threads or memory ran out. */
struct http_watch *http_watch_start(const struct http_patience *patience);

/** Ends the thread; no connection may be left. */
void http_watch_free(struct http_watch *watch);

/** A new one, whose request is awaited; NULL where memory ran out. */
struct http_connection *http_watch_add(struct http_watch *watch, int descriptor);

/** Before its descriptor is closed; releases it. */
void http_watch_remove(struct http_watch *watch, struct http_connection *connection);

/** The request is there: from now on it is our turn, and it takes as long as it takes. */
void http_watch_asked(struct http_watch *watch, struct http_connection *connection);

/** The answer is on its way. */
void http_watch_answered(struct http_watch *watch, struct http_connection *connection);

/** Waits until nobody waits for an answer or receives one. */
void http_watch_drain(struct http_watch *watch);

#endif
