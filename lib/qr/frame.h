/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_FRAME_H
#define WLT_QR_FRAME_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>

/** How bytes stand in a code's text. */
enum wlt_frame {
    WLT_FRAME_EL1,  /**< "EL1:", Base45, deflated or not: ours */
    WLT_FRAME_HC1,  /**< "HC1:", Base45, always deflated: EU health certificates */
    WLT_FRAME_BARE, /**< Base45 alone, deflated or not: identity codes (MOSIP Claim 169) */
};

/**
 * Leaves out what a scanner gun puts around a code's text: the symbology identifier "]Q1" (ISO/IEC
 * 15424) before, CR, LF and TAB behind.
 */
struct wallet_bytes wlt_frame_strip(struct wallet_bytes text);

/** Whether bytes begin as what we put into codes: a tagged COSE_Sign1, or an array of up to 15. */
bool wlt_frame_is_object(struct wallet_bytes bytes);

/**
 * Finds which frame `text` is, and what stands behind its prefix, if it has one, in the stripped text.
 */
bool wlt_frame_find(struct wallet_bytes text, enum wlt_frame *out, struct wallet_bytes *out_rest);

/**
 * Gets the bytes out of a frame's Base45 text.
 *
 * \param text       without its prefix; borrowed
 * \param out        replaced, its memory reused; allocates only to grow
 * \param out_bytes  on success the bytes, which stand somewhere in `out`
 *
 * \retval WALLET_ERR_MALFORMED  not Base45, or neither a COSE_Sign1 nor a zlib stream
 * \retval WALLET_ERR_TRUNCATED  the stream ends early
 * \retval WALLET_ERR_TOO_LARGE  more than WALLET_QR_INFLATED_MAX bytes, inflated or not
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_frame_open(
    enum wlt_frame frame,
    struct wallet_bytes text,
    struct wallet_buffer *out,
    struct wallet_bytes *out_bytes,
    struct wallet_error *error);

/** Replaces `out` by what stands behind "EL1:": the object, deflated if that saves a tenth or more. */
enum wallet_status wlt_frame_pack(
    struct wallet_bytes object, struct wallet_buffer *out, struct wallet_error *error);

#endif
