/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TYPE_TEXT_H
#define WALLET_CLI_TYPE_TEXT_H

#include <wallet/catalogue.h>

#include "session.h"

#include <jansson.h>

/** Prints a type and its fields for people. */
void type_text_print(const struct session *session, const struct wallet_type *type);

/** Prints a data file with a placeholder for each field; with --json on one line. */
void type_text_print_example(const struct session *session, const struct wallet_type *type);

/** The type as JSON; the caller owns it. */
json_t *type_text_json(const struct wallet_type *type, bool with_fields);

#endif
