/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STORE_KEY_H
#define WALLET_CLI_STORE_KEY_H

#include <wallet/key.h>

#include "exit_code.h"
#include "session.h"

/** Whose key it is. */
struct store_owner {
    const char *id;      /* USCC */
    const char *name_zh; /* may be NULL */
    const char *name_en; /* may be NULL */
};

/** Makes a key that signs no licence of any type; tells why where it cannot.  The caller owns it. */
enum exit_code store_make_key(
    const struct session *session, const struct store_owner *whose, struct wallet_key **out);

/** Writes both halves of a key into a folder. */
enum exit_code store_write_key(
    const struct session *session,
    const char *folder,
    const struct wallet_key *key,
    const char *private_name,
    const char *public_name);

#endif
