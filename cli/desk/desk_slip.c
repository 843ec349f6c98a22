/* SPDX-License-Identifier: Apache-2.0 */
#include "desk_slip.h"

#include "case_text.h"
#include "case_words.h"
#include "json.h"
#include "text.h"
#include "words.h"

static json_t *title_json(enum wallet_case_state state)
{
    switch (state) {
    case WALLET_CASE_ACCEPTED: return words("Receipt of acceptance", "受理回执");
    case WALLET_CASE_CORRECTING: return words("Notice of what is missing", "补正告知书");
    case WALLET_CASE_NOT_ACCEPTED: return words("Notice of non-acceptance", "不予受理通知书");
    case WALLET_CASE_NONE:
    case WALLET_CASE_COLLECTING:
    case WALLET_CASE_CLOSED:
    case WALLET_CASE_SUSPENDED:
    case WALLET_CASE_IN_PROGRESS:
    case WALLET_CASE_RETURNED: break;
    }

    return words("Receipt", "接收回执");
}

static json_t *material_json(const struct wallet_case *item, size_t index)
{
    const struct wallet_material *wanted =
        wallet_matter_material_at(wallet_case_matter(item), index);
    struct wallet_case_material material;

    wallet_case_material_at(item, index, &material);
    return json_pack(
        "{s:o,s:o,s:o}",
        "title",
        words(wanted->title[WALLET_ENGLISH], wanted->title[WALLET_CHINESE]),
        "state",
        words(
            case_material_word(material.state, WALLET_ENGLISH),
            case_material_word(material.state, WALLET_CHINESE)),
        "day",
        json_text_or_null(material.day));
}

static json_t *materials_json(const struct wallet_case *item)
{
    const size_t count = wallet_matter_material_count(wallet_case_matter(item));
    json_t *out = json_array();

    for (size_t i = 0; i < count; i++) {
        struct wallet_case_material material;
        wallet_case_material_at(item, i, &material);
        if (material.state != WALLET_MATERIAL_NOT_NEEDED) {
            (void)json_array_append_new(out, material_json(item, i));
        }
    }

    return out;
}

json_t *desk_slip_json(
    const struct desk_case *desk_case, const struct wallet_case_actor *actor, const char *reason)
{
    const struct wallet_case *item = desk_case->item;
    const struct wallet_matter *matter = wallet_case_matter(item);
    const enum wallet_case_state state = wallet_case_state(item);
    json_t *out = json_start();

    (void)json_object_set_new(out, "title", title_json(state));
    (void)json_object_set_new(out, "state", json_string(wallet_case_state_name(state)));
    (void)json_object_set_new(out, "number", json_string(wallet_case_number(item)));
    (void)json_object_set_new(
        out,
        "matter",
        words(
            wallet_matter_title(matter, WALLET_ENGLISH),
            wallet_matter_title(matter, WALLET_CHINESE)));
    (void)json_object_set_new(
        out,
        "department",
        words(
            wallet_matter_department(matter, WALLET_ENGLISH),
            wallet_matter_department(matter, WALLET_CHINESE)));
    (void)json_object_set_new(
        out, "counter", json_string(wallet_cases_counter(desk_case->store->cases)));
    (void)json_object_set_new(out, "window", json_text_or_null(actor->clerk.window));
    (void)json_object_set_new(out, "clerk", json_text(text_of(actor->clerk.name)));
    (void)json_object_set_new(out, "at", json_time(actor->at_unix));
    (void)json_object_set_new(out, "days", json_integer((json_int_t)wallet_matter_days(matter)));
    (void)json_object_set_new(out, "reason", json_text_or_null(reason));
    (void)json_object_set_new(out, "materials", materials_json(item));
    (void)json_object_set_new(out, "lacks", case_json_lacks(item));
    return out;
}
