/* SPDX-License-Identifier: Apache-2.0 */
#include "case_acts.h"

#include "clock.h"

const char *case_acts_text(const json_t *body, const char *name)
{
    return json_string_value(json_object_get(body, name));
}

bool case_acts_open(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const char *number = case_acts_text(body, "number");
    if (!number) {
        return false;
    }

    *out = visit_open_case(&desk->visit, number, clock_milliseconds());
    return true;
}

bool case_acts_fill(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_fill(&desk->visit, clock_milliseconds());
    return true;
}

/* An act on the case, of a name and a text; without the name the page is wrong. */
static bool act_on_case(struct desk *desk, const struct visit_act *wanted, enum visit_answer *out)
{
    if (!wanted->name) {
        return false;
    }

    *out = visit_act(&desk->visit, wanted, clock_milliseconds());
    return true;
}

bool case_acts_take_paper(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const struct visit_act wanted = { .kind = VISIT_ACT_PAPER,
                                      .name = case_acts_text(body, "material"),
                                      .text = case_acts_text(body, "note") };

    return wanted.text && act_on_case(desk, &wanted, out);
}

bool case_acts_defer(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const struct visit_act wanted = { .kind = VISIT_ACT_DEFER,
                                      .name = case_acts_text(body, "material"),
                                      .text = case_acts_text(body, "day") };

    return wanted.text && act_on_case(desk, &wanted, out);
}

bool case_acts_use_again(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const struct visit_act wanted = { .kind = VISIT_ACT_REUSE,
                                      .name = case_acts_text(body, "material"),
                                      .text = case_acts_text(body, "source"),
                                      .is_unchecked =
                                          json_is_true(json_object_get(body, "unchecked")) };

    return wanted.text && act_on_case(desk, &wanted, out);
}

bool case_acts_write(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const struct visit_act wanted = { .kind = VISIT_ACT_WRITE,
                                      .name = case_acts_text(body, "name"),
                                      .text = case_acts_text(body, "value") };
    const bool is_undone = json_is_true(json_object_get(body, "undo"));

    return is_undone == !wanted.text && act_on_case(desk, &wanted, out);
}

bool case_acts_decide(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const json_t *holds = json_object_get(body, "holds");
    const char *note = case_acts_text(body, "note");
    const struct visit_act wanted = { .kind = VISIT_ACT_DECIDE,
                                      .name = case_acts_text(body, "rule"),
                                      .text = note ? note : "",
                                      .holds = json_is_true(holds) };

    return json_is_boolean(holds) && act_on_case(desk, &wanted, out);
}

bool case_acts_take_unchecked(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_take_unchecked(&desk->visit, clock_milliseconds());
    return true;
}

bool case_acts_record_refusal(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_record_refusal(&desk->visit, clock_milliseconds());
    return true;
}

bool case_acts_notify(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    (void)body;
    *out = visit_notify(&desk->visit, clock_milliseconds());
    return true;
}

bool case_acts_decline(struct desk *desk, const json_t *body, enum visit_answer *out)
{
    const char *note = case_acts_text(body, "note");
    if (!note) {
        return false;
    }

    *out = visit_decline(&desk->visit, note, clock_milliseconds());
    return true;
}
