/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Asking a certification authority for a certificate: PKCS #10 (RFC 2986).
 *
 * Real roots come from an approved government authority and are configuration; this makes the request
 * that such an authority signs.
 */
#ifndef WALLET_CSR_H
#define WALLET_CSR_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/trust_list.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes a request in PEM, signed by the key itself.  Subject: CN as country, the owner's Chinese
 * name (else the English one, else the USCC) as organisation and common name, the USCC as
 * organizationIdentifier.  It asks for key usage digitalSignature and the roles' extended key usages.
 *
 * \param key     whose certificate it is to be; its public half will do where `signer` is given
 * \param signer  where the secret is, such as a token; must sign with the same key.  NULL: `key` signs
 * \param roles   of enum wallet_role, at least one
 * \param out     replaced by the request
 *
 * \retval WALLET_ERR_ARGUMENT  no role, or one that there is not
 * \retval WALLET_ERR_KEY       the key has no secret, names no issuer, or is not the signer's
 * \retval WALLET_ERR_VALUE     a name of over 64 characters, which no certificate takes
 * \retval WALLET_ERR_CRYPTO
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_key_write_csr(
    const struct wallet_key *key,
    const struct wallet_signer *signer,
    unsigned roles,
    struct wallet_buffer *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
