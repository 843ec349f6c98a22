/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_TRUST_H
#define WLT_TRUST_TRUST_H

#include <wallet/key.h>
#include <wallet/trust.h>

#include "crypto/certificate.h"

/** One trusted key: out of a key file or a certificate, never both. */
struct wlt_signatory {
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    struct wallet_key *file;
    struct wlt_certificate *certificate;
};

/** All that are trusted, in ascending order of their key identifiers. */
const struct wlt_signatory *wlt_trust_signatories(const struct wallet_trust *trust);

/** The first of the signatories with this identifier; how many there are in `*out_count`. */
const struct wlt_signatory *wlt_trust_find(
    const struct wallet_trust *trust, struct wallet_bytes key_id, size_t *out_count);

/**
 * Checks the path of a certificate that a licence carries along to the trusted authorities.
 * Results as wlt_certificate_check_path(); a leaf that is trusted itself needs no path.
 */
enum wallet_status wlt_trust_check_path(
    const struct wallet_trust *trust,
    const struct wlt_certificate *leaf,
    const struct wlt_certificate *const *chain,
    size_t chain_count,
    int64_t at_unix,
    struct wallet_error *error);

/** The key that checks this signatory's signatures. */
const struct wlt_public_key *wlt_signatory_key(const struct wlt_signatory *signatory);

/** Who it is: a USCC, or the organisation identifier of the certificate; "" if it does not say. */
const char *wlt_signatory_id(const struct wlt_signatory *signatory);

/** What it is called. */
const char *wlt_signatory_name(
    const struct wlt_signatory *signatory, enum wallet_language language);

/**
 * Whether it may sign licences of this type.  A certificate says nothing about types, and what is
 * not said is not allowed; an empty code asks for leave to sign anything at all.
 */
bool wlt_signatory_allows_type(
    const struct wlt_signatory *signatory, struct wallet_bytes type_code);

/** Whether it is a certificate that is outside its validity period at this time. */
bool wlt_signatory_holds_at(const struct wlt_signatory *signatory, int64_t unix_time);

#endif
