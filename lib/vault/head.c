/* SPDX-License-Identifier: Apache-2.0 */
#include "vault/head.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"

#include <string.h>

enum {
    HEAD_PARTS = 3,
    SAID_PARTS = 10,
    SEALED_KEY_SIZE = WLT_SEAL_KEY_SIZE + WLT_SEAL_TAG_SIZE,
};

static const char mark[] = "wallet-vault";

uint64_t wlt_vault_head_records(const struct wlt_vault_head *head)
{
    return head->count.keys + head->count.licences + head->count.events;
}

bool wlt_vault_head_kind(
    const struct wlt_vault_head *head, uint64_t index, enum wlt_vault_kind *out)
{
    if (index >= wlt_vault_head_records(head)) {
        return false;
    }

    if (index < head->count.keys) {
        *out = WLT_VAULT_KEY;
    } else {
        *out =
            index < head->count.keys + head->count.licences ? WLT_VAULT_LICENCE : WLT_VAULT_EVENT;
    }

    return true;
}

/** A number that must not be above `max`; 0 and a failure where it is. */
static unsigned read_bounded(struct wlt_reader *reader, uint64_t max)
{
    const uint64_t number = wlt_read_unsigned(reader);
    if (number > max) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a number within its limit");
        return 0;
    }

    return (unsigned)number;
}

static struct wallet_bytes read_sized(struct wlt_reader *reader, size_t size)
{
    const struct wallet_bytes bytes = wlt_read_bytes(reader);
    if (bytes.size != size) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "bytes of another size");
    }

    return bytes;
}

static enum wallet_status read_said(struct wlt_vault_head *head, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(head->said, WLT_CBOR_STRICT);

    wlt_read_array(&reader, SAID_PARTS);
    const struct wallet_bytes found = wlt_read_text(&reader);
    const uint64_t format = wlt_read_unsigned(&reader);
    if (!wlt_reader_is_ok(&reader) || !wlt_bytes_are(found, mark)) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "this is no vault");
    }

    if (format != WLT_VAULT_FORMAT) {
        return wlt_fail(
            error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "a vault of a newer format");
    }

    head->id = read_sized(&reader, WALLET_VAULT_ID_SIZE);
    head->cost.passes = read_bounded(&reader, WALLET_VAULT_PASSES_MAX);
    head->cost.memory_kib = read_bounded(&reader, WALLET_VAULT_MEMORY_KIB_MAX);
    head->salt = read_sized(&reader, WLT_ARGON2ID_SALT_SIZE);
    head->generation = wlt_read_unsigned(&reader);
    head->count.keys = read_bounded(&reader, WALLET_VAULT_KEY_MAX);
    head->count.licences = read_bounded(&reader, WALLET_VAULT_LICENCE_MAX);
    head->count.events = read_bounded(&reader, WALLET_VAULT_EVENT_MAX);
    return wlt_reader_finish(&reader, error);
}

enum wallet_status wlt_vault_head_read(
    struct wlt_reader *reader, struct wlt_vault_head *out, struct wallet_error *error)
{
    wlt_read_array(reader, HEAD_PARTS);
    out->said = wlt_read_bytes(reader);
    out->nonce = read_sized(reader, WLT_SEAL_NONCE_SIZE);
    out->sealed_key = read_sized(reader, SEALED_KEY_SIZE);

    enum wallet_status status = wlt_reader_status(reader, error);
    if (status == WALLET_OK) {
        status = read_said(out, error);
    }

    if (status == WALLET_OK && (!wlt_vault_cost_is_fine(out->cost) || out->generation == 0)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "a vault whose header makes no sense");
    }

    return status;
}

enum wallet_status wlt_vault_head_unlock(
    const struct wlt_vault_head *head,
    struct wallet_bytes passphrase,
    struct wallet_vault *vault,
    struct wallet_error *error)
{
    struct wlt_vault_secrets *secrets = vault->secrets;

    memcpy(vault->id, head->id.data, sizeof vault->id);
    memcpy(vault->salt, head->salt.data, sizeof vault->salt);
    vault->cost = head->cost;
    vault->generation = head->generation;
    if (!wlt_argon2id(
            passphrase,
            vault->salt,
            vault->cost.passes,
            vault->cost.memory_kib,
            secrets->wrapping_key)) {
        return wlt_fail_memory(error);
    }

    if (!wlt_unseal(
            secrets->wrapping_key,
            head->nonce.data,
            head->said,
            head->sealed_key,
            secrets->data_key)) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "the passphrase does not open this vault");
    }

    return WALLET_OK;
}

static void write_said(
    const struct wallet_vault *vault, uint64_t generation, struct wlt_writer *writer)
{
    wlt_write_array(writer, SAID_PARTS);
    wlt_write_text(writer, wlt_bytes_of(mark));
    wlt_write_unsigned(writer, WLT_VAULT_FORMAT);
    wlt_write_bytes(writer, (struct wallet_bytes){ vault->id, sizeof vault->id });
    wlt_write_unsigned(writer, vault->cost.passes);
    wlt_write_unsigned(writer, vault->cost.memory_kib);
    wlt_write_bytes(writer, (struct wallet_bytes){ vault->salt, sizeof vault->salt });
    wlt_write_unsigned(writer, generation);
    wlt_write_unsigned(writer, vault->key_count);
    wlt_write_unsigned(writer, vault->licence_count);
    wlt_write_unsigned(writer, vault->event_count);
}

static void write_head(
    const struct wallet_vault *vault, struct wallet_bytes said, struct wlt_writer *writer)
{
    const struct wallet_bytes data_key = { vault->secrets->data_key, WLT_SEAL_KEY_SIZE };
    uint8_t nonce[WLT_SEAL_NONCE_SIZE];
    uint8_t sealed_key[SEALED_KEY_SIZE];

    wlt_random(nonce, sizeof nonce);
    wlt_seal(vault->secrets->wrapping_key, nonce, said, data_key, sealed_key);
    wlt_write_array(writer, HEAD_PARTS);
    wlt_write_bytes(writer, said);
    wlt_write_bytes(writer, (struct wallet_bytes){ nonce, sizeof nonce });
    wlt_write_bytes(writer, (struct wallet_bytes){ sealed_key, sizeof sealed_key });
}

enum wallet_status wlt_vault_head_write(
    const struct wallet_vault *vault,
    uint64_t generation,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wallet_buffer said = { 0 };

    struct wlt_writer writer = wlt_writer_start(&said);
    write_said(vault, generation, &writer);
    enum wallet_status status = wlt_writer_status(&writer, error);
    if (status == WALLET_OK) {
        wlt_buffer_set_size(out, 0);
        writer = wlt_writer_start(out);
        write_head(vault, wallet_buffer_bytes(&said), &writer);
        status = wlt_writer_status(&writer, error);
    }

    wallet_buffer_clear(&said);
    return status;
}
