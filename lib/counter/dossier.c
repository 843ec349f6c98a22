/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/dossier.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/weigh.h"

#include <string.h>

struct wlt_dossier *wlt_dossier_new(const struct wallet_matter *matter)
{
    struct wlt_dossier *dossier = wlt_alloc(1, sizeof *dossier);

    if (dossier) {
        dossier->matter = matter;
    }

    return dossier;
}

void wlt_dossier_free(struct wlt_dossier *dossier)
{
    if (!dossier) {
        return;
    }

    for (size_t i = 0; i < dossier->licence_count; i++) {
        wlt_taken_free(dossier->licences[i]);
    }
    for (size_t i = 0; i < WALLET_MATERIAL_MAX; i++) {
        wlt_free(dossier->materials[i].note);
    }
    for (size_t i = 0; i < WALLET_RULE_MAX; i++) {
        wlt_free(dossier->rules[i].note);
    }
    for (size_t i = 0; i < WALLET_BLANK_MAX; i++) {
        wlt_free(dossier->blanks[i].typed);
        wlt_free(dossier->blanks[i].verified);
    }

    wlt_free(dossier);
}

bool wlt_material_wants(const struct wallet_material *material, const struct wlt_taken *taken)
{
    for (size_t i = 0; i < material->wanted_count; i++) {
        if (strcmp(wallet_type_code(material->wanted[i].type), taken->type_code) == 0) {
            return true;
        }
    }

    return false;
}

/** Whether the party's licences are bound to the same key as this one. */
static bool has_key(const struct wlt_dossier *dossier, size_t party, const struct wlt_taken *taken)
{
    static const uint8_t none[WLT_SHA256_SIZE];

    for (size_t i = 0; i < dossier->licence_count; i++) {
        const struct wlt_taken *other = dossier->licences[i];
        if (other->party == party && memcmp(taken->key, none, sizeof none) != 0 &&
            memcmp(taken->key, other->key, sizeof none) == 0) {
            return true;
        }
    }

    return false;
}

/** How a licence fits to a party. */
enum fit {
    FIT_NOT,
    FIT_OTHER_HOLDER, /* the party is somebody else */
    FIT_FREE,         /* the party is not known yet, or need not be the holder */
    FIT_HOLDER,
};

static bool is_household(const struct wlt_taken *taken)
{
    return taken->type && wallet_type_holder(taken->type) == WALLET_HOLDER_HOUSEHOLD;
}

/** Whether a holder is of the kind that the party is: persons' codes begin with 111, others do not. */
static bool is_of_kind(const struct wallet_party *party, const struct wlt_taken *taken)
{
    const bool is_person = strncmp(taken->holder, "111:", 4) == 0;
    return taken->holder[0] == '\0' || is_person == (party->holder == WALLET_HOLDER_PERSON);
}

static bool is_wanted_of(
    const struct wlt_dossier *dossier, size_t party, const struct wlt_taken *taken)
{
    const size_t count = wallet_matter_material_count(dossier->matter);

    for (size_t i = 0; i < count; i++) {
        const struct wallet_material *material = wallet_matter_material_at(dossier->matter, i);
        if (material->party == party && wlt_material_wants(material, taken)) {
            return true;
        }
    }

    return false;
}

/** Whether a licence comes again, or another in its place, that was to be checked later. */
static bool is_in_place_of(const struct wlt_taken *taken, const struct wlt_taken *other)
{
    return other->is_to_be_checked && !taken->is_to_be_checked;
}

static bool has_type(const struct wlt_dossier *dossier, size_t party, const struct wlt_taken *taken)
{
    for (size_t i = 0; i < dossier->licence_count; i++) {
        const struct wlt_taken *other = dossier->licences[i];
        if (other->party == party && !is_in_place_of(taken, other) &&
            strcmp(other->type_code, taken->type_code) == 0) {
            return true;
        }
    }

    return false;
}

static enum fit fit_of(
    const struct wlt_dossier *dossier, size_t index, const struct wlt_taken *taken)
{
    const char *bound = dossier->parties[index];

    if (!is_wanted_of(dossier, index, taken)) {
        return FIT_NOT;
    }

    if (is_household(taken)) {
        return has_type(dossier, index, taken) ? FIT_OTHER_HOLDER : FIT_FREE;
    }

    if (!is_of_kind(wallet_matter_party_at(dossier->matter, index), taken)) {
        return FIT_OTHER_HOLDER;
    }

    if (bound[0] == '\0') {
        return FIT_FREE;
    }

    const bool is_same = taken->holder[0] != '\0' ? strcmp(bound, taken->holder) == 0
                                                  : has_key(dossier, index, taken);
    return is_same ? FIT_HOLDER : FIT_OTHER_HOLDER;
}

static bool is_there(const struct wlt_dossier *dossier, const struct wlt_taken *taken)
{
    for (size_t i = 0; i < dossier->licence_count; i++) {
        const struct wlt_taken *other = dossier->licences[i];
        if (!is_in_place_of(taken, other) &&
            memcmp(other->digest, taken->digest, WLT_SHA256_SIZE) == 0) {
            return true;
        }
    }

    return false;
}

/** The party that fits best; WALLET_NO_PARTY: `*out_fit` says why none does. */
static size_t find_party(
    const struct wlt_dossier *dossier,
    const struct wlt_taken *taken,
    const char *name,
    enum fit *out_fit)
{
    const size_t count = wallet_matter_party_count(dossier->matter);
    size_t best = WALLET_NO_PARTY;

    *out_fit = FIT_NOT;
    for (size_t i = 0; i < count; i++) {
        if (!name || strcmp(wallet_matter_party_at(dossier->matter, i)->name, name) == 0) {
            const enum fit fit = fit_of(dossier, i, taken);
            best = fit > *out_fit ? i : best;
            *out_fit = fit > *out_fit ? fit : *out_fit;
        }
    }

    return *out_fit >= FIT_FREE ? best : WALLET_NO_PARTY;
}

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

enum wallet_status wlt_dossier_place(
    const struct wlt_dossier *dossier,
    const struct wlt_taken *taken,
    const char *party,
    size_t *out,
    struct wallet_error *error)
{
    enum fit fit;
    const size_t found = find_party(dossier, taken, party, &fit);

    if (is_there(dossier, taken)) {
        return refuse(error, "it is in the case already");
    }
    if (fit == FIT_NOT) {
        return refuse(error, "no material of this matter wants a licence of this type");
    }
    if (fit == FIT_OTHER_HOLDER) {
        return refuse(error, "it is not a licence of anybody whom this case is about");
    }
    if (fit == FIT_FREE && taken->holder[0] == '\0' && !is_household(taken)) {
        return refuse(error, "it does not say whose it is: the holder's number is not shown");
    }
    if (dossier->licence_count == WALLET_CASE_LICENCE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "more than %d licences",
            WALLET_CASE_LICENCE_MAX);
    }

    *out = found;
    return WALLET_OK;
}

bool wlt_dossier_take(struct wlt_dossier *dossier, struct wlt_taken *taken)
{
    if (taken->party >= wallet_matter_party_count(dossier->matter) ||
        dossier->licence_count == WALLET_CASE_LICENCE_MAX) {
        return false;
    }

    char *bound = dossier->parties[taken->party];
    if (bound[0] == '\0' && !is_household(taken)) {
        memcpy(bound, taken->holder, sizeof taken->holder);
    }

    dossier->licences[dossier->licence_count++] = taken;
    return true;
}
