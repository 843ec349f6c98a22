/* SPDX-License-Identifier: Apache-2.0 */

/* A register as a file: see register.h for its form. */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cbor/reader.h"
#include "cbor/writer.h"
#include "status/register.h"

#include <string.h>

enum {
    FILE_PARTS = 6,
    ENTRY_PARTS = 6,
};

static const char mark[] = "wallet-status-register";

WLT_DEFINE_AUTO(register, struct wallet_status_register, wallet_status_register_free)

/** An entry as it stands in the file; borrows from it. */
struct line {
    struct wallet_bytes identifier;
    uint64_t shard;
    uint64_t index;
    uint64_t state;
    int64_t changed_unix;
    struct wallet_bytes note;
};

static struct line read_line(struct wlt_reader *reader)
{
    struct line line = { 0 };

    wlt_read_array(reader, ENTRY_PARTS);
    line.identifier = wlt_read_text(reader);
    line.shard = wlt_read_unsigned(reader);
    line.index = wlt_read_unsigned(reader);
    line.state = wlt_read_unsigned(reader);
    line.changed_unix = wlt_read_int(reader);
    line.note = wlt_read_text(reader);
    return line;
}

static bool is_free(const struct wallet_status_register *reg, const struct line *line)
{
    return line->shard < reg->shard_count && line->index < WALLET_STATUS_SHARD_ENTRIES &&
           !wlt_register_has_bit(reg->shards[line->shard]->taken, (uint32_t)line->index);
}

static bool is_identifier(struct wallet_bytes text)
{
    struct wallet_identifier parts;
    return text.size == 0 || (text.size < WALLET_IDENTIFIER_SIZE &&
                              wallet_identifier_parse(text, &parts) == WALLET_FINDING_NONE);
}

static enum wallet_status add_line(
    struct wallet_status_register *reg, const struct line *line, struct wallet_error *error)
{
    if (!is_free(reg, line) || !is_identifier(line->identifier) ||
        !wlt_register_is_state(line->state) || !wlt_register_is_note(line->note)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "entry %zu makes no sense", reg->count);
    }

    struct wlt_register_entry entry = {
        .shard = (uint32_t)line->shard,
        .index = (uint32_t)line->index,
        .state = (enum wallet_licence_state)line->state,
        .changed_unix = line->changed_unix,
    };
    if (line->identifier.size > 0) {
        memcpy(entry.identifier, line->identifier.data, line->identifier.size);
    }

    if (line->note.size > 0) {
        entry.note = wlt_text_copy(line->note);
        if (!entry.note) {
            return wlt_fail_memory(error);
        }
    }

    const enum wallet_status status = wlt_register_append(reg, &entry, error);
    if (status != WALLET_OK) {
        wlt_free(entry.note);
    }

    return status;
}

static enum wallet_status read_head(
    struct wlt_reader *reader,
    struct wallet_status_register **out,
    uint64_t *out_shards,
    struct wallet_error *error)
{
    wlt_read_array(reader, FILE_PARTS);
    const struct wallet_bytes found = wlt_read_text(reader);
    const uint64_t format = wlt_read_unsigned(reader);
    const struct wallet_bytes uri = wlt_read_text(reader);
    const uint64_t version = wlt_read_unsigned(reader);
    *out_shards = wlt_read_unsigned(reader);
    if (!wlt_reader_is_ok(reader) || !wlt_bytes_are(found, mark) || format != WLT_REGISTER_FORMAT ||
        *out_shards > WALLET_STATUS_SHARD_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "this is no register of licences' status");
    }

    char *text = wlt_text_copy(uri);
    if (!text) {
        return wlt_fail_memory(error);
    }

    /* A NUL in it would end the copy early. */
    const enum wallet_status status =
        wlt_bytes_are(uri, text)
            ? wallet_status_register_new(text, out, error)
            : wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the URI has a NUL in it");
    wlt_free(text);
    if (status == WALLET_OK) {
        (*out)->version = version;
    }

    return status;
}

static enum wallet_status read_lines(
    struct wlt_reader *reader,
    struct wallet_status_register *reg,
    uint64_t shards,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;
    uint64_t left = wlt_read_array_any(reader);

    /* A shard is opened when the one before it is full, so a short file cannot ask for many. */
    if (shards > left / WALLET_STATUS_SHARD_ENTRIES + 1) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "more shards than entries fill");
    }

    while (status == WALLET_OK && reg->shard_count < shards) {
        status = wlt_register_open_shard(reg, error);
    }

    for (; status == WALLET_OK && left > 0 && wlt_reader_is_ok(reader); left--) {
        const struct line line = read_line(reader);
        status = wlt_reader_is_ok(reader) ? add_line(reg, &line, error) : WALLET_OK;
    }

    return status == WALLET_OK ? wlt_reader_finish(reader, error) : status;
}

enum wallet_status wallet_status_register_parse(
    struct wallet_bytes file, struct wallet_status_register **out, struct wallet_error *error)
{
    WLT_AUTO(register) struct wallet_status_register *reg = NULL;
    uint64_t shards = 0;

    if (!out || (!file.data && file.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (file.size > WALLET_STATUS_REGISTER_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "no register is so large");
    }

    enum wallet_status status = wlt_cbor_check(file, WLT_CBOR_STRICT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(file, WLT_CBOR_STRICT);
    status = read_head(&reader, &reg, &shards, error);
    status = status == WALLET_OK ? read_lines(&reader, reg, shards, error) : status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(reg);
    }

    return status;
}

enum wallet_status wallet_status_register_write(
    const struct wallet_status_register *reg, struct wallet_buffer *out, struct wallet_error *error)
{
    if (!reg || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    wlt_buffer_set_size(out, 0);
    struct wlt_writer writer = wlt_writer_start(out);
    wlt_write_array(&writer, FILE_PARTS);
    wlt_write_text(&writer, wlt_bytes_of(mark));
    wlt_write_unsigned(&writer, WLT_REGISTER_FORMAT);
    wlt_write_text(&writer, wlt_bytes_of(reg->uri));
    wlt_write_unsigned(&writer, reg->version);
    wlt_write_unsigned(&writer, reg->shard_count);
    wlt_write_array(&writer, reg->count);
    for (size_t i = 0; i < reg->count; i++) {
        const struct wlt_register_entry *entry = &reg->entries[i];
        wlt_write_array(&writer, ENTRY_PARTS);
        wlt_write_text(&writer, wlt_bytes_of(entry->identifier));
        wlt_write_unsigned(&writer, entry->shard);
        wlt_write_unsigned(&writer, entry->index);
        wlt_write_unsigned(&writer, (uint64_t)entry->state);
        wlt_write_int(&writer, entry->changed_unix);
        wlt_write_text(&writer, wlt_bytes_of(entry->note ? entry->note : ""));
    }

    const enum wallet_status status = wlt_writer_status(&writer, error);
    if (status == WALLET_OK && out->size > WALLET_STATUS_REGISTER_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "the register is too large");
    }

    return status;
}
