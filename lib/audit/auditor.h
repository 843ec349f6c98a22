/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_AUDIT_AUDITOR_H
#define WLT_AUDIT_AUDITOR_H

#include <wallet/key.h>
#include <wallet/trust.h>

#include <stdint.h>

/** What somebody signed, and says who did, when. */
struct wlt_statement {
    struct wallet_bytes kid;
    enum wallet_algorithm algorithm;
    struct wallet_bytes protected_encoded;
    struct wallet_bytes payload;
    struct wallet_bytes signature;
    const char *id; /* USCC that it names */
    int64_t at_unix;
};

/**
 * Checks the signature, and that the key is an audit key of whom it names in the trust list
 * (WALLET_ROLE_AUDIT) that was in use then.  A key file gives no role, so nothing holds under one.
 *
 * \retval WALLET_ERR_REFUSED       it does not hold; `error` says why
 * \retval WALLET_ERR_UNDETERMINED  the key was compromised later than it says to have signed
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_auditor_check(
    const struct wlt_statement *statement,
    const struct wallet_trust *trust,
    struct wallet_error *error);

#endif
