/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MATTER_TEXT_H
#define WALLET_CLI_MATTER_TEXT_H

#include <wallet/matter.h>

#include "session.h"

#include <jansson.h>

/** Prints a matter for people: who takes part, what is wanted, the form and the rules. */
void matter_text_print(const struct session *session, const struct wallet_matter *matter);

/** The matter as JSON, with its parts or without; the caller owns it. */
json_t *matter_json(const struct wallet_matter *matter, bool with_parts);

#endif
