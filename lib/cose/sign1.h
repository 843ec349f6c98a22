/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COSE_SIGN1_H
#define WLT_COSE_SIGN1_H

#include "cbor/writer.h"
#include "cose/header.h"

enum {
    WLT_TAG_COSE_SIGN1 = 18,
    WLT_TAG_CWT = 61,
};

/** The parts of a COSE_Sign1; borrows from the bytes it was read from. */
struct wlt_sign1 {
    bool is_tagged;                        /* tag 18 was there */
    struct wallet_bytes protected_encoded; /* content of the byte string, as received */
    struct wlt_cose_headers protected_headers;
    struct wlt_cose_headers unprotected_headers;
    bool is_detached; /* the payload is null */
    struct wallet_bytes payload;
    struct wallet_bytes signature;
};

/**
 * Reads a COSE_Sign1 (RFC 9052 section 4.2).
 *
 * Strict: tag 18, deterministic CBOR, payload there, no label in both buckets, `crit` understood.
 * Lenient: tag 18 with or without tag 61 around it, or no tag; payload may be detached; an unknown
 * `crit` is refused here too, and so is what is said in both buckets, but for `alg` and `kid`.
 *
 * \retval WALLET_ERR_TRUNCATED    it ends early
 * \retval WALLET_ERR_MALFORMED    no CBOR, or not such as the mode asks for
 * \retval WALLET_ERR_TOO_LARGE    too deep, or too many headers
 * \retval WALLET_ERR_STRUCTURE    CBOR, but no COSE_Sign1
 * \retval WALLET_ERR_UNSUPPORTED  a critical header that is not understood
 */
enum wallet_status wlt_sign1_read(
    struct wallet_bytes encoded,
    enum wlt_cbor_mode mode,
    struct wlt_sign1 *out,
    struct wallet_error *error);

/**
 * Appends what a signature or a MAC is over (RFC 9052 sections 4.4 and 6.3), for the context
 * "Signature1", "MAC0" and so on.  A protected bucket that came as an empty map counts as empty.
 */
enum wallet_status wlt_cose_append_structure(
    const char *context,
    struct wallet_bytes protected_encoded,
    struct wallet_bytes external_aad,
    struct wallet_bytes payload,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** The same for a COSE_Sign1. */
enum wallet_status wlt_sign1_append_signed(
    struct wallet_bytes protected_encoded,
    struct wallet_bytes external_aad,
    struct wallet_bytes payload,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Appends a protected header that names an algorithm by this number, and nothing else. */
enum wallet_status wlt_cose_append_algorithm(
    int64_t alg, struct wallet_buffer *out, struct wallet_error *error);

/** Writes the COSE_Sign1 without a tag, with this unprotected bucket, an encoded map. */
void wlt_sign1_write(
    struct wlt_writer *writer,
    struct wallet_bytes protected_encoded,
    struct wallet_bytes unprotected_encoded,
    struct wallet_bytes payload,
    struct wallet_bytes signature);

/** Appends the COSE_Sign1 with tag 18 and this unprotected bucket, an encoded map. */
enum wallet_status wlt_sign1_append_with(
    struct wallet_bytes protected_encoded,
    struct wallet_bytes unprotected_encoded,
    struct wallet_bytes payload,
    struct wallet_bytes signature,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** The same with an empty unprotected bucket. */
enum wallet_status wlt_sign1_append(
    struct wallet_bytes protected_encoded,
    struct wallet_bytes payload,
    struct wallet_bytes signature,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
