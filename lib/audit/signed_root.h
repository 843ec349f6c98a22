/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_AUDIT_SIGNED_ROOT_H
#define WLT_AUDIT_SIGNED_ROOT_H

#include <wallet/audit.h>

#include "audit/tree.h"

#define WLT_CHECKPOINT_TYP "application/wallet-checkpoint+cwt"

/*
 * A root that an audit key signed, as a COSE Receipt (RFC 9942) or with the root as its payload:
 *
 *     18([
 *         << { 1: alg, 4: kid, 15: { 1: origin, 6: time, -65560: size }, 16: typ, 395: 1 } >>,
 *         { } or { 396: { -1: [ << [ size, leaf, [ + hash ] ] >> ] }, -65538: entry }
 *             or { 396: { -2: [ << [ older, newer, [ + hash ] ] >> ] } },
 *         root or null,
 *         signature
 *     ])
 *
 * The claims stand in the protected header (RFC 9597), so that one signature serves all three, and no
 * proof can be put under the root of a log of another size.  Where a proof needs no hash, its array is
 * empty: RFC 9942 asks for one at least, and then could not speak of a log with one entry.
 *
 * All of it is deterministic CBOR, with these members and no others.
 */

enum wlt_root_form {
    WLT_ROOT_CHECKPOINT = 0,
    WLT_ROOT_INCLUSION = -1, /* the labels of RFC 9942 section 5.2 and 5.3 */
    WLT_ROOT_CONSISTENCY = -2,
};

/** A proof: of inclusion { size, leaf, path }, of consistency { older, newer, path }. */
struct wlt_root_proof {
    uint64_t first;
    uint64_t second;
    struct wlt_tree_path path;
};

/** One that was read, not verified; borrows from the bytes. */
struct wlt_signed_root {
    enum wlt_root_form form;
    struct wallet_bytes protected_encoded;
    enum wallet_algorithm algorithm;
    struct wallet_bytes kid;
    struct wallet_checkpoint checkpoint; /* its root only where it is the payload */
    struct wlt_root_proof proof;
    struct wallet_bytes entry; /* of a receipt of inclusion */
    struct wallet_bytes signature;
};

/**
 * \retval WALLET_ERR_TOO_LARGE    beyond WALLET_RECEIPT_MAX, or a path that no tree has
 * \retval WALLET_ERR_STRUCTURE    or MALFORMED, TRUNCATED, VALUE: it is none
 * \retval WALLET_ERR_UNSUPPORTED  an algorithm or data structure that is not ours
 */
enum wallet_status wlt_signed_root_read(
    struct wallet_bytes object, struct wlt_signed_root *out, struct wallet_error *error);

/** Signs `checkpoint`; replaces the content of `out` by the checkpoint's form. */
enum wallet_status wlt_signed_root_sign(
    const struct wallet_checkpoint *checkpoint,
    const struct wallet_signer *signer,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Writes a checkpoint that was read as a receipt, under the same signature.
 *
 * \param entry  of a receipt of inclusion; else empty
 */
enum wallet_status wlt_signed_root_attach(
    const struct wlt_signed_root *checkpoint,
    enum wlt_root_form form,
    const struct wlt_root_proof *proof,
    struct wallet_bytes entry,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Checks the signature over this root, and that its key may say so: an audit key of the log's owner.
 * Errors as wallet_checkpoint_verify().
 */
enum wallet_status wlt_signed_root_check(
    const struct wlt_signed_root *object,
    const uint8_t root[WALLET_AUDIT_HASH_SIZE],
    const struct wallet_trust *trust,
    struct wallet_error *error);

#endif
