/* SPDX-License-Identifier: Apache-2.0 */
#include "acts.h"

#include "case_acts.h"
#include "clock.h"
#include "desk_earlier.h"
#include "desk_log.h"
#include "eyes.h"
#include "gun_clean.h"
#include "json.h"
#include "reply.h"

#include <stdlib.h>
#include <string.h>

enum {
    BODY_MAX = 65536,
    ESCAPED_MAX = 6, /* bytes that a byte may take in JSON */
};

#define JSON_TYPE  "application/json"
#define BYTES_TYPE "application/octet-stream"

/** A request on its way to the clerk's hand. */
struct act_job {
    struct hand_job job;
    struct http_exchange *exchange;
};

/** Something that the page does: either it changes the visit, or it answers by itself. */
struct act {
    const char *path;
    bool (*change)(struct desk *desk, const json_t *body, enum visit_answer *out);
    void (*serve)(struct desk *desk, struct http_exchange *exchange, const json_t *body);
    size_t body_size; /* 0: BODY_MAX */
};

static struct wallet_bytes string_in(const json_t *body, const char *name)
{
    const json_t *text = json_object_get(body, name);

    return (struct wallet_bytes){ (const uint8_t *)json_string_value(text),
                                  json_string_length(text) };
}

/* One of two words; false where it is neither. */
static bool choice_in(
    const json_t *body, const char *name, const char *yes, const char *no, bool *out)
{
    const char *text = case_acts_text(body, name);

    *out = text && strcmp(text, yes) == 0;
    return *out || (text && strcmp(text, no) == 0);
}

static bool take_code(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const struct wallet_bytes text = string_in(body, "text");
    if (!text.data || text.size == 0 || text.size > DESK_CODE_MAX) {
        return false;
    }

    uint8_t *room = malloc(text.size);
    if (!room) {
        *out = VISIT_NO_MEMORY;
        return true;
    }

    const struct input input = {
        .name = "page", .content = gun_clean(text, room), .is_text = true, .index = 1, .count = 1
    };
    *out = visit_take(&desk->visit, &input, clock_milliseconds());
    desk_log(desk);
    explicit_bzero(room, text.size);
    free(room);
    return true;
}

static bool go_on(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_next(&desk->visit, clock_milliseconds());
    return true;
}

static bool tell_look(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    bool is_so = false;
    if (!choice_in(body, "answer", "yes", "no", &is_so)) {
        return false;
    }

    *out = visit_look(&desk->visit, is_so, clock_milliseconds());
    return true;
}

static bool decide(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    bool is_added = false;
    if (!choice_in(body, "choice", "add", "next", &is_added)) {
        return false;
    }

    *out = visit_decide_pending(&desk->visit, is_added, clock_milliseconds());
    return true;
}

static bool ask(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_ask(&desk->visit, clock_milliseconds());
    return true;
}

static bool stop_asking(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_stop_asking(&desk->visit, clock_milliseconds());
    return true;
}

static bool fetch_by_duty(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const struct visit_duty duty = { .material = case_acts_text(body, "material"),
                                     .number = case_acts_text(body, "number"),
                                     .cause = case_acts_text(body, "cause") };
    if (!duty.material || !duty.number || !duty.cause || !duty.cause[0]) {
        return false;
    }

    *out = visit_fetch_by_duty(&desk->visit, &duty, clock_milliseconds());
    return true;
}

static bool choose_matter(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const json_t *name = json_object_get(body, "name");
    if (!json_is_null(name) && !json_is_string(name)) {
        return false;
    }

    *out = visit_choose_matter(&desk->visit, json_string_value(name), clock_milliseconds());
    return true;
}

static bool finish(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_finish(&desk->visit, clock_milliseconds());
    return true;
}

static bool hold(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_hold(&desk->visit, clock_milliseconds());
    return true;
}

static bool lock(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_lock(&desk->visit);
    return true;
}

static bool unlock(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const struct wallet_bytes pin = string_in(body, "pin");
    if (desk->visit.lock.has_pin && !pin.data) {
        return false;
    }

    *out = visit_unlock(&desk->visit, pin, clock_milliseconds());
    return true;
}

static void view(struct desk *desk, struct http_exchange *exchange, const json_t *body)
{
    (void)body;
    reply_view(desk, exchange);
}

static void wait_for_change(
    struct desk *desk, struct http_exchange *exchange, const json_t *body, bool is_citizen)
{
    const json_t *version = json_object_get(body, "version");
    if (!json_is_integer(version)) {
        reply_bad(exchange);
        return;
    }

    const double now = clock_milliseconds();
    const struct waiter waiter = { .exchange = exchange,
                                   .version = (uint64_t)json_integer_value(version),
                                   .is_citizen = is_citizen,
                                   .until = now + WAITING_MS };
    if (!waiting_add(&desk->waiting, &waiter)) {
        http_exchange_fail(exchange, HTTP_UNAVAILABLE);
    }
}

static void wait_as_clerk(struct desk *desk, struct http_exchange *exchange, const json_t *body)
{
    wait_for_change(desk, exchange, body, false);
}

static void wait_as_citizen(struct desk *desk, struct http_exchange *exchange, const json_t *body)
{
    wait_for_change(desk, exchange, body, true);
}

static void find_matters(struct desk *desk, struct http_exchange *exchange, const json_t *body)
{
    const char *query = case_acts_text(body, "query");
    if (!query) {
        reply_bad(exchange);
        return;
    }

    json_t *out = json_start();
    (void)json_object_set_new(out, "matters", desk_case_find(&desk->visit.desk_case, query));
    reply_json(exchange, HTTP_OK, out);
}

static void list_cases(struct desk *desk, struct http_exchange *exchange, const json_t *body)
{
    json_t *out = json_start();

    (void)body;
    (void)json_object_set_new(out, "cases", desk_earlier_open_json(&desk->visit.desk_case));
    reply_json(exchange, HTTP_OK, out);
}

static void show_portrait(struct desk *desk, struct http_exchange *exchange, const json_t *body)
{
    const json_t *index = json_object_get(body, "licence");

    if (json_is_integer(index) && json_integer_value(index) >= 0) {
        eyes_show_portrait(desk, exchange, (size_t)json_integer_value(index));
    } else {
        reply_bad(exchange);
    }
}

static const struct act acts[] = {
    { .path = "/api/view", .serve = view },
    { .path = "/api/wait", .serve = wait_as_clerk },
    { .path = "/api/citizen", .serve = wait_as_citizen },
    { .path = "/api/code", .change = take_code, .body_size = ESCAPED_MAX * DESK_CODE_MAX + 1024 },
    { .path = "/api/next", .change = go_on },
    { .path = "/api/look", .change = tell_look },
    { .path = "/api/answer", .change = decide },
    { .path = "/api/ask", .change = ask },
    { .path = "/api/ask-stop", .change = stop_asking },
    { .path = "/api/matters", .serve = find_matters },
    { .path = "/api/matter", .change = choose_matter },
    { .path = "/api/duty", .change = fetch_by_duty },
    { .path = "/api/hold", .change = hold },
    { .path = "/api/lock", .change = lock },
    { .path = "/api/unlock", .change = unlock },
    { .path = "/api/portrait", .serve = show_portrait },
    { .path = "/api/accept", .change = finish },
    { .path = "/api/paper", .change = case_acts_take_paper },
    { .path = "/api/defer", .change = case_acts_defer },
    { .path = "/api/reuse", .change = case_acts_use_again },
    { .path = "/api/unchecked", .change = case_acts_take_unchecked },
    { .path = "/api/refusal", .change = case_acts_record_refusal },
    { .path = "/api/cases", .serve = list_cases },
    { .path = "/api/open", .change = case_acts_open },
    { .path = "/api/fill", .change = case_acts_fill },
    { .path = "/api/blank", .change = case_acts_write },
    { .path = "/api/decide", .change = case_acts_decide },
    { .path = "/api/notice", .change = case_acts_notify },
    { .path = "/api/decline", .change = case_acts_decline },
};

enum {
    ACT_COUNT = sizeof acts / sizeof acts[0],
    BYTE_ROUTES = 2,
};

static const struct act *act_of(const char *path)
{
    for (size_t i = 0; i < ACT_COUNT; i++) {
        if (strcmp(acts[i].path, path) == 0) {
            return &acts[i];
        }
    }

    return NULL;
}

static void do_act(
    struct desk *desk, const struct act *act, struct http_exchange *exchange, const json_t *body)
{
    enum visit_answer answer = VISIT_OK;

    if (json_is_object(body) && act->serve) {
        act->serve(desk, exchange, body);
    } else if (json_is_object(body) && act->change(desk, body, &answer)) {
        reply_answer(desk, exchange, answer);
    } else {
        reply_bad(exchange);
    }
}

static void run_act(void *opaque, struct hand_job *job)
{
    struct act_job *mine = (struct act_job *)job;
    struct desk *desk = opaque;
    const struct wallet_bytes text = http_exchange_body(mine->exchange);
    json_t *body = json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, NULL);

    do_act(desk, act_of(http_exchange_path(mine->exchange)), mine->exchange, body);
    json_decref(body);
    free(mine);
}

/* On the transport's thread: the clerk's hand does it. */
static void give_act(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;
    struct desk *desk = run->context;
    struct act_job *job = malloc(sizeof *job);
    if (!job) {
        http_exchange_fail(exchange, HTTP_INTERNAL_ERROR);
        return;
    }

    *job = (struct act_job){ .job = { .run = run_act }, .exchange = exchange };
    hand_give(desk->clerk, &job->job);
}

static void give_file(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;

    eyes_take_file(run->context, exchange);
}

static void give_frame(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;

    eyes_take_frame(run->context, exchange);
}

static void serve_page(void *context, struct http_exchange *exchange)
{
    const struct http_run *run = context;
    const struct desk *desk = run->context;
    const struct page_file *file = page_find(&desk->page, http_exchange_path(exchange));
    const struct http_answer answer = { .status = HTTP_OK,
                                        .type = file->type,
                                        .body = file_bytes(&file->file) };

    http_exchange_answer(exchange, &answer);
}

static struct http_route api_route(const char *path, const char *type, size_t body_size)
{
    return (struct http_route){ .method = "POST",
                                .path = path,
                                .type = type,
                                .is_deferred = true,
                                .is_guarded = true,
                                .body_size = body_size,
                                .serve = give_act };
}

struct http_route *acts_routes(const struct page *page)
{
    struct http_route *routes = calloc(page->count + ACT_COUNT + BYTE_ROUTES + 1, sizeof *routes);
    struct http_route *next = routes;
    if (!routes) {
        return NULL;
    }

    for (size_t i = 0; i < page->count; i++) {
        *next++ = (struct http_route){ .method = "GET",
                                       .path = page->files[i].path,
                                       .serve = serve_page };
    }
    for (size_t i = 0; i < ACT_COUNT; i++) {
        *next++ =
            api_route(acts[i].path, JSON_TYPE, acts[i].body_size ? acts[i].body_size : BODY_MAX);
    }
    *next = api_route("/api/file", BYTES_TYPE, DESK_FILE_MAX);
    (next++)->serve = give_file;
    *next = api_route("/api/frame", BYTES_TYPE, DESK_FRAME_MAX);
    next->serve = give_frame;
    return routes;
}
