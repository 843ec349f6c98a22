/* SPDX-License-Identifier: Apache-2.0 */
#include "desk_chips.h"

#include "facts.h"
#include "words.h"

#include <string.h>

static size_t count_materials(const struct desk_case *desk_case)
{
    const size_t count = desk_case->matter ? wallet_matter_material_count(desk_case->matter) : 0;

    return count < DESK_MATERIAL_MAX ? count : DESK_MATERIAL_MAX;
}

/* By its code: the store reads a catalogue of its own. */
static bool is_same_type(const struct wallet_type *one, const struct wallet_type *other)
{
    return one && other && strcmp(wallet_type_code(one), wallet_type_code(other)) == 0;
}

static bool is_wanted(const struct wallet_material *material, const struct wallet_type *type)
{
    for (size_t i = 0; i < material->wanted_count; i++) {
        if (is_same_type(material->wanted[i].type, type)) {
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
            wallet_type_field_by_key(wallet_verdict_type(verdict), wanted->fields[i].key);
        if (field && wanted->fields[i].member_count == 0 && !facts_have(verdict, field)) {
            return false;
        }
    }

    return true;
}

static bool is_short(const struct wallet_material *material, const struct wallet_verdict *verdict)
{
    for (size_t i = 0; i < material->wanted_count; i++) {
        if (is_same_type(material->wanted[i].type, wallet_verdict_type(verdict)) &&
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

/* Of two people's cards one stands for each. */
void desk_chips_take(struct desk_case *desk_case, const struct wallet_type *type)
{
    for (size_t i = 0; i < count_materials(desk_case); i++) {
        if (!desk_case->stands[i] &&
            is_wanted(wallet_matter_material_at(desk_case->matter, i), type)) {
            desk_case->stands[i] = true;
            return;
        }
    }
}

static bool is_needed(const struct desk_case *desk_case, size_t index)
{
    return wallet_matter_material_at(desk_case->matter, index)->necessity == WALLET_NECESSARY;
}

bool desk_chips_is_lacking(const struct desk_case *desk_case)
{
    for (size_t i = 0; i < count_materials(desk_case); i++) {
        if (is_needed(desk_case, i) && !desk_case->stands[i]) {
            return true;
        }
    }

    return false;
}

size_t desk_chips_count(const struct desk_case *desk_case, bool only_there)
{
    size_t count = 0;

    for (size_t i = 0; i < count_materials(desk_case); i++) {
        const bool counts =
            wallet_matter_material_at(desk_case->matter, i)->necessity != WALLET_NOT_NECESSARY;
        count += counts && (!only_there || desk_case->stands[i]);
    }

    return count;
}

static json_t *chip_json(const struct desk_case *desk_case, size_t index)
{
    const struct wallet_material *material = wallet_matter_material_at(desk_case->matter, index);
    const bool stands = desk_case->stands[index];

    return json_pack(
        "{s:s,s:o,s:i,s:s,s:o,s:o,s:[]}",
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
        stands || material->wanted_count == 0 ? json_array() : json_pack("[s]", "fetch"),
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

json_t *desk_chips_json(const struct desk_case *desk_case)
{
    json_t *out = json_array();

    for (size_t i = 0; i < count_materials(desk_case); i++) {
        (void)json_array_append_new(out, chip_json(desk_case, i));
    }

    return out;
}

json_t *desk_chips_lacks_json(const struct desk_case *desk_case)
{
    json_t *out = json_array();

    for (size_t i = 0; i < count_materials(desk_case); i++) {
        if (is_needed(desk_case, i) && !desk_case->stands[i]) {
            (void)json_array_append_new(out, lack_json(desk_case, i));
        }
    }

    return out;
}
