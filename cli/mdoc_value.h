/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_VALUE_H
#define WALLET_CLI_MDOC_VALUE_H

#include <wallet/catalogue.h>
#include <wallet/claims.h>

#include "session.h"

/*
 * What a holder is told of elements before they go out, on standard error: those of a licence type of ours in
 * the words of the type, all others as they stand.
 */

/** The type of ours that a document's type or a namespace names by its code; NULL: another's. */
const struct wallet_type *mdoc_value_type(
    const struct wallet_catalogue *catalogue, struct wallet_bytes code);

/** What people call an element: the title of a field of `type`, which may be NULL; else its name. */
struct wallet_bytes mdoc_value_label(
    const struct session *session, const struct wallet_type *type, struct wallet_bytes identifier);

/** Prints the value of an element of `type`, and ends its line; a picture by its size. */
void mdoc_value_print(
    const struct session *session,
    const struct wallet_type *type,
    struct wallet_bytes identifier,
    struct wallet_claims value);

#endif
