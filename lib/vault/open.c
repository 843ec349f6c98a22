/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "vault/head.h"
#include "vault/record.h"

/** A file whose records stand where they should; nothing is opened yet. */
struct layout {
    struct wlt_vault_head head;
    struct wallet_bytes records;
};

static enum wallet_status check_file(struct wallet_bytes file, struct wallet_error *error)
{
    if (!file.data && file.size > 0) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (file.size > WALLET_VAULT_FILE_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "no vault is so large");
    }

    return WALLET_OK;
}

/** Behind a head that makes sense, whatever is wrong is damage, if it is not that the file ends. */
static enum wallet_status fail_layout(const struct wlt_reader *reader, struct wallet_error *error)
{
    if (reader->status == WALLET_ERR_TRUNCATED) {
        return wlt_fail(
            error, WALLET_ERR_TRUNCATED, reader->failed_at, "the vault's file ends early");
    }

    return wlt_fail(error, WALLET_ERR_MALFORMED, reader->failed_at, "the vault's file is damaged");
}

/** Every record in its place, then the same head again, then nothing. */
static enum wallet_status lay_out(
    struct wallet_bytes file, struct layout *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(file, WLT_CBOR_STRICT);

    const enum wallet_status status = wlt_vault_head_read(&reader, &out->head, error);
    if (status != WALLET_OK) {
        return status;
    }

    const size_t start = reader.offset;
    for (uint64_t left = wlt_vault_head_records(&out->head); left > 0; left--) {
        (void)wlt_vault_record_read(&reader);
        if (!wlt_reader_is_ok(&reader)) {
            return fail_layout(&reader, error);
        }
    }

    const size_t end = reader.offset;
    (void)wlt_read_any(&reader);
    const struct wallet_bytes first = { file.data, start };
    const struct wallet_bytes last = { file.data + end, reader.offset - end };
    if (wlt_reader_finish(&reader, NULL) == WALLET_OK && !wlt_bytes_equal(first, last)) {
        reader.offset = end;
        wlt_reader_fail(&reader, WALLET_ERR_MALFORMED, "the same header again");
    }

    out->records = (struct wallet_bytes){ file.data + start, end - start };
    return wlt_reader_is_ok(&reader) ? WALLET_OK : fail_layout(&reader, error);
}

static enum wallet_status open_records(
    const struct layout *layout, struct wallet_vault *vault, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(layout->records, WLT_CBOR_STRICT);
    struct wlt_vault_place place = {
        .id = vault->id,
        .generation = vault->generation,
        .count = wlt_vault_head_records(&layout->head),
    };

    enum wallet_status status = WALLET_OK;
    for (; status == WALLET_OK && place.index < place.count; place.index++) {
        const struct wlt_vault_record record = wlt_vault_record_read(&reader);
        (void)wlt_vault_head_kind(&layout->head, place.index, &place.kind);
        status = wlt_vault_record_open(&record, &place, vault, error);
    }

    return status;
}

enum wallet_status wallet_vault_open(
    struct wallet_bytes file,
    struct wallet_bytes passphrase,
    struct wallet_vault **out,
    struct wallet_error *error)
{
    WLT_AUTO(vault) struct wallet_vault *vault = NULL;
    struct layout layout = { 0 };

    if (!out || (!passphrase.data && passphrase.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = check_file(file, error);
    if (status == WALLET_OK) {
        status = lay_out(file, &layout, error);
    }

    if (status == WALLET_OK) {
        status = wlt_vault_alloc(&vault, error);
    }

    if (status == WALLET_OK) {
        status = wlt_vault_head_unlock(&layout.head, passphrase, vault, error);
    }

    if (status == WALLET_OK) {
        status = open_records(&layout, vault, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(vault);
    }

    return status;
}
