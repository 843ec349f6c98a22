/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A licence's record:
 *
 *     [ content: bstr, added, key: bstr (empty: not bound), until,
 *       label, origin, type, issuer, name in Chinese, name in English, identifier ]
 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cbor/reader.h"
#include "cbor/writer.h"
#include "crypto/digest.h"
#include "vault/vault.h"

#include <string.h>

_Static_assert((int)WALLET_DIGEST_SIZE == (int)WLT_SHA256_SIZE, "an id is a digest");

enum {
    LICENCE_PARTS = 11,
};

void wlt_vault_licence_clear(struct wlt_vault_licence *licence)
{
    wallet_buffer_clear(&licence->encoded);
    *licence = (struct wlt_vault_licence){ 0 };
}

static struct wallet_bytes read_text(struct wlt_reader *reader)
{
    const struct wallet_bytes text = wlt_read_text(reader);
    if (text.size > WALLET_VAULT_TEXT_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "a shorter text");
    }

    return text;
}

static void read_key_id(struct wlt_reader *reader, struct wallet_vault_licence *out)
{
    const struct wallet_bytes id = wlt_read_bytes(reader);

    out->is_bound = id.size == sizeof out->key_id;
    if (out->is_bound) {
        memcpy(out->key_id, id.data, sizeof out->key_id);
    } else if (id.size > 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "the id of a key");
    }
}

static enum wallet_status parse(
    struct wallet_bytes encoded, struct wallet_vault_licence *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_STRICT);

    wlt_read_array(&reader, LICENCE_PARTS);
    out->content = wlt_read_bytes(&reader);
    out->added_unix = wlt_read_int(&reader);
    read_key_id(&reader, out);
    out->until_unix = wlt_read_int(&reader);
    out->label = read_text(&reader);
    out->origin = read_text(&reader);
    out->type = read_text(&reader);
    out->issuer = read_text(&reader);
    out->name_zh = read_text(&reader);
    out->name_en = read_text(&reader);
    out->identifier = read_text(&reader);
    if (out->content.size > WALLET_VAULT_CONTENT_MAX) {
        wlt_reader_fail(&reader, WALLET_ERR_TOO_LARGE, "a smaller licence");
    }

    const enum wallet_status status = wlt_reader_finish(&reader, error);
    if (status == WALLET_ERR_MALFORMED) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "expected text in UTF-8");
    }

    return status;
}

static enum wallet_status check_new(
    const struct wallet_vault *vault,
    const struct wallet_vault_licence *licence,
    struct wallet_error *error)
{
    if (licence->content.size == 0) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "an empty licence");
    }

    for (size_t i = 0; i < vault->licence_count; i++) {
        if (memcmp(vault->licences[i].view.id, licence->id, sizeof licence->id) == 0) {
            return wlt_fail(
                error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the licence is in the vault already");
        }
    }

    if (vault->licence_count == WALLET_VAULT_LICENCE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a vault holds at most %d licences",
            WALLET_VAULT_LICENCE_MAX);
    }

    return WALLET_OK;
}

enum wallet_status wlt_vault_take_licence(
    struct wallet_vault *vault, struct wallet_buffer *encoded, struct wallet_error *error)
{
    struct wlt_vault_licence licence = { 0 };

    enum wallet_status status = parse(wallet_buffer_bytes(encoded), &licence.view, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_sha256(licence.view.content, licence.view.id);
    status = check_new(vault, &licence.view, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_vault_licence *licences = wlt_vault_grow(
        vault->licences, vault->licence_count, &vault->licence_capacity, sizeof *licences);
    if (!licences) {
        return wlt_fail_memory(error);
    }

    licence.encoded = *encoded;
    *encoded = (struct wallet_buffer){ 0 };
    licences[vault->licence_count++] = licence;
    vault->licences = licences;
    return WALLET_OK;
}

static enum wallet_status encode(
    const struct wallet_vault_licence *licence,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wallet_bytes key_id = {
        licence->key_id,
        licence->is_bound ? sizeof licence->key_id : 0,
    };
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_array(&writer, LICENCE_PARTS);
    wlt_write_bytes(&writer, licence->content);
    wlt_write_int(&writer, licence->added_unix);
    wlt_write_bytes(&writer, key_id);
    wlt_write_int(&writer, licence->until_unix);
    wlt_write_text(&writer, licence->label);
    wlt_write_text(&writer, licence->origin);
    wlt_write_text(&writer, licence->type);
    wlt_write_text(&writer, licence->issuer);
    wlt_write_text(&writer, licence->name_zh);
    wlt_write_text(&writer, licence->name_en);
    wlt_write_text(&writer, licence->identifier);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wallet_vault_licence_add(
    struct wallet_vault *vault,
    const struct wallet_vault_licence *licence,
    uint8_t out_id[WALLET_DIGEST_SIZE],
    struct wallet_error *error)
{
    struct wallet_buffer encoded = { 0 };

    if (!vault || !licence || (!licence->content.data && licence->content.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (licence->is_bound && !wlt_vault_find_key(vault, licence->key_id)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNKNOWN,
            WALLET_NO_OFFSET,
            "the licence is bound to a key that is not in this vault");
    }

    enum wallet_status status = encode(licence, &encoded, error);
    if (status == WALLET_OK) {
        status = wlt_vault_take_licence(vault, &encoded, error);
    }

    wallet_buffer_clear(&encoded);
    if (status == WALLET_OK && out_id) {
        memcpy(out_id, vault->licences[vault->licence_count - 1].view.id, WALLET_DIGEST_SIZE);
    }

    return status;
}

bool wallet_vault_licence_at(
    const struct wallet_vault *vault, size_t index, struct wallet_vault_licence *out)
{
    if (index >= vault->licence_count) {
        return false;
    }

    *out = vault->licences[index].view;
    return true;
}

enum wallet_status wallet_vault_licence_remove(
    struct wallet_vault *vault, size_t index, struct wallet_error *error)
{
    if (index >= vault->licence_count) {
        return wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "there is no such licence");
    }

    wlt_vault_licence_clear(&vault->licences[index]);
    vault->licence_count--;
    memmove(
        &vault->licences[index],
        &vault->licences[index + 1],
        (vault->licence_count - index) * sizeof vault->licences[0]);
    return WALLET_OK;
}
