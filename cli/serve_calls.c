/* SPDX-License-Identifier: Apache-2.0 */
#include "serve_calls.h"

#include "clock.h"
#include "output.h"
#include "serve_log.h"

static void prepare(void *context, struct http_job *job)
{
    const struct serve_calls *calls = context;
    struct wallet_task *one = NULL;

    if (wallet_service_prepare(
            calls->service, http_exchange_body(job->exchange), clock_now(), &one, NULL) ==
        WALLET_OK) {
        job->state = one;
    }
}

/* All of the group is given up: what it has done cannot be told from what has failed. */
static void lose(struct serve_calls *calls, const struct wallet_error *error)
{
    wallet_service_rollback(calls->service);
    calls->is_begun = false;
    calls->is_lost = true;
    if (!calls->is_failing) {
        remark(
            calls->session,
            SAY(calls->session, "calls cannot be done: %s", "无法处理调用：%s"),
            error->message);
    }
    calls->is_failing = true;
}

/* Begins, and does all that were prepared. */
static enum wallet_status handle_cases(
    struct serve_calls *calls,
    struct wallet_task *const *tasks,
    size_t count,
    struct wallet_error *error)
{
    const enum wallet_status status = wallet_service_begin(calls->service, error);

    calls->is_begun = status == WALLET_OK;
    return status == WALLET_OK ? wallet_service_handle_group(calls->service, tasks, count, error)
                               : status;
}

static void handle(void *context, struct http_job *first)
{
    struct serve_calls *calls = context;
    struct wallet_task *tasks[SERVE_GROUP];
    struct wallet_error error;
    size_t count = 0;

    for (const struct http_job *job = first; job; job = job->next) {
        if (job->state) {
            tasks[count++] = job->state;
        }
    }
    if (count > 0 && handle_cases(calls, tasks, count, &error) != WALLET_OK) {
        lose(calls, &error);
    }
}

static bool commit(void *context)
{
    struct serve_calls *calls = context;
    struct wallet_error error;

    if (calls->is_begun && wallet_service_commit(calls->service, &error) != WALLET_OK) {
        lose(calls, &error);
    }

    const bool is_committed = !calls->is_lost;
    if (is_committed && calls->is_failing) {
        remark(calls->session, SAY(calls->session, "calls are done again", "调用已恢复处理"));
        calls->is_failing = false;
    }
    calls->is_begun = false;
    calls->is_lost = false;
    return is_committed;
}

static void answer(
    const struct serve_calls *calls, struct http_job *job, struct wallet_buffer *buffer)
{
    const struct serve_line line = {
        .at_unix = clock_now(),
        .call = http_exchange_body(job->exchange),
        .operation = wallet_task_operation(job->state),
        .outcome = wallet_task_outcome(job->state),
        .milliseconds = clock_milliseconds() - job->begun,
    };
    const struct http_answer signed_answer = { .status = HTTP_OK,
                                               .type = WALLET_ANSWER_TYPE,
                                               .body = wallet_buffer_bytes(buffer) };

    if (!calls->is_quiet) {
        serve_log(calls->session, &line);
    }
    http_exchange_answer(job->exchange, &signed_answer);
}

static void finish(void *context, struct http_job *job, bool is_committed)
{
    const struct serve_calls *calls = context;
    struct wallet_task *one = job->state;
    struct wallet_buffer buffer = { 0 };

    if (one && !is_committed) {
        /* Nothing is signed: a database that was lost with the commit may have done it all the same. */
        http_exchange_fail(job->exchange, HTTP_UNAVAILABLE);
    } else if (one && wallet_service_finish(calls->service, one, &buffer, NULL) == WALLET_OK) {
        answer(calls, job, &buffer);
    } else {
        http_exchange_fail(job->exchange, HTTP_INTERNAL_ERROR);
    }

    wallet_task_free(one);
    wallet_buffer_clear(&buffer);
}

struct http_steps serve_calls_steps(struct serve_calls *calls)
{
    return (struct http_steps){ calls, prepare, handle, commit, finish };
}
