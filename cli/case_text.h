/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_TEXT_H
#define WALLET_CLI_CASE_TEXT_H

#include <wallet/case.h>

#include "session.h"

#include <jansson.h>

/** Prints a case for people: materials, comparisons, form with provenance, what is lacking. */
void case_text_print(const struct session *session, const struct wallet_case *item);

/** Prints what is lacking, one a line. */
void case_text_print_lacks(const struct session *session, const struct wallet_case *item);

/** The case as JSON; the caller owns it. */
json_t *case_json(const struct wallet_case *item);

/** Its form as JSON: an array of blanks with value and provenance. */
json_t *case_json_form(const struct wallet_case *item);

/** What is lacking, in both languages. */
json_t *case_json_lacks(const struct wallet_case *item);

#endif
