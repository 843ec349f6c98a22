/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_ROUTES_H
#define WALLET_CLI_HTTP_ROUTES_H

#include "http_exchange.h"

/* What routes of several services do. */

/** A deferred route of a service with a crew: gives the exchange to it; `context` is the struct http_run. */
void http_route_take(void *context, struct http_exchange *exchange);

/** Answers 200 with a JSON text. */
void http_route_answer_json(struct http_exchange *exchange, struct wallet_bytes text);

#endif
