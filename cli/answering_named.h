/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ANSWERING_NAMED_H
#define WALLET_CLI_ANSWERING_NAMED_H

#include "answering.h"

/* What the holder names of what is asked for. */

/** Whether --licence names it. */
bool answering_is_named(
    const struct answering *answering, const struct wallet_vault_licence *licence);

/** Whether the holder let the field go out; without --fields whatever is asked for may. */
bool answering_lets(const struct answering *answering, const struct wallet_field *field);

/** Tells of a name of --fields that is not asked for: it was meant otherwise. */
enum exit_code answering_check_fields(const struct answering *answering);

/** Tells of a licence of --licence that is not shown: no other stands in for it. */
enum exit_code answering_check_licences(const struct answering *answering);

#endif
