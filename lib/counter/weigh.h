/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_WEIGH_H
#define WLT_COUNTER_WEIGH_H

#include "counter/dossier.h"

/* The steps of wlt_dossier_weigh(), each on what those before it found. */

/** Whether one of the wanted types of a material is this licence's. */
bool wlt_material_wants(const struct wallet_material *material, const struct wlt_taken *taken);

/** How the materials stand. */
void wlt_weigh_materials(struct wlt_dossier *dossier);

/** Whether a material that a licence of this type could stand for is still missing. */
bool wlt_licence_may_come(
    const struct wlt_dossier *dossier, size_t party, const struct wallet_type *type);

/** What the rules come to.  WALLET_ERR_MEMORY. */
enum wallet_status wlt_weigh_rules(
    struct wlt_dossier *dossier, int64_t at_unix, struct wallet_error *error);

/** What the licences say for the blanks.  WALLET_ERR_MEMORY. */
enum wallet_status wlt_weigh_blanks(struct wlt_dossier *dossier, struct wallet_error *error);

/** What is lacking, all of it. */
void wlt_weigh_lacks(struct wlt_dossier *dossier);

/** Whether a rule holds: it agrees, the clerk says so, or there is nothing to compare. */
bool wlt_rule_holds(const struct wlt_dossier *dossier, size_t rule);

/** What stands in a blank: what was typed, else what a licence says, else ""; never NULL. */
const char *wlt_blank_value(const struct wlt_dossier *dossier, size_t blank);

#endif
