/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Issuing: a record and a signer in, a licence out: a COSE_Sign1 in deterministic CBOR.
 *
 * What wallet_issue() makes is printed, a CWT: it is not bound to a key of its holder, and every verdict
 * on it says so.  What wallet_issue_bound() makes is for a holder with a key, an SD-CWT
 * (draft-ietf-spice-sd-cwt): of all fields but those that are always disclosed it has only digests,
 * and beside it stand the disclosures, of which the holder shows what it wants to (see selection.h).
 */
#ifndef WALLET_ISSUE_H
#define WALLET_ISSUE_H

#include <wallet/bytes.h>
#include <wallet/digest.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/record.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest licence, in bytes. */
#define WALLET_LICENCE_MAX 65536

/**
 * Issues a licence in one step.
 *
 * \param record       borrowed; checked as by wallet_record_check()
 * \param signer       borrowed
 * \param issued_unix  when it is issued; the clock is the caller's
 * \param out          replaced by the licence; owned by the caller.  Reuse it from licence to licence
 *
 * \retval WALLET_ERR_MISSING    a required field is missing
 * \retval WALLET_ERR_VALUE      serial, version, period, status, or a finding that the terms do not accept
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_LICENCE_MAX
 * \retval WALLET_ERR_MEMORY     or what `signer` returns
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue(
    const struct wallet_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * First of two steps, for signers that answer later: writes the bytes that are to be signed (a
 * Sig_structure, RFC 9052 section 4.4).  `signer` says algorithm, key and issuer; its `sign` is not
 * called.  Errors as for wallet_issue().
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue_start(
    const struct wallet_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out_to_be_signed,
    struct wallet_error *error);

/**
 * Second step: joins what wallet_issue_start() wrote and its signature to the licence.
 *
 * \retval WALLET_ERR_STRUCTURE  `to_be_signed` is not from wallet_issue_start()
 * \retval WALLET_ERR_VALUE      `signature` has not the size that the algorithm demands
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue_finish(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Issues a licence bound to its holder's key.
 *
 * \param holder  the holder's public key: Ed25519, ES256, ES384 or SM2; a secret in it is not used
 * \param out     replaced by the licence with all its disclosures: for its holder alone.  Owned by the
 *                caller
 *
 * \retval WALLET_ERR_KEY    the holder's key is an RSA key
 * \retval WALLET_ERR_VALUE  as for wallet_issue(), or the licence would begin after it was issued, which
 *                           section 8 of the draft forbids
 * \return else as wallet_issue()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue_bound(
    const struct wallet_record *record,
    const struct wallet_key *holder,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * First of two steps, as wallet_issue_start().
 *
 * \param out_disclosures  replaced by what wallet_issue_bound_finish() puts beside the signed claims
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue_bound_start(
    const struct wallet_record *record,
    const struct wallet_key *holder,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out_to_be_signed,
    struct wallet_buffer *out_disclosures,
    struct wallet_error *error);

/** Second step, as wallet_issue_finish(), with the disclosures of the first. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue_bound_finish(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wallet_bytes disclosures,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Writes what a licence is to say as one digest: SHA-256 over its type, the issuer, its fields, version
 * and period, whatever the order in which they came and however they were written.  Two rows of a
 * table with the same digest ask for the same licence.  Of the serial it says nothing.
 *
 * \param issuer  USCC
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue_row(
    const struct wallet_record *record,
    const char *issuer,
    uint8_t out[WALLET_DIGEST_SIZE],
    struct wallet_error *error);

/**
 * Writes the identifier of a licence that was just issued (GB/T 36904).  For a licence that came from
 * elsewhere ask its verdict: nothing is verified here.
 *
 * \retval WALLET_ERR_STRUCTURE  not a licence of ours
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_issue_identifier(
    struct wallet_bytes licence, char out[WALLET_IDENTIFIER_SIZE], struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
