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
                                 : outcome->copy_count;
}

const struct wallet_verdict *outcome_verdict(const struct outcome *outcome, size_t index)
{
    return outcome->presentation ? wallet_presentation_verdict(outcome->presentation, index)
                                 : outcome->copies[index].verdict;
}

struct wallet_bytes outcome_content(const struct outcome *outcome, size_t index)
{
    return outcome->presentation ? (struct wallet_bytes){ outcome->content, outcome->content_size }
                                 : (struct wallet_bytes){ outcome->copies[index].content,
                                                          outcome->copies[index].size };
}

bool outcome_keep_ground(struct outcome *outcome, struct wallet_bytes ground)
{
    outcome->ground = ground.size > 0 ? malloc(ground.size) : NULL;
    if (!outcome->ground) {
        return ground.size == 0;
    }

    memcpy(outcome->ground, ground.data, ground.size);
    outcome->ground_size = ground.size;
    return true;
}

/* Of copies one is refused before one cannot be told, and that before all are accepted. */
static const struct wallet_verdict *worst_copy(const struct outcome *outcome)
{
    const struct wallet_verdict *worst = outcome->copies[0].verdict;

    for (size_t i = 1; i < outcome->copy_count; i++) {
        const struct wallet_verdict *verdict = outcome->copies[i].verdict;
        const enum wallet_decision decision = wallet_verdict_decision(verdict);
        if (wallet_verdict_decision(worst) == WALLET_ACCEPTED || decision == WALLET_REFUSED) {
            worst = decision == WALLET_ACCEPTED ? worst : verdict;
        }
    }

    return worst;
}

static const char *read_decision(struct outcome *outcome)
{
    if (outcome->presentation) {
        outcome->decision = wallet_presentation_decision(outcome->presentation);
        outcome->reason = wallet_presentation_reason(outcome->presentation);
        return wallet_presentation_detail(outcome->presentation);
    }

    const struct wallet_verdict *worst = worst_copy(outcome);
    outcome->decision = wallet_verdict_decision(worst);
    outcome->reason = wallet_verdict_reason(worst);
    return wallet_verdict_detail(worst);
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

static json_t *looks_json(const struct session *session, const struct outcome *outcome)
{
    json_t *out = json_array();

    for (size_t i = 0; i < outcome_count(outcome) && outcome->decision == WALLET_ACCEPTED; i++) {
        looks_add(session, outcome_verdict(outcome, i), !outcome->presentation, out);
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

static json_t *view_of(const struct outcome *outcome, const struct outcome_words *said)
{
    return json_pack(
        "{s:s,s:s?,s:o,s:o,s:o}",
        "decision",
        wallet_decision_name(outcome->decision),
        "reason",
        said->name,
        "sentence",
        words(said->sentence[WALLET_ENGLISH], said->sentence[WALLET_CHINESE]),
        "remedy",
        words(said->remedy[WALLET_ENGLISH], said->remedy[WALLET_CHINESE]),
        "detail",
        json_text(text_of(said->detail)));
}

void outcome_tell(const struct session *session, struct outcome *outcome)
{
    const char *detail = read_decision(outcome);
    const enum wallet_reason reason = outcome->reason;
    const struct outcome_words said = {
        .name = reason == WALLET_REASON_NONE ? NULL : wallet_reason_name(reason),
        .sentence = { wallet_reason_sentence(reason, WALLET_ENGLISH),
                      wallet_reason_sentence(reason, WALLET_CHINESE) },
        .remedy = { wallet_reason_remedy(reason, WALLET_ENGLISH),
                    wallet_reason_remedy(reason, WALLET_CHINESE) },
        .detail = detail,
    };

    read_holder(outcome);
    json_t *looks = looks_json(session, outcome);
    outcome->needs_look = json_array_size(looks) > 0;
    outcome->view = view_of(outcome, &said);
    (void)json_object_set_new(outcome->view, "looks", looks);
    (void)json_object_set_new(outcome->view, "licences", licences_json(outcome));
}

void outcome_say(
    struct outcome *outcome, enum wallet_decision decision, const struct outcome_words *said)
{
    *outcome = (struct outcome){ .decision = decision };
    outcome->view = view_of(outcome, said);
    (void)json_object_set_new(outcome->view, "looks", json_array());
    (void)json_object_set_new(outcome->view, "licences", json_array());
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

void outcome_mark_withheld(
    struct outcome *outcome, const struct wallet_type *type, enum wallet_outcome why)
{
    looks_add_withheld(json_object_get(outcome->view, "looks"), type, why);
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

static void forget_bytes(uint8_t *bytes, size_t size)
{
    if (bytes) {
        explicit_bzero(bytes, size);
    }
    free(bytes);
}

void outcome_forget(struct outcome *outcome)
{
    json_decref(outcome->view);
    wallet_presentation_free(outcome->presentation);
    forget_bytes(outcome->content, outcome->content_size);
    for (size_t i = 0; i < outcome->copy_count; i++) {
        wallet_verdict_free(outcome->copies[i].verdict);
        forget_bytes(outcome->copies[i].content, outcome->copies[i].size);
    }
    free(outcome->copies);
    free(outcome->ground);
    explicit_bzero(outcome, sizeof *outcome);
}
