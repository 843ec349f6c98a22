/* SPDX-License-Identifier: Apache-2.0 */
#include "desk_case.h"

#include "facts.h"
#include "json.h"
#include "text.h"
#include "words.h"

#include <string.h>

enum {
    FOUND_MAX = 50,
};

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

static size_t count_materials(const struct desk_case *desk_case)
{
    const size_t count = desk_case->matter ? wallet_matter_material_count(desk_case->matter) : 0;

    return count < DESK_MATERIAL_MAX ? count : DESK_MATERIAL_MAX;
}

static bool is_wanted(const struct wallet_material *material, const struct wallet_type *type)
{
    for (size_t i = 0; i < material->wanted_count; i++) {
        if (material->wanted[i].type == type) {
            return true;
        }
    }

    return false;
}

/* Whether a licence of this type shows all that is wanted of it. */
static bool has_all(const struct wallet_wanted *wanted, const struct wallet_verdict *verdict)
{
    for (size_t i = 0; i < wanted->field_count; i++) {
        const struct wallet_field *field =
            wallet_type_field_by_key(wanted->type, wanted->fields[i].key);
        if (field && wanted->fields[i].member_count == 0 && !facts_have(verdict, field)) {
            return false;
        }
    }

    return true;
}

static bool is_short(const struct wallet_material *material, const struct wallet_verdict *verdict)
{
    for (size_t i = 0; i < material->wanted_count; i++) {
        if (material->wanted[i].type == wallet_verdict_type(verdict) &&
            !has_all(&material->wanted[i], verdict)) {
            return true;
        }
    }

    return false;
}

bool desk_case_is_partial(const struct desk_case *desk_case, const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome_count(outcome); i++) {
        for (size_t j = 0; j < count_materials(desk_case); j++) {
            if (is_short(
                    wallet_matter_material_at(desk_case->matter, j), outcome_verdict(outcome, i))) {
                return true;
            }
        }
    }

    return false;
}

/* The first material that nothing stands for yet: of two people's cards one stands for each. */
static void take(struct desk_case *desk_case, const struct wallet_type *type)
{
    for (size_t i = 0; i < count_materials(desk_case); i++) {
        if (!desk_case->stands[i] &&
            is_wanted(wallet_matter_material_at(desk_case->matter, i), type)) {
            desk_case->stands[i] = true;
            return;
        }
    }
}

void desk_case_take(struct desk_case *desk_case, const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome_count(outcome); i++) {
        desk_case->taken++;
        take(desk_case, wallet_verdict_type(outcome_verdict(outcome, i)));
    }
}

static bool is_needed(const struct desk_case *desk_case, size_t index)
{
    return wallet_matter_material_at(desk_case->matter, index)->necessity == WALLET_NECESSARY;
}

static size_t count_needed(const struct desk_case *desk_case, bool only_there)
{
    size_t count = 0;

    for (size_t i = 0; i < count_materials(desk_case); i++) {
        count += is_needed(desk_case, i) && (!only_there || desk_case->stands[i]);
    }

    return count;
}

bool desk_case_is_open(const struct desk_case *desk_case)
{
    return desk_case->matter && desk_case->taken > 0 &&
           count_needed(desk_case, true) < count_needed(desk_case, false);
}

void desk_case_forget(struct desk_case *desk_case)
{
    memset(desk_case->stands, 0, sizeof desk_case->stands);
    desk_case->taken = 0;
}

static json_t *chip_json(const struct desk_case *desk_case, size_t index)
{
    const struct wallet_material *material = wallet_matter_material_at(desk_case->matter, index);
    const bool stands = desk_case->stands[index];

    return json_pack(
        "{s:s,s:o,s:i,s:s,s:o,s:[],s:[]}",
        "material",
        material->name,
        "title",
        words(material->title[WALLET_ENGLISH], material->title[WALLET_CHINESE]),
        "necessity",
        (int)material->necessity,
        "state",
        stands ? "licence" : "missing",
        "way",
        stands ? json_string("show") : json_null(),
        "may",
        "reusable");
}

static json_t *lack_json(const struct desk_case *desk_case, size_t index)
{
    const struct wallet_material *material = wallet_matter_material_at(desk_case->matter, index);

    return json_pack(
        "{s:s,s:s,s:o}",
        "kind",
        "material",
        "name",
        material->name,
        "text",
        words(material->title[WALLET_ENGLISH], material->title[WALLET_CHINESE]));
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

void desk_case_add_view(const struct desk_case *desk_case, json_t *view)
{
    json_t *chips = json_array();
    json_t *lacks = json_array();

    for (size_t i = 0; i < count_materials(desk_case); i++) {
        (void)json_array_append_new(chips, chip_json(desk_case, i));
        if (is_needed(desk_case, i) && !desk_case->stands[i]) {
            (void)json_array_append_new(lacks, lack_json(desk_case, i));
        }
    }

    (void)json_object_set_new(view, "matter", matter_json(desk_case->matter));
    (void)json_object_set_new(view, "case", json_null());
    (void)json_object_set_new(view, "chips", chips);
    (void)json_object_set_new(
        view, "have", json_integer((json_int_t)count_needed(desk_case, true)));
    (void)json_object_set_new(
        view, "needed", json_integer((json_int_t)count_needed(desk_case, false)));
    (void)json_object_set_new(view, "form", json_array());
    (void)json_object_set_new(view, "rules", json_array());
    (void)json_object_set_new(view, "lacks", lacks);
    (void)json_object_set_new(
        view, "ready", json_boolean(desk_case->matter && json_array_size(lacks) == 0));
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
            (void)json_object_set_new(
                found,
                "department",
                words(
                    wallet_matter_department(matter, WALLET_ENGLISH),
                    wallet_matter_department(matter, WALLET_CHINESE)));
            (void)json_array_append_new(out, found);
        }
    }

    return out;
}
