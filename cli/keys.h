/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_KEYS_H
#define WALLET_CLI_KEYS_H

#include <wallet/catalogue.h>
#include <wallet/key.h>

#include "exit_code.h"
#include "file.h"
#include "session.h"

#include <limits.h>

/**
 * Reads a key file; a private one only if nobody else can read it.  Tells why where it cannot.
 *
 * \param out  on success the key, which the caller owns: wallet_key_free()
 */
enum exit_code keys_read(const struct session *session, const char *path, struct wallet_key **out);

/** Whether nobody else can read the file of a private key; tells why where somebody can. */
enum exit_code keys_check_owner(
    const struct session *session, const char *path, const struct file *file);

/** Where `wallet key export` is told to write: "agency.pub" for "agency.key". */
void keys_public_path(const char *path, char out[PATH_MAX]);

/** The public key that is there beside a private one, as agency.pub or agency.key.pub. */
bool keys_find_public(const char *path, char out[PATH_MAX]);

/** The key's name: its identifier in hex. */
void keys_name(const struct wallet_key *key, char out[2 * WALLET_KEY_ID_SIZE + 1]);

/** Whether they are the same key, or one of them the public half of the other. */
bool keys_are_same(const struct wallet_key *a, const struct wallet_key *b);

/** Whether the key's file lists the type, or every type. */
bool keys_may_sign(const struct wallet_key *key, const char *type_code);

/** The same; tells where it does not.  \param name  what `--key` says */
enum exit_code keys_check_type(
    const struct session *session,
    const char *name,
    const struct wallet_key *key,
    const struct wallet_type *type);

#endif
