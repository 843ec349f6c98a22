/* SPDX-License-Identifier: Apache-2.0 */
#include "http_routes.h"

#include "http_run.h"

void http_route_take(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;

    if (!http_crew_take(run->calls, exchange)) {
        http_exchange_fail(exchange, HTTP_UNAVAILABLE);
    }
}

void http_route_answer_json(struct http_exchange *exchange, struct wallet_bytes text)
{
    const struct http_answer answer = { .status = HTTP_OK,
                                        .type = "application/json",
                                        .body = text };

    http_exchange_answer(exchange, &answer);
}
