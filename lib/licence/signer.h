/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_SIGNER_H
#define WLT_LICENCE_SIGNER_H

#include "licence/verdict.h"

/**
 * Decides the checks ALGORITHM, ISSUER and SIGNATURE: finds out who signed, and whether they did.
 *
 * The key is looked up by its identifier, which is only a hint (RFC 9052 section 3.1): the signature
 * decides.  Where a foreign licence names no key, every trusted one is tried.
 *
 * \retval WALLET_OK          the checks are decided, one way or the other
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_signer_check(
    const struct wallet_trust *trust, struct wallet_verdict *verdict);

/** Decides WALLET_CHECK_SIGNATURE by what checking it said: WALLET_OK, or that it does not fit. */
void wlt_signature_report(struct wallet_verdict *verdict, enum wallet_status status);

#endif
