/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_WORDS_H
#define WALLET_DESK_WORDS_H

#include <wallet/catalogue.h>

#include "session.h"

#include <jansson.h>

/* What people at the desk read stands in both languages: {"zh":..,"en":..}; the caller owns it. */

json_t *words(const char *english, const char *chinese);

json_t *words_type(const struct wallet_type *type);
json_t *words_field(const struct wallet_field *field);

/** The session as it would talk in the other language; for what is asked of it text by text. */
struct session words_session(const struct session *session, enum wallet_language language);

/** Memory of JSON is wiped when it is released: it may be about a person. */
void words_wipe_json(void);

#endif
