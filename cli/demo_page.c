/* SPDX-License-Identifier: Apache-2.0 */
#include "demo_page.h"

#include "http_post.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ANSWER_MAX = 4 << 20,
    HTTP_FINE = 200,
    FIELD_SIZE = 192,
};

bool demo_page_open(const char *line, struct demo_page *out)
{
    const char *cut = strstr(line, "/#");

    return cut &&
           snprintf(out->origin, sizeof out->origin, "%.*s", (int)(cut - line), line) <
               (int)sizeof out->origin &&
           snprintf(out->token, sizeof out->token, "%s", cut + 2) < (int)sizeof out->token;
}

/** Which view it is, by its number; of an error the one that comes with it. */
static json_int_t read_state(const struct http_reply *reply, char *state)
{
    json_t *root = json_loadb((const char *)reply->data, reply->size, 0, NULL);
    const json_t *inner = json_object_get(root, "view");
    const json_t *view = inner ? inner : root;
    const char *name = json_string_value(json_object_get(view, "state"));
    const json_int_t version = json_integer_value(json_object_get(view, "version"));

    (void)snprintf(state, DEMO_STATE_SIZE, "%s", name ? name : "");
    json_decref(root);
    return version;
}

static bool send_it(
    const struct demo_page *page,
    const char *path,
    const char *type,
    struct wallet_bytes body,
    char *state,
    json_int_t *version)
{
    char url[FIELD_SIZE];
    char origin[FIELD_SIZE];
    char token[FIELD_SIZE];
    const char *const fields[] = { origin, token, NULL };
    struct http_reply reply;

    (void)snprintf(url, sizeof url, "%s/api/%s", page->origin, path);
    (void)snprintf(origin, sizeof origin, "Origin: %s", page->origin);
    (void)snprintf(token, sizeof token, "X-Desk-Token: %s", page->token);
    const struct http_post post = {
        .url = url,
        .type = type,
        .fields = fields,
        .object = body,
        .answer_max = ANSWER_MAX,
        .may_be_plain = true,
    };
    if (http_post_send(&post, &reply)) {
        return false;
    }

    const bool is_done = reply.status == HTTP_FINE;
    *version = read_state(&reply, state);

    http_reply_clear(&reply);
    return is_done;
}

static bool act(
    const struct demo_page *page, const char *path, json_t *body, char *state, json_int_t *version)
{
    char *text = json_dumps(body, JSON_COMPACT);
    const bool is_done =
        text && send_it(page, path, "application/json", text_of(text), state, version);

    free(text);
    json_decref(body);
    return is_done;
}

bool demo_page_act(const struct demo_page *page, const char *path, json_t *body, char *state)
{
    json_int_t version = 0;

    return act(page, path, body, state, &version);
}

bool demo_page_wait(const struct demo_page *page, const char *passing, char *state)
{
    json_int_t version = 0;
    bool is_there = act(page, "view", json_object(), state, &version);

    while (is_there && strcmp(state, passing) == 0) {
        is_there = act(page, "wait", json_pack("{s:I}", "version", version), state, &version);
    }

    return is_there;
}
