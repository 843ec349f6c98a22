/* SPDX-License-Identifier: Apache-2.0 */
#include "view.h"

#include "clock.h"
#include "json.h"
#include "text.h"
#include "words.h"

static const char *gun_name(enum visit_gun gun)
{
    switch (gun) {
    case VISIT_GUN_NONE: break;
    case VISIT_GUN_READY: return "ready";
    case VISIT_GUN_GONE: return "gone";
    }

    return "none";
}

static const char *repository_name(const struct errand *errand)
{
    return !errand->repository ? "none" : errand->is_cut_off ? "gone" : "ready";
}

static json_t *counter_json(const struct visit *visit)
{
    const struct wallet_key *key = visit->code.signing ? visit->code.signing->key : NULL;

    return json_pack(
        "{s:o,s:o}",
        "id",
        json_text_or_null(key ? wallet_key_issuer(key) : NULL),
        "name",
        words(
            key ? wallet_key_issuer_name(key, WALLET_ENGLISH) : "",
            key ? wallet_key_issuer_name(key, WALLET_CHINESE) : ""));
}

static json_t *desk_json(const struct visit *visit, const struct desk_sign *sign)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "window", json_text_or_null(sign->window));
    (void)json_object_set_new(out, "clerk", json_text_or_null(sign->clerk));
    (void)json_object_set_new(out, "counter", counter_json(visit));
    (void)json_object_set_new(out, "time", json_time(examiner_time(visit->examiner)));
    (void)json_object_set_new(
        out, "test_clock", json_boolean(visit->examiner->checker.moment.is_test));
    (void)json_object_set_new(out, "trust", examiner_trust_json(visit->examiner));
    (void)json_object_set_new(out, "status", examiner_status_json(visit->examiner));
    (void)json_object_set_new(out, "gun", json_string(gun_name(visit->gun)));
    (void)json_object_set_new(out, "repository", json_string(repository_name(&visit->errand)));
    (void)json_object_set_new(out, "idle_seconds", json_integer(visit->idle_seconds));
    (void)json_object_set_new(out, "has_pin", json_boolean(visit->lock.has_pin));
    (void)json_object_set_new(out, "has_store", json_boolean(visit->desk_case.store != NULL));
    (void)json_object_set_new(out, "has_key", json_boolean(visit->code.signing != NULL));
    return out;
}

static json_t *parts_json(const struct visit *visit)
{
    const size_t count = visit->parts ? wallet_parts_count(visit->parts) : 0;

    return count == 0 ? json_null()
                      : json_pack(
                            "{s:I,s:I}",
                            "have",
                            (json_int_t)wallet_parts_have(visit->parts),
                            "of",
                            (json_int_t)count);
}

/* In the states that are about it; behind something else it is not lost, and not shown. */
static bool shows_verdict(const struct visit *visit)
{
    return visit->state == VISIT_ACCEPTED || visit->state == VISIT_LOOK ||
           visit->state == VISIT_REFUSED || visit->state == VISIT_UNKNOWN;
}

/** Whether a refusal can be recorded, or was; null where nothing was refused. */
static json_t *refusal_json(const struct visit *visit)
{
    return visit->state == VISIT_REFUSED ? json_pack(
                                               "{s:b,s:b}",
                                               "can_record",
                                               visit_can_record_refusal(visit),
                                               "recorded",
                                               visit->now.is_recorded)
                                         : json_null();
}

static json_t *borrowed(json_t *object)
{
    return object ? json_incref(object) : json_null();
}

static json_t *question_json(const struct visit *visit)
{
    return visit->pending.view ? json_pack(
                                     "{s:s,s:o}",
                                     "kind",
                                     "add-or-next",
                                     "licences",
                                     outcome_titles(&visit->pending))
                               : json_null();
}

static json_t *done_json(const struct visit *visit)
{
    enum {
        SECOND_MS = 1000,
    };

    if (visit->state != VISIT_DONE) {
        return json_null();
    }

    json_t *slip = visit->desk_case.slip;
    json_t *number = json_object_get(slip, "number");
    return json_pack(
        "{s:O?,s:O?,s:f,s:o}",
        "number",
        number,
        "slip",
        slip,
        "seconds",
        (double)(int64_t)(visit->done_seconds * 10 + 0.5) / 10,
        "clears_seconds",
        visit->leaves_at > 0 ? json_integer(VISIT_DONE_MS / SECOND_MS) : json_null());
}

json_t *view_json(const struct visit *visit, const struct desk_sign *sign)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "version", json_integer((json_int_t)visit->version));
    (void)json_object_set_new(out, "state", json_string(visit_state_name(visit->state)));
    (void)json_object_set_new(out, "desk", desk_json(visit, sign));
    desk_case_add_view(&visit->desk_case, out);
    (void)json_object_set_new(out, "parts", parts_json(visit));
    (void)json_object_set_new(
        out, "verdict", shows_verdict(visit) ? borrowed(visit->now.view) : json_null());
    (void)json_object_set_new(out, "refusal", refusal_json(visit));
    (void)json_object_set_new(
        out, "other", visit->state == VISIT_OTHER ? borrowed(visit->other) : json_null());
    (void)json_object_set_new(out, "ask", counter_code_json(&visit->code));
    (void)json_object_set_new(out, "question", question_json(visit));
    (void)json_object_set_new(out, "done", done_json(visit));
    (void)json_object_set_new(out, "last_slip", borrowed(visit->last_slip));
    (void)json_object_set_new(out, "timing", timing_json(&visit->timing));
    return out;
}

static json_t *decision_json(const struct visit *visit)
{
    return shows_verdict(visit) && visit->state != VISIT_LOOK
               ? json_string(wallet_decision_name(visit->now.decision))
               : json_null();
}

json_t *view_citizen_json(const struct visit *visit)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "version", json_integer((json_int_t)visit->version));
    (void)json_object_set_new(out, "state", json_string(visit_state_name(visit->state)));
    (void)json_object_set_new(out, "ask", counter_code_drawing_json(&visit->code));
    (void)json_object_set_new(out, "decision", decision_json(visit));
    (void)json_object_set_new(out, "asked", counter_code_asked_json(&visit->code));
    (void)json_object_set_new(out, "receipt", json_null());
    return out;
}
