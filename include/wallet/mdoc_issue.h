/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Issuing licences as mobile documents (mdoc, ISO/IEC 18013-5): a record, the key of its holder's device
 * and a signer in, an IssuerSigned out, which the device keeps and shows as mdoc_present.h says.
 *
 * The type of the document and its one namespace are the code of the licence type, and its elements are
 * named as the type's fields: texts are texts, dates are full dates (tag 1004), codes, divisions and numbers
 * are integers, a portrait is its bytes, and members are an array of maps by the same rules.  Beside
 * them stands WALLET_MDOC_IDENTIFIER.  Each element may be kept back by the holder.
 *
 * Who is to believe it finds the signer by its certificates, and they hold for a few years: a licence that
 * outlives them is issued again.
 */
#ifndef WALLET_MDOC_ISSUE_H
#define WALLET_MDOC_ISSUE_H

#include <wallet/bytes.h>
#include <wallet/certificate.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/record.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The element with the licence's identifier (GB/T 36904), a text; no field has a name with a hyphen. */
#define WALLET_MDOC_IDENTIFIER "licence-identifier"

/** The end of validity that a licence without end (长期) says: what RFC 5280 4.1.2.5 says in its place. */
#define WALLET_MDOC_FOREVER_UNIX 253402300799 /* 9999-12-31T23:59:59Z */

/**
 * Issues a licence as a mobile document in one step.
 *
 * Of every field of the type there is a digest, also of those that the record does not have, and they are
 * in no order: which are there, and which is which, they do not tell.
 *
 * \param record       borrowed; checked as by wallet_record_check()
 * \param device       the public key of the holder's device: Ed25519, ES256 or ES384; a secret in it is not
 *                     used
 * \param chain        the signer's certificate, the one above it, and so on, without the root: at most
 *                     WALLET_CHAIN_MAX - 1 of them.  They go into the document
 * \param signer       for Ed25519, ES256 or ES384; the first certificate has its key and names its issuer
 * \param issued_unix  when it is issued, within the certificate's validity; the clock is the caller's.  A
 *                     document is valid from then, or from when the terms say if that is later
 * \param out          replaced by the IssuerSigned, of at most WALLET_INPUT_MAX bytes: for its holder alone.
 *                     Owned by the caller; empty on failure
 *
 * \retval WALLET_ERR_MISSING      a required field is missing
 * \retval WALLET_ERR_VALUE        as for wallet_issue(), or the signer's certificate does not hold when the
 *                                 document is signed, or when it begins to be valid
 * \retval WALLET_ERR_KEY          the certificates are not the signer's, are in no order, have the root among
 *                                 them, or deviate gravely from the profile (see certificate.h); or the device's
 *                                 key is an RSA key
 * \retval WALLET_ERR_UNSUPPORTED  a signer or a device for SM2, or a signer by RSA
 * \retval WALLET_ERR_TOO_LARGE    beyond WALLET_INPUT_MAX, or too many certificates
 * \retval WALLET_ERR_ARGUMENT     a NULL, or a signer that cannot sign
 * \retval WALLET_ERR_MEMORY       or what `signer` returns
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_issue(
    const struct wallet_record *record,
    const struct wallet_key *device,
    const struct wallet_certificates *chain,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** What the first of two steps writes; start with `= { 0 }`, and clear both: wallet_buffer_clear(). */
struct wallet_mdoc_draft {
    struct wallet_buffer to_be_signed;

    /** The elements and the certificates, which stand beside the signature: as confidential as the document. */
    struct wallet_buffer beside;
};

/**
 * First of two steps, for signers that answer later: writes the bytes that are to be signed (a
 * Sig_structure, RFC 9052 section 4.4).  `signer` says algorithm, key and issuer; its `sign` is not
 * called.  Errors as for wallet_mdoc_issue().
 *
 * \param out  replaced; both are empty on failure
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_issue_start(
    const struct wallet_record *record,
    const struct wallet_key *device,
    const struct wallet_certificates *chain,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_mdoc_draft *out,
    struct wallet_error *error);

/**
 * Second step: joins what wallet_mdoc_issue_start() wrote and its signature to the document.
 *
 * \retval WALLET_ERR_STRUCTURE  `to_be_signed` or `beside` is not from wallet_mdoc_issue_start(); so is
 *                               MALFORMED and TRUNCATED
 * \retval WALLET_ERR_VALUE      `signature` has not the size that the algorithm demands
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_issue_finish(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wallet_bytes beside,
    struct wallet_buffer *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
