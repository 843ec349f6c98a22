/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A walk over claims, one CBOR item after the other, without allocation.
 *
 * An array says how many items follow, a map how many pairs, a tag that one item follows; the caller
 * counts along.  What is walked was checked as a whole before: it is well formed and bounded.
 */
#ifndef WALLET_CLAIMS_H
#define WALLET_CLAIMS_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How deep claims may nest. */
#define WALLET_CLAIMS_DEPTH_MAX 16

enum wallet_item_kind {
    WALLET_ITEM_UNSIGNED = 0, /**< `number` */
    WALLET_ITEM_NEGATIVE = 1, /**< -1 - `number` */
    WALLET_ITEM_BYTES = 2,    /**< `content` */
    WALLET_ITEM_TEXT = 3,     /**< `content`, UTF-8 */
    WALLET_ITEM_ARRAY = 4,    /**< `number` items follow */
    WALLET_ITEM_MAP = 5,      /**< `number` pairs follow */
    WALLET_ITEM_TAG = 6,      /**< `number` is the tag, one item follows */
    WALLET_ITEM_SIMPLE = 7,   /**< `number`: 20 false, 21 true, 22 null, 23 undefined */
    WALLET_ITEM_FLOAT = 8,    /**< `real` */
};

struct wallet_item {
    enum wallet_item_kind kind;
    uint64_t number;
    double real;
    struct wallet_bytes content; /**< borrows from the claims */
};

/** A place in claims; a plain value, copy it to come back. */
struct wallet_claims {
    struct wallet_bytes rest;
};

/** Reads the next item and moves on; false at the end. */
WALLET_API bool wallet_claims_next(struct wallet_claims *claims, struct wallet_item *out);

/** Moves over one whole item, with all that it contains; false at the end. */
WALLET_API bool wallet_claims_skip(struct wallet_claims *claims);

/**
 * Starts a walk over bytes from anywhere, for looking without trusting.
 *
 * \param encoded  one CBOR item; borrowed
 *
 * \retval WALLET_ERR_TRUNCATED  it ends early
 * \retval WALLET_ERR_MALFORMED  it is not well-formed CBOR, has a string in pieces, or repeats a key
 * \retval WALLET_ERR_TOO_LARGE  deeper than WALLET_CLAIMS_DEPTH_MAX, or a map of many unsorted keys
 * \retval WALLET_ERR_STRUCTURE  more follows behind the item
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_claims_start(
    struct wallet_bytes encoded, struct wallet_claims *out, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
