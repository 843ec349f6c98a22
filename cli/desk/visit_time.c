/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "visit.h"

enum {
    SECOND_MS = 1000,
    RETRY_MS = 5000, /* where a code could not be signed anew */
};

/* What the visit does with time: the counter's code and its renewal, leaving by itself, the lock. */

enum visit_answer visit_ask(struct visit *visit, double now)
{
    if (visit_is_busy(visit) || visit_is_asking(visit)) {
        return VISIT_NOT_NOW;
    }
    if (!visit->code.signing) {
        return VISIT_NO_KEY;
    }
    if (!visit->desk_case.matter) {
        return VISIT_NO_MATTER;
    }

    visit->touched = now;
    if (!desk_case_is_open(&visit->desk_case)) {
        visit_forget(visit);
    }
    if (!counter_code_renew(
            &visit->code, visit->desk_case.matter, examiner_time(visit->examiner))) {
        return VISIT_NOT_MADE;
    }
    visit_enter(visit, VISIT_ASKING);
    return VISIT_OK;
}

enum visit_answer visit_stop_asking(struct visit *visit, double now)
{
    if (visit->state != VISIT_ASKING) {
        return VISIT_NOT_NOW;
    }

    visit->touched = now;
    counter_code_hide(&visit->code);
    visit_enter(
        visit,
        visit->now.view && desk_case_is_open(&visit->desk_case) ? VISIT_ACCEPTED : VISIT_READY);
    return VISIT_OK;
}

enum visit_answer visit_choose_matter(struct visit *visit, const char *name, double now)
{
    if (visit_is_busy(visit) || visit_is_asking(visit)) {
        return VISIT_NOT_NOW;
    }
    if (!desk_case_choose(&visit->desk_case, name)) {
        return VISIT_NO_MATTER;
    }

    visit->touched = now;
    if (visit->state == VISIT_ACCEPTED) {
        desk_case_take(&visit->desk_case, &visit->now, false);
    }
    visit->version++;
    return VISIT_OK;
}

enum visit_answer visit_hold(struct visit *visit, double now)
{
    if (visit->state == VISIT_LOCKED) {
        return VISIT_NOT_NOW;
    }

    visit->touched = now;
    visit->leaves_at = 0;
    visit->version++;
    return VISIT_OK;
}

enum visit_answer visit_lock(struct visit *visit)
{
    visit_forget(visit);
    json_decref(visit->last_slip);
    visit->last_slip = NULL;
    visit_enter(visit, VISIT_LOCKED);
    return VISIT_OK;
}

enum visit_answer visit_unlock(struct visit *visit, struct wallet_bytes pin, double now)
{
    if (visit->state != VISIT_LOCKED) {
        return VISIT_NOT_NOW;
    }

    switch (lock_try(&visit->lock, pin, (int64_t)now)) {
    case LOCK_OPEN: break;
    case LOCK_WRONG: return VISIT_WRONG_PIN;
    case LOCK_WAIT: return VISIT_WAIT_FOR_PIN;
    }
    visit->touched = now;
    visit_enter(visit, VISIT_READY);
    return VISIT_OK;
}

void visit_set_gun(struct visit *visit, enum visit_gun gun)
{
    visit->version += visit->gun != gun;
    visit->gun = gun;
}

static bool has_person(const struct visit *visit)
{
    return visit->now.view || visit->pending.view || visit->parts || visit->desk_case.taken > 0 ||
           errand_is_out(&visit->errand);
}

/* The nonce is good for minutes: whoever comes later gets a new one. */
static void renew_code(struct visit *visit)
{
    if (visit_is_asking(visit) &&
        wallet_request_until(visit->code.request) <= examiner_time(visit->examiner)) {
        (void)counter_code_renew(
            &visit->code, visit->desk_case.matter, examiner_time(visit->examiner));
        visit->version++;
    }
}

static void leave(struct visit *visit, double now)
{
    if (visit->leaves_at == 0 || now < visit->leaves_at) {
        return;
    }

    if (visit->state == VISIT_OTHER) {
        json_decref(visit->other);
        visit->other = NULL;
        visit_enter(visit, visit->before);
    } else {
        visit_forget(visit);
        visit_enter(visit, VISIT_READY);
    }
}

static double idle_at(const struct visit *visit)
{
    return visit->idle_seconds > 0 && has_person(visit) && visit->state != VISIT_LOCKED
               ? visit->touched + (double)visit->idle_seconds * SECOND_MS
               : 0;
}

static double sooner(double one, double other)
{
    return one == 0 || (other != 0 && other < one) ? other : one;
}

static double renewal_at(const struct visit *visit, double now)
{
    if (!visit_is_asking(visit)) {
        return 0;
    }

    const int64_t left = wallet_request_until(visit->code.request) - examiner_time(visit->examiner);
    return now + (left > 0 ? (double)left * SECOND_MS : RETRY_MS);
}

int64_t visit_due(struct visit *visit, double now)
{
    const double idle = idle_at(visit);

    if (idle != 0 && now >= idle) {
        (void)visit_lock(visit);
    }
    leave(visit, now);
    renew_code(visit);

    const double next = sooner(sooner(visit->leaves_at, idle_at(visit)), renewal_at(visit, now));
    return next == 0 ? -1 : next > now ? (int64_t)(next - now) + 1 : 0;
}
