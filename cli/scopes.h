/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SCOPES_H
#define WALLET_CLI_SCOPES_H

#include <wallet/trust_list.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/** The licence types of an entry, as it has them: what scope_text_of() writes, or "*" alone. */
struct scopes {
    char **texts;
    size_t count;
};

/**
 * Reads what `--types` names; tells why where it cannot.  Fields are for an entry that is a counter's
 * and no issuer's.
 *
 * \param roles  of the entry, WALLET_ROLE_...
 * \param out    starts as { 0 }; scopes_free() releases it, whatever the outcome
 */
enum exit_code scopes_read(
    const struct session *session,
    const struct option_list *types,
    unsigned roles,
    struct scopes *out);

void scopes_free(struct scopes *scopes);

#endif
