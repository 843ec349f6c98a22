/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_AUTHORITY_H
#define WLT_CRYPTO_AUTHORITY_H

#include "crypto/certificate.h"

/*
 * Authorities as those that certificates name as their issuers.  One that is certified anew with its old key
 * and name is the same authority.
 */

/** SHA-256 over the subject's name and key. */
void wlt_authority_digest(const struct wlt_certificate *authority, uint8_t out[WLT_DIGEST_SIZE]);

/** Whether it issued the certificate: by name and signature.  When, and whether it might, is not asked. */
bool wlt_authority_issued(
    const struct wlt_certificate *authority, const struct wlt_certificate *certificate);

#endif
