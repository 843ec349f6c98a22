/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TREE_H
#define WALLET_CLI_TREE_H

#include <wallet/claims.h>

#include <jansson.h>

#include <stddef.h>

/** What the keys of the outermost map mean. */
enum tree_kind {
    TREE_PLAIN = 0,
    TREE_CLAIMS = 1, /* CWT claims (RFC 8392) */
    TREE_HEADER = 2, /* COSE header parameters (RFC 9052 section 3.1) */
    TREE_DEEP = 3,   /* as plain, and CBOR in byte strings is shown as what it holds */
};

/**
 * Prints one item as CBOR's diagnostic notation has it (RFC 8949 section 8), a pair a line, the names
 * of known keys beside them; CBOR in byte strings that is opened as <<...>> (RFC 8610 appendix G.3).
 *
 * \param indent  blanks before each line
 */
void tree_print(struct wallet_claims claims, enum tree_kind kind, size_t indent);

/**
 * The item as JSON, for whoever reads on: known keys by name, others as decimal strings, bytes in
 * base64url unless they are opened, tags left out.  The caller owns it.
 */
json_t *tree_json(struct wallet_claims claims, enum tree_kind kind);

#endif
