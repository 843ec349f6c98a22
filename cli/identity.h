/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_IDENTITY_H
#define WALLET_CLI_IDENTITY_H

#include <wallet/claim169.h>
#include <wallet/verify.h>

#include "session.h"

#include <jansson.h>

#include <stdbool.h>
#include <stddef.h>

/*
 * Identity data (MOSIP Claim 169) for people and programs: attributes by their names, those that nobody
 * assigned by their numbers.
 */

/** Whether a verdict is on an identity. */
bool identity_is(const struct wallet_verdict *verdict);

/** Prints the attributes in a CWT's claims, one a line, titles in a column; of pictures size and kind. */
void identity_print(const struct session *session, struct wallet_claims claims, size_t columns);

/** The claims as an object, the attributes by name in "identity"; the caller owns it. */
json_t *identity_json(struct wallet_claims claims);

/** The attributes alone, by name; NULL where there is no claim 169.  The caller owns it. */
json_t *identity_attributes_json(struct wallet_claims claims);

#endif
