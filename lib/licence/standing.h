/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_STANDING_H
#define WLT_LICENCE_STANDING_H

#include "licence/verdict.h"

/**
 * Decides WALLET_CHECK_ISSUER for a signatory out of a trust list: whether its key was in use when
 * the licence says that it was issued, and whether its certificates lead to an authority then.
 *
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_standing_check(
    const struct wallet_trust *trust, struct wallet_verdict *verdict);

#endif
