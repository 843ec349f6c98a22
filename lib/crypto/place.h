/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_PLACE_H
#define WLT_CRYPTO_PLACE_H

#include "crypto/policy.h"
#include "crypto/usage.h"
#include "crypto/x509.h"

#include <openssl/x509v3.h>

/* What the files of this layer that look at certificates share. */

enum {
    WLT_KU_SIGNING = X509v3_KU_DIGITAL_SIGNATURE | X509v3_KU_NON_REPUDIATION,
};

/** A certificate in its place. */
struct wlt_place {
    const struct wlt_certificate *certificate;
    const struct wlt_certificate *above; /* the next of the chain, or NULL */
    size_t index;
    unsigned roles;
    uint32_t key_usage; /* every bit if the certificate has none */
    struct wlt_usages usages;
};

/** One rule: how a certificate deviates, and whether it does. */
struct wlt_rule {
    enum wallet_deviation deviation;
    bool (*is_so)(const struct wlt_place *place);
};

/** The deviations that these rules find, as bits. */
uint64_t wlt_place_look(
    const struct wlt_place *place, const struct wlt_rule *rules, size_t rule_count);

/** The deviations of the form, which holds for every certificate (form.c). */
uint64_t wlt_form_look(const struct wlt_place *place);

/** The deviations from what is asked of our roles (profile.c). */
uint64_t wlt_profile_look(const struct wlt_place *place);

/** The deviations from what is asked of who signs mobile documents (document.c). */
uint64_t wlt_document_look(const struct wlt_place *place);

bool wlt_place_is_leaf(const struct wlt_place *place);
bool wlt_place_is_authority(const struct wlt_place *place);
bool wlt_place_is_self_issued(const struct wlt_place *place);
bool wlt_place_has_extension(const struct wlt_place *place, int nid);

#endif
