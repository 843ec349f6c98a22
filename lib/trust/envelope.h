/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_ENVELOPE_H
#define WLT_TRUST_ENVELOPE_H

#include <wallet/key.h>

#include "cose/sign1.h"

/**
 * Signs claims as a COSE_Sign1 (RFC 9052 section 4.2) whose protected headers are `alg`, `kid` and
 * `typ` (RFC 9596); replaces the content of `out`.  What the signer tells comes back as it is.
 */
enum wallet_status wlt_envelope_sign(
    const struct wallet_signer *signer,
    const char *typ,
    struct wallet_bytes claims,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * The same under protected headers of the caller's own, encoded already: where there is more to say than
 * a type.
 */
enum wallet_status wlt_envelope_sign_under(
    const struct wallet_signer *signer,
    struct wallet_bytes protected_encoded,
    struct wallet_bytes payload,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** How a reader takes an object apart, within the limits of its kind. */
typedef enum wallet_status wlt_envelope_open(
    struct wallet_bytes object, struct wlt_sign1 *out, struct wallet_error *error);

/** As wlt_envelope_sign(), and `out` stays as it was unless a reader takes what was signed. */
enum wallet_status wlt_envelope_sign_readable(
    const struct wallet_signer *signer,
    const char *typ,
    struct wallet_bytes claims,
    wlt_envelope_open *open,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Checks that it is of this type, and that nothing stands where it would not be signed.
 *
 * \param what  as an error calls it: "a bundle"
 *
 * \retval WALLET_ERR_STRUCTURE  it is another object
 */
enum wallet_status wlt_envelope_check_type(
    const struct wlt_sign1 *sign1, const char *typ, const char *what, struct wallet_error *error);

/**
 * Checks that the root signed it: `kid`, `alg` and the signature over the received bytes.
 *
 * \retval WALLET_ERR_REFUSED  it did not
 * \retval WALLET_ERR_MEMORY   no memory
 */
enum wallet_status wlt_envelope_check_root(
    const struct wlt_sign1 *sign1, const struct wallet_key *root, struct wallet_error *error);

#endif
