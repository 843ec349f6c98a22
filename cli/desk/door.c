/* SPDX-License-Identifier: Apache-2.0 */
#include "door.h"

#include "clock.h"
#include "desk_state.h"
#include "door_take.h"
#include "http_routes.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECTIONS = 64,
    PER_ADDRESS = 16, /* a browser opens six; a proxy's are everybody's */
    BODIES_SIZE = 24 << 20,
    REQUEST_SECONDS = 40, /* a picture by a bad network */
};

#define OPTION_PREFIX "phones-"
#define PAGE          "/phone.html"
#define POLICY                                                                        \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " \
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

static const struct http_own_field fields[] = {
    { "Content-Security-Policy", POLICY },
    { "Referrer-Policy", "no-referrer" },
    { "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { NULL, NULL },
};

static struct desk *desk_of(void *context)
{
    const struct http_run *run = context;

    return run->context;
}

/* The path below the door's own. */
static const char *below(const struct desk *desk, const char *path)
{
    return path + strlen(desk->door.gate.url.path);
}

/* What stands behind GATE_PAGE and the like, all of which are as long. */
static const char *name_in(const struct desk *desk, const char *path)
{
    return below(desk, path) + sizeof GATE_PAGE - 1;
}

static void answer_file(
    const struct desk *desk,
    struct http_exchange *exchange,
    const char *path,
    enum http_status status)
{
    const struct page_file *file = page_find(&desk->page, path);
    const struct http_answer answer = { .status = status,
                                        .type = file->type,
                                        .body = file_bytes(&file->file) };

    http_exchange_answer(exchange, &answer);
}

static void serve_file(void *context, struct http_exchange *exchange)
{
    const struct desk *desk = desk_of(context);

    answer_file(desk, exchange, below(desk, http_exchange_path(exchange)), HTTP_OK);
}

/* Of a request that is over the page says so itself, in the citizen's language. */
static void serve_page(void *context, struct http_exchange *exchange)
{
    struct desk *desk = desk_of(context);
    const char *name = name_in(desk, http_exchange_path(exchange));
    const bool is_open = gate_is_open(&desk->door.gate, name, clock_milliseconds());

    answer_file(desk, exchange, PAGE, is_open ? HTTP_OK : HTTP_GONE);
}

static void serve_view(void *context, struct http_exchange *exchange)
{
    struct desk *desk = desk_of(context);
    const char *name = name_in(desk, http_exchange_path(exchange));
    char *view = gate_view(&desk->door.gate, name, clock_milliseconds());
    if (!view) {
        http_exchange_fail(exchange, HTTP_GONE);
        return;
    }

    http_route_answer_json(exchange, (struct wallet_bytes){ (const uint8_t *)view, strlen(view) });
    free(view);
}

static enum http_status admit(void *context, const char *path)
{
    struct desk *desk = desk_of(context);

    return gate_is_open(&desk->door.gate, name_in(desk, path), clock_milliseconds()) ? HTTP_OK
                                                                                     : HTTP_GONE;
}

static void take(void *context, struct http_exchange *exchange)
{
    struct desk *desk = desk_of(context);

    door_take(desk, exchange, name_in(desk, http_exchange_path(exchange)));
}

static void tell_result(void *context, struct http_exchange *exchange)
{
    struct desk *desk = desk_of(context);

    door_tell_result(desk, exchange, name_in(desk, http_exchange_path(exchange)));
}

static const struct http_route routes[] = {
    { .method = "GET", .path = GATE_PAGE, .serve = serve_page },
    { .method = "GET", .path = GATE_VIEW, .serve = serve_view, .is_guarded = true },
    { .method = "GET",
      .path = GATE_RESULT,
      .serve = tell_result,
      .is_deferred = true,
      .is_guarded = true },
    { .method = "POST",
      .path = GATE_ANSWER,
      .type = "application/cwt",
      .serve = take,
      .admit = admit,
      .is_deferred = true,
      .is_guarded = true,
      .body_size = WALLET_INPUT_MAX },
    { .method = "POST",
      .path = GATE_FILE,
      .type = "application/octet-stream",
      .serve = take,
      .admit = admit,
      .is_deferred = true,
      .is_guarded = true,
      .body_size = DESK_FILE_MAX },
    { .method = "GET", .path = "/phone.css", .serve = serve_file },
    { .method = "GET", .path = "/phone.js", .serve = serve_file },
    { .method = "GET", .path = "/phone_picture.js", .serve = serve_file },
    { .method = "GET", .path = "/phone_words.js", .serve = serve_file },
    { .method = "GET", .path = "/dom.js", .serve = serve_file },
    { .method = "GET", .path = "/shape.js", .serve = serve_file },
    { .method = "GET", .path = "/icon.svg", .serve = serve_file },
};

enum {
    ROUTE_COUNT = sizeof routes / sizeof routes[0],
};

_Static_assert(sizeof routes / sizeof routes[0] <= DOOR_ROUTE_MAX, "there is room for all");

/* All below the door's own path. */
static void make_routes(struct door *door)
{
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        (void)snprintf(door->paths[i], DOOR_PATH_SIZE, "%s%s", door->gate.url.path, routes[i].path);
        door->routes[i] = routes[i];
        door->routes[i].path = door->paths[i];
    }
}

static enum exit_code complain_missing(const struct session *session, const char *name)
{
    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), name);
    why(session,
        SAY(session,
            "phones answer the counter's code, at an address of their own",
            "手机在单独的地址上答复窗口码"));
    hint(session, "--key FILE --phones-listen 127.0.0.1:8470 --phones-url https://hall.example/7");
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_url(const struct session *session, const char *text)
{
    complain(
        session,
        SAY(session, "'%s' is no address for phones", "'%s' 不能作为手机访问的地址"),
        text);
    why(session,
        SAY(session,
            "it is https, with a name, and in a code: its path is of capitals, digits, '-' and '.'",
            "须为 https 地址并含主机名；因要放进二维码，路径只能用大写字母、数字、'-' 和 '.'"));
    hint(session, "--phones-url https://hall.example/7");
    return EXIT_CODE_USAGE;
}

/* A reply goes by https alone; what does not speak it needs the address of a proxy that does. */
static enum exit_code complain_no_url(const struct session *session)
{
    complain(session, SAY(session, "'--phones-url' is missing", "缺少 '--phones-url'"));
    why(session,
        SAY(session,
            "phones come by https, and to an address that a code can hold",
            "手机只经 https 访问，且地址要能放进二维码"));
    hint(
        session,
        SAY(session,
            "give the proxy's address, or '--phones-tls-cert' and '--phones-tls-key' with an IPv4 "
            "address to listen on",
            "请指定前置代理的地址；或指定 '--phones-tls-cert' 和 '--phones-tls-key' 并监听 IPv4 "
            "地址"));
    return EXIT_CODE_USAGE;
}

/* What is no address at all is told of later, with all else that listens. */
static bool has_own_url(const struct http_settings *http)
{
    struct http_address address;

    return http->certificate &&
           (!http_address_parse(http->listen, &address) ||
            (!http_address_is_any(&address) && address.socket.ss_family == AF_INET));
}

static enum exit_code check_url(const struct desk *desk, struct door *door)
{
    const char *text = desk->settings->phones_url;

    if (!text) {
        return has_own_url(&desk->settings->phones) ? EXIT_CODE_OK : complain_no_url(desk->session);
    }

    door->host = door_url_host(&door->gate.url);
    return door_url_parse(text, &door->gate.url) ? EXIT_CODE_OK : complain_url(desk->session, text);
}

/* The port is known. */
static void ready(struct http_run *run)
{
    struct desk *desk = run->context;
    struct door *door = &desk->door;

    if (!door->host) {
        (void)door_url_of_address(&run->address, &door->gate.url);
    }
    door->guard = (struct http_guard){ .origin = door->gate.url.origin };
    make_routes(door);
}

static void make_run(struct desk *desk)
{
    struct door *door = &desk->door;

    door->run = (struct http_run){
        .server = { .limits = { .body_size = DESK_FILE_MAX, .bodies_size = BODIES_SIZE },
                    .fields = fields,
                    .guard = &door->guard,
                    .routes = door->routes },
        .context = desk,
        .ready = ready,
        .is_one_host = !door->host,
    };
}

enum exit_code door_prepare(struct desk *desk)
{
    struct door *door = &desk->door;
    struct http_settings http = desk->settings->phones;

    door->is_wanted = http.listen || desk->settings->phones_url || http.certificate ||
                      http.private_key || http.behind_proxy;
    if (!door->is_wanted) {
        return EXIT_CODE_OK;
    }

    gate_start(&door->gate);
    if (!http.listen || !desk->settings->key) {
        return complain_missing(desk->session, http.listen ? "key" : "phones-listen");
    }

    const enum exit_code code = check_url(desk, door);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    http.hosts = (struct option_list){ &door->host, door->host ? 1 : 0 };
    http.prefix = OPTION_PREFIX;
    http.connections = CONNECTIONS;
    http.per_address = door->host ? 0 : PER_ADDRESS;
    http.request_seconds = REQUEST_SECONDS;
    make_run(desk);
    return http_options_apply(desk->session, &http, NULL, &door->tls, &door->run);
}

struct gate *door_gate(struct desk *desk)
{
    return desk->door.is_wanted ? &desk->door.gate : NULL;
}

static enum exit_code check_page(const struct desk *desk)
{
    for (size_t i = 0; i < ROUTE_COUNT; i++) {
        const bool is_file = routes[i].serve == serve_file;
        const char *path = is_file ? routes[i].path : PAGE;
        if (!page_find(&desk->page, path)) {
            complain(
                desk->session,
                SAY(desk->session, "the page for phones is missing", "缺少手机页面"));
            why(desk->session, SAY(desk->session, "there is no '%s'", "没有 '%s'"), path + 1);
            hint(
                desk->session,
                SAY(desk->session,
                    "install it again, or set WALLET_DESK to its folder",
                    "请重新安装，或用 WALLET_DESK 指明其所在目录"));
            return EXIT_CODE_FILE;
        }
    }

    return EXIT_CODE_OK;
}

enum exit_code door_open(struct desk *desk)
{
    struct door *door = &desk->door;
    if (!door->is_wanted) {
        return EXIT_CODE_OK;
    }

    enum exit_code code = check_page(desk);
    if (code == EXIT_CODE_OK && !(door->eyes = hand_start(&(struct hand_terms){ desk, NULL }))) {
        code = complain_memory(desk->session);
    }
    return code == EXIT_CODE_OK ? http_run_open(desk->session, &door->run) : code;
}

void door_close(struct desk *desk)
{
    http_run_close(&desk->door.run);
    hand_stop(desk->door.eyes);
    desk->door.eyes = NULL;
}

void door_free(struct desk *desk)
{
    if (desk->door.is_wanted) {
        http_tls_free(&desk->door.tls);
        gate_finish(&desk->door.gate);
    }
}

char *door_place(const struct desk *desk)
{
    const struct door_url *url = &desk->door.gate.url;
    char *out = NULL;

    return desk->door.is_wanted && asprintf(&out, "%s%s", url->origin, url->path) >= 0 ? out : NULL;
}
