/* SPDX-License-Identifier: Apache-2.0 */
#include "pull.h"

#include <wallet/time.h>

#include "clock.h"

#include <stdio.h>
#include <stdlib.h>

/** A request, and its answer. */
struct pulled {
    struct pull_request request;
    struct pull_answer answer;
};

static void prepare(void *context, struct http_job *job)
{
    const struct pull *pull = context;
    struct pulled *pulled = calloc(1, sizeof *pulled);

    if (pulled) {
        pull_request_read(&pull->gate, job->exchange, clock_now(), &pulled->request);
    }
    job->state = pulled;
}

/** Each request is an act of its own: what one does, no other undoes. */
static void handle(void *context, struct http_job *first)
{
    struct pull *pull = context;
    const struct wallet_replay replay = wallet_replay_store_replay(pull->memory);

    for (const struct http_job *job = first; job; job = job->next) {
        struct pulled *pulled = job->state;
        const int64_t now = clock_now();
        if (!pulled) {
            continue;
        }

        if (pulled->request.is_signed) {
            pull_request_remember(&pulled->request, replay, now);
        }
        pull_answer_make(
            &pull->counter,
            &pulled->request,
            http_exchange_field(job->exchange, "Signature"),
            now,
            &pulled->answer);
    }
}

static bool commit(void *context)
{
    (void)context;
    return true;
}

static void tell(const struct pull *pull, const struct pulled *pulled, double milliseconds)
{
    const struct pull_request *request = &pulled->request;
    const struct session *session = pull->counter.session;
    const char *department = request->is_signed ? request->department : "-";
    const char *operation = request->is_signed ? pull_operation_name(request->operation) : "-";
    const int status = (int)pulled->answer.status;
    char time[WALLET_TIME_SIZE];

    wallet_time_format(clock_now(), time);
    if (session->json) {
        (void)printf(
            "{\"v\":1,\"at\":\"%s\",\"department\":\"%s\",\"operation\":\"%s\",\"status\":%d,"
            "\"ms\":%.1f}\n",
            time,
            department,
            operation,
            status,
            milliseconds);
        (void)fflush(stdout);
    } else {
        (void)fprintf(
            stderr, "%s %s %s %d %.1f ms\n", time, department, operation, status, milliseconds);
    }
}

enum {
    FIELDS_MAX = 6, /* of an answer, with what ends them */
};

/** Who may not ask is told what must be signed (RFC 9110 section 11.6.1, RFC 9421 section 5.1). */
static void fill_fields(const struct pull_answer *made, struct http_own_field out[FIELDS_MAX])
{
    size_t count = 0;

    if (made->status == HTTP_UNAUTHORIZED) {
        out[count++] = (struct http_own_field){ "WWW-Authenticate", "Signature" };
        out[count++] = (struct http_own_field){
            "Accept-Signature",
            "wallet=(\"@method\" \"@authority\" \"@path\" \"@query\");created;keyid;nonce"
        };
    }
    if (made->signature.input[0] != '\0') {
        out[count++] = (struct http_own_field){ "Content-Digest", made->digest };
        out[count++] = (struct http_own_field){ "Signature-Input", made->signature.input };
        out[count] = (struct http_own_field){ "Signature", made->signature.signature };
    }
}

static void answer(struct http_exchange *exchange, const struct pull_answer *made)
{
    struct http_own_field fields[FIELDS_MAX] = { { NULL, NULL } };
    const struct http_answer whole = {
        .status = made->status,
        .type = made->type,
        .body = pull_answer_body(made),
        .retry_seconds = made->status == HTTP_UNAVAILABLE ? 1 : 0,
        .fields = fields,
    };

    fill_fields(made, fields);
    http_exchange_answer(exchange, &whole);
}

static void finish(void *context, struct http_job *job, bool is_committed)
{
    const struct pull *pull = context;
    struct pulled *pulled = job->state;
    (void)is_committed;

    if (!pulled) {
        http_exchange_fail(job->exchange, HTTP_UNAVAILABLE);
        return;
    }
    if (!pull->is_quiet) {
        tell(pull, pulled, clock_milliseconds() - job->begun);
    }

    answer(job->exchange, &pulled->answer);
    pull_answer_free(&pulled->answer);
    free(pulled);
}

struct http_steps pull_steps(struct pull *pull)
{
    return (struct http_steps){ pull, prepare, handle, commit, finish };
}
