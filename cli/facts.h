/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FACTS_H
#define WALLET_CLI_FACTS_H

#include <wallet/verify.h>

#include "session.h"

#include <jansson.h>

#include <stdbool.h>

/** Whether sensitive values are shown. */
enum facts_veil {
    FACTS_OPEN = 0,
    FACTS_VEILED = 1,
};

/** Whether a value is hidden from whoever looks over the holder's shoulder. */
bool facts_is_hidden(const struct wallet_fact *fact, enum facts_veil veil);

/** Prints the fields of a licence of ours, one a line, titles in a column. */
void facts_print(
    const struct session *session,
    const struct wallet_verdict *verdict,
    enum facts_veil veil,
    size_t columns);

/** The names of the fields that are veiled; the caller owns it. */
json_t *facts_hidden_json(const struct wallet_verdict *verdict);

/** What is remarkable about fields, by their names; an empty array for nothing.  The caller owns it. */
json_t *facts_findings_json(const struct wallet_verdict *verdict);

/** Whether there is this field of the type. */
bool facts_have(const struct wallet_verdict *verdict, const struct wallet_field *field);

/** Whether there is a portrait that a person can be compared with. */
bool facts_have_portrait(const struct wallet_verdict *verdict);

/** The fields by their names, as a data file has them, null for those that are veiled; the caller owns it. */
json_t *facts_json(const struct wallet_verdict *verdict, enum facts_veil veil);

#endif
