/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_HOLDER_H
#define WLT_LICENCE_HOLDER_H

#include "licence/verifier.h"

/**
 * Decides WALLET_CHECK_HOLDER: that the holder's key signed the key-binding token, for this verifier,
 * now, and with the nonce that it was asked for.  Of a licence as it was issued: that it is bound to
 * the key of the holder who is expected.
 *
 * \retval WALLET_OK          decided, one way or the other
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_holder_check(
    const struct wallet_verifier *verifier,
    const struct wlt_expectation *expectation,
    struct wallet_verdict *verdict);

#endif
