/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_SIGNED_H
#define WLT_TRUST_SIGNED_H

#include <wallet/trust_list.h>

/** In which role of the trust list somebody signs, and what a refusal calls whom and the key. */
struct wlt_signing {
    enum wallet_role role;
    const char *who; /* "auditor" */
    const char *key; /* "audit key" */
};

/** wallet_trust_check(), in the role's own words. */
enum wallet_status wlt_signed_check(
    const struct wallet_signed *signed_by,
    const struct wlt_signing *signing,
    const struct wallet_trust *trust,
    struct wallet_error *error);

#endif
