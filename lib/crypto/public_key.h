/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_PUBLIC_KEY_H
#define WLT_CRYPTO_PUBLIC_KEY_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>

#include <stdbool.h>

/** What kind of key it is; which algorithms it may serve follows from it. */
enum wlt_key_kind {
    WLT_KEY_ED25519 = 1,
    WLT_KEY_P256 = 2,
    WLT_KEY_P384 = 3,
    WLT_KEY_RSA = 4, /* 2048 to 4096 bits */
    WLT_KEY_SM2 = 5, /* the curve of GB/T 32918.5 */
    WLT_KEY_P521 = 6,
    WLT_KEY_BRAINPOOL_256 = 7, /* RFC 5639: brainpoolP256r1, and so on */
    WLT_KEY_BRAINPOOL_320 = 8,
    WLT_KEY_BRAINPOOL_384 = 9,
    WLT_KEY_BRAINPOOL_512 = 10,
    WLT_KEY_ED448 = 11,
};

enum {
    WLT_POINT_MAX = 66, /* bytes of the largest coordinate */
};

/**
 * A key that checks signatures, parsed and prepared once.  Immutable: any number of threads may use
 * it, each with a context of its own.
 */
struct wlt_public_key;

/**
 * From the 32 bytes of RFC 8032.
 *
 * \retval WALLET_ERR_KEY  not a point of the curve's prime-order group: with a point of small order
 *                         one signature would fit every message
 */
enum wallet_status wlt_public_key_from_ed25519(
    struct wallet_bytes raw, struct wlt_public_key **out, struct wallet_error *error);

/** The same for Ed448, from 57 bytes; that they are a point at all is asked when a signature is checked. */
enum wallet_status wlt_public_key_from_ed448(
    struct wallet_bytes raw, struct wlt_public_key **out, struct wallet_error *error);

/** From the coordinates of a point on a curve of curve.h: WALLET_ERR_KEY if it is not on it. */
enum wallet_status wlt_public_key_from_point(
    enum wlt_key_kind kind,
    struct wallet_bytes x,
    struct wallet_bytes y,
    struct wlt_public_key **out,
    struct wallet_error *error);

/** From a SubjectPublicKeyInfo in DER; explicit curve parameters are WALLET_ERR_KEY. */
enum wallet_status wlt_public_key_from_spki(
    struct wallet_bytes der, struct wlt_public_key **out, struct wallet_error *error);

void wlt_public_key_free(struct wlt_public_key *key);

/** The SubjectPublicKeyInfo in DER; replaces the content of `out`. */
enum wallet_status wlt_public_key_write_spki(
    const struct wlt_public_key *key, struct wallet_buffer *out, struct wallet_error *error);

enum wlt_key_kind wlt_public_key_kind(const struct wlt_public_key *key);

/** The algorithm that is tied to the kind of key: by our own profile, or by ISO/IEC 18013-5. */
enum wallet_algorithm wlt_public_key_algorithm(const struct wlt_public_key *key);

/**
 * Whether signatures by this algorithm are checked with keys of this kind.  ES256, ES384 and ES512 name a
 * hash, not a curve (RFC 9053 section 2.1), so each goes with every curve of ECDSA; the others go with
 * their own.
 */
bool wlt_algorithm_serves(enum wallet_algorithm algorithm, enum wlt_key_kind kind);

/** Whether it is one by which others sign, and nothing of ours is signed. */
bool wlt_algorithm_is_foreign(enum wallet_algorithm algorithm);

/** Ed25519, Ed448: the point's bytes, and an empty y.  EC: both coordinates.  RSA: both empty.  Borrows. */
struct wallet_bytes wlt_public_key_x(const struct wlt_public_key *key);
struct wallet_bytes wlt_public_key_y(const struct wlt_public_key *key);

/** One thread's room for checking signatures; remembers how the last keys were prepared. */
struct wlt_check_context;

enum wallet_status wlt_check_context_new(
    struct wlt_check_context **out, struct wallet_error *error);
void wlt_check_context_free(struct wlt_check_context *context);

/**
 * Checks a signature over `message` itself.
 *
 * The ID of SM2 is always 1234567812345678.  Signatures by it and by ECDSA are r and s, each exactly as
 * long as the curve's order.
 *
 * \retval WALLET_ERR_REFUSED      the signature does not fit
 * \retval WALLET_ERR_UNSUPPORTED  the algorithm is not one for this kind of key
 * \retval WALLET_ERR_MEMORY       no verdict
 */
enum wallet_status wlt_check_signature(
    struct wlt_check_context *context,
    const struct wlt_public_key *key,
    enum wallet_algorithm algorithm,
    struct wallet_bytes message,
    struct wallet_bytes signature);

/**
 * Checks one signature by the key's own algorithm, for whoever checks no more.
 *
 * \retval WALLET_ERR_REFUSED  the signature does not fit
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_check_signature_once(
    const struct wlt_public_key *key,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wallet_error *error);

/** A point that may be a key; borrows its coordinates. */
struct wlt_point {
    enum wlt_key_kind kind;
    struct wallet_bytes x;
    struct wallet_bytes y;
};

/**
 * Checks a signature by a key that is needed this once: a point on a curve of curve.h.  As
 * wlt_public_key_from_point() and wlt_check_signature(), but what a key of the kind costs to make is paid
 * once a context.
 *
 * \retval WALLET_ERR_KEY  not a point on the curve; others as for wlt_check_signature()
 */
enum wallet_status wlt_check_signature_by_point(
    struct wlt_check_context *context,
    const struct wlt_point *point,
    enum wallet_algorithm algorithm,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wallet_error *error);

#endif
