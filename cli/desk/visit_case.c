/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "desk_earlier.h"
#include "visit.h"

#include <stdio.h>
#include <string.h>

/* What a visit does with its case: the form, the acts on it, and its end. */

/** Whether a case may be acted on: nothing is asked, and the clerk is there. */
static bool may_act(const struct visit *visit)
{
    return !visit->pending.view && (visit->state == VISIT_ACCEPTED || visit->state == VISIT_FILL ||
                                    visit->state == VISIT_REFUSED ||
                                    visit->state == VISIT_UNKNOWN || visit->state == VISIT_READY);
}

enum visit_answer visit_fill(struct visit *visit, double now)
{
    if (!may_act(visit)) {
        return VISIT_NOT_NOW;
    }
    if (!desk_case_has_form(&visit->desk_case)) {
        return VISIT_NO_STORE;
    }

    visit->touched = now;
    visit_enter(visit, VISIT_FILL);
    return VISIT_OK;
}

static enum visit_answer answer_of(enum desk_case_answer answer)
{
    switch (answer) {
    case DESK_CASE_DONE: return VISIT_OK;
    case DESK_CASE_REFUSED: return VISIT_TOLD;
    case DESK_CASE_NO_STORE: return VISIT_NO_STORE;
    case DESK_CASE_NO_NAME: break;
    }

    return VISIT_NO_NAME;
}

/** From a party such as "111:NUMBER". */
static void set_holder(struct visit *visit)
{
    enum {
        TYPE_SIZE = 4
    };
    const char *party = wallet_case_party(visit->desk_case.item, 0);

    (void)snprintf(
        visit->holder,
        sizeof visit->holder,
        "%s",
        strlen(party) > TYPE_SIZE ? party + TYPE_SIZE : "");
}

enum visit_answer visit_open_case(struct visit *visit, const char *number, double now)
{
    if ((visit->state != VISIT_READY && visit->state != VISIT_START) || visit->pending.view ||
        desk_case_is_open(&visit->desk_case)) {
        return VISIT_NOT_NOW;
    }

    const enum visit_answer answer = answer_of(desk_earlier_resume(&visit->desk_case, number));
    visit->touched = now;
    visit->version++;
    if (answer == VISIT_OK) {
        set_holder(visit);
        visit->begun = now;
        visit_enter(visit, VISIT_FILL);
    }

    return answer;
}

/** What was submitted before is asked with today's trust and status data. */
static enum desk_case_answer use_again(struct visit *visit, const struct visit_act *act)
{
    const struct wallet_case_again again = {
        .source = act->text,
        .verifier = visit->examiner->checker.verifier,
        .may_be_checked_later = act->is_unchecked,
    };

    return desk_case_reuse(&visit->desk_case, act->name, &again);
}

enum visit_answer visit_act(struct visit *visit, const struct visit_act *act, double now)
{
    struct desk_case *desk_case = &visit->desk_case;
    enum desk_case_answer answer = DESK_CASE_NO_STORE;

    if (!may_act(visit)) {
        return VISIT_NOT_NOW;
    }

    visit->touched = now;
    visit->begun = visit->begun > 0 ? visit->begun : now;
    switch (act->kind) {
    case VISIT_ACT_PAPER: answer = desk_case_take_paper(desk_case, act->name, act->text); break;
    case VISIT_ACT_DEFER: answer = desk_case_defer(desk_case, act->name, act->text); break;
    case VISIT_ACT_REUSE: answer = use_again(visit, act); break;
    case VISIT_ACT_WRITE: answer = desk_case_write(desk_case, act->name, act->text); break;
    case VISIT_ACT_DECIDE:
        answer = desk_case_decide(desk_case, act->name, act->holds, act->text);
        break;
    }

    visit->version++;
    return answer_of(answer);
}

enum visit_answer visit_take_unchecked(struct visit *visit, double now)
{
    if (visit->state != VISIT_UNKNOWN || visit->pending.view || outcome_count(&visit->now) == 0) {
        return VISIT_NOT_NOW;
    }
    if (!visit->desk_case.store || !visit->desk_case.matter) {
        return VISIT_NO_STORE;
    }

    visit->touched = now;
    desk_case_take(&visit->desk_case, &visit->now, true);
    visit->version++;
    if (visit->desk_case.told) {
        return VISIT_TOLD;
    }

    visit_enter(visit, VISIT_ACCEPTED);
    return VISIT_OK;
}

bool visit_can_record_refusal(const struct visit *visit)
{
    return visit->state == VISIT_REFUSED && !visit->pending.view && !visit->now.is_recorded &&
           visit->desk_case.store;
}

enum visit_answer visit_record_refusal(struct visit *visit, double now)
{
    if (visit->state == VISIT_REFUSED && !visit->desk_case.store) {
        return VISIT_NO_STORE;
    }
    if (!visit_can_record_refusal(visit)) {
        return VISIT_NOT_NOW;
    }

    const enum visit_answer answer =
        answer_of(desk_case_record_refusal(&visit->desk_case, &visit->now));
    visit->now.is_recorded = answer == VISIT_OK;
    visit->touched = now;
    visit->version++;
    return answer;
}

/** The end of a visit: what is handed over stays on the screen, all else goes. */
static void end(struct visit *visit, double now)
{
    json_t *slip = visit->desk_case.slip ? json_incref(visit->desk_case.slip) : NULL;

    visit_count_time(visit, now);
    const double seconds = visit->done_seconds;
    visit_forget(visit);
    visit->done_seconds = seconds;
    visit->desk_case.slip = slip;
    json_decref(visit->last_slip);
    visit->last_slip = slip ? json_incref(slip) : NULL;
    visit->touched = now;
    visit_enter(visit, VISIT_DONE);
    visit->leaves_at = now + VISIT_DONE_MS;
}

static enum visit_answer go(
    struct visit *visit, enum wallet_case_state state, const char *note, double now)
{
    if (!may_act(visit) || visit->state == VISIT_READY) {
        return VISIT_NOT_NOW;
    }

    const enum visit_answer answer = answer_of(desk_case_go(&visit->desk_case, state, note));
    visit->touched = now;
    visit->version++;
    if (answer == VISIT_OK) {
        end(visit, now);
    }

    return answer;
}

enum visit_answer visit_finish(struct visit *visit, double now)
{
    if (visit->desk_case.item) {
        return go(visit, WALLET_CASE_ACCEPTED, NULL, now);
    }
    if (visit->state != VISIT_ACCEPTED || visit->pending.view) {
        return VISIT_NOT_NOW;
    }
    if (visit->desk_case.matter) {
        return VISIT_NO_STORE;
    }

    end(visit, now);
    return VISIT_OK;
}

enum visit_answer visit_notify(struct visit *visit, double now)
{
    return go(visit, WALLET_CASE_CORRECTING, NULL, now);
}

enum visit_answer visit_decline(struct visit *visit, const char *note, double now)
{
    return go(visit, WALLET_CASE_NOT_ACCEPTED, note, now);
}
