/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_PROOF_H
#define WLT_MDOC_PROOF_H

#include <wallet/key.h>

#include "cbor/writer.h"
#include "crypto/public_key.h"

/**
 * Writes [protected, unprotected, null, proof], a COSE_Sign1 or COSE_Mac0 without its tag: what it is over
 * is not sent, for both sides know it (9.1.3.4, 9.1.4.4).
 *
 * \param unprotected  an encoded map
 */
void wlt_proof_write(
    struct wlt_writer *writer,
    struct wallet_bytes header,
    struct wallet_bytes unprotected,
    struct wallet_bytes proof);

/**
 * Has a payload signed, and writes the COSE_Sign1.  What a signer elsewhere sends back is looked at: of
 * another key than this it is of no use to anybody.
 *
 * \param if_other  what an error says of another key
 *
 * \retval WALLET_ERR_KEY  it is not a signature of this key
 * \return what the signer says, where it cannot sign
 */
enum wallet_status wlt_proof_sign(
    const struct wallet_signer *signer,
    const struct wlt_public_key *key,
    const char *if_other,
    struct wallet_bytes unprotected,
    struct wallet_bytes payload,
    struct wlt_writer *writer,
    struct wallet_error *error);

#endif
