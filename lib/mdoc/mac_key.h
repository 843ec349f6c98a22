/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_MAC_KEY_H
#define WLT_MDOC_MAC_KEY_H

#include "crypto/agreement.h"
#include "crypto/digest.h"

/** Its salt: SHA-256 over SessionTranscriptBytes, the transcript with its tag.  WALLET_ERR_MEMORY. */
enum wallet_status wlt_mdoc_mac_salt(
    struct wallet_bytes transcript, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error);

/**
 * EMacKey, by which a device's MAC is made and checked: either side has its own secret and the other's public
 * key (ISO/IEC 18013-5 9.1.3.5).
 *
 * \param transcript  SessionTranscript, without its tag
 * \param out         to be wiped by the caller
 *
 * Results as wlt_agree().
 */
enum wallet_status wlt_mdoc_mac_key(
    const struct wlt_private_key *ours,
    const struct wlt_public_key *theirs,
    struct wallet_bytes transcript,
    uint8_t out[WLT_SHA256_SIZE],
    struct wallet_error *error);

#endif
