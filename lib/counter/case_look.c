/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/case.h>

#include "counter/case.h"
#include "counter/weigh.h"

#include <assert.h>

const char *wallet_case_number(const struct wallet_case *item)
{
    return item->number;
}

const struct wallet_matter *wallet_case_matter(const struct wallet_case *item)
{
    return item->matter;
}

enum wallet_case_state wallet_case_state(const struct wallet_case *item)
{
    return item->made->state;
}

enum wallet_case_channel wallet_case_channel(const struct wallet_case *item)
{
    return item->made->channel;
}

int64_t wallet_case_opened(const struct wallet_case *item)
{
    return item->made->opened_unix;
}

const char *wallet_case_party(const struct wallet_case *item, size_t party)
{
    return party < WALLET_PARTY_MAX ? item->made->dossier->parties[party] : "";
}

static enum wallet_case_way way_of(
    const struct wallet_case *item, size_t index, const struct wlt_dossier_material *put)
{
    if (put->licence != SIZE_MAX) {
        return item->made->dossier->licences[put->licence]->way;
    }
    if (!put->note) {
        return (enum wallet_case_way)0;
    }

    return item->made->paper_acts[index] == SIZE_MAX ? WALLET_WAY_REUSE : WALLET_WAY_PAPER;
}

void wallet_case_material_at(
    const struct wallet_case *item, size_t index, struct wallet_case_material *out)
{
    assert(index < wallet_matter_material_count(item->matter));
    const struct wlt_dossier_material *put = &item->made->dossier->materials[index];

    *out = (struct wallet_case_material){
        .state = put->state,
        .way = way_of(item, index, put),
        .licence = put->licence,
        .note = put->note ? put->note : "",
        .day = put->day,
    };
}

void wallet_case_rule_at(const struct wallet_case *item, size_t index, struct wallet_case_rule *out)
{
    assert(index < wallet_matter_rule_count(item->matter));
    const struct wlt_dossier *dossier = item->made->dossier;
    const struct wlt_dossier_rule *put = &dossier->rules[index];

    *out = (struct wallet_case_rule){
        .is_compared = put->is_compared,
        .comparison = put->comparison,
        .is_decided = put->is_decided && wlt_dossier_may_decide(dossier, index),
        .holds = put->is_compared && wlt_rule_holds(dossier, index),
        .note = put->note ? put->note : "",
    };
}

static enum wallet_provenance provenance_of(const struct wlt_dossier_blank *put)
{
    if (put->typed) {
        return put->verified           ? WALLET_PROVENANCE_EDITED
               : put->typed[0] == '\0' ? WALLET_PROVENANCE_EMPTY
                                       : WALLET_PROVENANCE_TYPED;
    }

    return put->verified ? WALLET_PROVENANCE_LICENCE : WALLET_PROVENANCE_EMPTY;
}

void wallet_case_blank_at(
    const struct wallet_case *item, size_t index, struct wallet_case_blank *out)
{
    assert(index < wallet_matter_blank_count(item->matter));
    const struct wlt_dossier_blank *put = &item->made->dossier->blanks[index];

    *out = (struct wallet_case_blank){
        .value = wlt_blank_value(item->made->dossier, index),
        .provenance = provenance_of(put),
        .licence = put->licence,
        .verified = put->verified ? put->verified : "",
    };
}

size_t wallet_case_licence_count(const struct wallet_case *item)
{
    return item->made->dossier->licence_count;
}

void wallet_case_licence_at(
    const struct wallet_case *item, size_t index, struct wallet_case_taken *out)
{
    assert(index < item->made->dossier->licence_count);
    const struct wlt_taken *taken = item->made->dossier->licences[index];

    *out = (struct wallet_case_taken){
        .way = taken->way,
        .party = taken->party,
        .type = taken->type,
        .identifier = taken->identifier,
        .issuer = taken->issuer,
        .digest = taken->digest,
        .is_bound = taken->is_bound,
        .is_to_be_checked = taken->is_to_be_checked,
        .has_until = taken->has_until,
        .until_unix = taken->until_unix,
        .taken_unix = taken->at_unix,
    };
}

bool wallet_case_is_ready(const struct wallet_case *item)
{
    return item->made->dossier->lack_count == 0;
}

size_t wallet_case_lack_count(const struct wallet_case *item)
{
    return item->made->dossier->lack_count;
}

struct wallet_lack wallet_case_lack_at(const struct wallet_case *item, size_t index)
{
    assert(index < item->made->dossier->lack_count);
    return item->made->dossier->lacks[index];
}

struct wallet_bytes wallet_case_note(const struct wallet_case *item, enum wallet_case_state state)
{
    struct wlt_case_act act;
    struct wlt_saying saying;

    /* All acts have been read before, when the case was made of them. */
    for (size_t i = item->act_count; i > 0; i--) {
        if (wlt_case_act_read(wallet_buffer_bytes(&item->acts[i - 1]), &act, NULL) == WALLET_OK &&
            act.deed == WLT_DEED_GO && wlt_saying_read(act.body, &saying, NULL) == WALLET_OK &&
            saying.number == (uint64_t)state) {
            return saying.text;
        }
    }

    return (struct wallet_bytes){ 0 };
}
