/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_DEVICE_SIGNED_H
#define WLT_MDOC_DEVICE_SIGNED_H

#include <wallet/key.h>

#include "crypto/private_key.h"

/** What an error says of a key that is not the one in the document. */
#define WLT_MDOC_OTHER_KEY "the document was issued for another key"

/** By what a device proves that it shows a document in a session. */
struct wlt_device_proof {
    struct wallet_bytes transcript;       /* SessionTranscript, without its tag */
    const struct wlt_public_key *reader;  /* made for the session: by a MAC; NULL: by a signature */
    const struct wlt_private_key *device; /* by a MAC */
    const struct wallet_signer *signer;   /* by a signature, of this key */
    const struct wlt_public_key *key;
};

/**
 * Appends DeviceSigned for a document of this type, of which the device itself says nothing.
 *
 * Results as wlt_mdoc_mac_key() or wlt_proof_sign().
 */
enum wallet_status wlt_device_signed_append(
    const struct wlt_device_proof *proof,
    struct wallet_bytes doc_type,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
