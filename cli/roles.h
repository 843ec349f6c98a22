/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ROLES_H
#define WALLET_CLI_ROLES_H

#include <wallet/trust_list.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

#include <jansson.h>

/*
 * The roles of enum wallet_role and what they are called: one name for options, files and JSON, and
 * one for people who read Chinese.
 */

enum {
    ROLES_TEXT_SIZE = 160, /* of all roles in words, the NUL included */
};

/** The role of this name; 0: there is none. */
unsigned roles_find(const char *name);

/**
 * Reads the roles that were named, by commas or one by one; tells which is none.
 *
 * \param out  of enum wallet_role; 0 where none was named
 */
enum exit_code roles_read(
    const struct session *session, const struct option_list *list, unsigned *out);

/** Writes the roles in words, for people. */
void roles_write(const struct session *session, unsigned roles, char out[ROLES_TEXT_SIZE]);

/** The names of the roles; the caller owns the array. */
json_t *roles_json(unsigned roles);

#endif
