/* SPDX-License-Identifier: Apache-2.0 */
#include "desk_case.h"

#include <wallet/qr.h>

#include "case_why.h"
#include "clock.h"
#include "desk_chips.h"
#include "desk_slip.h"
#include "text.h"
#include "words.h"

#include <string.h>

static void forget_told(struct desk_case *desk_case)
{
    json_decref(desk_case->told);
    desk_case->told = NULL;
    desk_case->untold = 0;
}

bool desk_case_choose(struct desk_case *desk_case, const char *name)
{
    const struct wallet_matter *matter =
        name && desk_case->matters ? wallet_matters_find(desk_case->matters, text_of(name)) : NULL;

    if (name && !matter) {
        return false;
    }

    desk_case_forget(desk_case);
    desk_case->matter = matter;
    return true;
}

bool desk_case_is_ready(const struct desk_case *desk_case)
{
    return desk_case->item && wallet_case_is_ready(desk_case->item);
}

bool desk_case_lacks(const struct desk_case *desk_case, size_t material)
{
    struct wallet_case_material stand;
    if (!desk_case->item) {
        return material < DESK_MATERIAL_MAX && !desk_case->stands[material];
    }

    wallet_case_material_at(desk_case->item, material, &stand);
    return stand.state == WALLET_MATERIAL_MISSING || stand.state == WALLET_MATERIAL_NOT_NEEDED;
}

bool desk_case_collects(const struct wallet_case *item)
{
    const enum wallet_case_state state = wallet_case_state(item);

    return state == WALLET_CASE_COLLECTING || state == WALLET_CASE_CORRECTING;
}

bool desk_case_is_open(const struct desk_case *desk_case)
{
    if (desk_case->item) {
        return desk_case_collects(desk_case->item);
    }

    return desk_case->matter && desk_case->taken > 0 && desk_chips_is_lacking(desk_case);
}

bool desk_case_has_form(const struct desk_case *desk_case)
{
    return desk_case->item != NULL;
}

void desk_case_forget(struct desk_case *desk_case)
{
    wallet_case_free(desk_case->item);
    desk_case->item = NULL;
    forget_told(desk_case);
    json_decref(desk_case->slip);
    desk_case->slip = NULL;
    memset(desk_case->stands, 0, sizeof desk_case->stands);
    desk_case->taken = 0;
}

static struct wallet_case_actor actor_of(const struct desk_case *desk_case)
{
    return (struct wallet_case_actor){ .clerk = desk_case->clerk, .at_unix = clock_now() };
}

/** Somebody else was quicker: the case is read again, as it is now. */
static void read_again(struct desk_case *desk_case)
{
    struct wallet_case *item = NULL;

    if (wallet_case_load(
            desk_case->store->cases, wallet_case_number(desk_case->item), &item, NULL) ==
        WALLET_OK) {
        wallet_case_free(desk_case->item);
        desk_case->item = item;
    }
}

enum desk_case_answer desk_case_tell(
    struct desk_case *desk_case, enum wallet_status status, const struct wallet_error *error)
{
    const struct session english = words_session(desk_case->session, WALLET_ENGLISH);
    const struct session chinese = words_session(desk_case->session, WALLET_CHINESE);

    forget_told(desk_case);
    if (status == WALLET_OK) {
        return DESK_CASE_DONE;
    }

    desk_case->told = words(case_why(&english, error), case_why(&chinese, error));
    if (status == WALLET_ERR_CONFLICT && desk_case->item) {
        read_again(desk_case);
    }

    return DESK_CASE_REFUSED;
}

/** The first licence opens the case. */
static enum wallet_status open_item(struct desk_case *desk_case, struct wallet_error *error)
{
    const struct wallet_case_actor actor = actor_of(desk_case);

    return desk_case->item ? WALLET_OK
                           : wallet_case_open(
                                 desk_case->store->cases,
                                 desk_case->matter,
                                 WALLET_CHANNEL_WINDOW,
                                 &actor,
                                 &desk_case->item,
                                 error);
}

/** How the licence came: as the copy says, or by what was shown. */
static enum wallet_case_way way_of(
    const struct outcome *outcome,
    const struct wallet_verdict *verdict,
    struct wallet_bytes original)
{
    struct wallet_copy *copy = NULL;

    if (!outcome->presentation && wallet_copy_parse(original, &copy, NULL) == WALLET_OK) {
        const enum wallet_case_way way = (enum wallet_case_way)wallet_copy_method(copy);
        wallet_copy_free(copy);
        return way;
    }
    if (!wallet_verdict_is_bound(verdict)) {
        return WALLET_WAY_SHEET;
    }

    return outcome->ground_size > 0 ? WALLET_WAY_SCAN : WALLET_WAY_SHOW;
}

/** The object itself: a code's text is decoded, so that whoever looks later needs no code. */
static struct wallet_bytes original_of(struct wallet_bytes content, struct wallet_buffer *room)
{
    return wallet_qr_read_text(content, room, NULL) == WALLET_OK ? wallet_buffer_bytes(room)
                                                                 : content;
}

static enum wallet_status take_licence(
    struct desk_case *desk_case,
    const struct outcome *outcome,
    size_t index,
    bool is_unchecked,
    struct wallet_error *error)
{
    const struct wallet_verdict *verdict = outcome_verdict(outcome, index);
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_buffer room = { 0 };
    const struct wallet_bytes original = original_of(outcome_content(outcome, index), &room);
    const struct wallet_case_licence licence = {
        .way = way_of(outcome, verdict, original),
        .original = original,
        .ground = { outcome->ground, outcome->ground_size },
        .verdict = verdict,
        .is_to_be_checked = is_unchecked,
    };

    enum wallet_status status = open_item(desk_case, error);
    if (status == WALLET_OK) {
        status = wallet_case_take(desk_case->item, &licence, &actor, error);
    }

    wallet_buffer_clear(&room);
    return status;
}

/** Of several licences all that can be taken are; the first reason not to is told. */
static void take_all(struct desk_case *desk_case, const struct outcome *outcome, bool is_unchecked)
{
    enum wallet_status worst = WALLET_OK;
    struct wallet_error why = { .message = "" };

    for (size_t i = 0; i < outcome_count(outcome); i++) {
        struct wallet_error error = { .message = "" };
        const enum wallet_status status = take_licence(desk_case, outcome, i, is_unchecked, &error);
        if (status != WALLET_OK && worst == WALLET_OK) {
            worst = status;
            why = error;
        }
    }

    (void)desk_case_tell(desk_case, worst, &why);
}

void desk_case_take(struct desk_case *desk_case, const struct outcome *outcome, bool is_unchecked)
{
    desk_case->taken += outcome_count(outcome);
    if (desk_case->store && desk_case->matter) {
        take_all(desk_case, outcome, is_unchecked);
        return;
    }

    for (size_t i = 0; i < outcome_count(outcome); i++) {
        desk_chips_take(desk_case, wallet_verdict_type(outcome_verdict(outcome, i)));
    }
}

enum desk_case_answer desk_case_take_paper(
    struct desk_case *desk_case, const char *material, const char *note)
{
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_error error = { .message = "" };

    if (!desk_case->store || !desk_case->matter) {
        return DESK_CASE_NO_STORE;
    }

    const size_t index = wallet_matter_find_material(desk_case->matter, text_of(material));
    if (index == WALLET_NO_MATERIAL) {
        return DESK_CASE_NO_NAME;
    }

    enum wallet_status status = open_item(desk_case, &error);
    if (status == WALLET_OK) {
        status = wallet_case_take_paper(desk_case->item, index, note, &actor, &error);
    }

    return desk_case_tell(desk_case, status, &error);
}

enum desk_case_answer desk_case_defer(
    struct desk_case *desk_case, const char *material, const char *day)
{
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_error error = { .message = "" };

    if (!desk_case->item) {
        return DESK_CASE_NO_STORE;
    }

    const size_t index = wallet_matter_find_material(desk_case->matter, text_of(material));
    return index == WALLET_NO_MATERIAL
               ? DESK_CASE_NO_NAME
               : desk_case_tell(
                     desk_case,
                     wallet_case_defer(desk_case->item, index, day, &actor, &error),
                     &error);
}

enum desk_case_answer desk_case_reuse(
    struct desk_case *desk_case, const char *material, const struct wallet_case_again *again)
{
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_error error = { .message = "" };

    if (!desk_case->item) {
        return DESK_CASE_NO_STORE;
    }

    const size_t index = wallet_matter_find_material(desk_case->matter, text_of(material));
    if (index == WALLET_NO_MATERIAL) {
        return DESK_CASE_NO_NAME;
    }

    const enum wallet_status status =
        wallet_case_reuse(desk_case->item, index, again, &actor, &error);
    const enum desk_case_answer answer = desk_case_tell(desk_case, status, &error);
    desk_case->untold = status == WALLET_ERR_UNDETERMINED ? index + 1 : 0;
    return answer;
}

enum desk_case_answer desk_case_write(
    struct desk_case *desk_case, const char *blank, const char *value)
{
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_error error = { .message = "" };

    if (!desk_case->item) {
        return DESK_CASE_NO_STORE;
    }

    const size_t index = wallet_matter_find_blank(desk_case->matter, text_of(blank));
    if (index == SIZE_MAX) {
        return DESK_CASE_NO_NAME;
    }

    const enum wallet_status status =
        value ? wallet_case_write(desk_case->item, index, value, &actor, &error)
              : wallet_case_unwrite(desk_case->item, index, &actor, &error);
    return desk_case_tell(desk_case, status, &error);
}

static size_t find_rule(const struct wallet_matter *matter, const char *name)
{
    const size_t count = wallet_matter_rule_count(matter);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(wallet_matter_rule_at(matter, i)->name, name) == 0) {
            return i;
        }
    }

    return SIZE_MAX;
}

enum desk_case_answer desk_case_decide(
    struct desk_case *desk_case, const char *rule, bool holds, const char *note)
{
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_error error = { .message = "" };

    if (!desk_case->item) {
        return DESK_CASE_NO_STORE;
    }

    const size_t index = find_rule(desk_case->matter, rule);
    return index == SIZE_MAX
               ? DESK_CASE_NO_NAME
               : desk_case_tell(
                     desk_case,
                     wallet_case_decide(desk_case->item, index, holds, note, &actor, &error),
                     &error);
}

enum desk_case_answer desk_case_go(
    struct desk_case *desk_case, enum wallet_case_state state, const char *note)
{
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_error error = { .message = "" };

    if (!desk_case->item) {
        return DESK_CASE_NO_STORE;
    }

    const enum desk_case_answer answer = desk_case_tell(
        desk_case, wallet_case_go(desk_case->item, state, note, &actor, &error), &error);
    if (answer == DESK_CASE_DONE) {
        json_decref(desk_case->slip);
        desk_case->slip = desk_slip_json(desk_case, &actor, note);
        (void)case_store_sign(desk_case->store);
    }

    return answer;
}

/** Of several licences the first that does not hold: the reason is about it, unless it is about all. */
static const struct wallet_verdict *find_refused(const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome_count(outcome); i++) {
        const struct wallet_verdict *verdict = outcome_verdict(outcome, i);
        if (wallet_verdict_decision(verdict) != WALLET_ACCEPTED) {
            return verdict;
        }
    }

    return outcome_verdict(outcome, 0);
}

enum desk_case_answer desk_case_record_refusal(
    struct desk_case *desk_case, const struct outcome *outcome)
{
    const struct wallet_verdict *verdict = find_refused(outcome);
    const struct wallet_case_actor actor = actor_of(desk_case);
    struct wallet_error error = { .message = "" };
    uint8_t digest[WALLET_DIGEST_SIZE];

    if (!desk_case->store) {
        return DESK_CASE_NO_STORE;
    }

    wallet_verdict_digest(verdict, digest);
    const struct wallet_refusal refusal = {
        .reason = outcome->reason,
        .digest = digest,
        .type = wallet_verdict_type(verdict),
        .matter = desk_case->matter,
        .number = desk_case->item ? wallet_case_number(desk_case->item) : NULL,
    };
    return desk_case_tell(
        desk_case, wallet_cases_refuse(desk_case->store->cases, &refusal, &actor, &error), &error);
}
