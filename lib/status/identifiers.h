/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_IDENTIFIERS_H
#define WLT_STATUS_IDENTIFIERS_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stddef.h>

/**
 * The identifiers of the documents that are revoked, in ascending order (ISO/IEC 18013-5, second edition,
 * 12.3.6.4).  Immutable.
 */
struct wlt_identifiers;

/**
 * Reads an IdentifierList: {"identifiers": {* bytes => map}, ? "aggregation_uri", other members}.
 *
 * \param encoded  borrowed; it has passed wlt_cbor_check_but_one() leniently
 * \param open     the map whose keys nobody has compared: no other than that of the identifiers; or empty
 *
 * \retval WALLET_ERR_STRUCTURE  no such map, or an identifier that is no byte string
 * \retval WALLET_ERR_MALFORMED  an identifier twice
 * \retval WALLET_ERR_TOO_LARGE  one of over WALLET_STATUS_IDENTIFIER_MAX bytes, or another map is open
 */
enum wallet_status wlt_identifiers_read(
    struct wallet_bytes encoded,
    struct wallet_bytes open,
    struct wlt_identifiers **out,
    struct wallet_error *error);

/** Releases them.  NULL is allowed. */
void wlt_identifiers_free(struct wlt_identifiers *identifiers);

size_t wlt_identifiers_count(const struct wlt_identifiers *identifiers);

/** Whether this one is among them; in steps that grow with the logarithm of their number. */
bool wlt_identifiers_have(
    const struct wlt_identifiers *identifiers, struct wallet_bytes identifier);

#endif
