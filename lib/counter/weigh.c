/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/weigh.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/source.h"

#include <string.h>

/** The latest licence that stands for a material; SIZE_MAX: none. */
static size_t find_licence(
    const struct wlt_dossier *dossier, const struct wallet_material *material)
{
    for (size_t i = dossier->licence_count; i > 0; i--) {
        const struct wlt_taken *taken = dossier->licences[i - 1];
        if (taken->party == material->party && wlt_material_wants(material, taken)) {
            return i - 1;
        }
    }

    return SIZE_MAX;
}

static enum wallet_material_state state_of(
    const struct wlt_dossier *dossier,
    const struct wallet_material *material,
    const struct wlt_dossier_material *put)
{
    if (put->licence != SIZE_MAX) {
        return dossier->licences[put->licence]->is_to_be_checked ? WALLET_MATERIAL_UNCHECKED
                                                                 : WALLET_MATERIAL_LICENCE;
    }
    if (put->note) {
        return WALLET_MATERIAL_PAPER;
    }
    if (put->day[0] != '\0') {
        return WALLET_MATERIAL_DEFERRED;
    }

    return material->necessity == WALLET_NOT_NECESSARY ? WALLET_MATERIAL_NOT_NEEDED
                                                       : WALLET_MATERIAL_MISSING;
}

void wlt_weigh_materials(struct wlt_dossier *dossier)
{
    const size_t count = wallet_matter_material_count(dossier->matter);

    for (size_t i = 0; i < count; i++) {
        const struct wallet_material *material = wallet_matter_material_at(dossier->matter, i);
        struct wlt_dossier_material *put = &dossier->materials[i];
        put->licence = find_licence(dossier, material);
        put->state = state_of(dossier, material, put);
    }
}

bool wlt_licence_may_come(
    const struct wlt_dossier *dossier, size_t party, const struct wallet_type *type)
{
    const size_t count = wallet_matter_material_count(dossier->matter);

    for (size_t i = 0; i < count; i++) {
        const struct wallet_material *material = wallet_matter_material_at(dossier->matter, i);
        const enum wallet_material_state state = dossier->materials[i].state;
        const bool is_open =
            state == WALLET_MATERIAL_MISSING || state == WALLET_MATERIAL_NOT_NEEDED;
        for (size_t j = 0; is_open && j < material->wanted_count; j++) {
            if (material->party == party && material->wanted[j].type == type) {
                return true;
            }
        }
    }

    return false;
}

const char *wlt_blank_value(const struct wlt_dossier *dossier, size_t blank)
{
    const struct wlt_dossier_blank *put = &dossier->blanks[blank];
    return put->typed ? put->typed : put->verified ? put->verified : "";
}

/** What a licence says for a blank, as a text of its own; NULL with WALLET_OK: none says anything. */
static enum wallet_status copy_said(
    const struct wlt_said *said, char **out, struct wallet_error *error)
{
    struct wallet_buffer text = { 0 };

    *out = wlt_said_format(said, &text) ? wlt_text_copy(wallet_buffer_bytes(&text)) : NULL;
    wallet_buffer_clear(&text);
    return *out ? WALLET_OK : wlt_fail_memory(error);
}

static enum wallet_status weigh_blank(
    struct wlt_dossier *dossier, size_t index, struct wallet_error *error)
{
    const struct wallet_blank *blank = wallet_matter_blank_at(dossier->matter, index);
    struct wlt_dossier_blank *put = &dossier->blanks[index];
    struct wlt_said said[WLT_SAID_MAX];

    wlt_free(put->verified);
    put->verified = NULL;
    put->licence = SIZE_MAX;
    if (wlt_sources_find(dossier, blank->sources, blank->source_count, said) == 0) {
        return WALLET_OK;
    }

    put->licence = said[0].licence;
    return copy_said(&said[0], &put->verified, error);
}

enum wallet_status wlt_weigh_blanks(struct wlt_dossier *dossier, struct wallet_error *error)
{
    const size_t count = wallet_matter_blank_count(dossier->matter);
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        status = weigh_blank(dossier, i, error);
    }

    return status;
}

static void lack(struct wlt_dossier *dossier, enum wallet_lack_kind kind, size_t index)
{
    dossier->lacks[dossier->lack_count++] = (struct wallet_lack){ kind, index };
}

void wlt_weigh_lacks(struct wlt_dossier *dossier)
{
    const struct wallet_matter *matter = dossier->matter;

    dossier->lack_count = 0;
    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        if (dossier->materials[i].state == WALLET_MATERIAL_MISSING) {
            lack(dossier, WALLET_LACK_MATERIAL, i);
        }
    }
    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        if (!wlt_rule_holds(dossier, i)) {
            lack(dossier, WALLET_LACK_RULE, i);
        }
    }
    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        if (wallet_matter_blank_at(matter, i)->is_required &&
            wlt_blank_value(dossier, i)[0] == '\0') {
            lack(dossier, WALLET_LACK_BLANK, i);
        }
    }
}

enum wallet_status wlt_dossier_weigh(
    struct wlt_dossier *dossier, int64_t at_unix, struct wallet_error *error)
{
    wlt_weigh_materials(dossier);

    enum wallet_status status = wlt_weigh_rules(dossier, at_unix, error);
    if (status == WALLET_OK) {
        status = wlt_weigh_blanks(dossier, error);
    }

    wlt_weigh_lacks(dossier);
    return status;
}
