/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/reader.h"

#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"

enum {
    CBOR_FALSE = 0xf4, /* RFC 8949 section 3.3 */
    CBOR_TRUE = 0xf5,
};

struct wlt_reader wlt_reader_start(struct wallet_bytes input, enum wlt_cbor_mode mode)
{
    return (struct wlt_reader){ .input = input, .mode = mode };
}

struct wlt_reader wlt_reader_start_checked(struct wallet_bytes input, enum wlt_cbor_mode mode)
{
    return (struct wlt_reader){ .input = input, .mode = mode, .is_checked = true };
}

bool wlt_reader_is_ok(const struct wlt_reader *reader)
{
    return reader->status == WALLET_OK;
}

/** What is left. */
static inline struct wallet_bytes unread(const struct wlt_reader *reader)
{
    /* Of no input the pointer may be NULL, to which nothing may be added. */
    const uint8_t *data =
        reader->offset > 0 ? reader->input.data + reader->offset : reader->input.data;
    return (struct wallet_bytes){ data, reader->input.size - reader->offset };
}

/** The same, in lenient mode behind the breaks that end indefinite lengths. */
static inline struct wallet_bytes rest(const struct wlt_reader *reader)
{
    struct wallet_bytes left = unread(reader);
    if (reader->mode == WLT_CBOR_LENIENT) {
        while (left.size > 0 && left.data[0] == WLT_CBOR_BREAK) {
            left = (struct wallet_bytes){ left.data + 1, left.size - 1 };
        }
    }

    return left;
}

void wlt_reader_fail(struct wlt_reader *reader, enum wallet_status status, const char *expected)
{
    if (reader->status != WALLET_OK) {
        return;
    }

    reader->status = status;
    reader->failed_at = reader->input.size - rest(reader).size;
    reader->expected = expected;
}

static bool peek(const struct wlt_reader *reader, struct wlt_cbor_head *out)
{
    return reader->status == WALLET_OK && wlt_cbor_head_read(rest(reader), out) == WALLET_OK;
}

bool wlt_next_is(const struct wlt_reader *reader, enum wlt_cbor_major major)
{
    if (reader->status != WALLET_OK) {
        return false;
    }

    const struct wallet_bytes behind = rest(reader);
    return behind.size > 0 && wlt_cbor_major_of(behind.data[0]) == major;
}

/** As next(), for heads of any size. */
static struct wlt_cbor_head next_any(
    struct wlt_reader *reader, enum wlt_cbor_major wanted, const char *expected)
{
    struct wlt_cbor_head head = { 0 };
    const struct wallet_bytes behind = rest(reader);

    if (reader->status == WALLET_OK) {
        const enum wallet_status status = wlt_cbor_head_read(behind, &head);
        if (status != WALLET_OK) {
            wlt_reader_fail(reader, status, expected);
        } else if (head.major != wanted) {
            wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, expected);
        } else if (
            reader->mode == WLT_CBOR_STRICT &&
            (!head.is_shortest || wlt_cbor_head_is_indefinite(&head))) {
            wlt_reader_fail(reader, WALLET_ERR_MALFORMED, "the shortest form");
        }
    }

    if (reader->status != WALLET_OK) {
        return (struct wlt_cbor_head){ 0 };
    }

    reader->offset = reader->input.size - behind.size + head.size;
    return head;
}

/** Reads a head of the wanted kind; a zero head on failure. */
static inline struct wlt_cbor_head next(
    struct wlt_reader *reader, enum wlt_cbor_major wanted, const char *expected)
{
    struct wlt_cbor_head head;
    if (reader->status == WALLET_OK && wlt_cbor_head_read_short(unread(reader), &head) &&
        head.major == wanted) {
        reader->offset++;
        return head;
    }

    return next_any(reader, wanted, expected);
}

/** Goes back to where an item began, which is refused. */
static WLT_COLD void fail_at(
    struct wlt_reader *reader, size_t start, enum wallet_status status, const char *expected)
{
    reader->offset = start;
    wlt_reader_fail(reader, status, expected);
}

bool wlt_read_optional_tag(struct wlt_reader *reader, uint64_t tag)
{
    struct wlt_cbor_head head;
    if (!peek(reader, &head) || head.major != WLT_CBOR_TAG || head.argument != tag) {
        return false;
    }

    (void)next(reader, WLT_CBOR_TAG, "a tag");
    return wlt_reader_is_ok(reader);
}

void wlt_read_tag(struct wlt_reader *reader, uint64_t tag)
{
    if (wlt_read_optional_tag(reader, tag) || !wlt_reader_is_ok(reader)) {
        return;
    }

    struct wlt_cbor_head head = { 0 };
    const enum wallet_status status = wlt_cbor_head_read(rest(reader), &head);
    if (status != WALLET_OK) {
        wlt_reader_fail(reader, status, "a tag");
    }

    wlt_reader_fail(
        reader, WALLET_ERR_STRUCTURE, head.major == WLT_CBOR_TAG ? "another tag" : "a tag");
}

/** The number of items up to the break of an indefinite length. */
static uint64_t count_to_break(const struct wlt_reader *reader)
{
    struct wallet_bytes behind = unread(reader);
    uint64_t count = 0;

    while (behind.size > 0 && behind.data[0] != WLT_CBOR_BREAK) {
        struct wlt_cbor_fault fault;
        const size_t size = wlt_cbor_measure(behind, WLT_CBOR_LENIENT, &fault);
        if (size == 0) {
            return count;
        }

        behind = (struct wallet_bytes){ behind.data + size, behind.size - size };
        count++;
    }

    return count;
}

/**
 * Opens a container; returns the number of its elements, of `unit` items each.  A number that the
 * rest of the input cannot hold is refused here: the caller is going to loop as often.
 */
static uint64_t open_container(
    struct wlt_reader *reader, enum wlt_cbor_major major, size_t unit, const char *expected)
{
    const size_t start = reader->offset;
    const struct wlt_cbor_head head = next(reader, major, expected);

    if (wlt_cbor_head_is_indefinite(&head)) {
        return count_to_break(reader) / unit;
    }

    if (head.argument > (reader->input.size - reader->offset) / unit) {
        fail_at(reader, start, WALLET_ERR_TRUNCATED, "as many items as announced");
        return 0;
    }

    return head.argument;
}

uint64_t wlt_read_array_any(struct wlt_reader *reader)
{
    return open_container(reader, WLT_CBOR_ARRAY, 1, "an array");
}

void wlt_read_array(struct wlt_reader *reader, uint64_t count)
{
    const size_t start = reader->offset;

    if (wlt_read_array_any(reader) != count && wlt_reader_is_ok(reader)) {
        fail_at(reader, start, WALLET_ERR_STRUCTURE, "an array of another length");
    }
}

uint64_t wlt_read_map(struct wlt_reader *reader)
{
    return open_container(reader, WLT_CBOR_MAP, 2, "a map");
}

uint64_t wlt_read_unsigned(struct wlt_reader *reader)
{
    return next(reader, WLT_CBOR_UNSIGNED, "an unsigned integer").argument;
}

int64_t wlt_read_int(struct wlt_reader *reader)
{
    const bool is_negative = wlt_next_is(reader, WLT_CBOR_NEGATIVE);
    const size_t start = reader->offset;
    const uint64_t argument =
        next(reader, is_negative ? WLT_CBOR_NEGATIVE : WLT_CBOR_UNSIGNED, "an integer").argument;

    if (argument > INT64_MAX) {
        fail_at(reader, start, WALLET_ERR_STRUCTURE, "an integer of 63 bits");
        return 0;
    }

    return is_negative && wlt_reader_is_ok(reader) ? -1 - (int64_t)argument : (int64_t)argument;
}

static struct wallet_bytes string(
    struct wlt_reader *reader, enum wlt_cbor_major major, const char *expected)
{
    const size_t start = reader->offset;
    const struct wlt_cbor_head head = next(reader, major, expected);

    if (head.argument > reader->input.size - reader->offset) {
        fail_at(reader, start, WALLET_ERR_TRUNCATED, expected);
    }

    if (!wlt_reader_is_ok(reader)) {
        return (struct wallet_bytes){ 0 };
    }

    const struct wallet_bytes content = {
        reader->input.data + reader->offset,
        (size_t)head.argument,
    };
    if (major == WLT_CBOR_TEXT && !reader->is_checked && !wlt_utf8_is_valid(content)) {
        wlt_reader_fail(reader, WALLET_ERR_MALFORMED, "text in UTF-8");
        return (struct wallet_bytes){ 0 };
    }

    reader->offset += content.size;
    return content;
}

struct wallet_bytes wlt_read_bytes(struct wlt_reader *reader)
{
    return string(reader, WLT_CBOR_BYTES, "a byte string");
}

struct wallet_bytes wlt_read_text(struct wlt_reader *reader)
{
    return string(reader, WLT_CBOR_TEXT, "a text string");
}

struct wallet_bytes wlt_read_any(struct wlt_reader *reader)
{
    const struct wallet_bytes behind = rest(reader);
    struct wlt_cbor_fault fault = { WALLET_ERR_TRUNCATED, 0, "an item" };

    if (!wlt_reader_is_ok(reader)) {
        return (struct wallet_bytes){ 0 };
    }

    const size_t size = reader->is_checked ? wlt_cbor_extent(behind)
                                           : wlt_cbor_measure(behind, reader->mode, &fault);
    reader->offset = reader->input.size - behind.size + (size > 0 ? size : fault.offset);
    if (size == 0) {
        wlt_reader_fail(reader, fault.status, fault.expected);
        return (struct wallet_bytes){ 0 };
    }

    return (struct wallet_bytes){ behind.data, size };
}

struct wallet_bytes wlt_read_text_key(struct wlt_reader *reader)
{
    if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
        return wlt_read_text(reader);
    }

    (void)wlt_read_any(reader);
    return (struct wallet_bytes){ 0 };
}

bool wlt_read_bool(struct wlt_reader *reader)
{
    const struct wallet_bytes item = wlt_read_any(reader);

    if (wlt_reader_is_ok(reader) && item.data[0] != CBOR_FALSE && item.data[0] != CBOR_TRUE) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "true or false");
    }

    return wlt_reader_is_ok(reader) && item.data[0] == CBOR_TRUE;
}

enum wallet_status wlt_reader_status(const struct wlt_reader *reader, struct wallet_error *error)
{
    if (reader->status == WALLET_OK) {
        return WALLET_OK;
    }

    return wlt_fail(error, reader->status, reader->failed_at, "expected %s", reader->expected);
}

enum wallet_status wlt_reader_finish(struct wlt_reader *reader, struct wallet_error *error)
{
    if (rest(reader).size != 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "the end of the input");
    }

    return wlt_reader_status(reader, error);
}
