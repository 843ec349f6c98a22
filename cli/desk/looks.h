/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_LOOKS_H
#define WALLET_DESK_LOOKS_H

#include <wallet/call.h>
#include <wallet/copy.h>
#include <wallet/verify.h>

#include "session.h"

#include <jansson.h>

#include <stdbool.h>

/**
 * Adds what a clerk should look at once before a licence counts: {"what", "text"}.
 *
 * \param is_copy  a repository released it
 */
void looks_add(
    const struct session *session, const struct wallet_verdict *verdict, bool is_copy, json_t *out);

/** The same for a licence that shows less than the matter needs. */
void looks_add_partial(json_t *out);

/** The same for a licence of this type that a repository did not release. */
void looks_add_withheld(json_t *out, const struct wallet_type *type, enum wallet_outcome why);

#endif
