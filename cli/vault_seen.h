/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VAULT_SEEN_H
#define WALLET_CLI_VAULT_SEEN_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * What was seen of a vault last, kept apart from it in $XDG_STATE_HOME/wallet/vault-ID.seen: by that an
 * older copy is noticed that somebody put in the vault's place.
 */

/** What a file is to what was seen. */
struct vault_age {
    bool is_older;   /* or another one of the same age */
    uint64_t newest; /* the generation that was seen; 0 where none is known */
};

/**
 * Compares the vault's file, which has been opened, with what was seen last.
 *
 * \param accepts  whether an older one will do: then what was seen may be unreadable, too
 *
 * \return what could not be read; not whether it is older
 */
enum exit_code vault_seen_compare(
    const struct session *session, struct wallet_bytes file, bool accepts, struct vault_age *out);

/** Tells that the file is older than what was seen. */
enum exit_code vault_seen_complain(
    const struct session *session, const char *path, struct wallet_bytes file);

/** Remembers the file as the newest one; writes nothing where that is known. */
enum exit_code vault_seen_remember(const struct session *session, struct wallet_bytes file);

#endif
