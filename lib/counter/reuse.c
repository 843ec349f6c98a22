/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/reuse.h"

#include "base/buffer.h"
#include "base/error.h"
#include "cbor/reader.h"
#include "cbor/writer.h"

#include <stddef.h>

/** What stands under a key. */
enum sort {
    SORT_NONE = 0,
    SORT_TEXT,
    SORT_BYTES,
    SORT_NUMBER,
    SORT_TIME,
    SORT_MAP,
};

enum {
    KEY_COUNT = 24,
    KEY_UNTIL = 16,
};

/** One row a key, in the order of the record; `is_always` where it must be there. */
static const struct {
    enum sort sort;
    bool is_always;
    size_t offset;
} rows[KEY_COUNT] = {
    [1] = { SORT_TEXT, true, offsetof(struct wlt_reuse, id) },
    [2] = { SORT_TEXT, true, offsetof(struct wlt_reuse, material) },
    [3] = { SORT_TEXT, true, offsetof(struct wlt_reuse, title) },
    [4] = { SORT_NUMBER, true, offsetof(struct wlt_reuse, necessity) },
    [5] = { SORT_NUMBER, true, offsetof(struct wlt_reuse, form) },
    [6] = { SORT_NUMBER, true, offsetof(struct wlt_reuse, way) },
    [7] = { SORT_TEXT, true, offsetof(struct wlt_reuse, source) },
    [8] = { SORT_NUMBER, true, offsetof(struct wlt_reuse, source_place) },
    [9] = { SORT_BYTES, true, offsetof(struct wlt_reuse, source_act) },
    [10] = { SORT_TEXT, true, offsetof(struct wlt_reuse, source_material) },
    [11] = { SORT_BYTES, false, offsetof(struct wlt_reuse, original) },
    [12] = { SORT_TEXT, true, offsetof(struct wlt_reuse, holder) },
    [13] = { SORT_TIME, true, offsetof(struct wlt_reuse, submitted_unix) },
    [14] = { SORT_TEXT, true, offsetof(struct wlt_reuse, clerk) },
    [15] = { SORT_TEXT, true, offsetof(struct wlt_reuse, level) },
    [KEY_UNTIL] = { SORT_TIME, false, offsetof(struct wlt_reuse, until_unix) },
    [17] = { SORT_TEXT, true, offsetof(struct wlt_reuse, scope) },
    [18] = { SORT_TEXT, true, offsetof(struct wlt_reuse, department) },
    [19] = { SORT_BYTES, false, offsetof(struct wlt_reuse, ground) },
    [20] = { SORT_TEXT, true, offsetof(struct wlt_reuse, comparison) },
    [21] = { SORT_TEXT, true, offsetof(struct wlt_reuse, told) },
    [22] = { SORT_MAP, false, offsetof(struct wlt_reuse, taken) },
    [23] = { SORT_TEXT, false, offsetof(struct wlt_reuse, note) },
};

static const void *member_of(const struct wlt_reuse *reuse, size_t key)
{
    return (const char *)reuse + rows[key].offset;
}

static bool is_there(const struct wlt_reuse *reuse, size_t key)
{
    if (rows[key].is_always) {
        return true;
    }
    if (key == KEY_UNTIL) {
        return reuse->has_until;
    }

    return ((const struct wallet_bytes *)member_of(reuse, key))->size > 0;
}

static void write_member(struct wlt_writer *writer, const struct wlt_reuse *reuse, size_t key)
{
    const void *member = member_of(reuse, key);

    wlt_write_unsigned(writer, key);
    switch (rows[key].sort) {
    case SORT_TEXT: wlt_write_text(writer, *(const struct wallet_bytes *)member); break;
    case SORT_BYTES: wlt_write_bytes(writer, *(const struct wallet_bytes *)member); break;
    case SORT_MAP: wlt_write_encoded(writer, *(const struct wallet_bytes *)member); break;
    case SORT_NUMBER: wlt_write_unsigned(writer, *(const uint64_t *)member); break;
    case SORT_TIME: wlt_write_int(writer, *(const int64_t *)member); break;
    case SORT_NONE: break;
    }
}

enum wallet_status wlt_reuse_write(
    const struct wlt_reuse *reuse, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    size_t count = 0;

    for (size_t key = 1; key < KEY_COUNT; key++) {
        count += is_there(reuse, key);
    }

    wlt_buffer_set_size(out, 0);
    wlt_write_map(&writer, count);
    for (size_t key = 1; key < KEY_COUNT; key++) {
        if (is_there(reuse, key)) {
            write_member(&writer, reuse, key);
        }
    }

    return wlt_writer_status(&writer, error);
}

static void read_member(struct wlt_reader *reader, struct wlt_reuse *out, size_t key)
{
    void *member = (char *)out + rows[key].offset;

    switch (rows[key].sort) {
    case SORT_TEXT: *(struct wallet_bytes *)member = wlt_read_text(reader); break;
    case SORT_BYTES: *(struct wallet_bytes *)member = wlt_read_bytes(reader); break;
    case SORT_MAP: *(struct wallet_bytes *)member = wlt_read_any(reader); break;
    case SORT_NUMBER: *(uint64_t *)member = wlt_read_unsigned(reader); break;
    case SORT_TIME: *(int64_t *)member = wlt_read_int(reader); break;
    case SORT_NONE: break;
    }
}

/** Whether all keys below this one that must be there were read. */
static bool is_complete(const bool *seen)
{
    for (size_t key = 1; key < KEY_COUNT; key++) {
        if (rows[key].is_always && !seen[key]) {
            return false;
        }
    }

    return true;
}

enum wallet_status wlt_reuse_read(
    struct wallet_bytes body, struct wlt_reuse *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(body, WLT_CBOR_STRICT);
    const uint64_t count = wlt_read_map(&reader);
    bool seen[KEY_COUNT] = { false };
    uint64_t last = 0;

    *out = (struct wlt_reuse){ 0 };
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        const uint64_t key = wlt_read_unsigned(&reader);

        if (key <= last || key >= KEY_COUNT) {
            wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "the keys of a record of re-use");
        } else {
            read_member(&reader, out, (size_t)key);
            seen[key] = true;
        }
        last = key;
    }
    if (!is_complete(seen)) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "a record of re-use with all its parts");
    }

    out->has_until = seen[KEY_UNTIL];
    return wlt_reader_finish(&reader, error);
}
