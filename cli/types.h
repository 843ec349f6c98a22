/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TYPES_H
#define WALLET_CLI_TYPES_H

#include <wallet/catalogue.h>

#include "exit_code.h"
#include "session.h"

/** Loads the catalogue; tells why where it cannot.  The caller owns it: wallet_catalogue_free(). */
enum exit_code types_load(const struct session *session, struct wallet_catalogue **out);

/** The same without a word: NULL where it cannot. */
struct wallet_catalogue *types_try(void);

/** The type of this name or code; tells which may have been meant where there is none. */
enum exit_code types_find(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const char *name,
    const struct wallet_type **out);

#endif
