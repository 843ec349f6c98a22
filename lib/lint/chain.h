/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LINT_CHAIN_H
#define WLT_LINT_CHAIN_H

#include "crypto/annex_b.h"
#include "crypto/policy.h"
#include "lint/lint.h"

/** Certificates, each below the next. */
struct wlt_lint_chain {
    const struct wlt_certificate *const *items;
    size_t count;                /* at most WLT_CHAIN_MAX */
    unsigned roles;              /* of ours, asked of the first; or WLT_POLICY_DOCUMENTS */
    enum wlt_annex_b_kind first; /* whose the first is; an authority is looked at as one */
};

/** Tells where the certificates of a chain depart from the profile of their roles, or from Annex B. */
void wlt_lint_chain_look(struct wlt_lint *lint, const struct wlt_lint_chain *chain);

#endif
