/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/error.h"
#include "vault/head.h"
#include "vault/record.h"

#include <string.h>

/** Records under way, in the order of the file. */
struct progress {
    struct wallet_vault *vault;
    struct wlt_vault_place place;
    struct wlt_writer writer;
};

static void put(struct progress *progress, enum wlt_vault_kind kind, struct wallet_bytes content)
{
    progress->place.kind = kind;
    if (progress->writer.status == WALLET_OK) {
        wlt_vault_record_write(
            progress->vault->secrets->data_key, &progress->place, content, &progress->writer);
    }

    progress->place.index++;
}

static void put_keys(struct progress *progress)
{
    const struct wallet_vault *vault = progress->vault;
    uint8_t *plain = vault->secrets->record;

    for (size_t i = 0; i < vault->key_count; i++) {
        /* libsodium's form begins with the seed. */
        memcpy(plain, vault->keys[i].secret, WLT_ED25519_SEED_SIZE);
        wlt_vault_put_number(
            (uint64_t)vault->keys[i].told.made_unix, plain + WLT_ED25519_SEED_SIZE);
        put(progress, WLT_VAULT_KEY, (struct wallet_bytes){ plain, WLT_VAULT_KEY_RECORD_SIZE });
    }

    explicit_bzero(plain, WLT_VAULT_KEY_RECORD_SIZE);
}

static enum wallet_status put_all(
    struct wallet_vault *vault,
    struct wallet_bytes head,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct progress progress = {
        .vault = vault,
        .place = { .id = vault->id,
                   .generation = vault->generation + 1,
                   .count = vault->key_count + vault->licence_count + vault->event_count },
        .writer = wlt_writer_start(out),
    };

    wlt_write_encoded(&progress.writer, head);
    put_keys(&progress);
    for (size_t i = 0; i < vault->licence_count; i++) {
        put(&progress, WLT_VAULT_LICENCE, wallet_buffer_bytes(&vault->licences[i].encoded));
    }

    for (size_t i = 0; i < vault->event_count; i++) {
        put(&progress, WLT_VAULT_EVENT, wallet_buffer_bytes(&vault->events[i].encoded));
    }

    wlt_write_encoded(&progress.writer, head);
    return wlt_writer_status(&progress.writer, error);
}

enum wallet_status wallet_vault_write(
    struct wallet_vault *vault, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wallet_buffer head = { 0 };

    if (!vault || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (vault->generation == UINT64_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "there is no later generation");
    }

    wlt_buffer_set_size(out, 0);
    enum wallet_status status = wlt_vault_head_write(vault, vault->generation + 1, &head, error);
    if (status == WALLET_OK) {
        status = put_all(vault, wallet_buffer_bytes(&head), out, error);
    }

    if (status == WALLET_OK && out->size > WALLET_VAULT_FILE_MAX) {
        status = wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the vault would have more than %d bytes",
            WALLET_VAULT_FILE_MAX);
    }

    wallet_buffer_clear(&head);
    if (status == WALLET_OK) {
        vault->generation++;
    } else {
        wallet_buffer_clear(out);
    }

    return status;
}
