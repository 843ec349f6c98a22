/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_CASE_H
#define WALLET_DESK_DESK_CASE_H

#include <wallet/matter.h>

#include "outcome.h"

#include <jansson.h>

#include <stdbool.h>

/*
 * What people come for, and what of it is there.  All that the desk knows of matters, materials, forms,
 * rules and cases goes through here; the visit knows only these calls.
 */

enum {
    DESK_MATERIAL_MAX = 64,
};

/** The matter that the next people come for, and what this visit brought.  Start with `= { 0 }`. */
struct desk_case {
    const struct wallet_matters *matters; /* borrowed; NULL: none are known */
    const struct wallet_matter *matter;   /* NULL: people come for nothing in particular */
    bool stands[DESK_MATERIAL_MAX]; /* whether a licence of this visit stands for a material */
    size_t taken;                   /* licences */
};

/** Chooses the matter; forgets what was taken.  NULL: none.  False: there is no such matter. */
bool desk_case_choose(struct desk_case *desk_case, const char *name);

/** Whether a licence in it, that the matter wants, lacks a field that the matter needs. */
bool desk_case_is_partial(const struct desk_case *desk_case, const struct outcome *outcome);

/** Takes the licences of an outcome that was accepted, and looked at. */
void desk_case_take(struct desk_case *desk_case, const struct outcome *outcome);

/** Whether licences were taken, and some material that is needed is still missing. */
bool desk_case_is_open(const struct desk_case *desk_case);

/** Forgets what was taken; the matter stays. */
void desk_case_forget(struct desk_case *desk_case);

/** Adds "matter", "case", "chips", "have", "needed", "form", "rules", "lacks" and "ready" to a view. */
void desk_case_add_view(const struct desk_case *desk_case, json_t *view);

/** Up to 50 matters with the text in name, code, title or department; the caller owns it. */
json_t *desk_case_find(const struct desk_case *desk_case, const char *query);

#endif
