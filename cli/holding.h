/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HOLDING_H
#define WALLET_CLI_HOLDING_H

#include <wallet/repository.h>

#include "command.h"
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

/** Changes the licence of one identifier; tells why where it cannot. */
typedef enum exit_code holding_change(void *context, const char *identifier);

/** Changes those of a line's operands in one transaction: all of them or none. */
enum exit_code holding_change_all(
    const struct open_repository *repository,
    const struct operands *operands,
    int64_t now_unix,
    holding_change *change,
    void *context);

#endif
