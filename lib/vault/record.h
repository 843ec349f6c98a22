/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_VAULT_RECORD_H
#define WLT_VAULT_RECORD_H

#include "cbor/reader.h"
#include "cbor/writer.h"
#include "vault/vault.h"

/** Where a record belongs: what its seal is bound to. */
struct wlt_vault_place {
    const uint8_t *id;
    uint64_t generation;
    uint64_t index;
    uint64_t count;
    enum wlt_vault_kind kind;
};

/** A record as it stands in a file, sealed; borrows from it. */
struct wlt_vault_record {
    uint64_t index;
    uint64_t kind;
    struct wallet_bytes nonce;
    struct wallet_bytes sealed;
};

/** Reads one; the reader keeps what is wrong. */
struct wlt_vault_record wlt_vault_record_read(struct wlt_reader *reader);

/**
 * Opens a record and puts what it holds into the vault.
 *
 * \retval WALLET_ERR_MALFORMED  it was altered, or belongs elsewhere
 */
enum wallet_status wlt_vault_record_open(
    const struct wlt_vault_record *record,
    const struct wlt_vault_place *place,
    struct wallet_vault *vault,
    struct wallet_error *error);

/** Seals and writes one; the writer keeps what goes wrong. */
void wlt_vault_record_write(
    const uint8_t data_key[WLT_SEAL_KEY_SIZE],
    const struct wlt_vault_place *place,
    struct wallet_bytes content,
    struct wlt_writer *writer);

/** A number in the eight bytes of a key's record, most significant first. */
void wlt_vault_put_number(uint64_t number, uint8_t out[8]);
uint64_t wlt_vault_get_number(const uint8_t bytes[8]);

#endif
