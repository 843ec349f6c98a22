/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HOLDING_H
#define WALLET_CLI_HOLDING_H

#include <wallet/repository.h>

#include "exit_code.h"
#include "repository.h"
#include "session.h"

#include <jansson.h>

/* A licence in a repository, as it is told to whoever keeps that. */

/** One line: type, state, until when, identifier. */
void holding_print(const struct session *session, const struct wallet_holding *holding);

/** The same as an object; the caller owns it. */
json_t *holding_json(const struct wallet_holding *holding);

/** Finds the one licence of an identifier; tells why where it cannot. */
enum exit_code holding_find(
    const struct open_repository *repository, const char *identifier, struct wallet_holding *out);

#endif
