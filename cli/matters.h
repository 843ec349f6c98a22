/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MATTERS_H
#define WALLET_CLI_MATTERS_H

#include <wallet/matter.h>

#include "exit_code.h"
#include "session.h"

/** The matters of the catalogue, and the types that they name; matters_free() releases both. */
struct matters {
    struct wallet_catalogue *catalogue;
    struct wallet_matters *matters;
};

/** Loads them; tells why where it cannot. */
enum exit_code matters_load(const struct session *session, struct matters *out);

/** Loads those of a catalogue that is loaded, which stays the caller's; tells why where it cannot. */
enum exit_code matters_load_of(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    struct wallet_matters **out);

/** The matter of this name, code or title; tells which may have been meant where there is none. */
enum exit_code matters_find(
    const struct session *session,
    const struct wallet_matters *matters,
    const char *name,
    const struct wallet_matter **out);

void matters_free(struct matters *matters);

#endif
