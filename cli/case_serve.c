/* SPDX-License-Identifier: Apache-2.0 */
#include "case_serve.h"

#include "clock.h"
#include "description.h"
#include "http_routes.h"
#include "interrupt.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "pull.h"
#include "trust_source.h"

#include <stdio.h>
#include <string.h>

enum {
    BODY_MAX = 4096,
    BODIES_SIZE = 16 << 20,
    QUEUE = 256, /* requests at a time */
    GROUP = 16,
};

#define MEMORY_NAME "asked.db"

/** All that a service needs besides the transport. */
struct service {
    const struct session *session;
    struct pull pull;
    struct trust_source source;
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
        "{\"v\":1,\"status\":\"serving\",\"counter\":\"%s\"}\n",
        service->pull.counter.store.id);

    http_route_answer_json(exchange, (struct wallet_bytes){ (const uint8_t *)text, (size_t)size });
}

static const struct http_route routes[] = {
    { .method = "GET", .path = PULL_PATH, .is_deferred = true, .serve = http_route_take },
    { .method = "GET", .path = PULL_PATH "/", .is_deferred = true, .serve = http_route_take },
    { .method = "POST",
      .path = PULL_PATH "/",
      .type = "application/json",
      .is_deferred = true,
      .serve = http_route_take },
    { .method = "GET", .path = "/v1/openapi.json", .serve = describe },
    { .method = "GET", .path = "/health", .serve = tell_health },
    { 0 },
};

static void tell(const struct session *session, const struct http_run *run)
{
    const struct service *service = run->context;
    const char *id = service->pull.counter.store.id;
    char url[HTTP_URL_SIZE];

    http_run_url(run, url);
    if (session->json) {
        json_t *object = json_start();
        (void)json_object_set_new(object, "url", json_string(url));
        (void)json_object_set_new(object, "counter", json_string(id));
        json_print(object);
        (void)fflush(stdout);
    }
    remark(
        session,
        SAY(session,
            "cases of %s can be pulled at %s" PULL_PATH "; Ctrl-C ends it",
            "窗口 %s 的办件可由审批系统获取：%s" PULL_PATH "；Ctrl-C 结束"),
        id,
        url);
}

static enum exit_code complain_missing(const struct session *session)
{
    complain(session, SAY(session, "an option is missing", "缺少选项"));
    why(session, SAY(session, "--connector and --key are needed", "需要 --connector 和 --key"));
    hint(session, "wallet case serve --connector one-window --key counter.key --trust region/");
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_key(const struct session *session, const char *counter)
{
    complain(session, SAY(session, "the key is another counter's", "密钥属于另一窗口"));
    why(session, SAY(session, "the cases are those of %s", "办件库属于 %s"), counter);
    hint(session, SAY(session, "give that counter's key: --key", "请用 --key 指定该窗口的密钥"));
    return EXIT_CODE_KEY;
}

/** The key and what it signs for. */
static enum exit_code open_counter(
    struct service *service, const struct case_serve_settings *settings)
{
    const struct session *session = service->session;
    struct pull_counter *counter = &service->pull.counter;

    counter->session = session;
    counter->files = &settings->files;
    enum exit_code code = connector_read(session, settings->connector, &counter->connector);
    if (code == EXIT_CODE_OK) {
        code = case_store_open(session, settings->store, &counter->store);
    }
    if (code == EXIT_CODE_OK) {
        code = signers_open(session, settings->key, &settings->signer, &counter->signing);
    }
    if (code == EXIT_CODE_OK &&
        strcmp(wallet_key_issuer(counter->signing.key), counter->store.id) != 0) {
        code = complain_key(session, counter->store.id);
    }

    return code;
}

/** Nonces that were used are remembered beside the cases, over restarts. */
static enum exit_code open_memory(
    struct service *service, const struct case_serve_settings *settings)
{
    const struct session *session = service->session;
    char path[PATH_MAX];
    struct wallet_error error;

    if (!place_join(path, service->pull.counter.store.folder, MEMORY_NAME)) {
        return EXIT_CODE_FILE;
    }

    const char *memory = settings->memory ? settings->memory : path;
    if (wallet_replay_store_open(memory, &service->pull.memory, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = refuse(
        session,
        &error,
        SAY(session, "'%s' cannot remember what was asked", "'%s' 无法记录已收到的请求"),
        memory);
    hint(session, SAY(session, "name another file: --memory FILE", "请用 --memory 指定其他文件"));
    return code;
}

static enum exit_code open_service(
    struct service *service, const struct case_serve_settings *settings)
{
    enum exit_code code = open_counter(service, settings);

    if (code == EXIT_CODE_OK) {
        code = trust_source_open(service->session, &settings->trust, clock_now(), &service->source);
    }
    if (code == EXIT_CODE_OK) {
        code = open_memory(service, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = description_read(service->session, "openapi_cases.json", &service->description);
    }

    service->pull.gate = (struct pull_gate){
        .trust = service->source.trust,
        .is_secured = settings->http.certificate || settings->http.behind_proxy,
    };
    return code;
}

static void close_service(struct service *service)
{
    struct pull_counter *counter = &service->pull.counter;

    wallet_replay_store_close(service->pull.memory);
    wallet_trust_free(service->source.trust);
    file_free(&service->description);
    signers_close(&counter->signing);
    case_store_close(&counter->store);
    connector_free(&counter->connector);
}

static enum exit_code serve(struct service *service, const struct case_serve_settings *settings)
{
    const struct http_steps steps = pull_steps(&service->pull);
    struct http_tls tls;
    struct http_run run = {
        .server = { .routes = routes,
                    .limits = { .body_size = BODY_MAX, .bodies_size = BODIES_SIZE } },
        .crew = { .steps = &steps, .queue = QUEUE, .group = GROUP },
        .context = service,
        .tell = tell,
    };

    enum exit_code code =
        http_options_apply(service->session, &settings->http, CASE_SERVE_LISTEN, &tls, &run);
    if (code == EXIT_CODE_OK) {
        code = open_service(service, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = http_run(service->session, &run);
    }
    if (code == EXIT_CODE_OK) {
        interrupt_settle();
    }

    http_tls_free(&tls);
    return code;
}

enum exit_code case_serve(const struct session *session, const struct case_serve_settings *settings)
{
    static struct service service; /* large, and there is one */

    if (!settings->connector || !settings->key) {
        return complain_missing(session);
    }

    service = (struct service){ .session = session, .pull = { .is_quiet = settings->quiet } };
    const enum exit_code code = serve(&service, settings);
    close_service(&service);
    return code;
}
