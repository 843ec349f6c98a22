/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_CARRIED_H
#define WLT_LICENCE_CARRIED_H

#include "licence/verdict.h"

/** Whether the envelope carries certificates along (x5chain, RFC 9360), in either bucket. */
bool wlt_carried_is_there(const struct wlt_sign1 *sign1);

/**
 * Reads the carried certificates, leaf first, and checks their path to a trusted authority at the
 * time of the check.  If it holds, the leaf stands in `verdict->carried`; else WALLET_CHECK_ISSUER says
 * why not.
 *
 * \retval WALLET_OK          one or the other
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_carried_read(
    const struct wallet_trust *trust, struct wallet_verdict *verdict);

#endif
