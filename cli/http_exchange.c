/* SPDX-License-Identifier: Apache-2.0 */
#include "http_exchange.h"

#include "http_parts.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    RETRY_SECONDS = 1,
    PROBLEM_SIZE = 256,
};

struct http_exchange {
    struct http_server *server;
    struct MHD_Connection *connection;
    struct http_connection *watched;
    const struct http_route *route; /* NULL: it was refused */
    char *path;
    char method[8]; /* of the route's, or HEAD */
    uint8_t *body;
    size_t body_size; /* as announced */
    size_t got;
    enum http_status status;
    enum http_status refusal; /* to be told behind the body; 0: none */
    struct MHD_Response *response;
    bool is_deferred; /* the connection is suspended until the answer */
};

const char *http_exchange_path(const struct http_exchange *exchange)
{
    return exchange->path;
}

const char *http_exchange_method(const struct http_exchange *exchange)
{
    return exchange->method;
}

struct MHD_Connection *http_exchange_connection(const struct http_exchange *exchange)
{
    return exchange->connection;
}

struct wallet_bytes http_exchange_body(const struct http_exchange *exchange)
{
    return (struct wallet_bytes){ exchange->body, exchange->got };
}

static void add_headers(
    struct MHD_Response *response,
    const struct http_exchange *exchange,
    const struct http_answer *answer)
{
    const struct http_own_field *own = exchange->server->fields;
    char seconds[16];

    /* One request a connection: nothing that follows it can be taken for another's. */
    (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    (void)MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type);
    for (; own && own->name; own++) {
        (void)MHD_add_response_header(response, own->name, own->value);
    }
    for (own = answer->fields; own && own->name; own++) {
        (void)MHD_add_response_header(response, own->name, own->value);
    }
    if (answer->retry_seconds > 0) {
        (void)snprintf(seconds, sizeof seconds, "%u", answer->retry_seconds);
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, seconds);
    }
    if (answer->status == HTTP_METHOD_NOT_ALLOWED && exchange->route) {
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, exchange->route->method);
    }
}

/* An answer may be about a person: nothing of it stays in memory. */
static void wipe_body(void *body)
{
    explicit_bzero(body, malloc_usable_size(body));
    free(body);
}

static struct MHD_Response *make_response(const struct http_answer *answer)
{
    const size_t size = answer->body.size;
    void *copy = malloc(size ? size : 1);
    if (!copy) {
        return NULL;
    }

    if (size > 0) {
        memcpy(copy, answer->body.data, size);
    }
    struct MHD_Response *response =
        MHD_create_response_from_buffer_with_free_callback(size, copy, wipe_body);
    if (!response) {
        wipe_body(copy);
    }
    return response;
}

void http_exchange_answer(struct http_exchange *exchange, const struct http_answer *answer)
{
    struct MHD_Response *response = make_response(answer);

    if (response) {
        add_headers(response, exchange, answer);
    }
    exchange->status = answer->status;
    exchange->response = response;
    if (exchange->is_deferred) {
        struct http_loop *loop = exchange->server->loop; /* the exchange may end meanwhile */
        MHD_resume_connection(exchange->connection);
        http_loop_wake(loop);
    }
}

void http_exchange_fail(struct http_exchange *exchange, enum http_status status)
{
    char text[PROBLEM_SIZE];
    const int size = snprintf(
        text,
        sizeof text,
        "{\"type\":\"about:blank\",\"status\":%d,\"title\":\"%s\"}\n",
        (int)status,
        http_status_title(status));
    const struct http_answer answer = {
        .status = status,
        .type = "application/problem+json",
        .body = { (const uint8_t *)text, (size_t)size },
        .retry_seconds = status == HTTP_UNAVAILABLE ? RETRY_SECONDS : 0,
    };

    http_exchange_answer(exchange, &answer);
}

/* Without memory for a response there is none: the connection is closed. */
static enum MHD_Result send_answer(struct http_exchange *exchange)
{
    http_watch_answered(exchange->server->watch, exchange->watched);
    return exchange->response
               ? MHD_queue_response(
                     exchange->connection, (unsigned)exchange->status, exchange->response)
               : MHD_NO;
}

static enum MHD_Result refuse_it(struct http_exchange *exchange, enum http_status status)
{
    http_exchange_fail(exchange, status);
    return send_answer(exchange);
}

/* The fields of a head that are looked at. */
struct noting {
    struct http_head *head;
    const char *token; /* the field that carries it; "": none */
};

static enum MHD_Result note_field(
    void *opaque,
    enum MHD_ValueKind kind,
    const char *name,
    size_t name_size,
    const char *value,
    size_t value_size)
{
    struct noting *noting = opaque;
    struct http_head *head = noting->head;
    const struct {
        const char *name;
        struct http_field *field;
    } noted[] = {
        { MHD_HTTP_HEADER_HOST, &head->host },
        { MHD_HTTP_HEADER_CONTENT_TYPE, &head->content_type },
        { MHD_HTTP_HEADER_CONTENT_LENGTH, &head->content_length },
        { MHD_HTTP_HEADER_TRANSFER_ENCODING, &head->transfer_encoding },
        { MHD_HTTP_HEADER_ORIGIN, &head->origin },
        { "Sec-Fetch-Site", &head->fetch_site },
        { noting->token, &head->token },
    };
    (void)kind;

    head->is_broken = head->is_broken || !http_head_is_field(name, name_size, value, value_size);
    for (size_t i = 0; i < sizeof noted / sizeof noted[0]; i++) {
        if (strcasecmp(name, noted[i].name) == 0) {
            noted[i].field->value = value;
            noted[i].field->count++;
        }
    }

    return MHD_YES;
}

static enum http_status find_route(struct http_exchange *exchange, const struct http_head *head)
{
    for (const struct http_route *route = exchange->server->routes; route->path; route++) {
        if (http_head_is_path(head->path, route->path)) {
            exchange->route = route;
            if (http_head_is_method(head->method, route->method)) {
                return HTTP_OK;
            }
        }
    }

    return exchange->route ? HTTP_METHOD_NOT_ALLOWED : HTTP_NOT_FOUND;
}

/* Bodies share what memory there is for them; who finds none left comes again. */
static enum http_status make_room(struct http_exchange *exchange, size_t size)
{
    struct http_server *server = exchange->server;

    if (size == 0) {
        return HTTP_OK;
    }
    exchange->body_size = size;
    if (atomic_fetch_add(&server->bodies_size, size) + size > server->limits.bodies_size) {
        return HTTP_UNAVAILABLE;
    }

    exchange->body = malloc(size);
    return exchange->body ? HTTP_OK : HTTP_UNAVAILABLE;
}

/* Whoever is not admitted hears of it behind the body: a line closed before takes the answer along. */
static enum http_status admit(struct http_exchange *exchange, const char *path, size_t size)
{
    const struct http_route *route = exchange->route;
    const enum http_status status =
        route->admit ? route->admit(exchange->server->context, path) : HTTP_OK;

    if (status == HTTP_OK) {
        return make_room(exchange, size);
    }

    exchange->refusal = status;
    return HTTP_OK;
}

static enum http_status check_head(struct http_exchange *exchange, struct http_head *head)
{
    struct http_server *server = exchange->server;
    size_t size = 0;

    struct noting noting = { head,
                             server->guard && server->guard->field ? server->guard->field : "" };
    (void)MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, note_field, &noting);
    enum http_status status = http_head_check_form(head, server->hosts);
    if (status == HTTP_OK) {
        status = find_route(exchange, head);
    }
    if (status == HTTP_OK && exchange->route->is_guarded) {
        status = http_head_check_guard(head, server->guard);
    }
    if (status == HTTP_OK) {
        const struct http_rules rules = { .hosts = server->hosts,
                                          .body_size_max = exchange->route->body_size
                                                               ? exchange->route->body_size
                                                               : server->limits.body_size,
                                          .method = exchange->route->method,
                                          .content_type = exchange->route->type };
        status = http_head_check_body(head, &rules, &size);
    }

    return status == HTTP_OK ? admit(exchange, head->path, size) : status;
}

/* The head is there. */
static enum MHD_Result begin(
    struct http_server *server,
    struct MHD_Connection *connection,
    struct http_head *head,
    void **place)
{
    struct http_exchange *exchange = calloc(1, sizeof *exchange);
    if (!exchange) {
        return MHD_NO;
    }

    *place = exchange;
    exchange->server = server;
    exchange->connection = connection;
    exchange->watched =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    exchange->path = strdup(head->path);
    (void)snprintf(exchange->method, sizeof exchange->method, "%s", head->method);
    if (!exchange->path || !exchange->watched) {
        return MHD_NO;
    }

    head->size =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;
    const enum http_status status = check_head(exchange, head);
    return status == HTTP_OK ? MHD_YES : refuse_it(exchange, status);
}

static enum MHD_Result take_body(struct http_exchange *exchange, const char *upload, size_t *size)
{
    if (exchange->refusal) {
        *size = 0;
        return MHD_YES;
    }
    if (*size > exchange->body_size - exchange->got) {
        return MHD_NO;
    }

    memcpy(exchange->body + exchange->got, upload, *size);
    exchange->got += *size;
    *size = 0;
    return MHD_YES;
}

/* All of it is there. */
static enum MHD_Result serve(struct http_exchange *exchange)
{
    struct http_server *server = exchange->server;
    const struct http_route *route = exchange->route;

    if (exchange->refusal) {
        return refuse_it(exchange, exchange->refusal);
    }
    if (exchange->got != exchange->body_size) {
        return refuse_it(exchange, HTTP_BAD_REQUEST);
    }
    /* In this order: who stops waits for all that were watched before it looked. */
    http_watch_asked(server->watch, exchange->watched);
    if (atomic_load(&server->is_stopping)) {
        return refuse_it(exchange, HTTP_UNAVAILABLE);
    }

    exchange->is_deferred = route->is_deferred;
    if (!route->is_deferred) {
        route->serve(server->context, exchange);
        return send_answer(exchange);
    }

    /* Before anybody can answer. */
    MHD_suspend_connection(exchange->connection);
    route->serve(server->context, exchange);
    return MHD_YES;
}

/* The eight parameters are libmicrohttpd's.  NOLINTNEXTLINE(readability-function-size) */
enum MHD_Result http_exchange_take(
    void *server,
    struct MHD_Connection *connection,
    const char *url,
    const char *method,
    const char *version,
    const char *upload,
    size_t *upload_size,
    void **place)
{
    struct http_exchange *exchange = *place;

    if (!exchange) {
        struct http_head head = { .method = method, .path = url, .version = version };
        return begin(server, connection, &head, place);
    }
    if (*upload_size > 0) {
        return take_body(exchange, upload, upload_size);
    }

    return exchange->status != 0 ? send_answer(exchange) : serve(exchange);
}

void http_exchange_end(
    void *server,
    struct MHD_Connection *connection,
    void **place,
    enum MHD_RequestTerminationCode why)
{
    struct http_exchange *exchange = *place;
    (void)server;
    (void)connection;
    (void)why;

    if (!exchange) {
        return;
    }

    if (exchange->response) {
        MHD_destroy_response(exchange->response);
    }
    (void)atomic_fetch_sub(&exchange->server->bodies_size, exchange->body_size);
    if (exchange->body) {
        explicit_bzero(exchange->body, exchange->body_size); /* it may be about a person */
    }
    free(exchange->body);
    free(exchange->path);
    free(exchange);
    *place = NULL;
}
