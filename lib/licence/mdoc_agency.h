/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_MDOC_AGENCY_H
#define WLT_LICENCE_MDOC_AGENCY_H

#include "licence/verdict.h"

/**
 * Decides WALLET_CHECK_AUTHORITY for a mobile document of a licence type of ours.  Certificates lead to an
 * authority that says who the signer is, but not which licences it may sign: that says whoever says it of
 * printed licences, a key file or an entry of a trust list, and it is held to the same.  An entry may decide
 * WALLET_CHECK_ISSUER anew, against the document: it knows of keys that are retired or compromised.
 *
 * \param verdict  with its type, the claims that others have, and the signer's certificate; who it is in the
 *                 trust source is its signatory then, where it is there
 *
 * \retval WALLET_OK          the verdict says all
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_mdoc_agency_check(
    const struct wallet_trust *trust,
    const struct wallet_catalogue *catalogue,
    struct wallet_verdict *verdict);

#endif
