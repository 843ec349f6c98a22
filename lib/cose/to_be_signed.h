/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COSE_TO_BE_SIGNED_H
#define WLT_COSE_TO_BE_SIGNED_H

#include <wallet/bytes.h>
#include <wallet/error.h>

/** What a first step wrote for a signer that answers later (a Sig_structure), taken apart; borrows. */
struct wlt_to_be_signed {
    struct wallet_bytes protected_encoded;
    struct wallet_bytes payload;
};

/**
 * Takes it apart for its second step, and looks at the signature's size.
 *
 * \retval WALLET_ERR_STRUCTURE  it is no Sig_structure, or names no algorithm of ours
 * \retval WALLET_ERR_VALUE      `signature` has not the size that the algorithm demands
 */
enum wallet_status wlt_to_be_signed_read(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wlt_to_be_signed *out,
    struct wallet_error *error);

#endif
