/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PICTURE_H
#define WALLET_CLI_PICTURE_H

#include <wallet/bytes.h>
#include <wallet/scan.h>

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>

/* What some bytes are, by their beginning. */

/** A picture, be it one that can be read or not. */
bool picture_is_known(struct wallet_bytes content);

/** What a signed CBOR object, or one with signed parts, starts with. */
bool picture_is_cbor(struct wallet_bytes content);

/** What CBOR of a mobile document starts with: a document, a request, an engagement, a transcript. */
bool picture_is_mdoc(struct wallet_bytes content);

/**
 * Has the scanner look at a picture; tells why where it cannot.
 *
 * \param out  on success the codes, which the caller owns: wallet_scan_free()
 */
enum exit_code picture_scan(
    const struct session *session,
    const char *name,
    struct wallet_bytes content,
    struct wallet_scan **out);

#endif
