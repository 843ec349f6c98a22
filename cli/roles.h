/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ROLES_H
#define WALLET_CLI_ROLES_H

#include <wallet/trust_list.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/**
 * Reads the roles that were named, by commas or one by one; tells which is none.
 *
 * \param out  of enum wallet_role; 0 where none was named
 */
enum exit_code roles_read(
    const struct session *session, const struct option_list *list, unsigned *out);

/** The name of the first role at or behind bit `*index`, which moves behind it; NULL: no more. */
const char *roles_next(unsigned roles, unsigned *index);

#endif
