/* SPDX-License-Identifier: Apache-2.0 */
#include "case_text.h"
#include "case_words.h"
#include "desk_case.h"
#include "desk_chips.h"
#include "desk_earlier.h"
#include "json.h"
#include "text.h"
#include "words.h"

#include <string.h>

enum {
    FOUND_MAX = 50,
};

static json_t *titles(const char *const title[2])
{
    return words(title[WALLET_ENGLISH], title[WALLET_CHINESE]);
}

static json_t *matter_json(const struct wallet_matter *matter)
{
    return matter ? json_pack(
                        "{s:s,s:s,s:o}",
                        "name",
                        wallet_matter_name(matter),
                        "code",
                        wallet_matter_code(matter),
                        "title",
                        words(
                            wallet_matter_title(matter, WALLET_ENGLISH),
                            wallet_matter_title(matter, WALLET_CHINESE)))
                  : json_null();
}

static json_t *item_json(const struct wallet_case *item)
{
    const enum wallet_case_state state = wallet_case_state(item);

    return json_pack(
        "{s:s,s:s,s:o}",
        "number",
        wallet_case_number(item),
        "state",
        wallet_case_state_name(state),
        "label",
        words(
            wallet_case_state_label(state, WALLET_ENGLISH),
            wallet_case_state_label(state, WALLET_CHINESE)));
}

/** What was submitted before, by material: an array of arrays. */
static bool add_reusable(void *context, const struct wallet_reusable *reusable)
{
    json_t *found = json_pack(
        "{s:s,s:s,s:o,s:o}",
        "source",
        reusable->source,
        "material",
        reusable->source_material,
        "submitted",
        json_time(reusable->submitted_unix),
        "clerk",
        json_text(text_of(reusable->clerk)));

    (void)json_array_append_new(json_array_get(context, reusable->material), found);
    return true;
}

static json_t *reusables_json(const struct desk_case *desk_case)
{
    const size_t count = wallet_matter_material_count(desk_case->matter);
    json_t *out = json_array();

    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(out, json_array());
    }

    /* What cannot be looked up is not offered. */
    (void)!wallet_case_reusable(desk_case->item, add_reusable, out, NULL);
    return out;
}

static json_t *may_json(
    const struct wallet_material *wanted,
    enum wallet_material_state state,
    bool can_be_reused,
    bool is_untold)
{
    json_t *out = json_array();
    const bool is_open = state == WALLET_MATERIAL_MISSING || state == WALLET_MATERIAL_NOT_NEEDED;

    if (is_open) {
        (void)json_array_append_new(out, json_string("paper"));
    }
    if (is_open && wanted->necessity == WALLET_DEFERRABLE) {
        (void)json_array_append_new(out, json_string("defer"));
    }
    if (is_open && wanted->wanted_count > 0) {
        (void)json_array_append_new(out, json_string("fetch"));
    }
    if (is_open && can_be_reused) {
        (void)json_array_append_new(out, json_string(is_untold ? "reuse-unchecked" : "reuse"));
    }

    return out;
}

static json_t *chip_json(const struct desk_case *desk_case, size_t index, json_t *reusable)
{
    const struct wallet_material *wanted = wallet_matter_material_at(desk_case->matter, index);
    struct wallet_case_material material;

    wallet_case_material_at(desk_case->item, index, &material);
    return json_pack(
        "{s:s,s:o,s:i,s:s,s:o,s:o,s:O,s:o}",
        "material",
        wanted->name,
        "title",
        titles(wanted->title),
        "necessity",
        (int)wanted->necessity,
        "state",
        case_material_name(material.state),
        "way",
        material.way ? json_string(wallet_case_way_name(material.way)) : json_null(),
        "may",
        may_json(
            wanted, material.state, json_array_size(reusable) > 0, desk_case->untold == index + 1),
        "reusable",
        reusable,
        "day",
        json_text_or_null(material.day));
}

static json_t *chips_json(const struct desk_case *desk_case)
{
    const size_t count = wallet_matter_material_count(desk_case->matter);
    json_t *reusables = reusables_json(desk_case);
    json_t *out = json_array();

    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(out, chip_json(desk_case, i, json_array_get(reusables, i)));
    }

    json_decref(reusables);
    return out;
}

/** Necessary materials, or those of them that are there in whatever way. */
static size_t count_materials(const struct desk_case *desk_case, bool only_there)
{
    const size_t all = wallet_matter_material_count(desk_case->matter);
    size_t count = 0;

    for (size_t i = 0; i < all; i++) {
        struct wallet_case_material material;
        wallet_case_material_at(desk_case->item, i, &material);
        const bool is_needed =
            wallet_matter_material_at(desk_case->matter, i)->necessity != WALLET_NOT_NECESSARY;
        count += is_needed && (!only_there || material.state != WALLET_MATERIAL_MISSING) ? 1 : 0;
    }

    return count;
}

static const char *kind_name(enum wallet_blank_kind kind)
{
    static const char *const names[] = {
        [WALLET_BLANK_TEXT] = "text",     [WALLET_BLANK_DATE] = "date",
        [WALLET_BLANK_NUMBER] = "number", [WALLET_BLANK_CITIZEN_NUMBER] = "citizen-number",
        [WALLET_BLANK_USCC] = "uscc",     [WALLET_BLANK_PHONE] = "phone",
        [WALLET_BLANK_CHOICE] = "choice",
    };

    return names[kind];
}

static json_t *choices_json(const struct wallet_blank *wanted)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wanted->choice_count; i++) {
        (void)json_array_append_new(out, titles(wanted->choices[i]));
    }

    return out;
}

/** Which licence says what stands in a blank; null: none. */
static json_t *from_json(const struct wallet_case *item, size_t licence)
{
    struct wallet_case_taken taken;

    if (licence == SIZE_MAX) {
        return json_null();
    }

    wallet_case_licence_at(item, licence, &taken);
    return words_type(taken.type);
}

static json_t *blank_json(const struct wallet_case *item, size_t index)
{
    const struct wallet_blank *wanted = wallet_matter_blank_at(wallet_case_matter(item), index);
    struct wallet_case_blank blank;

    wallet_case_blank_at(item, index, &blank);
    return json_pack(
        "{s:s,s:o,s:s,s:b,s:o,s:s,s:o,s:o,s:o,s:n}",
        "name",
        wanted->name,
        "title",
        titles(wanted->title),
        "kind",
        kind_name(wanted->kind),
        "required",
        (int)wanted->is_required,
        "value",
        json_text(text_of(blank.value)),
        "provenance",
        case_provenance_name(blank.provenance),
        "from",
        from_json(item, blank.licence),
        "verified",
        json_text(text_of(blank.verified)),
        "choices",
        choices_json(wanted),
        "problem");
}

static json_t *form_json(const struct wallet_case *item)
{
    const size_t count = wallet_matter_blank_count(wallet_case_matter(item));
    json_t *out = json_array();

    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(out, blank_json(item, i));
    }

    return out;
}

static json_t *rule_json(const struct wallet_case *item, size_t index)
{
    const struct wallet_rule *wanted = wallet_matter_rule_at(wallet_case_matter(item), index);
    struct wallet_case_rule rule;

    wallet_case_rule_at(item, index, &rule);
    return json_pack(
        "{s:s,s:o,s:s,s:o,s:b,s:b,s:b}",
        "name",
        wanted->name,
        "title",
        titles(wanted->title),
        "result",
        rule.is_compared ? wallet_comparison_name(rule.comparison) : "none",
        "label",
        words(case_rule_word(&rule, WALLET_ENGLISH), case_rule_word(&rule, WALLET_CHINESE)),
        "advisory",
        (int)wanted->is_advisory,
        "decided",
        (int)rule.is_decided,
        "holds",
        (int)rule.holds);
}

static json_t *rules_json(const struct wallet_case *item)
{
    const size_t count = wallet_matter_rule_count(wallet_case_matter(item));
    json_t *out = json_array();

    for (size_t i = 0; i < count; i++) {
        (void)json_array_append_new(out, rule_json(item, i));
    }

    return out;
}

static void set(json_t *view, const char *name, json_t *value)
{
    (void)json_object_set_new(view, name, value);
}

static void add_case(const struct desk_case *desk_case, json_t *view)
{
    const struct wallet_case *item = desk_case->item;

    set(view, "case", item_json(item));
    set(view, "chips", chips_json(desk_case));
    set(view, "have", json_integer((json_int_t)count_materials(desk_case, true)));
    set(view, "needed", json_integer((json_int_t)count_materials(desk_case, false)));
    set(view, "earlier", desk_earlier_same_json(desk_case));
    set(view, "form", form_json(item));
    set(view, "rules", rules_json(item));
    set(view, "lacks", case_json_lacks(item));
    set(view, "ready", json_boolean(wallet_case_is_ready(item)));
}

static void add_chips(const struct desk_case *desk_case, json_t *view)
{
    json_t *lacks = desk_chips_lacks_json(desk_case);

    set(view, "case", json_null());
    set(view, "chips", desk_chips_json(desk_case));
    set(view, "have", json_integer((json_int_t)desk_chips_count(desk_case, true)));
    set(view, "needed", json_integer((json_int_t)desk_chips_count(desk_case, false)));
    set(view, "earlier", json_array());
    set(view, "form", json_array());
    set(view, "rules", json_array());
    set(view, "ready", json_boolean(desk_case->matter && json_array_size(lacks) == 0));
    set(view, "lacks", lacks);
}

void desk_case_add_view(const struct desk_case *desk_case, json_t *view)
{
    set(view, "matter", matter_json(desk_case->matter));
    set(view, "told", desk_case->told ? json_incref(desk_case->told) : json_null());
    if (desk_case->item) {
        add_case(desk_case, view);
    } else {
        add_chips(desk_case, view);
    }
}

static bool has(const struct wallet_matter *matter, const char *query)
{
    const char *const texts[] = {
        wallet_matter_name(matter),
        wallet_matter_code(matter),
        wallet_matter_title(matter, WALLET_ENGLISH),
        wallet_matter_title(matter, WALLET_CHINESE),
        wallet_matter_department(matter, WALLET_ENGLISH),
        wallet_matter_department(matter, WALLET_CHINESE),
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (strcasestr(texts[i], query)) {
            return true;
        }
    }

    return false;
}

json_t *desk_case_find(const struct desk_case *desk_case, const char *query)
{
    json_t *out = json_array();
    const size_t count = desk_case->matters ? wallet_matters_count(desk_case->matters) : 0;

    for (size_t i = 0; i < count && json_array_size(out) < FOUND_MAX; i++) {
        const struct wallet_matter *matter = wallet_matters_at(desk_case->matters, i);
        if (has(matter, query)) {
            json_t *found = matter_json(matter);
            set(found,
                "department",
                words(
                    wallet_matter_department(matter, WALLET_ENGLISH),
                    wallet_matter_department(matter, WALLET_CHINESE)));
            (void)json_array_append_new(out, found);
        }
    }

    return out;
}
