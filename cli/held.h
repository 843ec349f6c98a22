/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HELD_H
#define WALLET_CLI_HELD_H

#include <wallet/catalogue.h>
#include <wallet/vault.h>

#include "exit_code.h"
#include "session.h"
#include "vault.h"

#include <jansson.h>

/* A licence in the vault, as it is told to its holder. */

enum {
    HELD_ID_DIGITS = 8, /* of the 64: enough to tell one's licences apart */
};

/** Writes the beginning of an id. */
void held_id(const uint8_t id[WALLET_DIGEST_SIZE], char out[HELD_ID_DIGITS + 1]);

/** The whole id; the caller owns it. */
json_t *held_id_json(const uint8_t id[WALLET_DIGEST_SIZE]);

/** The id of a key; the caller owns it. */
json_t *held_key_json(const uint8_t id[WALLET_KEY_ID_SIZE]);

/** The title of its type, else the type as it stands there. */
struct wallet_bytes held_title(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    struct wallet_bytes type);

/** One line: id, title, until when, bound or printed, issuer, label. */
void held_print(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_vault_licence *licence);

/** The object that `list` prints; the caller owns it. */
json_t *held_json(
    const struct wallet_catalogue *catalogue, const struct wallet_vault_licence *licence);

/** Finds a licence by the beginning of its id; tells why where it cannot. */
enum exit_code held_find(
    const struct open_vault *open,
    const char *prefix,
    size_t *out_index,
    struct wallet_vault_licence *out);

/** Opens the vault to be read, with the types, and has something of it printed. */
enum exit_code held_read(
    const struct session *session,
    const struct vault_settings *settings,
    void (*print)(const struct open_vault *open, const struct wallet_catalogue *catalogue));

#endif
