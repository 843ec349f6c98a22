/* SPDX-License-Identifier: Apache-2.0 */
#include "repository_serve.h"

#include "description.h"
#include "http_call.h"
#include "http_routes.h"
#include "interrupt.h"
#include "json.h"
#include "output.h"
#include "repository.h"
#include "serve_calls.h"
#include "serve_checkpoint.h"

#include <stdio.h>
#include <string.h>

enum {
    BODIES_SIZE = 64 << 20,
};

/** All that a service needs besides the transport. */
struct service {
    const struct session *session;
    struct open_repository repository;
    struct checker checker;
    struct wallet_verifier *verifier; /* over the repository's catalogue */
    struct serve_calls calls;
    struct serve_checkpoint checkpoint;
    struct file description;
};

static void describe(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;
    const struct service *service = run->context;

    http_route_answer_json(exchange, file_bytes(&service->description));
}

static void tell_health(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;
    const struct service *service = run->context;
    char text[128];
    const int size = snprintf(
        text,
        sizeof text,
        "{\"v\":1,\"status\":\"serving\",\"repository\":\"%s\"}\n",
        service->repository.id);

    http_route_answer_json(exchange, (struct wallet_bytes){ (const uint8_t *)text, (size_t)size });
}

static void tell_checkpoint(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;
    struct service *service = run->context;

    serve_checkpoint_answer(&service->checkpoint, exchange);
}

static const struct http_route routes[] = {
    { .method = "POST",
      .path = HTTP_CALL_PATH,
      .type = WALLET_CALL_TYPE,
      .is_deferred = true,
      .serve = http_route_take },
    { .method = "GET", .path = "/v1/openapi.json", .serve = describe },
    { .method = "GET", .path = "/v1/checkpoint", .serve = tell_checkpoint },
    { .method = "GET", .path = "/health", .serve = tell_health },
    { 0 },
};

/* By a handle of its own: calls are answered already, and at 10^7 licences counting takes seconds. */
static bool count(const struct service *service, uint64_t *out)
{
    struct wallet_repository *handle = NULL;
    struct wallet_repository_stats stats = { 0 };

    const bool is_counted =
        wallet_repository_open(&service->repository.terms, &handle, NULL) == WALLET_OK &&
        wallet_repository_count(handle, &stats, NULL) == WALLET_OK;
    wallet_repository_close(handle);
    *out = stats.licences;
    return is_counted;
}

static void tell(const struct session *session, const struct http_run *run)
{
    const struct service *service = run->context;
    char url[HTTP_URL_SIZE];
    uint64_t licences = 0;

    http_run_url(run, url);
    const bool is_counted = count(service, &licences);
    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "url", json_string(url));
        (void)json_object_set_new(object, "repository", json_string(service->repository.id));
        (void)json_object_set_new(
            object, "licences", is_counted ? json_integer((json_int_t)licences) : json_null());
        (void)json_object_set_new(object, "connections", json_integer(run->connections));
        json_print(object);
        (void)fflush(stdout);
    }
    remark(
        session,
        SAY(session,
            "serves %s on %s: %llu licences, %u connections at a time; Ctrl-C ends it",
            "正在提供证照库 %s 的服务：%s；证照 %llu 件，同时连接 %u 个；Ctrl-C 结束"),
        service->repository.id,
        url,
        (unsigned long long)licences,
        run->connections);
}

static enum exit_code make_service(struct service *service)
{
    struct wallet_error error;

    if (wallet_verifier_new(
            service->checker.trust, service->repository.catalogue, &service->verifier, &error) !=
        WALLET_OK) {
        return complain_memory(service->session);
    }

    wallet_verifier_set_status(service->verifier, service->checker.status);
    const struct wallet_service_terms terms = {
        .repository = service->repository.handle,
        .trust = service->checker.trust,
        .catalogue = service->repository.catalogue,
        .verifier = service->verifier,
        .signer = &service->repository.signer,
    };
    return wallet_service_new(&terms, &service->calls.service, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(&service->repository, &error);
}

static enum exit_code open_service(struct service *service, const struct serve_settings *settings)
{
    const struct session *session = service->session;

    enum exit_code code = repository_open(session, settings->repository, &service->repository);
    if (code == EXIT_CODE_OK) {
        code = checker_start(session, &settings->check, &service->checker);
    }
    if (code == EXIT_CODE_OK) {
        code = description_read(session, "openapi.json", &service->description);
    }
    if (code == EXIT_CODE_OK) {
        code = serve_checkpoint_open(&service->repository, &service->checkpoint);
    }
    if (code == EXIT_CODE_OK) {
        code = make_service(service);
    }

    return code;
}

static void close_service(struct service *service)
{
    wallet_service_free(service->calls.service);
    serve_checkpoint_close(&service->checkpoint);
    wallet_verifier_free(service->verifier);
    file_free(&service->description);
    checker_finish(&service->checker);
    repository_close(&service->repository);
}

static enum exit_code serve(struct service *service, const struct serve_settings *settings)
{
    const struct http_steps steps = serve_calls_steps(&service->calls);
    struct http_tls tls;
    struct http_run run = {
        .server = { .routes = routes,
                    .limits = { .body_size = WALLET_CALL_MAX, .bodies_size = BODIES_SIZE } },
        .crew = { .steps = &steps,
                  .workers = settings->workers,
                  .queue = settings->queue ? settings->queue : SERVE_QUEUE,
                  .group = SERVE_GROUP },
        .context = service,
        .tell = tell,
    };

    enum exit_code code =
        http_options_apply(service->session, &settings->http, SERVE_LISTEN, &tls, &run);
    if (code == EXIT_CODE_OK) {
        code = open_service(service, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = http_run(service->session, &run);
    }
    if (code == EXIT_CODE_OK) {
        code = serve_checkpoint_sign(&service->repository, &service->checkpoint);
    }
    if (code == EXIT_CODE_OK) {
        interrupt_settle();
    }

    http_tls_free(&tls);
    return code;
}

enum exit_code repository_serve(
    const struct session *session, const struct serve_settings *settings)
{
    static struct service service; /* large, and there is one */

    service = (struct service){ .session = session,
                                .calls = { .session = session, .is_quiet = settings->quiet } };
    const enum exit_code code = serve(&service, settings);
    close_service(&service);
    return code;
}
