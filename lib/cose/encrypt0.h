/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COSE_ENCRYPT0_H
#define WLT_COSE_ENCRYPT0_H

#include "cose/header.h"

enum {
    WLT_TAG_COSE_ENCRYPT0 = 16,

    /* RFC 9053 section 4.1. */
    WLT_COSE_A128GCM = 1,
    WLT_COSE_A192GCM = 2,
    WLT_COSE_A256GCM = 3,
};

/** Whether bytes begin as a COSE_Encrypt0 does: tag 16, perhaps with tag 61 (a CWT) before it. */
bool wlt_encrypt0_begins_so(struct wallet_bytes bytes);

/**
 * Opens a COSE_Encrypt0 (RFC 9052 section 5.2) for one recipient who has the key already.
 *
 * \param key  16, 24 or 32 bytes
 * \param out  the plaintext is appended; as it was on failure.  Grows by no more than the size of
 *             `encoded`
 *
 * \retval WALLET_ERR_TRUNCATED, WALLET_ERR_MALFORMED, WALLET_ERR_STRUCTURE, WALLET_ERR_TOO_LARGE
 *                                 no COSE_Encrypt0, or none with a ciphertext in it
 * \retval WALLET_ERR_UNSUPPORTED  another algorithm than AES-GCM, a critical header that is not
 *                                 understood, an IV of another size than 12 or one in parts
 * \retval WALLET_ERR_REFUSED      it does not open: another key, or it was changed
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_encrypt0_open(
    struct wallet_bytes encoded,
    struct wallet_bytes key,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
