/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_VAULT_HEAD_H
#define WLT_VAULT_HEAD_H

#include "cbor/reader.h"
#include "cbor/writer.h"
#include "vault/vault.h"

enum {
    WLT_VAULT_FORMAT = 1,
    WLT_VAULT_HEAD_MAX = 256, /* bytes of the largest head, with room to spare */
};

/** What stands before and behind the records. */
struct wlt_vault_head {
    struct wallet_bytes said; /* borrows from the file, as the next four do */
    struct wallet_bytes nonce;
    struct wallet_bytes sealed_key;
    struct wallet_bytes id;
    struct wallet_bytes salt;
    struct wallet_vault_cost cost;
    uint64_t generation;
    struct wallet_vault_count count;
};

/**
 * Reads a head; nothing is computed and nothing authenticated yet.
 *
 * \param reader  moved behind it
 *
 * \retval WALLET_ERR_STRUCTURE    this is no head of a vault
 * \retval WALLET_ERR_UNSUPPORTED  of another format, or with a cost beyond the limits
 */
enum wallet_status wlt_vault_head_read(
    struct wlt_reader *reader, struct wlt_vault_head *out, struct wallet_error *error);

/** How many records the head names. */
uint64_t wlt_vault_head_records(const struct wlt_vault_head *head);

/** The kind of the record at `index`; false beyond the last. */
bool wlt_vault_head_kind(
    const struct wlt_vault_head *head, uint64_t index, enum wlt_vault_kind *out);

/**
 * Gives the vault what the head says and, by the passphrase, its keys.
 *
 * \retval WALLET_ERR_KEY     the passphrase is another one
 * \retval WALLET_ERR_MEMORY  not as much as the cost asks for
 */
enum wallet_status wlt_vault_head_unlock(
    const struct wlt_vault_head *head,
    struct wallet_bytes passphrase,
    struct wallet_vault *vault,
    struct wallet_error *error);

/** Replaces `out` by the head of the vault's file of this generation. */
enum wallet_status wlt_vault_head_write(
    const struct wallet_vault *vault,
    uint64_t generation,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
