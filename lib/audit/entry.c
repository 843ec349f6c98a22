/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/entry.h"

#include "base/error.h"
#include "cbor/check.h"
#include "cbor/reader.h"
#include "cbor/writer.h"

#include <string.h>

enum {
    KEY_NUMBER = 1,
    KEY_TIME = 2,
    KEY_ACT = 3,
    KEY_HOLDER = 4,
    KEY_LICENCE = 5,
    KEY_DETAILS = 6,
    KEY_USE = 7,
    KEY_SALT = 8,
    REQUIRED_COUNT = 4,
    CBOR_TRUE = 0xf5,
};

static void write_bytes(struct wlt_writer *writer, int key, const uint8_t *data, size_t size)
{
    wlt_write_int(writer, key);
    wlt_write_bytes(writer, (struct wallet_bytes){ data, size });
}

enum wallet_status wlt_log_entry_append(
    uint64_t number,
    const struct wlt_act *act,
    const uint8_t salt[WLT_LOG_SALT_SIZE],
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    const size_t optional = (size_t)(act->holder != NULL) + (size_t)(act->licence.size > 0) +
                            (size_t)(act->details.size > 0) + (size_t)act->is_use;

    wlt_write_map(&writer, REQUIRED_COUNT + optional);
    wlt_write_int(&writer, KEY_NUMBER);
    wlt_write_unsigned(&writer, number);
    wlt_write_int(&writer, KEY_TIME);
    wlt_write_int(&writer, act->at_unix);
    wlt_write_int(&writer, KEY_ACT);
    wlt_write_unsigned(&writer, (uint64_t)act->act);
    if (act->holder) {
        write_bytes(&writer, KEY_HOLDER, act->holder, WALLET_AUDIT_HOLDER_SIZE);
    }

    if (act->licence.size > 0) {
        write_bytes(&writer, KEY_LICENCE, act->licence.data, act->licence.size);
    }

    if (act->details.size > 0) {
        wlt_write_int(&writer, KEY_DETAILS);
        wlt_write_encoded(&writer, act->details);
    }

    if (act->is_use) {
        wlt_write_int(&writer, KEY_USE);
        wlt_write_bool(&writer, true);
    }

    write_bytes(&writer, KEY_SALT, salt, WLT_LOG_SALT_SIZE);
    return wlt_writer_status(&writer, error);
}

static struct wallet_bytes read_bytes(struct wlt_reader *reader, size_t size, const char *what)
{
    const struct wallet_bytes bytes = wlt_read_bytes(reader);
    if (bytes.size != size) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, what);
    }

    return bytes;
}

static void read_use(struct wlt_reader *reader, struct wallet_audit_entry *out)
{
    const struct wallet_bytes item = wlt_read_any(reader);

    out->is_use = item.size == 1 && item.data[0] == CBOR_TRUE;
    if (!out->is_use) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "true");
    }
}

static struct wallet_bytes read_details(struct wlt_reader *reader)
{
    if (!wlt_next_is(reader, WLT_CBOR_MAP)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a map of details");
    }

    const struct wallet_bytes details = wlt_read_any(reader);
    if (details.size > WALLET_DETAILS_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "smaller details");
    }

    return details;
}

static enum wallet_act read_act(struct wlt_reader *reader)
{
    const uint64_t act = wlt_read_unsigned(reader);
    if (act > INT32_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "an act");
        return WALLET_ACT_NONE;
    }

    return (enum wallet_act)act; /* a later version may know more of them */
}

/** Reads the value of a key; what was seen before sets a bit. */
static void read_member(struct wlt_reader *reader, struct wallet_audit_entry *out, unsigned *seen)
{
    const int64_t key = wlt_read_int(reader);

    switch (key) {
    case KEY_NUMBER: out->number = wlt_read_unsigned(reader); break;
    case KEY_TIME: out->at_unix = wlt_read_int(reader); break;
    case KEY_ACT: out->act = read_act(reader); break;
    case KEY_HOLDER:
        out->holder = read_bytes(reader, WALLET_AUDIT_HOLDER_SIZE, "a holder of 16 bytes");
        break;
    case KEY_LICENCE:
        out->licence = read_bytes(reader, WALLET_AUDIT_HASH_SIZE, "a digest of 32 bytes");
        break;
    case KEY_DETAILS: out->details = read_details(reader); break;
    case KEY_USE: read_use(reader, out); break;
    case KEY_SALT: (void)read_bytes(reader, WLT_LOG_SALT_SIZE, "a salt of 16 bytes"); break;
    default: wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a member that is known"); return;
    }

    *seen |= 1U << key;
}

enum wallet_status wlt_log_entry_parse(
    struct wallet_bytes encoded, struct wallet_audit_entry *out, struct wallet_error *error)
{
    struct wallet_audit_entry entry = { .number = 0 };
    const unsigned required = 1U << KEY_NUMBER | 1U << KEY_TIME | 1U << KEY_ACT | 1U << KEY_SALT;
    unsigned seen = 0;

    if (encoded.size > WALLET_ENTRY_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", encoded.size);
    }

    enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_STRICT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(encoded, WLT_CBOR_STRICT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        read_member(&reader, &entry, &seen);
    }

    if (wlt_reader_is_ok(&reader) &&
        ((seen & required) != required || (entry.is_use && entry.holder.size == 0))) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "number, time, act, salt; a use's holder");
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = entry;
    }

    return status;
}

enum wallet_status wlt_log_entry_leaf(
    struct wallet_bytes entry, struct wlt_tree_hash *out, struct wallet_error *error)
{
    uint8_t prefixed[1 + WALLET_ENTRY_MAX] = { 0 };

    if (entry.size > WALLET_ENTRY_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", entry.size);
    }

    if (entry.size > 0) {
        memcpy(prefixed + 1, entry.data, entry.size);
    }

    wlt_tree_leaf((struct wallet_bytes){ prefixed, 1 + entry.size }, out);
    return WALLET_OK;
}
