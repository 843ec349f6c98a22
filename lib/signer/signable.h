/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_SIGNABLE_H
#define WLT_SIGNER_SIGNABLE_H

#include <wallet/key.h>

/**
 * Whether these bytes are what an object of a wallet is signed over, with this algorithm: see
 * wallet/agent.h.
 *
 * \retval WALLET_ERR_REFUSED  they are something else
 */
enum wallet_status wlt_signable_check(
    struct wallet_bytes message, enum wallet_algorithm algorithm, struct wallet_error *error);

#endif
