/* SPDX-License-Identifier: Apache-2.0 */
#include "vault/record.h"

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/digest.h"

#include <string.h>

enum {
    RECORD_PARTS = 4,
    BOUND_SIZE = WALLET_VAULT_ID_SIZE + 4 * 8, /* id, generation, index, count, kind */
};

void wlt_vault_put_number(uint64_t number, uint8_t out[8])
{
    for (size_t i = 0; i < 8; i++) {
        out[i] = (uint8_t)(number >> (56 - 8 * i));
    }
}

uint64_t wlt_vault_get_number(const uint8_t bytes[8])
{
    uint64_t number = 0;

    for (size_t i = 0; i < 8; i++) {
        number = number << 8 | bytes[i];
    }

    return number;
}

static struct wallet_bytes bind(const struct wlt_vault_place *place, uint8_t out[BOUND_SIZE])
{
    memcpy(out, place->id, WALLET_VAULT_ID_SIZE);
    wlt_vault_put_number(place->generation, out + WALLET_VAULT_ID_SIZE);
    wlt_vault_put_number(place->index, out + WALLET_VAULT_ID_SIZE + 8);
    wlt_vault_put_number(place->count, out + WALLET_VAULT_ID_SIZE + 16);
    wlt_vault_put_number((uint64_t)place->kind, out + WALLET_VAULT_ID_SIZE + 24);
    return (struct wallet_bytes){ out, BOUND_SIZE };
}

struct wlt_vault_record wlt_vault_record_read(struct wlt_reader *reader)
{
    struct wlt_vault_record record = { 0 };

    wlt_read_array(reader, RECORD_PARTS);
    record.index = wlt_read_unsigned(reader);
    record.kind = wlt_read_unsigned(reader);
    record.nonce = wlt_read_bytes(reader);
    record.sealed = wlt_read_bytes(reader);
    if (record.nonce.size != WLT_SEAL_NONCE_SIZE || record.sealed.size < WLT_SEAL_TAG_SIZE) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a sealed record");
    }

    return record;
}

static enum wallet_status fail_seal(const struct wlt_vault_place *place, struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        WALLET_NO_OFFSET,
        "record %llu of %llu is damaged or was altered",
        (unsigned long long)place->index + 1,
        (unsigned long long)place->count);
}

/** A key is opened in secret memory and nowhere else. */
static enum wallet_status open_key(
    const struct wlt_vault_record *record,
    const struct wlt_vault_place *place,
    struct wallet_vault *vault,
    struct wallet_error *error)
{
    uint8_t bound[BOUND_SIZE];
    uint8_t *plain = vault->secrets->record;

    if (record->sealed.size != WLT_VAULT_KEY_RECORD_SIZE + WLT_SEAL_TAG_SIZE ||
        !wlt_unseal(
            vault->secrets->data_key,
            record->nonce.data,
            bind(place, bound),
            record->sealed,
            plain)) {
        return fail_seal(place, error);
    }

    const uint64_t made = wlt_vault_get_number(plain + WLT_ED25519_SEED_SIZE);
    const enum wallet_status status = wlt_vault_take_key(vault, plain, (int64_t)made, error);
    explicit_bzero(plain, WLT_VAULT_KEY_RECORD_SIZE);
    return status;
}

static enum wallet_status take(
    struct wallet_vault *vault,
    enum wlt_vault_kind kind,
    struct wallet_buffer *plain,
    struct wallet_error *error)
{
    return kind == WLT_VAULT_LICENCE ? wlt_vault_take_licence(vault, plain, error)
                                     : wlt_vault_take_event(vault, plain, error);
}

static enum wallet_status open_other(
    const struct wlt_vault_record *record,
    const struct wlt_vault_place *place,
    struct wallet_vault *vault,
    struct wallet_error *error)
{
    struct wallet_buffer plain = { 0 };
    uint8_t bound[BOUND_SIZE];

    if (!wlt_buffer_reserve(&plain, record->sealed.size)) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = WALLET_OK;
    if (wlt_unseal(
            vault->secrets->data_key,
            record->nonce.data,
            bind(place, bound),
            record->sealed,
            plain.data)) {
        wlt_buffer_set_size(&plain, record->sealed.size - WLT_SEAL_TAG_SIZE);
        status = take(vault, place->kind, &plain, error);
    } else {
        status = fail_seal(place, error);
    }

    wallet_buffer_clear(&plain);
    return status;
}

enum wallet_status wlt_vault_record_open(
    const struct wlt_vault_record *record,
    const struct wlt_vault_place *place,
    struct wallet_vault *vault,
    struct wallet_error *error)
{
    if (record->index != place->index || record->kind != (uint64_t)place->kind) {
        return fail_seal(place, error);
    }

    return place->kind == WLT_VAULT_KEY ? open_key(record, place, vault, error)
                                        : open_other(record, place, vault, error);
}

void wlt_vault_record_write(
    const uint8_t data_key[WLT_SEAL_KEY_SIZE],
    const struct wlt_vault_place *place,
    struct wallet_bytes content,
    struct wlt_writer *writer)
{
    struct wallet_buffer sealed = { 0 };
    uint8_t bound[BOUND_SIZE];
    uint8_t nonce[WLT_SEAL_NONCE_SIZE];

    if (!wlt_buffer_reserve(&sealed, content.size + WLT_SEAL_TAG_SIZE)) {
        writer->status = WALLET_ERR_MEMORY;
        return;
    }

    wlt_random(nonce, sizeof nonce);
    wlt_seal(data_key, nonce, bind(place, bound), content, sealed.data);
    wlt_buffer_set_size(&sealed, content.size + WLT_SEAL_TAG_SIZE);
    wlt_write_array(writer, RECORD_PARTS);
    wlt_write_unsigned(writer, place->index);
    wlt_write_unsigned(writer, (uint64_t)place->kind);
    wlt_write_bytes(writer, (struct wallet_bytes){ nonce, sizeof nonce });
    wlt_write_bytes(writer, wallet_buffer_bytes(&sealed));
    wallet_buffer_clear(&sealed);
}
