/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/made.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/reuse.h"

#include <string.h>

static enum wallet_status fail_act(struct wallet_error *error, uint64_t place, const char *expected)
{
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        WALLET_NO_OFFSET,
        "act %llu of the case is not what was written: expected %s",
        (unsigned long long)place,
        expected);
}

/** Puts a copy in the place of a text; an empty one is no text where `may_be_empty` is false. */
static enum wallet_status replace(
    char **text, struct wallet_bytes by, bool may_be_empty, struct wallet_error *error)
{
    char *copy = by.size > 0 || may_be_empty ? wlt_text_copy(by) : NULL;

    if (!copy && (by.size > 0 || may_be_empty)) {
        return wlt_fail_memory(error);
    }

    wlt_free(*text);
    *text = copy;
    return WALLET_OK;
}

static enum wallet_status take_licence(
    struct wlt_made *made,
    const struct wlt_case_act *act,
    struct wallet_bytes body,
    const struct wallet_catalogue *catalogue,
    struct wallet_error *error)
{
    WLT_AUTO(taken) struct wlt_taken *taken = NULL;

    const enum wallet_status status = wlt_taken_read(body, act->at_unix, catalogue, &taken, error);
    if (status != WALLET_OK) {
        return status;
    }
    if (!wlt_dossier_take(made->dossier, taken)) {
        return fail_act(error, act->place, "a licence of one of the parties");
    }

    (void)WLT_TAKE(taken);
    made->licence_acts[made->dossier->licence_count - 1] = (size_t)act->place;
    return WALLET_OK;
}

static enum wallet_status take_paper(
    struct wlt_made *made,
    const struct wlt_case_act *act,
    const struct wlt_saying *saying,
    bool is_reused,
    struct wallet_error *error)
{
    const size_t material = wallet_matter_find_material(made->dossier->matter, saying->about);
    if (material == WALLET_NO_MATERIAL) {
        return fail_act(error, act->place, "a material of the matter");
    }

    made->paper_acts[material] = is_reused ? SIZE_MAX : (size_t)act->place;
    return replace(&made->dossier->materials[material].note, saying->text, true, error);
}

static enum wallet_status reuse(
    struct wlt_made *made,
    const struct wlt_case_act *act,
    const struct wallet_catalogue *catalogue,
    struct wallet_error *error)
{
    struct wlt_reuse record;

    const enum wallet_status status = wlt_reuse_read(act->body, &record, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_saying paper = { .about = record.material, .text = record.note };
    return record.taken.size > 0 ? take_licence(made, act, record.taken, catalogue, error)
                                 : take_paper(made, act, &paper, true, error);
}

static enum wallet_status defer(
    struct wlt_made *made,
    const struct wlt_case_act *act,
    const struct wlt_saying *saying,
    struct wallet_error *error)
{
    const size_t material = wallet_matter_find_material(made->dossier->matter, saying->about);
    if (material == WALLET_NO_MATERIAL ||
        saying->text.size != sizeof made->dossier->materials[material].day - 1) {
        return fail_act(error, act->place, "a material of the matter, and a day");
    }

    memcpy(made->dossier->materials[material].day, saying->text.data, saying->text.size);
    return WALLET_OK;
}

static enum wallet_status write_blank(
    struct wlt_made *made,
    const struct wlt_case_act *act,
    const struct wlt_saying *saying,
    struct wallet_error *error)
{
    const size_t blank = wallet_matter_find_blank(made->dossier->matter, saying->about);
    if (blank == SIZE_MAX) {
        return fail_act(error, act->place, "a blank of the form");
    }

    const bool is_written = act->deed == WLT_DEED_WRITE;
    const struct wallet_bytes text = is_written ? saying->text : (struct wallet_bytes){ 0 };
    return replace(&made->dossier->blanks[blank].typed, text, is_written, error);
}

static size_t find_rule(const struct wallet_matter *matter, struct wallet_bytes name)
{
    const size_t count = wallet_matter_rule_count(matter);

    for (size_t i = 0; i < count; i++) {
        if (wlt_bytes_are(name, wallet_matter_rule_at(matter, i)->name)) {
            return i;
        }
    }

    return SIZE_MAX;
}

static enum wallet_status decide(
    struct wlt_made *made,
    const struct wlt_case_act *act,
    const struct wlt_saying *saying,
    struct wallet_error *error)
{
    const size_t index = find_rule(made->dossier->matter, saying->about);
    if (index == SIZE_MAX) {
        return fail_act(error, act->place, "a rule of the matter");
    }

    struct wlt_dossier_rule *rule = &made->dossier->rules[index];
    rule->is_decided = true;
    rule->decision = saying->number != 0;
    return replace(&rule->note, saying->text, false, error);
}

static enum wallet_status go(
    struct wlt_made *made,
    const struct wlt_case_act *act,
    const struct wlt_saying *saying,
    struct wallet_error *error)
{
    const enum wallet_case_state state = (enum wallet_case_state)saying->number;
    if (saying->number > WALLET_CASE_RETURNED || !wallet_case_may_go(made->state, state)) {
        return fail_act(error, act->place, "a state that follows the one before");
    }

    made->state = state;
    if (state == WALLET_CASE_ACCEPTED) {
        made->was_accepted = true;
        made->accepted_unix = act->at_unix;
    }
    return WALLET_OK;
}

static enum wallet_status open_case(
    struct wlt_made *made, const struct wlt_case_act *act, struct wallet_error *error)
{
    struct wlt_opening opening;

    const enum wallet_status status = wlt_opening_read(act->body, &opening, error);
    if (status != WALLET_OK) {
        return status;
    }

    made->state = WALLET_CASE_COLLECTING;
    made->channel = opening.channel;
    made->opened_unix = act->at_unix;
    return WALLET_OK;
}

static enum wallet_status say(
    struct wlt_made *made, const struct wlt_case_act *act, struct wallet_error *error)
{
    struct wlt_saying saying;

    const enum wallet_status status = wlt_saying_read(act->body, &saying, error);
    if (status != WALLET_OK) {
        return status;
    }

    switch (act->deed) {
    case WLT_DEED_PAPER: return take_paper(made, act, &saying, false, error);
    case WLT_DEED_DEFER: return defer(made, act, &saying, error);
    case WLT_DEED_WRITE:
    case WLT_DEED_UNWRITE: return write_blank(made, act, &saying, error);
    case WLT_DEED_DECIDE: return decide(made, act, &saying, error);
    case WLT_DEED_GO: return go(made, act, &saying, error);
    case WLT_DEED_NONE:
    case WLT_DEED_OPEN:
    case WLT_DEED_TAKE:
    case WLT_DEED_REUSE: break;
    }

    return fail_act(error, act->place, "a kind of act that is known");
}

static enum wallet_status apply(
    struct wlt_made *made,
    const struct wlt_making *making,
    const struct wlt_case_act *act,
    struct wallet_error *error)
{
    if ((act->deed == WLT_DEED_OPEN) != (act->place == 0)) {
        return fail_act(error, act->place, "that a case is opened once, and first");
    }

    made->changed_unix = act->at_unix;
    switch (act->deed) {
    case WLT_DEED_OPEN: return open_case(made, act, error);
    case WLT_DEED_TAKE: return take_licence(made, act, act->body, making->catalogue, error);
    case WLT_DEED_REUSE: return reuse(made, act, making->catalogue, error);
    case WLT_DEED_NONE:
    case WLT_DEED_PAPER:
    case WLT_DEED_DEFER:
    case WLT_DEED_WRITE:
    case WLT_DEED_UNWRITE:
    case WLT_DEED_DECIDE:
    case WLT_DEED_GO: break;
    }

    return say(made, act, error);
}

/** Reads the next act, which must follow the one before. */
static enum wallet_status follow(
    struct wlt_made *made,
    const struct wlt_making *making,
    size_t place,
    struct wallet_error *error)
{
    const struct wallet_bytes encoded = wallet_buffer_bytes(&making->acts[place]);
    struct wlt_case_act act;

    enum wallet_status status = wlt_case_act_read(encoded, &act, error);
    if (status != WALLET_OK) {
        return status;
    }
    if (act.place != place || !wlt_bytes_are(act.number, making->number) ||
        memcmp(act.before, made->last, sizeof act.before) != 0) {
        return fail_act(error, place, "that it follows the one before");
    }

    wlt_sha256(encoded, made->last);
    status = apply(made, making, &act, error);

    /* Out of this shape no act was ever written. */
    return status == WALLET_OK || status == WALLET_ERR_MEMORY || status == WALLET_ERR_MALFORMED
               ? status
               : fail_act(error, place, "the body of such an act");
}

enum wallet_status wlt_made_new(
    const struct wlt_making *making, struct wlt_made **out, struct wallet_error *error)
{
    WLT_AUTO(made) struct wlt_made *made = wlt_alloc(1, sizeof *made);
    if (!made || !(made->dossier = wlt_dossier_new(making->matter))) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; i < WALLET_MATERIAL_MAX; i++) {
        made->paper_acts[i] = SIZE_MAX;
    }

    enum wallet_status status = WALLET_OK;
    for (size_t i = 0; i < making->act_count && status == WALLET_OK; i++) {
        status = follow(made, making, i, error);
    }

    const int64_t at = made->was_accepted ? made->accepted_unix : made->changed_unix;
    status = status == WALLET_OK ? wlt_dossier_weigh(made->dossier, at, error) : status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(made);
    }

    return status;
}

void wlt_made_free(struct wlt_made *made)
{
    if (made) {
        wlt_dossier_free(made->dossier);
        wlt_free(made);
    }
}

size_t wlt_made_open_count(const struct wlt_made *made)
{
    const size_t count = wallet_matter_material_count(made->dossier->matter);
    size_t open = 0;

    for (size_t i = 0; i < count; i++) {
        const enum wallet_material_state state = made->dossier->materials[i].state;
        open += state == WALLET_MATERIAL_DEFERRED || state == WALLET_MATERIAL_UNCHECKED;
    }

    return open;
}
