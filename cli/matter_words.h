/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MATTER_WORDS_H
#define WALLET_CLI_MATTER_WORDS_H

#include <wallet/matter.h>

#include "session.h"

#include <stdbool.h>

/*
 * What the parts of a matter are called: by *_name() as in its file, by the others for people.
 */

/** Room for a source or a field as a text. */
#define MATTER_SOURCE_SIZE 320

const char *matter_form_name(enum wallet_material_form form);
const char *matter_form_word(const struct session *session, enum wallet_material_form form);
const char *matter_necessity_name(enum wallet_necessity necessity);
const char *matter_necessity_word(const struct session *session, enum wallet_necessity necessity);
const char *matter_origin_name(enum wallet_material_source source);
const char *matter_origin_word(const struct session *session, enum wallet_material_source source);
const char *matter_blank_name(enum wallet_blank_kind kind);
const char *matter_blank_word(const struct session *session, enum wallet_blank_kind kind);
const char *matter_rule_name(enum wallet_rule_kind kind);

/** "[PARTY/]TYPE.FIELD[.MEMBERFIELD][@PARTY]", as a matter file has it. */
void matter_source_write(
    const struct wallet_matter *matter,
    const struct wallet_source *source,
    char out[MATTER_SOURCE_SIZE]);

/** "FIELD", or "FIELD.MEMBERFIELD" for the member's field at `index`. */
void matter_field_write(
    const struct wallet_type *type,
    const struct wallet_request_field *asked,
    size_t index,
    char out[MATTER_SOURCE_SIZE]);

#endif
