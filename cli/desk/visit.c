/* SPDX-License-Identifier: Apache-2.0 */
#include "visit.h"

#include "clock.h"
#include "foreign.h"
#include "verifying_kind.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    enum visit_state state;
    const char *name;
} names[] = {
    { VISIT_START, "start" },     { VISIT_READY, "ready" },     { VISIT_ACCEPTED, "accepted" },
    { VISIT_LOOK, "look" },       { VISIT_REFUSED, "refused" }, { VISIT_OTHER, "other" },
    { VISIT_UNKNOWN, "unknown" }, { VISIT_ASKING, "asking" },   { VISIT_DONE, "done" },
    { VISIT_FILL, "fill" },       { VISIT_LOCKED, "locked" },   { VISIT_CHECKING, "checking" },
};

const char *visit_state_name(enum visit_state state)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].state == state) {
            return names[i].name;
        }
    }

    return "ready";
}

void visit_enter(struct visit *visit, enum visit_state state)
{
    visit->state = state;
    visit->leaves_at = 0;
    visit->version++;
}

void visit_step_aside(struct visit *visit)
{
    if (visit->state != VISIT_OTHER) {
        visit->before =
            visit->state == VISIT_START || visit->state == VISIT_DONE ? VISIT_READY : visit->state;
    }
}

bool visit_is_busy(const struct visit *visit)
{
    return visit->state == VISIT_LOCKED || visit->state == VISIT_CHECKING || visit->pending.view;
}

bool visit_is_asking(const struct visit *visit)
{
    return visit->state == VISIT_ASKING ||
           ((visit->state == VISIT_OTHER || visit->state == VISIT_CHECKING) &&
            visit->before == VISIT_ASKING);
}

static void drop_other(struct visit *visit)
{
    json_decref(visit->other);
    visit->other = NULL;
}

static void drop_parts(struct visit *visit)
{
    wallet_parts_free(visit->parts);
    visit->parts = NULL;
}

void visit_forget(struct visit *visit)
{
    outcome_forget(&visit->now);
    outcome_forget(&visit->pending);
    counter_code_forget(&visit->code);
    errand_forget(&visit->errand);
    desk_case_forget(&visit->desk_case);
    drop_other(visit);
    drop_parts(visit);
    explicit_bzero(visit->holder, sizeof visit->holder);
    visit->begun = 0;
    visit->done_seconds = 0;
}

void visit_close(struct visit *visit)
{
    visit_forget(visit);
    json_decref(visit->last_slip);
    lock_forget(&visit->lock);
}

/* Takes what was accepted, and looked at where that was needed. */
static void count_in(struct visit *visit)
{
    desk_case_take(&visit->desk_case, &visit->now, false);
    if (visit->holder[0] == '\0') {
        memcpy(visit->holder, visit->now.holder, sizeof visit->holder);
    }
    visit_enter(visit, VISIT_ACCEPTED);
}

/* What the page shows of it. */
static void settle(struct visit *visit)
{
    counter_code_hide(&visit->code);
    switch (visit->now.decision) {
    case WALLET_ACCEPTED:
        if (visit->now.needs_look) {
            visit_enter(visit, VISIT_LOOK);
        } else {
            count_in(visit);
        }
        break;
    case WALLET_REFUSED: visit_enter(visit, VISIT_REFUSED); break;
    case WALLET_UNKNOWN: visit_enter(visit, VISIT_UNKNOWN); break;
    }
}

/* Whether it may be another person's, while a matter is open: some licence does not name the one who is here. */
static bool is_doubtful(const struct visit *visit, const struct outcome *outcome)
{
    bool names_all = outcome_count(outcome) > 0;

    for (size_t i = 0; i < outcome_count(outcome) && names_all; i++) {
        names_all = licence_names(outcome_verdict(outcome, i), visit->holder);
    }

    return outcome->decision == WALLET_ACCEPTED && desk_case_is_open(&visit->desk_case) &&
           !names_all && !outcome->is_for_case;
}

/* One of several licences that were asked for, as print is: it answers no request, and counts by itself. */
static bool is_printed(const struct outcome *outcome)
{
    return outcome->reason == WALLET_REASON_INCOMPLETE && outcome_count(outcome) == 1 &&
           !wallet_verdict_is_bound(outcome_verdict(outcome, 0));
}

static bool is_answer_to_before(const struct visit *visit, const struct outcome *outcome)
{
    return outcome->reason == WALLET_REASON_NONCE && visit->code.before;
}

/* An answer to the request whose time ran out while the holder made it up is as good. */
static enum wallet_status look(struct visit *visit, const struct input *input, struct outcome *out)
{
    const struct wallet_request *request = visit_is_asking(visit) ? visit->code.request : NULL;
    enum wallet_status status = examiner_look(visit->examiner, input, request, out);

    if (status == WALLET_OK && request && is_printed(out)) {
        outcome_forget(out);
        request = NULL;
        status = examiner_look(visit->examiner, input, request, out);
    }
    if (status == WALLET_OK && request && is_answer_to_before(visit, out)) {
        outcome_forget(out);
        request = visit->code.before;
        status = examiner_look(visit->examiner, input, request, out);
    }

    /* What an answer rests on is kept with the case. */
    if (status == WALLET_OK &&
        !outcome_keep_ground(out, counter_code_bytes(&visit->code, request))) {
        outcome_forget(out);
        status = WALLET_ERR_MEMORY;
    }

    return status;
}

void visit_begin_next(struct visit *visit)
{
    if (!desk_case_is_open(&visit->desk_case) && !visit_is_asking(visit) &&
        visit->state != VISIT_READY) {
        visit_forget(visit);
    }
    if (!visit->now.view) {
        examiner_refresh(visit->examiner);
    }
}

void visit_take_outcome(struct visit *visit, struct outcome *outcome, double now)
{
    if (outcome->decision == WALLET_ACCEPTED && desk_case_is_partial(&visit->desk_case, outcome)) {
        outcome_mark_partial(outcome);
    }
    visit->is_looked_at = true;
    visit->begun = visit->begun > 0 ? visit->begun : now;
    drop_other(visit);
    drop_parts(visit);
    if (is_doubtful(visit, outcome)) {
        visit->pending = *outcome;
        visit_enter(visit, visit->state == VISIT_OTHER ? visit->before : visit->state);
        return;
    }

    outcome_forget(&visit->now);
    visit->now = *outcome;
    settle(visit);
}

static enum visit_answer examine(struct visit *visit, const struct input *input, double now)
{
    struct outcome outcome;
    const double started = clock_milliseconds();

    visit_begin_next(visit);
    if (look(visit, input, &outcome) != WALLET_OK) {
        return VISIT_NO_MEMORY;
    }

    visit->looked_ms = clock_milliseconds() - started;
    visit_take_outcome(visit, &outcome, now);
    return VISIT_OK;
}

enum visit_answer visit_take_other(struct visit *visit, json_t *other, double now)
{
    if (visit_is_busy(visit)) {
        json_decref(other);
        return VISIT_NOT_NOW;
    }

    visit->touched = now;
    visit_step_aside(visit);
    if (visit->state == VISIT_DONE) {
        visit_forget(visit);
    }
    drop_other(visit);
    visit->other = other;
    visit_enter(visit, VISIT_OTHER);
    visit->leaves_at = now + VISIT_OTHER_MS;
    return VISIT_OK;
}

/* A part of another licence begins anew. */
static enum wallet_status add_part(struct visit *visit, struct wallet_bytes text)
{
    enum wallet_status status = visit->parts ? WALLET_OK : wallet_parts_new(&visit->parts, NULL);

    if (status == WALLET_OK) {
        status = wallet_parts_add(visit->parts, text, NULL, NULL);
    }
    if (status == WALLET_ERR_VALUE) {
        wallet_parts_reset(visit->parts);
        status = wallet_parts_add(visit->parts, text, NULL, NULL);
    }

    return status;
}

static enum visit_answer take_part(struct visit *visit, const struct input *input, double now)
{
    const enum wallet_status status = add_part(visit, input->content);

    if (status == WALLET_ERR_MEMORY) {
        return VISIT_NO_MEMORY;
    }
    if (status != WALLET_OK) {
        drop_parts(visit);
        return visit_take_other(visit, foreign_picture(FOREIGN_GUN_LOST), now);
    }

    const struct wallet_bytes whole = wallet_parts_object(visit->parts);
    visit->version++;
    if (whole.size == 0) {
        return VISIT_OK;
    }

    struct wallet_parts *parts = visit->parts; /* the object is in it */
    visit->parts = NULL;
    const enum visit_answer answer = examine(
        visit,
        &(struct input){ .name = input->name, .content = whole, .index = 1, .count = 1 },
        now);
    wallet_parts_free(parts);
    return answer;
}

/* A grant, where there is a repository that gives something for it. */
static bool is_grant(
    const struct visit *visit, const struct input *input, struct wallet_buffer *out)
{
    return visit->errand.repository && verifying_kind(input, out) == VERIFYING_GRANT;
}

enum visit_answer visit_take(struct visit *visit, const struct input *input, double now)
{
    struct wallet_buffer object = { 0 };
    if (visit_is_busy(visit)) {
        return VISIT_NOT_NOW;
    }

    visit->touched = now;
    if (is_grant(visit, input, &object)) {
        const enum visit_answer answer = visit_take_grant(
            visit, input->is_text ? wallet_buffer_bytes(&object) : input->content, now);
        wallet_buffer_clear(&object);
        return answer;
    }
    wallet_buffer_clear(&object);
    json_t *other = foreign_name(visit->examiner->session, input);
    if (other) {
        return visit_take_other(visit, other, now);
    }
    if (input->is_text && wallet_code_kind(input->content) == WALLET_CODE_LICENCE_PART) {
        return take_part(visit, input, now);
    }

    return examine(visit, input, now);
}

enum visit_answer visit_look(struct visit *visit, bool is_so, double now)
{
    if (visit->state != VISIT_LOOK || visit->pending.view) {
        return VISIT_NOT_NOW;
    }

    visit->touched = now;
    if (is_so) {
        count_in(visit);
    } else {
        outcome_reject(&visit->now);
        visit_enter(visit, VISIT_REFUSED);
    }
    return VISIT_OK;
}

void visit_count_time(struct visit *visit, double now)
{
    const double milliseconds = 1000;

    visit->done_seconds = (now - visit->begun) / milliseconds;
    timing_add(&visit->timing, visit->done_seconds, clock_now());
}

enum visit_answer visit_next(struct visit *visit, double now)
{
    if (visit->state == VISIT_LOCKED) {
        return VISIT_NOT_NOW;
    }

    visit->touched = now;
    if (visit->state == VISIT_ACCEPTED) {
        visit_count_time(visit, now);
    }
    visit_forget(visit);
    visit_enter(visit, VISIT_READY);
    return VISIT_OK;
}

enum visit_answer visit_decide_pending(struct visit *visit, bool is_added, double now)
{
    if (!visit->pending.view || visit->state == VISIT_LOCKED) {
        return VISIT_NOT_NOW;
    }

    struct outcome outcome = visit->pending;
    visit->touched = now;
    visit->pending = (struct outcome){ .view = NULL };
    if (is_added) {
        outcome_forget(&visit->now);
    } else {
        (void)visit_next(visit, now);
        visit->begun = now;
    }
    visit->now = outcome;
    settle(visit);
    return VISIT_OK;
}
