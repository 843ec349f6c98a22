/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TREE_HOW_H
#define WALLET_CLI_TREE_HOW_H

#include "tree.h"

/** How an item is looked at: what its keys mean, and how often CBOR in a byte string is still opened. */
struct tree_how {
    enum tree_kind kind;
    unsigned deep;
};

struct tree_how tree_how_of(enum tree_kind kind);

/** How what is inside an item is looked at. */
struct tree_how tree_how_inside(struct tree_how how);

/**
 * Whether a byte string is shown as what it holds: one whole item of CBOR, and not by chance.
 *
 * \param is_tagged  tag 24 stands before it (RFC 8949 section 3.4.5.1); else only a map or such a tag will do
 * \param out        what it holds
 * \param out_how    how that is looked at
 */
bool tree_how_opens(
    struct tree_how how,
    struct wallet_bytes bytes,
    bool is_tagged,
    struct wallet_claims *out,
    struct tree_how *out_how);

/** The byte string that follows tag 24, which was read; false where nothing like that does, or it stays shut. */
bool tree_how_opens_tag(
    struct tree_how how,
    uint64_t tag,
    struct wallet_claims *claims,
    struct wallet_claims *out,
    struct tree_how *out_how);

#endif
