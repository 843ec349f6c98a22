/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A mark says which file of a vault it was.  Whoever keeps the newest one's, outside of the vault,
 * notices when somebody puts an older copy in its place: with licences that were removed, without the
 * history of what was shown since, or under a passphrase that was given up.
 */
#ifndef WALLET_VAULT_MARK_H
#define WALLET_VAULT_MARK_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/vault.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Size of a mark that was written. */
#define WALLET_VAULT_MARK_SIZE 72

/** Which file of a vault it was. */
struct wallet_vault_mark {
    uint8_t id[WALLET_VAULT_ID_SIZE];
    uint64_t generation;
    uint8_t digest[WALLET_DIGEST_SIZE]; /**< SHA-256 of the file */
};

/**
 * The mark of a file, from its header.  Nothing is authenticated: open the file before relying on it.
 * Errors as for wallet_vault_open().
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_mark_of(
    struct wallet_bytes file, struct wallet_vault_mark *out, struct wallet_error *error);

/** Writes a mark, as it is to be kept. */
WALLET_API void wallet_vault_mark_write(
    const struct wallet_vault_mark *mark, uint8_t out[WALLET_VAULT_MARK_SIZE]);

/** Reads a mark back: WALLET_ERR_MALFORMED for anything else, and for a damaged one. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_mark_parse(
    struct wallet_bytes encoded, struct wallet_vault_mark *out, struct wallet_error *error);

/**
 * Compares a file with the newest one that was seen.
 *
 * \retval WALLET_OK           newer, or the very same
 * \retval WALLET_ERR_REFUSED  older, or another file of the same generation
 * \retval WALLET_ERR_VALUE    a file of another vault
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vault_mark_check(
    const struct wallet_vault_mark *seen,
    const struct wallet_vault_mark *now,
    struct wallet_error *error);

/** Makes what is written from now on newer than `generation`: for an older copy that is to go on. */
WALLET_API void wallet_vault_outgrow(struct wallet_vault *vault, uint64_t generation);

#ifdef __cplusplus
}
#endif

#endif
