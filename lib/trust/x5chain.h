/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_X5CHAIN_H
#define WLT_TRUST_X5CHAIN_H

#include "cose/sign1.h"
#include "crypto/certificate.h"

/** The certificates that an object carries along (RFC 9360), leaf first.  Start with `= { 0 }`. */
struct wlt_x5chain {
    struct wlt_certificate *certificates[WLT_CHAIN_MAX];
    size_t count;
};

/** The header, encoded, in whichever bucket it is; empty if there is none. */
struct wallet_bytes wlt_x5chain_find(const struct wlt_sign1 *sign1);

/**
 * Reads such a header into an empty chain; clear it whatever the outcome.
 *
 * \retval WALLET_ERR_KEY        a certificate that cannot be used
 * \retval WALLET_ERR_STRUCTURE  there is none
 * \retval WALLET_ERR_TOO_LARGE  over WLT_CHAIN_MAX certificates
 */
enum wallet_status wlt_x5chain_read(
    struct wallet_bytes encoded, struct wlt_x5chain *out, struct wallet_error *error);

/**
 * Writes the value of such a header.  The root is not for it: who believes it has it.
 *
 * \param count  1 to WLT_CHAIN_MAX
 */
void wlt_x5chain_write(
    struct wlt_writer *writer, const struct wlt_certificate *const *certificates, size_t count);

/** The certificates as they are asked for elsewhere; borrows. */
const struct wlt_certificate *const *wlt_x5chain_items(const struct wlt_x5chain *chain);

void wlt_x5chain_clear(struct wlt_x5chain *chain);

/**
 * The algorithm of a signature by the leaf of a chain; NONE where the protected header, which RFC 9052
 * section 3.1 asks for, does not name the one of the leaf's key.  ISO/IEC 18013-5 ties each to its curve,
 * and knows none of RSA.
 */
enum wallet_algorithm wlt_x5chain_algorithm(
    const struct wlt_x5chain *chain, const struct wlt_sign1 *sign1);

/**
 * Checks that the key of a chain's leaf signed a payload, by the key's own algorithm: the caller has asked
 * wlt_x5chain_algorithm() for it.  Where the chain leads is not asked.
 *
 * \retval WALLET_ERR_REFUSED  the signature does not fit
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_x5chain_check_signature(
    const struct wlt_x5chain *chain,
    const struct wlt_sign1 *sign1,
    struct wallet_bytes payload,
    struct wallet_error *error);

#endif
