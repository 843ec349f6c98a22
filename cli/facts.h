/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FACTS_H
#define WALLET_CLI_FACTS_H

#include <wallet/verify.h>

#include "session.h"

#include <jansson.h>

/** Prints the fields of a licence of ours, one a line, titles in a column. */
void facts_print(
    const struct session *session, const struct wallet_verdict *verdict, size_t columns);

/** The fields by their names, as a data file has them; the caller owns it. */
json_t *facts_json(const struct wallet_verdict *verdict);

#endif
