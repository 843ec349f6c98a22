/* SPDX-License-Identifier: Apache-2.0 */
#include "door_take.h"

#include "clock.h"
#include "content.h"
#include "desk_log.h"
#include "door_result.h"
#include "handed.h"
#include "reply.h"

#include <stdlib.h>
#include <string.h>

enum {
    WAITING_MAX_AT_DOOR = 8,
};

/** Something that was handed in. */
struct take_job {
    struct hand_job job;
    struct http_exchange *exchange;
    char name[GATE_NAME_SIZE];
    bool is_picture;
    struct wallet_scan *scan; /* NULL: it is no picture, or could not be read */
};

/** Somebody who wants to know what came of it. */
struct result_job {
    struct hand_job job;
    struct http_exchange *exchange;
    char ticket[GATE_NAME_SIZE];
};

static bool is_of(const struct outcome *outcome, const uint8_t digest[WALLET_DIGEST_SIZE])
{
    uint8_t own[WALLET_DIGEST_SIZE];

    if (!outcome->view || outcome_count(outcome) == 0) {
        return false;
    }

    wallet_verdict_digest(outcome_verdict(outcome, 0), own);
    return memcmp(own, digest, sizeof own) == 0;
}

/* What was accepted counts once the clerk is past looking at it. */
static bool is_counted(const struct visit *visit)
{
    const enum visit_state state = visit->state == VISIT_OTHER ? visit->before : visit->state;

    return state == VISIT_ACCEPTED || state == VISIT_FILL || state == VISIT_DONE;
}

/* What the visit makes of it now. */
static enum door_result result_of(
    const struct visit *visit, const struct outcome *outcome, enum wallet_reason *out_reason)
{
    *out_reason = WALLET_REASON_NONE;

    if (outcome == &visit->pending) {
        return DOOR_LOOKING;
    }
    if (outcome->decision == WALLET_ACCEPTED) {
        return is_counted(visit) ? DOOR_ACCEPTED : DOOR_LOOKING;
    }

    *out_reason = outcome->reason;
    return outcome->decision == WALLET_REFUSED ? DOOR_REFUSED : DOOR_UNKNOWN;
}

/* Where the clerk has yet to say something, a ticket goes with it. */
static json_t *outcome_json(struct desk *desk)
{
    const struct visit *visit = &desk->visit;
    const struct outcome *outcome = visit->pending.view ? &visit->pending : &visit->now;
    uint8_t digest[WALLET_DIGEST_SIZE];
    char ticket[GATE_NAME_SIZE];
    enum wallet_reason reason = WALLET_REASON_NONE;

    const enum door_result result = result_of(visit, outcome, &reason);
    json_t *out = door_result_json(result, reason);
    if (result == DOOR_LOOKING && outcome_count(outcome) > 0) {
        wallet_verdict_digest(outcome_verdict(outcome, 0), digest);
        if (gate_give_ticket(&desk->door.gate, digest, ticket)) {
            (void)json_object_set_new(out, "ticket", json_string(ticket));
        }
    }
    return out;
}

/* What came of it, once the visit has taken it. */
static json_t *taken_json(struct desk *desk)
{
    const struct visit *visit = &desk->visit;

    if (visit->pending.view || !visit_is_asking(visit)) {
        return outcome_json(desk);
    }
    if (visit->state == VISIT_OTHER) {
        return door_result_other_json(json_incref(visit->other));
    }
    if (visit->parts && wallet_parts_count(visit->parts) > 0) {
        return door_result_part_json(
            wallet_parts_have(visit->parts), wallet_parts_count(visit->parts));
    }

    return door_result_json(DOOR_LOOKING, WALLET_REASON_NONE);
}

/*
 * What is no licence stays at the door.  Of a grant the visit knows more: whether there is a repository
 * that gives something for it.
 */
static json_t *name_foreign(const struct session *session, const struct input *input)
{
    json_t *foreign = foreign_name(session, input);
    const char *kind = json_string_value(json_object_get(foreign, "kind"));

    if (kind && strcmp(kind, "grant") == 0) {
        json_decref(foreign);
        return NULL;
    }

    return foreign;
}

static json_t *take_one(struct desk *desk, const struct input *input, enum visit_answer *out_answer)
{
    json_t *foreign = name_foreign(desk->session, input);
    if (foreign) {
        *out_answer = VISIT_NOT_NOW;
        return door_result_other_json(foreign);
    }

    *out_answer = visit_take(&desk->visit, input, clock_milliseconds());
    desk_log(desk);
    return *out_answer == VISIT_OK ? taken_json(desk)
                                   : door_result_json(DOOR_BUSY, WALLET_REASON_NONE);
}

/* The last one's result counts: of parts, what they come to. */
static json_t *take_handed(
    struct desk *desk, const struct handed *handed, enum visit_answer *out_answer)
{
    json_t *told = NULL;
    *out_answer = VISIT_OK;

    if (handed->count == 0) {
        *out_answer = VISIT_NOT_NOW;
        return handed->other == FOREIGN_NOT_A_CODE
                   ? door_result_json(DOOR_OTHER, WALLET_REASON_NONE)
                   : door_result_other_json(foreign_picture(handed->other));
    }
    for (size_t i = 0; i < handed->count && *out_answer == VISIT_OK; i++) {
        const struct input input = { .name = "phone",
                                     .content = handed->codes[i],
                                     .is_text = handed->is_text,
                                     .index = 1,
                                     .count = 1 };
        json_decref(told);
        told = take_one(desk, &input, out_answer);
    }

    return told;
}

static void take(struct desk *desk, const struct take_job *job)
{
    struct handed handed;
    enum visit_answer answer = VISIT_OK;

    if (job->is_picture) {
        handed_read_scan(job->scan, &handed);
    } else {
        handed_read_file(http_exchange_body(job->exchange), &handed);
    }
    json_t *told = take_handed(desk, &handed, &answer);
    gate_leave(&desk->door.gate); /* before the answer, on which somebody may come again */
    reply_json(job->exchange, answer == VISIT_OK ? HTTP_OK : HTTP_CONFLICT, told);
}

/* On the clerk's hand: the request may be over meanwhile. */
static void finish_take(void *opaque, struct hand_job *job)
{
    struct take_job *mine = (struct take_job *)job;
    struct desk *desk = opaque;

    if (visit_is_asking(&desk->visit) &&
        gate_is_open(&desk->door.gate, mine->name, clock_milliseconds())) {
        take(desk, mine);
    } else {
        gate_leave(&desk->door.gate);
        http_exchange_fail(mine->exchange, HTTP_GONE);
    }
    wallet_scan_free(mine->scan);
    free(mine);
}

static void scan(void *opaque, struct hand_job *job)
{
    struct take_job *mine = (struct take_job *)job;
    struct desk *desk = opaque;

    mine->scan = handed_scan(http_exchange_body(mine->exchange));
    mine->job.run = finish_take;
    hand_give(desk->clerk, &mine->job);
}

/* Inside the gate. */
static void give(struct desk *desk, struct http_exchange *exchange, const char *name)
{
    const struct wallet_bytes body = http_exchange_body(exchange);
    struct take_job *job = calloc(1, sizeof *job);
    if (!job) {
        gate_leave(&desk->door.gate);
        http_exchange_fail(exchange, HTTP_INTERNAL_ERROR);
        return;
    }

    job->exchange = exchange;
    memcpy(job->name, name, sizeof job->name);
    job->is_picture = body.size > 0 && content_kind(body) == CONTENT_PICTURE;
    job->job.run = job->is_picture ? scan : finish_take;
    hand_give(job->is_picture ? desk->door.eyes : desk->clerk, &job->job);
}

void door_take(struct desk *desk, struct http_exchange *exchange, const char *name)
{
    switch (gate_enter(&desk->door.gate, name, clock_milliseconds())) {
    case GATE_OVER: http_exchange_fail(exchange, HTTP_GONE); break;
    case GATE_TAKEN: http_exchange_fail(exchange, HTTP_UNAVAILABLE); break;
    case GATE_ENTERED: give(desk, exchange, name); break;
    }
}

static json_t *result_json(const struct visit *visit, const uint8_t digest[WALLET_DIGEST_SIZE])
{
    const struct outcome *outcome = is_of(&visit->pending, digest) ? &visit->pending
                                    : is_of(&visit->now, digest)   ? &visit->now
                                                                   : NULL;
    enum wallet_reason reason = WALLET_REASON_NONE;

    if (!outcome) {
        return door_result_json(DOOR_OVER, WALLET_REASON_NONE);
    }

    const enum door_result result = result_of(visit, outcome, &reason);
    return door_result_json(result, reason);
}

static void finish_result(void *opaque, struct hand_job *job)
{
    struct result_job *mine = (struct result_job *)job;
    struct desk *desk = opaque;
    uint8_t digest[WALLET_DIGEST_SIZE];

    (void)atomic_fetch_sub(&desk->door.waiting, 1);
    if (gate_has_ticket(&desk->door.gate, mine->ticket, digest)) {
        reply_json(mine->exchange, HTTP_OK, result_json(&desk->visit, digest));
    } else {
        http_exchange_fail(mine->exchange, HTTP_GONE);
    }
    free(mine);
}

void door_tell_result(struct desk *desk, struct http_exchange *exchange, const char *ticket)
{
    uint8_t digest[WALLET_DIGEST_SIZE];
    if (!gate_has_ticket(&desk->door.gate, ticket, digest)) {
        http_exchange_fail(exchange, HTTP_GONE);
        return;
    }

    struct result_job *job = calloc(1, sizeof *job);
    if (!job || atomic_fetch_add(&desk->door.waiting, 1) >= WAITING_MAX_AT_DOOR) {
        (void)atomic_fetch_sub(&desk->door.waiting, job ? 1U : 0U);
        http_exchange_fail(exchange, HTTP_UNAVAILABLE);
        free(job);
        return;
    }

    *job = (struct result_job){ .job = { .run = finish_result }, .exchange = exchange };
    memcpy(job->ticket, ticket, sizeof job->ticket);
    hand_give(desk->clerk, &job->job);
}
