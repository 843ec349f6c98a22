/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_GRANT_AUTHORITY_H
#define WLT_PRESENT_GRANT_AUTHORITY_H

#include "present/grant.h"
#include "trust/trust.h"

/** Whether the counter that is meant lies in the region for which an identity service may vouch. */
bool wlt_grant_reaches_audience(
    const struct wallet_grant *grant, const struct wlt_signatory *signatory);

/**
 * Whether a counter's entry names all types and fields of the scope, or the whole types; that sensitive
 * fields need an entry that names them is asked with the catalogue, at the release.
 */
bool wlt_grant_may_ask_all(const struct wallet_grant *grant, const struct wlt_entry *entry);

#endif
