/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_DOSSIER_H
#define WLT_COUNTER_DOSSIER_H

#include <wallet/case.h>

#include "counter/taken.h"

/*
 * What is in a case, and what follows from it by its matter.  Acts put things in; wlt_dossier_weigh()
 * works out the rest anew: nothing of it is stored.
 */

/** A material: what was put in, and how it stands. */
struct wlt_dossier_material {
    char *note;   /* of paper that was looked at; NULL: none */
    char day[11]; /* by which it follows; "": it must be there */

    enum wallet_material_state state; /* weighed */
    size_t licence;                   /* weighed; SIZE_MAX: none */
};

struct wlt_dossier_rule {
    bool is_decided;
    bool decision;
    char *note; /* NULL: none */

    bool is_compared;                  /* weighed */
    enum wallet_comparison comparison; /* weighed, where it is compared */
};

struct wlt_dossier_blank {
    char *typed; /* NULL: nothing was written by hand */

    char *verified; /* weighed: what a licence says; NULL: nothing */
    size_t licence; /* weighed; SIZE_MAX: none */
};

enum {
    WLT_LACK_MAX = WALLET_MATERIAL_MAX + WALLET_RULE_MAX + WALLET_BLANK_MAX,
};

struct wlt_dossier {
    const struct wallet_matter *matter;
    char parties[WALLET_PARTY_MAX][WALLET_GRANT_HOLDER_SIZE]; /* "": not bound */
    size_t licence_count;
    struct wlt_taken *licences[WALLET_CASE_LICENCE_MAX]; /* owned */
    struct wlt_dossier_material materials[WALLET_MATERIAL_MAX];
    struct wlt_dossier_rule rules[WALLET_RULE_MAX];
    struct wlt_dossier_blank blanks[WALLET_BLANK_MAX];

    size_t lack_count; /* weighed */
    struct wallet_lack lacks[WLT_LACK_MAX];
};

/** NULL when out of memory. */
struct wlt_dossier *wlt_dossier_new(const struct wallet_matter *matter);
void wlt_dossier_free(struct wlt_dossier *dossier);
WLT_DEFINE_AUTO(dossier, struct wlt_dossier, wlt_dossier_free)

/**
 * Whose licence it is: the party that is bound to its holder, else the first that a material wants such
 * a licence of and that is not bound.  A household's register has no holder of its own here: it is the
 * party's whose material it stands for, and binds nobody.  A licence that does not say whose it is counts
 * as that of whoever else's licence here is bound to the same key.
 *
 * \param party  name of the party that it is said to be of; NULL: it is found out
 * \param out    on success the party
 *
 * \retval WALLET_ERR_REFUSED   no material wants it, its holder is not who the case is about, it does not
 *                              say whose it is, or it is there already
 * \retval WALLET_ERR_TOO_LARGE beyond WALLET_CASE_LICENCE_MAX
 */
enum wallet_status wlt_dossier_place(
    const struct wlt_dossier *dossier,
    const struct wlt_taken *taken,
    const char *party,
    size_t *out,
    struct wallet_error *error);

/**
 * Puts in a licence whose party is set, as an act says; takes it over, and binds the party.
 *
 * \return false, and nothing is done, where the matter has no such party or there is no room
 */
bool wlt_dossier_take(struct wlt_dossier *dossier, struct wlt_taken *taken);

/** Whether the clerk may decide on a rule: an advisory one, or one that cannot be compared. */
bool wlt_dossier_may_decide(const struct wlt_dossier *dossier, size_t rule);

/**
 * Works out how everything stands.
 *
 * \param at_unix  now, or when the case was accepted
 *
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_dossier_weigh(
    struct wlt_dossier *dossier, int64_t at_unix, struct wallet_error *error);

#endif
