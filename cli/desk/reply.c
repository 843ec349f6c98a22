/* SPDX-License-Identifier: Apache-2.0 */
#include "reply.h"

#include "json.h"
#include "words.h"

#include <string.h>

/* Of an act that was not done: why, and what to do. */
static const struct {
    enum visit_answer answer;
    enum http_status status;
    const char *what[2];
    const char *hint[2];
} failures[] = {
    { VISIT_NOT_NOW,
      HTTP_CONFLICT,
      { "That cannot be done now", "现在不能执行该操作" },
      { "See what the screen asks for", "请按屏幕提示操作" } },
    { VISIT_NO_MEMORY,
      HTTP_INTERNAL_ERROR,
      { "It could not be done: memory ran out", "无法执行：内存不足" },
      { "Try again", "请重试" } },
    { VISIT_NO_KEY,
      HTTP_CONFLICT,
      { "This desk has no key to ask with", "本窗口没有用于索要证照的密钥" },
      { "Start it with --key", "请用 --key 启动" } },
    { VISIT_NO_MATTER,
      HTTP_CONFLICT,
      { "No matter is chosen, or there is none of this name", "尚未选择事项，或没有该事项" },
      { "Choose the matter that people come for", "请选择办理事项" } },
    { VISIT_NOT_MADE,
      HTTP_CONFLICT,
      { "The counter's code could not be made", "未能生成窗口码" },
      { "Is the key there, and does the matter ask for licences?",
        "请检查密钥，以及该事项是否需要证照" } },
    { VISIT_WRONG_PIN,
      HTTP_FORBIDDEN,
      { "That is not the PIN", "PIN 不正确" },
      { "Type it again", "请重新输入" } },
    { VISIT_WAIT_FOR_PIN,
      HTTP_FORBIDDEN,
      { "Too many PINs were wrong", "PIN 错误次数过多" },
      { "Wait for half a minute", "请等待半分钟" } },
    { VISIT_NO_STORE,
      HTTP_CONFLICT,
      { "This desk keeps no cases: it needs a case store", "本窗口没有办件库" },
      { "Look at the licences, then call the next person", "请核对证照后叫下一位" } },
    { VISIT_NO_NAME,
      HTTP_CONFLICT,
      { "The matter has nothing of this name", "该事项没有此项" },
      { "Load the page again", "请重新载入页面" } },
    { VISIT_NO_REPOSITORY,
      HTTP_CONFLICT,
      { "This desk has no repository to fetch from", "本窗口未连接证照库" },
      { "Start it with --repository and --repository-id",
        "请用 --repository 和 --repository-id 启动" } },
    { VISIT_NOT_SENT,
      HTTP_CONFLICT,
      { "The repository could not be asked", "未能向证照库取证" },
      { "Is the key there, and is the cause one line of up to 200 characters?",
        "请检查密钥；事由应为一行、至多 200 字" } },
    { VISIT_NO_HOLDER,
      HTTP_CONFLICT,
      { "That is no citizen number and no unified social credit code",
        "不是有效的公民身份号码或统一社会信用代码" },
      { "Type all 18 characters", "请输入完整的 18 位号码" } },
    { VISIT_NO_CLERK,
      HTTP_CONFLICT,
      { "A fetch is somebody's: nobody said who sits here", "取证须记录经办人，尚未指明" },
      { "Start the desk with --clerk", "请用 --clerk 启动" } },
    { VISIT_TOLD,
      HTTP_CONFLICT,
      { "The case does not allow that", "办件不允许该操作" },
      { "See what it says", "请查看提示" } },
};

void reply_json(struct http_exchange *exchange, enum http_status status, json_t *object)
{
    char *text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    if (!text) {
        http_exchange_fail(exchange, HTTP_INTERNAL_ERROR);
        return;
    }

    const struct http_answer answer = { .status = status,
                                        .type = "application/json",
                                        .body = { (const uint8_t *)text, strlen(text) } };
    json_free_t release = NULL;
    http_exchange_answer(exchange, &answer);
    json_get_alloc_funcs(NULL, &release);
    release(text);
}

void reply_view(const struct desk *desk, struct http_exchange *exchange)
{
    const struct desk_sign sign = { desk->settings->window, desk->settings->clerk };

    reply_json(exchange, HTTP_OK, view_json(&desk->visit, &sign));
}

static json_t *error_json(const char *const what[2], const char *const hint[2])
{
    json_t *out = json_start();

    (void)json_object_set_new(
        out,
        "error",
        json_pack("{s:o,s:o}", "what", words(what[0], what[1]), "hint", words(hint[0], hint[1])));
    return out;
}

void reply_answer(const struct desk *desk, struct http_exchange *exchange, enum visit_answer answer)
{
    const struct desk_sign sign = { desk->settings->window, desk->settings->clerk };

    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        if (failures[i].answer == answer) {
            json_t *error = error_json(failures[i].what, failures[i].hint);
            if (failures[i].status == HTTP_CONFLICT) {
                (void)json_object_set_new(error, "view", view_json(&desk->visit, &sign));
            }
            reply_json(exchange, failures[i].status, error);
            return;
        }
    }

    reply_view(desk, exchange);
}

void reply_bad(struct http_exchange *exchange)
{
    static const char *const what[2] = { "The page sent what the desk does not understand",
                                         "页面发送的内容无法理解" };
    static const char *const hint[2] = { "Load the page again", "请重新载入页面" };

    reply_json(exchange, HTTP_BAD_REQUEST, error_json(what, hint));
}

static void reply_waiter(const struct desk *desk, const struct waiter *waiter)
{
    if (waiter->is_citizen) {
        reply_json(waiter->exchange, HTTP_OK, view_citizen_json(&desk->visit));
    } else {
        reply_view(desk, waiter->exchange);
    }
}

void reply_waiting(struct desk *desk, double now)
{
    struct waiter waiter;

    while (waiting_take(&desk->waiting, desk->visit.version, now, &waiter)) {
        reply_waiter(desk, &waiter);
    }
}

void reply_all(struct desk *desk)
{
    struct waiter waiter;

    while (waiting_take_any(&desk->waiting, &waiter)) {
        reply_waiter(desk, &waiter);
    }
}
