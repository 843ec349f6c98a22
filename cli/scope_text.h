/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SCOPE_TEXT_H
#define WALLET_CLI_SCOPE_TEXT_H

#include <wallet/trust_list.h>

#include "picks.h"

/** "CODE#1,9.1", as an entry of a trust list has it; NULL: no memory.  The caller frees it. */
char *scope_text_of(const struct type_pick *pick);

/**
 * "household-register:head_name+members.name" for such a text, as `--types` takes it; keys stand for
 * what the catalogue does not know.  NULL: no memory.  The caller frees it.
 *
 * \param catalogue  may be NULL
 */
char *scope_text_name(const struct wallet_catalogue *catalogue, const char *scope);

#endif
