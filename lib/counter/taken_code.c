/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/taken_code.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/reader.h"

#include <string.h>

enum label {
    LABEL_WAY = 1,
    LABEL_PARTY,
    LABEL_TYPE,
    LABEL_IDENTIFIER,
    LABEL_ISSUER,
    LABEL_HOLDER,
    LABEL_DIGEST,
    LABEL_ORIGINAL,
    LABEL_GROUND,
    LABEL_KEY,
    LABEL_IS_BOUND,
    LABEL_IS_TO_BE_CHECKED,
    LABEL_UNTIL,
    LABEL_KEPT,
    LABEL_VERIFIED,
    LABEL_COUNT_ALWAYS = 12, /* all but the three that may be missing */
    KEPT_MAX = 4096,
};

void wlt_kept_write(struct wlt_writer *writer, const struct wlt_kept *kept)
{
    wlt_write_array(writer, 4);
    wlt_write_unsigned(writer, kept->group);
    wlt_write_unsigned(writer, kept->member);
    wlt_write_unsigned(writer, kept->key);
    if (kept->value.bytes.data) {
        wlt_write_text(writer, kept->value.bytes);
    } else {
        wlt_write_int(writer, kept->value.number);
    }
}

static void read_kept(struct wlt_reader *reader, struct wlt_kept *out)
{
    wlt_read_array(reader, 4);
    out->group = wlt_read_unsigned(reader);
    out->member = (size_t)wlt_read_unsigned(reader);
    out->key = wlt_read_unsigned(reader);
    if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
        out->value.bytes = wlt_read_text(reader);
    } else {
        out->value.number = wlt_read_int(reader);
    }
}

enum wallet_status wlt_taken_read_kept(struct wlt_taken *taken, struct wallet_error *error)
{
    struct wlt_reader reader =
        wlt_reader_start(wallet_buffer_bytes(&taken->encoded), WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_array_any(&reader);

    if (count > KEPT_MAX) {
        wlt_reader_fail(&reader, WALLET_ERR_TOO_LARGE, "fewer fields");
    }

    if (!wlt_reader_is_ok(&reader)) {
        return wlt_reader_status(&reader, error);
    }

    taken->kept = wlt_alloc(count > 0 ? (size_t)count : 1, sizeof *taken->kept);
    if (!taken->kept) {
        return wlt_fail_memory(error);
    }

    taken->kept_count = (size_t)count;
    for (size_t i = 0; i < taken->kept_count; i++) {
        read_kept(&reader, &taken->kept[i]);
    }

    return wlt_reader_finish(&reader, error);
}

static bool is_zero(const uint8_t digest[WLT_SHA256_SIZE])
{
    static const uint8_t zero[WLT_SHA256_SIZE];
    return memcmp(digest, zero, WLT_SHA256_SIZE) == 0;
}

static void write_digest(
    struct wlt_writer *writer, enum label label, const uint8_t digest[WLT_SHA256_SIZE])
{
    wlt_write_unsigned(writer, label);
    wlt_write_bytes(writer, (struct wallet_bytes){ digest, WLT_SHA256_SIZE });
}

static void write_text(struct wlt_writer *writer, enum label label, const char *text)
{
    wlt_write_unsigned(writer, label);
    wlt_write_text(writer, wlt_bytes_of(text));
}

static void write_head(struct wlt_writer *writer, const struct wlt_taken *taken)
{
    wlt_write_unsigned(writer, LABEL_WAY);
    wlt_write_unsigned(writer, taken->way);
    wlt_write_unsigned(writer, LABEL_PARTY);
    wlt_write_unsigned(writer, taken->party);
    write_text(writer, LABEL_TYPE, taken->type_code);
    write_text(writer, LABEL_IDENTIFIER, taken->identifier);
    write_text(writer, LABEL_ISSUER, taken->issuer);
    write_text(writer, LABEL_HOLDER, taken->holder);
}

enum wallet_status wlt_taken_write(
    const struct wlt_taken *taken, struct wallet_buffer *out, struct wallet_error *error)
{
    const bool has_ground = !is_zero(taken->ground);
    const bool has_key = !is_zero(taken->key);
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_buffer_set_size(out, 0);
    wlt_write_map(
        &writer,
        (size_t)LABEL_COUNT_ALWAYS + (has_ground ? 1 : 0) + (has_key ? 1 : 0) +
            (taken->has_until ? 1 : 0));
    write_head(&writer, taken);
    write_digest(&writer, LABEL_DIGEST, taken->digest);
    write_digest(&writer, LABEL_ORIGINAL, taken->original);
    if (has_ground) {
        write_digest(&writer, LABEL_GROUND, taken->ground);
    }
    if (has_key) {
        write_digest(&writer, LABEL_KEY, taken->key);
    }

    wlt_write_unsigned(&writer, LABEL_IS_BOUND);
    wlt_write_bool(&writer, taken->is_bound);
    wlt_write_unsigned(&writer, LABEL_IS_TO_BE_CHECKED);
    wlt_write_bool(&writer, taken->is_to_be_checked);
    if (taken->has_until) {
        wlt_write_unsigned(&writer, LABEL_UNTIL);
        wlt_write_int(&writer, taken->until_unix);
    }

    wlt_write_unsigned(&writer, LABEL_KEPT);
    wlt_write_encoded(&writer, wallet_buffer_bytes(&taken->encoded));
    wlt_write_unsigned(&writer, LABEL_VERIFIED);
    wlt_write_int(&writer, taken->verified_unix);
    return wlt_writer_status(&writer, error);
}

static void read_text(struct wlt_reader *reader, char *out, size_t size)
{
    const struct wallet_bytes text = wlt_read_text(reader);

    if (text.size >= size) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "a shorter text");
    } else if (text.size > 0) {
        memcpy(out, text.data, text.size);
    }
}

static void read_digest(struct wlt_reader *reader, uint8_t out[WLT_SHA256_SIZE])
{
    const struct wallet_bytes digest = wlt_read_bytes(reader);

    if (wlt_reader_is_ok(reader) && digest.size != WLT_SHA256_SIZE) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a SHA-256");
    } else if (digest.size > 0) {
        memcpy(out, digest.data, WLT_SHA256_SIZE);
    }
}

static void read_until(struct wlt_reader *reader, struct wlt_taken *out)
{
    out->has_until = true;
    out->until_unix = wlt_read_int(reader);
}

static void read_member(struct wlt_reader *reader, struct wlt_taken *out, struct wallet_bytes *kept)
{
    switch (wlt_read_unsigned(reader)) {
    case LABEL_WAY: out->way = (enum wallet_case_way)wlt_read_unsigned(reader); break;
    case LABEL_PARTY: out->party = (size_t)wlt_read_unsigned(reader); break;
    case LABEL_TYPE: read_text(reader, out->type_code, sizeof out->type_code); break;
    case LABEL_IDENTIFIER: read_text(reader, out->identifier, sizeof out->identifier); break;
    case LABEL_ISSUER: read_text(reader, out->issuer, sizeof out->issuer); break;
    case LABEL_HOLDER: read_text(reader, out->holder, sizeof out->holder); break;
    case LABEL_DIGEST: read_digest(reader, out->digest); break;
    case LABEL_ORIGINAL: read_digest(reader, out->original); break;
    case LABEL_GROUND: read_digest(reader, out->ground); break;
    case LABEL_KEY: read_digest(reader, out->key); break;
    case LABEL_IS_BOUND: out->is_bound = wlt_read_bool(reader); break;
    case LABEL_IS_TO_BE_CHECKED: out->is_to_be_checked = wlt_read_bool(reader); break;
    case LABEL_UNTIL: read_until(reader, out); break;
    case LABEL_KEPT: *kept = wlt_read_any(reader); break;
    case LABEL_VERIFIED: out->verified_unix = wlt_read_int(reader); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a label of a licence"); break;
    }
}

static enum wallet_status read_map(
    struct wallet_bytes encoded,
    struct wlt_taken *out,
    struct wallet_bytes *kept,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_STRICT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_member(&reader, out, kept);
    }

    if (out->way < WALLET_WAY_SHOW || out->way > WALLET_WAY_REUSE ||
        out->party >= WALLET_PARTY_MAX || kept->size == 0) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "way, party and fields");
    }

    return wlt_reader_finish(&reader, error);
}

enum wallet_status wlt_taken_read(
    struct wallet_bytes encoded,
    int64_t at_unix,
    const struct wallet_catalogue *catalogue,
    struct wlt_taken **out,
    struct wallet_error *error)
{
    WLT_AUTO(taken) struct wlt_taken *taken = wlt_alloc(1, sizeof *taken);
    struct wallet_bytes kept = { 0 };
    if (!taken) {
        return wlt_fail_memory(error);
    }

    taken->at_unix = at_unix;
    enum wallet_status status = read_map(encoded, taken, &kept, error);
    if (status == WALLET_OK && !wlt_buffer_append(&taken->encoded, kept)) {
        status = wlt_fail_memory(error);
    }
    if (status == WALLET_OK) {
        status = wlt_taken_read_kept(taken, error);
    }
    if (status != WALLET_OK) {
        return status;
    }

    taken->type = wallet_catalogue_find(catalogue, wlt_bytes_of(taken->type_code));
    *out = WLT_TAKE(taken);
    return WALLET_OK;
}
