/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_PUBLISHER_H
#define WLT_STATUS_PUBLISHER_H

#include "status/token.h"
#include "trust/x5chain.h"

/**
 * Who signed a list that stands by itself, in no manifest: whoever the certificates in it name, below an
 * authority (ISO/IEC 18013-5, second edition, 12.3.6.2), or a key that is trusted as it is.  Without padding,
 * so that two are compared as bytes.
 */
struct wlt_publisher {
    uint8_t
        key_id[WALLET_KEY_ID_SIZE]; /* of the trusted key; nothing where there is an authority */
    uint8_t has_authority;
    uint8_t authority[WLT_DIGEST_SIZE]; /* wlt_authority_digest() */
    uint8_t has_organisation;
    uint8_t organisation[WLT_DIGEST_SIZE]; /* SHA-256 of what the certificate says */
};

/** Whose licence or document a list is asked about. */
struct wlt_status_subject {
    const struct wallet_trust *trust;
    struct wallet_bytes issuer; /* a USCC, or what the certificate says; empty: it does not */
    struct wallet_bytes
        authority; /* wlt_authority_digest() of who vouches for it; empty: nobody does */
};

/** What was signed and by whom; start with `= { 0 }`, and clear it whatever the outcome. */
struct wlt_publication {
    struct wallet_bytes payload; /* borrows from the token */
    const struct wlt_signatory
        *signatory; /* borrows from the trust; NULL: the chain's leaf signed */
    struct wlt_x5chain chain;
};

void wlt_publication_clear(struct wlt_publication *publication);

/**
 * Reads a token and checks its signature, by the certificates in it where these lead to an authority that is
 * trusted, if not by a trusted key.
 *
 * \retval WALLET_ERR_REFUSED  nobody who is trusted signed it; else as wlt_status_token_verify()
 */
enum wallet_status wlt_publication_open(
    struct wallet_bytes token,
    const char *typ,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_publication *out,
    struct wallet_error *error);

/**
 * Checks that who signed might do so at that time, and tells who it is.
 *
 * \retval WALLET_ERR_REFUSED  a path that does not hold, or a certificate for other things
 */
enum wallet_status wlt_publication_check(
    const struct wlt_publication *publication,
    const struct wallet_trust *trust,
    int64_t signed_unix,
    struct wlt_publisher *out,
    struct wallet_error *error);

/**
 * Whether a publisher's word counts for this: below the authority that vouches for it, or by a key that may
 * speak for its issuer.  Several agencies may stand below one authority: who says which organisation it is
 * speaks for no other.
 */
bool wlt_publisher_counts_for(
    const struct wlt_publisher *publisher, const struct wlt_status_subject *subject);

#endif
