/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Whom a verifier believes.  Filled from key files (see key.h), from X.509 certificates in PEM or
 * DER, from the trust list of a region (see trust_list.h) and, for mobile documents alone, from VICALs
 * (see vical.h).  A certificate that is no authority's stands for itself; an authority's vouches for
 * the certificates that a licence carries along.  No system store is ever asked.
 */
#ifndef WALLET_TRUST_H
#define WALLET_TRUST_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Fill it first, then share it: any number of threads may use it while none adds. */
struct wallet_trust;

/**
 * \param out  on success empty trust, which the caller owns: wallet_trust_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_new(
    struct wallet_trust **out, struct wallet_error *error);

/** Releases `trust`.  NULL is allowed. */
WALLET_API void wallet_trust_free(struct wallet_trust *trust);

/**
 * Adds what `file` holds: one key file, one DER certificate, or any number of PEM certificates.  When
 * it fails, certificates before the faulty one may have been added: start anew.
 *
 * \param file  the content, at most WALLET_KEY_FILE_MAX; copied
 *
 * \retval WALLET_ERR_KEY        neither, both, a key that must not be used, or one that is there already
 *                               with another owner or other types
 * \retval WALLET_ERR_VALUE      a key file's line that does not say what it should
 * \retval WALLET_ERR_TOO_LARGE
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_add(
    struct wallet_trust *trust, struct wallet_bytes file, struct wallet_error *error);

/** How many keys and certificates are trusted. */
WALLET_API size_t wallet_trust_count(const struct wallet_trust *trust);

#ifdef __cplusplus
}
#endif

#endif
