/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CBOR_CHECK_H
#define WLT_CBOR_CHECK_H

#include "cbor/head.h"

enum {
    WLT_CBOR_DEPTH_MAX = 16,          /* of arrays, maps and tags within each other */
    WLT_CBOR_UNSORTED_KEYS_MAX = 256, /* of one map, where its keys are in no order */
};

/** What is wrong with an item, and where. */
struct wlt_cbor_fault {
    enum wallet_status status;
    size_t offset;
    const char *expected;
};

/**
 * Measures the one item at the beginning of `input`, having checked all that is in it: well-formed,
 * at most WLT_CBOR_DEPTH_MAX deep, text in UTF-8, no key twice in a map and, in strict mode,
 * deterministic.  Keys must be deterministic in lenient mode too: one key has one form.  Allocates
 * nothing, and takes time in proportion to the input.
 *
 * \param fault  filled in when the result is 0
 * \return the item's size in bytes, or 0
 */
size_t wlt_cbor_measure(
    struct wallet_bytes input, enum wlt_cbor_mode mode, struct wlt_cbor_fault *fault);

/**
 * The size of the one item at the beginning of input that has passed before: 0 if there is none.
 * Nothing is checked again but that it ends inside the input.
 */
size_t wlt_cbor_extent(struct wallet_bytes checked);

/** Checks that `input` is exactly one item that wlt_cbor_measure() lets pass. */
enum wallet_status wlt_cbor_check(
    struct wallet_bytes input, enum wlt_cbor_mode mode, struct wallet_error *error);

/**
 * The same, but one map may have more keys in no order than are compared here: they may be any, but
 * for each being deterministic, and it is for the caller to refuse what is there twice.
 *
 * \param out_open  that map, encoded; empty: there is none
 */
enum wallet_status wlt_cbor_check_but_one(
    struct wallet_bytes input,
    enum wlt_cbor_mode mode,
    struct wallet_bytes *out_open,
    struct wallet_error *error);

#endif
