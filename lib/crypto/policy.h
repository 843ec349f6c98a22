/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_POLICY_H
#define WLT_CRYPTO_POLICY_H

#include <wallet/certificate.h>

#include "crypto/certificate.h"

/*
 * The profile of certificates, beside the path that certificate.h checks.
 *
 * The arc of our extended key usages comes from the UUID 96b1fe22-ca0d-4729-9eb3-2271b6f31f87, made
 * for this purpose at random.  It is spelt in the seven parts of Microsoft's arc for GUIDs and not as
 * the one number of ITU-T X.667 (2.25.200308390400026922510435124253843201927): libtasn1 (GnuTLS),
 * Go and python3-cryptography 38 read no number of 128 bits, and would refuse the certificates.
 */
#define WLT_POLICY_ARC "1.2.840.113556.1.8000.2554.38577.65058.51725.18217.40627.2257334.15933319"

enum {
    WLT_POLICY_ROLES = WALLET_ROLE_ISSUER | WALLET_ROLE_COUNTER | WALLET_ROLE_IDENTITY_SERVICE |
                       WALLET_ROLE_STATUS | WALLET_ROLE_REPOSITORY | WALLET_ROLE_AUDIT |
                       WALLET_ROLE_APPROVAL,

    /* In place of roles: a foreign certificate that signs mobile documents (ISO/IEC 18013-5 Annex B). */
    WLT_POLICY_DOCUMENTS = 1 << 30,
};

/** Whether it is a set of roles that there are; the empty one too. */
bool wlt_policy_knows_roles(unsigned roles);

/** The object identifier of the extended key usage of one role; NULL if there is no such role. */
const char *wlt_policy_usage(enum wallet_role role);

/** Whether the certificate says of itself that it is for one of our roles. */
bool wlt_policy_has_role(const struct wlt_certificate *certificate);

/**
 * Where certificate `index` of a chain deviates, as bits `1 << enum wallet_deviation`.
 *
 * \param chain  leaf first
 * \param roles  of enum wallet_role, asked of the leaf; 0: only what holds for foreign ones too;
 *               WLT_POLICY_DOCUMENTS: what holds for those, and for who signs mobile documents
 */
uint64_t wlt_policy_look(
    const struct wlt_certificate *const *chain, size_t count, size_t index, unsigned roles);

/**
 * Looks at the first WLT_CHAIN_MAX certificates of a chain.
 *
 * \param deviations  filled in, whatever the outcome; may be NULL
 *
 * \retval WALLET_ERR_REFUSED  a grave deviation; `error` names the first
 */
enum wallet_status wlt_policy_check(
    const struct wlt_certificate *const *chain,
    size_t count,
    unsigned roles,
    uint64_t deviations[WLT_CHAIN_MAX],
    struct wallet_error *error);

/**
 * The roles for each of which, asked by itself, nothing in the chain deviates gravely.
 *
 * \param count  at least 1
 */
unsigned wlt_policy_fit_roles(const struct wlt_certificate *const *chain, size_t count);

#endif
