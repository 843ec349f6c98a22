/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_REQUEST_TEXT_H
#define WALLET_CLI_REQUEST_TEXT_H

#include <wallet/request.h>

#include "json.h"
#include "session.h"

#include <stdio.h>

/**
 * Prints what a request says in lines, for people: who asks, for what, for which fields.  All of it
 * comes from the request; whether it was verified is for the caller to say.
 *
 * \param catalogue  has the names of types and fields; may be NULL
 */
void request_text_print(
    FILE *stream,
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_request *request);

/** The same as an object, with the names that options take; the caller owns it. */
json_t *request_text_json(
    const struct wallet_catalogue *catalogue, const struct wallet_request *request);

/* Parts of it, for what else has them: a grant, a copy. */

/** "  label   text"; nothing for "". */
void request_text_print_line(FILE *stream, const char *label, const char *text);

void request_text_print_matter(
    FILE *stream, const struct session *session, const struct wallet_request_matter *matter);

json_t *request_text_matter_json(const struct wallet_request_matter *matter);

/** A type with its fields, if it has any. */
void request_text_print_item(
    FILE *stream,
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const char *label,
    const struct wallet_request_item *item);

json_t *request_text_item_json(
    const struct wallet_catalogue *catalogue, const struct wallet_request_item *item);

/** "one-holder" and so on, as `--relation` takes it; NULL for none. */
const char *request_text_relation(enum wallet_relation relation);

/** The names of --relation, in the order of enum wallet_relation from 1 on; ends with NULL. */
extern const char *const request_relations[];

#endif
