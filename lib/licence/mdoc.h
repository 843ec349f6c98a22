/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_MDOC_H
#define WLT_LICENCE_MDOC_H

#include <wallet/mdoc.h>

#include "licence/verifier.h"
#include "mdoc/device_auth.h"

/** A session as its reader gave it, looked at. */
struct wlt_mdoc_expectation {
    struct wlt_mdoc_session session;     /* an empty transcript: not known */
    struct wallet_bytes doc_type;        /* that was asked for; empty: any */
    const struct wallet_key *device_key; /* of a document as issued; NULL: not known */
    uint64_t response_status;            /* of the response: 0 where all is well */
};

/**
 * Verifies one document, or an IssuerSigned alone.
 *
 * \param received  it has passed wlt_cbor_check() leniently; copied
 * \param verdict   reset for the time of the check
 *
 * \retval WALLET_OK          the verdict says all
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_mdoc_check(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    const struct wlt_mdoc_expectation *expectation,
    struct wallet_verdict *verdict);

/**
 * Verifies a response with one document, or an IssuerSigned alone, of no session: who shows it stays open.
 *
 * \param received  at most WALLET_INPUT_MAX; otherwise as for wlt_mdoc_check()
 */
enum wallet_status wlt_mdoc_check_alone(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    struct wallet_verdict *verdict);

/**
 * Decides who signed a document: algorithm, signature and issuer; and reads what was signed, whose type
 * of document says which authorities count.  Nothing of it is used unless all three pass.
 *
 * \param verdict  with the issuer's signature in `licence`
 * \param out      what was signed, where the signature passed
 *
 * \retval WALLET_OK          the verdict says all
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_mdoc_signer_check(
    const struct wallet_trust *trust, struct wallet_verdict *verdict, struct wlt_mso *out);

/** The last second of a date or the second of a time, encoded; false if it is neither. */
bool wlt_mdoc_read_end(struct wallet_bytes encoded, int64_t *out);

#endif
