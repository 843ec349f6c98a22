/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/matter.h"

#include "base/text.h"
#include "crypto/digest.h"

#include <string.h>

const char *wallet_matter_name(const struct wallet_matter *matter)
{
    return (const char *)matter->name.data;
}

const char *wallet_matter_code(const struct wallet_matter *matter)
{
    return (const char *)matter->code.data;
}

const char *wallet_matter_title(const struct wallet_matter *matter, enum wallet_language language)
{
    return matter->title[language == WALLET_CHINESE];
}

const char *wallet_matter_department(
    const struct wallet_matter *matter, enum wallet_language language)
{
    return matter->department[language == WALLET_CHINESE];
}

const char *wallet_matter_department_code(const struct wallet_matter *matter)
{
    return (const char *)matter->department_code.data;
}

const char *wallet_matter_basis(const struct wallet_matter *matter)
{
    return matter->basis;
}

unsigned wallet_matter_days(const struct wallet_matter *matter)
{
    return matter->days;
}

void wallet_matter_digest(const struct wallet_matter *matter, uint8_t out[32])
{
    wlt_sha256(matter->json, out);
}

struct wallet_bytes wallet_matter_json(const struct wallet_matter *matter)
{
    return matter->json;
}

enum wallet_relation wallet_matter_relation(const struct wallet_matter *matter)
{
    return matter->relation;
}

bool wallet_matter_is_paperless(const struct wallet_matter *matter)
{
    for (size_t i = 0; i < matter->material_count; i++) {
        const struct wallet_material *material = &matter->materials[i];
        if (material->source == WALLET_SOURCE_GOVERNMENT &&
            material->form != WALLET_FORM_AUTOMATIC &&
            material->form != WALLET_FORM_AUTOMATIC_FIRST) {
            return false;
        }
    }

    return true;
}

size_t wallet_matter_party_count(const struct wallet_matter *matter)
{
    return matter->party_count;
}

const struct wallet_party *wallet_matter_party_at(const struct wallet_matter *matter, size_t index)
{
    return &matter->parties[index];
}

size_t wallet_matter_material_count(const struct wallet_matter *matter)
{
    return matter->material_count;
}

const struct wallet_material *wallet_matter_material_at(
    const struct wallet_matter *matter, size_t index)
{
    return &matter->materials[index];
}

size_t wallet_matter_find_material(const struct wallet_matter *matter, struct wallet_bytes name)
{
    for (size_t i = 0; i < matter->material_count; i++) {
        const struct wallet_material *material = &matter->materials[i];
        if (wlt_bytes_are(name, material->name) ||
            wlt_bytes_are(name, material->title[WALLET_CHINESE])) {
            return i;
        }
    }

    return WALLET_NO_MATERIAL;
}

size_t wallet_matter_blank_count(const struct wallet_matter *matter)
{
    return matter->blank_count;
}

const struct wallet_blank *wallet_matter_blank_at(const struct wallet_matter *matter, size_t index)
{
    return &matter->blanks[index];
}

size_t wallet_matter_find_blank(const struct wallet_matter *matter, struct wallet_bytes name)
{
    for (size_t i = 0; i < matter->blank_count; i++) {
        const struct wallet_blank *blank = &matter->blanks[i];
        if (wlt_bytes_are(name, blank->name) || wlt_bytes_are(name, blank->title[WALLET_CHINESE])) {
            return i;
        }
    }

    return SIZE_MAX;
}

size_t wallet_matter_rule_count(const struct wallet_matter *matter)
{
    return matter->rule_count;
}

const struct wallet_rule *wallet_matter_rule_at(const struct wallet_matter *matter, size_t index)
{
    return &matter->rules[index];
}

size_t wallet_matter_items(
    const struct wallet_matter *matter,
    size_t party,
    struct wallet_request_item out[WALLET_REQUEST_ITEM_MAX])
{
    const struct wlt_matter_asked *asked = &matter->asked[party];

    if (asked->count > 0) {
        memcpy(out, asked->items, asked->count * sizeof *out);
    }

    return asked->count;
}
