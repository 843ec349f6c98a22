/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_TOKEN_H
#define WLT_STATUS_TOKEN_H

#include "cose/sign1.h"
#include "trust/trust.h"

/* What this layer signs and reads, told apart by `typ` (RFC 9596). */
#define WLT_TYP_STATUS_LIST "application/statuslist+cwt" /* the draft's own */
#define WLT_TYP_IDENTIFIER_LIST \
    "application/identifierlist+cwt" /* ISO/IEC 18013-5, second edition */
#define WLT_TYP_STATUS_MANIFEST "application/wallet-status+cwt"
#define WLT_TYP_STATUS_HOT      "application/wallet-status-hot+cwt"

enum {
    WLT_STATUS_CLOCK_LEEWAY = 120, /* seconds that a signer's clock may be ahead of ours */
};

/** A signed object whose signature held; `payload` borrows from its bytes, the other from the trust. */
struct wlt_status_token {
    struct wallet_bytes payload;
    const struct wlt_signatory *signatory; /* NULL where nothing was verified */
};

/**
 * Reads a COSE_Sign1 of this `typ` and verifies it.
 *
 * \param trust    NULL: nothing is verified
 * \param context  of the caller's thread; may be NULL where `trust` is
 *
 * \retval WALLET_ERR_REFUSED    nobody who is trusted signed it
 * \retval WALLET_ERR_STRUCTURE  another `typ`, or none; an algorithm that is none of ours
 */
enum wallet_status wlt_status_token_verify(
    struct wallet_bytes encoded,
    const char *typ,
    enum wlt_cbor_mode mode,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_status_token *out,
    struct wallet_error *error);

/** Whether it is one whose word counts for this issuer; when it signed, and its certificates, are not asked. */
bool wlt_status_may_speak(const struct wlt_signatory *signatory, struct wallet_bytes issuer);

/**
 * Checks that the signatory may say how licences of this issuer stand: the issuer itself, or an entry
 * of a trust list with the role *status* in whose region the issuer lies; and that its key was in use
 * when it signed.  An entry's certificates must lead to a trusted authority and be for status data
 * (WALLET_ROLE_STATUS), the issuer's own too.  WALLET_ERR_REFUSED if not.
 *
 * \param issuer  empty: of any issuer
 */
enum wallet_status wlt_status_check_speaker(
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    struct wallet_bytes issuer,
    int64_t signed_unix,
    struct wallet_error *error);

#endif
