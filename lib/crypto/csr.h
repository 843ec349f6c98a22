/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_CSR_H
#define WLT_CRYPTO_CSR_H

#include "crypto/public_key.h"

/** What a request for a certificate asks for. */
struct wlt_csr {
    const struct wlt_public_key *key;
    const char *name;         /* of the organisation */
    const char *organisation; /* its identifier: a USCC */
    unsigned roles;           /* of enum wallet_role, at least one */
};

/**
 * Writes a certification request (RFC 2986) in DER; replaces the content of `out`.
 *
 * \param signer  signs with the request's own key
 *
 * \retval WALLET_ERR_VALUE  a name that no certificate takes
 * \retval WALLET_ERR_KEY    an algorithm that does not sign requests, or not the key's
 */
enum wallet_status wlt_csr_write(
    const struct wlt_csr *csr,
    const struct wallet_signer *signer,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
