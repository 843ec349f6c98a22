/* SPDX-License-Identifier: Apache-2.0 */
#include "status/hot.h"

#include "base/error.h"
#include "cbor/reader.h"

enum {
    VALUE_BITS = 2,
    VALUE_MASK = 3,
};

static bool is_below(const struct wlt_hot_entry *a, const struct wlt_hot_entry *b)
{
    return a->position < b->position || (a->position == b->position && a->index < b->index);
}

static void read_entry(struct wlt_reader *reader, struct wlt_hot *out)
{
    const uint64_t position = wlt_read_unsigned(reader);
    const uint64_t packed = wlt_read_unsigned(reader);
    const uint64_t index = packed >> VALUE_BITS;
    const enum wallet_status_value value = (enum wallet_status_value)(packed & VALUE_MASK);
    const struct wlt_hot_entry entry = { (uint32_t)position, (uint32_t)index, value };

    if (position >= WALLET_STATUS_SHARD_MAX || index >= WALLET_STATUS_SHARD_ENTRIES ||
        (value != WALLET_STATUS_INVALID && value != WALLET_STATUS_SUSPENDED) ||
        (out->count > 0 && !is_below(&out->entries[out->count - 1], &entry))) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "revoked and suspended ones in their order");
        return;
    }

    out->entries[out->count++] = entry;
}

enum wallet_status wlt_hot_open(
    struct wallet_bytes encoded,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_hot *out,
    struct wallet_error *error)
{
    const enum wallet_status status =
        wlt_status_head_open(encoded, WLT_TYP_STATUS_HOT, trust, context, &out->head, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(out->head.content, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_array_any(&reader);
    if (count % 2 != 0 || count / 2 > WALLET_STATUS_HOT_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "no pairs, or too many of them");
    }

    out->count = 0;
    for (uint64_t i = 0; i < count / 2 && wlt_reader_is_ok(&reader); i++) {
        read_entry(&reader, out);
    }

    return wlt_reader_finish(&reader, error);
}

/** There are few of them. */
static void sort(struct wlt_hot *hot)
{
    for (size_t i = 1; i < hot->count; i++) {
        const struct wlt_hot_entry moved = hot->entries[i];
        size_t place = i;
        for (; place > 0 && is_below(&moved, &hot->entries[place - 1]); place--) {
            hot->entries[place] = hot->entries[place - 1];
        }

        hot->entries[place] = moved;
    }
}

enum wallet_status wlt_hot_sign(
    const struct wallet_signer *signer,
    struct wlt_hot *hot,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer content = { 0 };
    struct wlt_writer writer = wlt_writer_start(&content);

    sort(hot);
    wlt_write_array(&writer, 2 * hot->count);
    for (size_t i = 0; i < hot->count; i++) {
        const struct wlt_hot_entry *entry = &hot->entries[i];
        wlt_write_unsigned(&writer, entry->position);
        wlt_write_unsigned(&writer, (uint64_t)entry->index << VALUE_BITS | entry->value);
    }

    const enum wallet_status status = wlt_writer_status(&writer, error);
    if (status != WALLET_OK) {
        return status;
    }

    hot->head.content = wallet_buffer_bytes(&content);
    return wlt_status_head_sign(signer, WLT_TYP_STATUS_HOT, &hot->head, out, error);
}

enum wallet_status_value wlt_hot_find(const struct wlt_hot *hot, size_t position, uint64_t index)
{
    for (size_t i = 0; i < hot->count; i++) {
        if (hot->entries[i].position == position && hot->entries[i].index == index) {
            return hot->entries[i].value;
        }
    }

    return WALLET_STATUS_VALID;
}
