/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The issuer's lint: where a certificate, a mobile document or a licence leaves its profile, told to the
 * agency that makes it, before a million are printed.
 *
 * A lint is no verification.  It asks nobody's trust and no clock, tells nothing of who signed, and what it
 * finds nothing in may be forged all the same: see verify.h and mdoc.h.
 */
#ifndef WALLET_LINT_H
#define WALLET_LINT_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>
#include <wallet/reason.h>

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How much a finding weighs, the lightest first. */
enum wallet_lint_severity {
    WALLET_LINT_ADVICE = 0,    /**< allowed, and better done otherwise */
    WALLET_LINT_DEVIATION = 1, /**< the profile demands otherwise; some verifiers refuse it */
    WALLET_LINT_FAULT = 2,     /**< verifiers refuse it */
};

/** "advice", "deviation" or "fault"; never NULL. */
WALLET_API const char *wallet_lint_severity_name(enum wallet_lint_severity severity);

/** One rule; lives for ever. */
struct wallet_lint_rule {
    const char *id; /**< such as "mso-outlives-signer"; never changes its meaning */
    enum wallet_lint_severity severity;
    const char *clause;      /**< where it stands, such as "ISO/IEC 18013-5 9.1.2.4" */
    const char *sentence[2]; /**< what is wrong and what to do, by enum wallet_language */
};

WALLET_API size_t wallet_lint_rule_count(void);

/** The rule at `index`, below wallet_lint_rule_count(): those of certificates, of documents, of licences. */
WALLET_API const struct wallet_lint_rule *wallet_lint_rule_at(size_t index);

/** One departure from one rule; borrows, and for the call only. */
struct wallet_lint_finding {
    const struct wallet_lint_rule *rule;

    /** Where, such as "documents[0]/issuerAuth/mso/docType"; UTF-8, with whatever names the input has. */
    const char *path;

    /** The byte of a mobile document at which the part begins, or WALLET_NO_OFFSET, as of all others. */
    size_t offset;

    const char *detail; /**< more about it, in English; "" where there is none */
};

/** Who is told of findings. */
struct wallet_lint_taker {
    void (*take)(void *context, const struct wallet_lint_finding *finding);
    void *context;
};

/**
 * Looks for departures, and tells each as it is found, in the order of the input.  What cannot be read is
 * a finding too; what is behind it is not looked at.
 *
 * Certificates are held against our own profile (see certificate.h) where they name one of our roles, against
 * ISO/IEC 18013-5 Annex B where their extended key usage is one of its; and where it is neither, against ours
 * if they are of a unified social credit code.  One that says nothing of itself is taken for a signer of
 * documents.  A certificate whose issuer's stands
 * behind it is looked at below that one, up to WALLET_CHAIN_MAX of them.
 *
 * \param catalogue  borrowed; the types of licences
 * \param input      certificates in PEM or DER, up to WALLET_KEY_FILE_MAX; or a mobile document, an
 *                   IssuerSigned alone or a DeviceResponse; or a licence of ours, as the text of a code or in
 *                   CBOR; up to WALLET_INPUT_MAX; borrowed for the call only
 * \param taker      borrowed for the call only
 *
 * \retval WALLET_OK               it was looked at, whatever was found
 * \retval WALLET_ERR_UNSUPPORTED  it is none of these
 * \retval WALLET_ERR_ARGUMENT     a required pointer is NULL
 * \retval WALLET_ERR_MEMORY       not all of it was looked at
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_lint(
    const struct wallet_catalogue *catalogue,
    struct wallet_bytes input,
    const struct wallet_lint_taker *taker,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
