/* SPDX-License-Identifier: Apache-2.0 */
#include "courier.h"

#include "clock.h"
#include "desk_log.h"
#include "http_call.h"

#include <stdlib.h>
#include <string.h>

/** A call on its way there, or its answer on the way back. */
struct courier_job {
    struct hand_job job;
    uint64_t number;
    uint8_t *call;
    size_t size;
    struct http_reply reply; /* without data: there was none */
};

static void job_free(struct courier_job *mine)
{
    if (mine->reply.data) {
        explicit_bzero(mine->reply.data, mine->reply.size);
    }
    http_reply_clear(&mine->reply);
    free(mine->call);
    free(mine);
}

/* On the clerk's hand: it is back. */
static void hand_over(void *opaque, struct hand_job *job)
{
    struct courier_job *mine = (struct courier_job *)job;
    struct desk *desk = opaque;
    const struct wallet_bytes answer = { mine->reply.data, mine->reply.size };

    visit_take_answer(&desk->visit, mine->number, answer, clock_milliseconds());
    desk_log(desk);
    job_free(mine);
}

/* Why there is no answer is told to whoever reads the log. */
static void call_repository(void *opaque, struct hand_job *job)
{
    struct courier_job *mine = (struct courier_job *)job;
    struct desk *desk = opaque;
    struct story story = { .what = "" };
    struct session session = *desk->session;
    const struct http_callee callee = { desk->settings->repository, desk->settings->authorities };
    struct http_reply reply;

    session.story = &story;
    if (http_call(&session, &callee, (struct wallet_bytes){ mine->call, mine->size }, &reply) ==
        EXIT_CODE_OK) {
        mine->reply = reply;
    }
    mine->job.run = hand_over;
    hand_give(desk->clerk, &mine->job);
}

void courier_send(struct desk *desk)
{
    struct errand *errand = &desk->visit.errand;

    if (!errand_is_out(errand) || errand->is_sent) {
        return;
    }

    const struct wallet_bytes call = wallet_buffer_bytes(&errand->call);
    struct courier_job *job = malloc(sizeof *job);
    uint8_t *copy = malloc(call.size);
    errand->is_sent = true;
    if (!job || !copy) {
        free(job);
        free(copy);
        visit_take_answer(
            &desk->visit, errand->number, (struct wallet_bytes){ 0 }, clock_milliseconds());
        return;
    }

    memcpy(copy, call.data, call.size);
    *job = (struct courier_job){
        .job = { .run = call_repository }, .number = errand->number, .call = copy, .size = call.size
    };
    hand_give(desk->courier, &job->job);
}
