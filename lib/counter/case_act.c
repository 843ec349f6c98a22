/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "catalogue/day.h"
#include "counter/blank.h"
#include "counter/do.h"

static enum wallet_status fail_argument(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

static enum wallet_status fail_unknown(struct wallet_error *error, const char *what)
{
    return wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "the matter has no such %s", what);
}

static bool is_there(const struct wallet_case *item, size_t material)
{
    const enum wallet_material_state state = item->made->dossier->materials[material].state;
    return state == WALLET_MATERIAL_LICENCE || state == WALLET_MATERIAL_UNCHECKED;
}

enum wallet_status wallet_case_take_paper(
    struct wallet_case *item,
    size_t material,
    const char *note,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!item || !note || !actor) {
        return fail_argument(error);
    }
    if (material >= wallet_matter_material_count(item->matter)) {
        return fail_unknown(error, "material");
    }
    if (is_there(item, material)) {
        return refuse(error, "a licence stands for this material already");
    }
    if (note[0] == '\0') {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected a note on what was looked at");
    }

    const enum wallet_status status =
        wlt_case_check_text(note, WALLET_CASE_TEXT_MAX, "the note", error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_saying saying = {
        .about = wlt_bytes_of(wallet_matter_material_at(item->matter, material)->name),
        .text = wlt_bytes_of(note),
    };
    return wlt_case_say(item, WLT_DEED_PAPER, &saying, actor, error);
}

static enum wallet_status check_day(
    const char *text, const struct wallet_case_actor *actor, struct wallet_error *error)
{
    const struct wallet_bytes bytes = wlt_bytes_of(text);
    int64_t day = 0;

    const enum wallet_status status = wlt_case_check_actor(actor, error);
    if (status != WALLET_OK) {
        return status;
    }
    if (bytes.size != 10 || !wlt_day_parse(bytes, &day)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected a day such as 2026-12-31");
    }

    return day >= wlt_day_in_china(actor->at_unix)
               ? WALLET_OK
               : wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the day is over");
}

enum wallet_status wallet_case_defer(
    struct wallet_case *item,
    size_t material,
    const char *day,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!item || !day || !actor) {
        return fail_argument(error);
    }
    if (material >= wallet_matter_material_count(item->matter)) {
        return fail_unknown(error, "material");
    }

    const struct wallet_material *wanted = wallet_matter_material_at(item->matter, material);
    if (wanted->necessity != WALLET_DEFERRABLE) {
        return refuse(error, "the matter does not let this material follow later");
    }
    if (is_there(item, material) ||
        item->made->dossier->materials[material].state == WALLET_MATERIAL_PAPER) {
        return refuse(error, "the material is there already");
    }

    const enum wallet_status status = check_day(day, actor, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_saying saying = {
        .about = wlt_bytes_of(wanted->name),
        .text = wlt_bytes_of(day),
    };
    return wlt_case_say(item, WLT_DEED_DEFER, &saying, actor, error);
}

enum wallet_status wallet_case_write(
    struct wallet_case *item,
    size_t blank,
    const char *text,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!item || !text || !actor) {
        return fail_argument(error);
    }
    if (blank >= wallet_matter_blank_count(item->matter)) {
        return fail_unknown(error, "blank");
    }

    const struct wallet_blank *written = wallet_matter_blank_at(item->matter, blank);
    const enum wallet_status status = wlt_blank_check(written, wlt_bytes_of(text), error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_saying saying = {
        .about = wlt_bytes_of(written->name),
        .text = wlt_bytes_of(text),
    };
    return wlt_case_say(item, WLT_DEED_WRITE, &saying, actor, error);
}

enum wallet_status wallet_case_unwrite(
    struct wallet_case *item,
    size_t blank,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!item || !actor) {
        return fail_argument(error);
    }
    if (blank >= wallet_matter_blank_count(item->matter)) {
        return fail_unknown(error, "blank");
    }
    if (!item->made->dossier->blanks[blank].typed) {
        return refuse(error, "nothing was written there by hand");
    }

    const struct wlt_saying saying = {
        .about = wlt_bytes_of(wallet_matter_blank_at(item->matter, blank)->name),
    };
    return wlt_case_say(item, WLT_DEED_UNWRITE, &saying, actor, error);
}

enum wallet_status wallet_case_decide(
    struct wallet_case *item,
    size_t rule,
    bool holds,
    const char *note,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!item || !actor) {
        return fail_argument(error);
    }
    if (rule >= wallet_matter_rule_count(item->matter)) {
        return fail_unknown(error, "rule");
    }
    if (!wlt_dossier_may_decide(item->made->dossier, rule)) {
        return refuse(error, "this rule is not for the clerk to decide");
    }

    const enum wallet_status status =
        wlt_case_check_text(note, WALLET_CASE_TEXT_MAX, "the note", error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_saying saying = {
        .about = wlt_bytes_of(wallet_matter_rule_at(item->matter, rule)->name),
        .text = note ? wlt_bytes_of(note) : (struct wallet_bytes){ 0 },
        .number = holds ? 1 : 0,
    };
    return wlt_case_say(item, WLT_DEED_DECIDE, &saying, actor, error);
}

static bool needs_note(enum wallet_case_state state)
{
    return state == WALLET_CASE_NOT_ACCEPTED || state == WALLET_CASE_SUSPENDED ||
           state == WALLET_CASE_RETURNED;
}

enum wallet_status wallet_case_go(
    struct wallet_case *item,
    enum wallet_case_state state,
    const char *note,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    if (!item || !actor) {
        return fail_argument(error);
    }
    if (!wallet_case_may_go(item->made->state, state)) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "a case cannot go from %s to %s",
            wallet_case_state_name(item->made->state),
            wallet_case_state_name(state));
    }
    if (needs_note(state) && !wlt_text_is_there(note)) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected the reason");
    }

    const enum wallet_status status =
        wlt_case_check_text(note, WALLET_CASE_TEXT_MAX, "the reason", error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_saying saying = {
        .text = note ? wlt_bytes_of(note) : (struct wallet_bytes){ 0 },
        .number = (uint64_t)state,
    };
    return wlt_case_say(item, WLT_DEED_GO, &saying, actor, error);
}
