/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_DECRYPT_H
#define WLT_LICENCE_DECRYPT_H

#include "licence/verifier.h"

/**
 * Opens what was received if it is encrypted, with the verifier's key, into the verdict's own buffer;
 * anything else stays as it is.
 *
 * \param received  may stand in that buffer, which may move.  Empty where it cannot be opened, and then
 *                  WALLET_CHECK_FORM says why: it is left open unless it is malformed
 *
 * \retval WALLET_OK          one or the other
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_decrypt(
    const struct wallet_verifier *verifier,
    struct wallet_verdict *verdict,
    struct wallet_bytes *received);

#endif
