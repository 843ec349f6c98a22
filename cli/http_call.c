/* SPDX-License-Identifier: Apache-2.0 */
#include "http_call.h"

#include <wallet/call.h>

#include "http_head.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

enum {
    URL_SIZE = 2048,
    HTTP_REFUSALS = 400, /* the first status of those, and of failures */
    HTTP_FAILURES = 500,
};

/* "https://host" and "https://host/" lack the path. */
static bool complete(const char *url, char out[URL_SIZE])
{
    const char *scheme = strstr(url, "://");
    const char *path = scheme ? strchr(scheme + 3, '/') : NULL;
    const bool has_path = path && path[1] != '\0';
    const int size = path && !has_path ? (int)(path - url) : (int)strlen(url);
    const int written =
        snprintf(out, URL_SIZE, "%.*s%s", size, url, has_path ? "" : HTTP_CALL_PATH);

    return scheme && written > 0 && written < URL_SIZE;
}

static enum exit_code complain_url(const struct session *session, const char *url)
{
    complain(session, SAY(session, "'%s' is no address of a service", "'%s' 不是服务地址"), url);
    why(session,
        SAY(session,
            "calls go over https, or over http within this machine",
            "调用须经 https，或在本机内经 http"));
    hint(session, "--to https://repository.example");
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_call(
    const struct session *session, const char *url, const char *reason)
{
    complain(session, SAY(session, "no answer from '%s'", "'%s' 没有答复"), url);
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "nothing is known of what became of the call: make a new one",
            "调用结果未知：请重新发起"));
    return EXIT_CODE_FILE;
}

static void hint_status(const struct session *session, const struct http_reply *reply)
{
    if (reply->status != HTTP_UNAVAILABLE) {
        hint(session, SAY(session, "is it the address of a repository?", "请确认是证照库的地址"));
    } else if (reply->retry_after > 0) {
        hint(
            session,
            SAY(session, "it is busy: try again in %ld seconds", "服务繁忙：请在 %ld 秒后重试"),
            reply->retry_after);
    } else {
        hint(session, SAY(session, "it is busy: try again in a moment", "服务繁忙：请稍后重试"));
    }
}

static enum exit_code complain_status(
    const struct session *session, const char *url, const struct http_reply *reply)
{
    complain(session, SAY(session, "no answer from '%s'", "'%s' 没有答复"), url);
    if (reply->status == HTTP_OK) {
        why(session, SAY(session, "it answers with '%s'", "对方返回的是 '%s'"), reply->type);
    } else {
        why(session, SAY(session, "it answers %ld", "对方返回 %ld"), reply->status);
    }
    hint_status(session, reply);
    return EXIT_CODE_FILE;
}

/* What is signed counts, whatever way the transport has to say that it is a refusal. */
static bool is_answer(const struct http_reply *reply)
{
    const bool is_refusal = reply->status >= HTTP_REFUSALS && reply->status < HTTP_FAILURES;

    return (reply->status == HTTP_OK || is_refusal) && strcmp(reply->type, WALLET_ANSWER_TYPE) == 0;
}

enum exit_code http_call(
    const struct session *session,
    const struct http_callee *callee,
    struct wallet_bytes call,
    struct http_reply *out)
{
    char url[URL_SIZE];
    struct http_reply reply;

    if (!complete(callee->url, url) ||
        (strncmp(url, "https://", 8) != 0 && !http_post_is_local(url))) {
        return complain_url(session, callee->url);
    }

    const struct http_post post = { .url = url,
                                    .type = WALLET_CALL_TYPE,
                                    .object = call,
                                    .authorities = callee->authorities,
                                    .answer_max = WALLET_ANSWER_MAX,
                                    .may_be_plain = true };
    const char *reason = http_post_send(&post, &reply);
    if (reason) {
        return complain_call(session, url, reason);
    }
    if (!is_answer(&reply)) {
        const enum exit_code code = complain_status(session, url, &reply);
        http_reply_clear(&reply);
        return code;
    }

    *out = reply;
    return EXIT_CODE_OK;
}
