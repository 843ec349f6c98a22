/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TRUST_ENTRY_H
#define WALLET_CLI_TRUST_ENTRY_H

#include <wallet/trust_list.h>

#include "json.h"
#include "session.h"

/** The entry's key by name: its identifier in hex. */
void trust_entry_key(
    const struct wallet_trust_list *list, size_t index, char out[2 * WALLET_KEY_ID_SIZE + 1]);

/** All that an entry says; a draft is made of these. */
json_t *trust_entry_json(const struct wallet_trust_list *list, size_t index);

/** Puts into the list what such an object says; false, and why, if it makes no sense. */
bool trust_entry_put_json(struct wallet_trust_list *list, json_t *object, char out_why[240]);

/** Prints the entry in lines, for people. */
void trust_entry_print(
    const struct session *session, const struct wallet_trust_list *list, size_t index);

/** "active", "retired" or "compromised". */
const char *trust_state_name(enum wallet_trust_state state);

#endif
