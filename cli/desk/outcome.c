/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome.h"

#include "json.h"
#include "looks.h"
#include "text.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

size_t outcome_count(const struct outcome *outcome)
{
    return outcome->presentation ? wallet_presentation_count(outcome->presentation)
           : outcome->verdict    ? 1
                                 : 0;
}

const struct wallet_verdict *outcome_verdict(const struct outcome *outcome, size_t index)
{
    return outcome->presentation ? wallet_presentation_verdict(outcome->presentation, index)
                                 : outcome->verdict;
}

static const char *detail_of(const struct outcome *outcome)
{
    return outcome->presentation ? wallet_presentation_detail(outcome->presentation)
                                 : wallet_verdict_detail(outcome->verdict);
}

static void read_decision(struct outcome *outcome)
{
    if (outcome->presentation) {
        outcome->decision = wallet_presentation_decision(outcome->presentation);
        outcome->reason = wallet_presentation_reason(outcome->presentation);
    } else {
        outcome->decision = wallet_verdict_decision(outcome->verdict);
        outcome->reason = wallet_verdict_reason(outcome->verdict);
    }
}

/* One holder of all that is shown at once, or none that can be told. */
static void read_holder(struct outcome *outcome)
{
    char holder[LICENCE_HOLDER_SIZE];

    outcome->holder[0] = '\0';
    for (size_t i = 0; i < outcome_count(outcome); i++) {
        licence_holder(outcome_verdict(outcome, i), holder);
        if (i == 0) {
            memcpy(outcome->holder, holder, sizeof holder);
        } else if (strcmp(outcome->holder, holder) != 0) {
            outcome->holder[0] = '\0';
        }
    }
    explicit_bzero(holder, sizeof holder);
}

static json_t *sentence_json(enum wallet_reason reason)
{
    return words(
        wallet_reason_sentence(reason, WALLET_ENGLISH),
        wallet_reason_sentence(reason, WALLET_CHINESE));
}

static json_t *remedy_json(enum wallet_reason reason)
{
    return words(
        wallet_reason_remedy(reason, WALLET_ENGLISH), wallet_reason_remedy(reason, WALLET_CHINESE));
}

static json_t *looks_json(const struct session *session, const struct outcome *outcome)
{
    json_t *out = json_array();

    for (size_t i = 0; i < outcome_count(outcome) && outcome->decision == WALLET_ACCEPTED; i++) {
        looks_add(session, outcome_verdict(outcome, i), outcome->verdict != NULL, out);
    }

    return out;
}

static json_t *licences_json(const struct outcome *outcome)
{
    json_t *out = json_array();

    for (size_t i = 0; i < outcome_count(outcome); i++) {
        json_t *licence = licence_view(outcome_verdict(outcome, i));
        if (licence) {
            (void)json_array_append_new(out, licence);
        }
    }

    return out;
}

void outcome_tell(const struct session *session, struct outcome *outcome)
{
    read_decision(outcome);
    read_holder(outcome);
    json_t *looks = looks_json(session, outcome);
    outcome->needs_look = json_array_size(looks) > 0;

    const enum wallet_reason reason = outcome->reason;
    outcome->view = json_object();
    (void)json_object_set_new(
        outcome->view, "decision", json_string(wallet_decision_name(outcome->decision)));
    (void)json_object_set_new(
        outcome->view,
        "reason",
        reason == WALLET_REASON_NONE ? json_null() : json_string(wallet_reason_name(reason)));
    (void)json_object_set_new(outcome->view, "sentence", sentence_json(reason));
    (void)json_object_set_new(outcome->view, "remedy", remedy_json(reason));
    (void)json_object_set_new(outcome->view, "detail", json_text(text_of(detail_of(outcome))));
    (void)json_object_set_new(outcome->view, "looks", looks);
    (void)json_object_set_new(outcome->view, "licences", licences_json(outcome));
}

json_t *outcome_titles(const struct outcome *outcome)
{
    json_t *out = json_array();

    for (size_t i = 0; i < outcome_count(outcome); i++) {
        const struct wallet_type *type = wallet_verdict_type(outcome_verdict(outcome, i));
        if (type) {
            (void)json_array_append_new(out, words_type(type));
        }
    }

    return out;
}

void outcome_mark_partial(struct outcome *outcome)
{
    looks_add_partial(json_object_get(outcome->view, "looks"));
    outcome->needs_look = true;
}

void outcome_reject(struct outcome *outcome)
{
    outcome->decision = WALLET_REFUSED;
    (void)json_object_set_new(outcome->view, "decision", json_string("refused"));
    (void)json_object_set_new(
        outcome->view,
        "sentence",
        words("The clerk looked, and it is not as it should be", "经办人核对不符"));
    (void)json_object_set_new(
        outcome->view,
        "remedy",
        words("Ask for another document, or whom it concerns", "请出示其他证件，或由本人办理"));
    (void)json_object_set_new(outcome->view, "looks", json_array());
}

void outcome_forget(struct outcome *outcome)
{
    json_decref(outcome->view);
    wallet_presentation_free(outcome->presentation);
    wallet_verdict_free(outcome->verdict);
    if (outcome->content) {
        explicit_bzero(outcome->content, outcome->content_size);
    }
    free(outcome->content);
    free(outcome->ground);
    explicit_bzero(outcome, sizeof *outcome);
}
