/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_value.h"

#include "base/alloc.h"
#include "base/text.h"
#include "catalogue/json_scan.h"

#include <string.h>

enum {
    PENDING_AT_FIRST = 256,
    CHARACTER_MAX = 4, /* bytes of one character in UTF-8 */
};

/**
 * A text that is being read.  What stands in an array or object waits on one stack until that ends:
 * then it is known how much there is, and it moves to the arena in one piece.
 */
struct reading {
    struct wlt_json_scan scan;
    struct wlt_json_value *pending;
    size_t count;
    size_t capacity;
    unsigned depth;
};

static bool read_value(struct reading *reading, struct wlt_json_value *out);

static bool grow(struct reading *reading)
{
    const size_t capacity = reading->capacity > 0 ? reading->capacity * 2 : PENDING_AT_FIRST;
    struct wlt_json_value *pending = wlt_alloc(capacity, sizeof *pending);
    if (!pending) {
        return wlt_json_scan_fail(&reading->scan, reading->scan.at, NULL);
    }

    if (reading->count > 0) {
        memcpy(pending, reading->pending, reading->count * sizeof *pending);
    }

    wlt_free(reading->pending);
    reading->pending = pending;
    reading->capacity = capacity;
    return true;
}

static bool push(struct reading *reading, const struct wlt_json_value *value)
{
    if (reading->count == reading->capacity && !grow(reading)) {
        return false;
    }

    reading->pending[reading->count++] = *value;
    return true;
}

/** Moves what waits since `start` to the arena, as what is inside `out`. */
static bool take(struct reading *reading, size_t start, struct wlt_json_value *out)
{
    const size_t count = reading->count - start;
    struct wlt_json_value *items = wlt_arena_alloc(reading->scan.arena, count, sizeof *items);
    if (!items) {
        return wlt_json_scan_fail(&reading->scan, reading->scan.at, NULL);
    }

    if (count > 0) {
        memcpy(items, reading->pending + start, count * sizeof *items);
    }

    reading->count = start;
    out->inside.items = items;
    out->inside.count = count;
    return true;
}

/** Reads a member's name and colon; `start` is where the members of its object wait. */
static bool read_name(struct reading *reading, size_t start, struct wallet_bytes *out)
{
    struct wlt_json_scan *scan = &reading->scan;
    const uint8_t *at = scan->at;

    if (at == scan->end || *at != '"') {
        return wlt_json_scan_fail_here(scan);
    }

    if (!wlt_json_scan_string(scan, out)) {
        return false;
    }

    for (size_t i = start; i < reading->count; i++) {
        if (wlt_bytes_equal(reading->pending[i].name, *out)) {
            return wlt_json_scan_fail(scan, at, "a name stands twice in one object");
        }
    }

    if (reading->count - start == WLT_JSON_MEMBER_MAX) {
        return wlt_json_scan_fail(scan, at, "too many names in one object");
    }

    wlt_json_scan_space(scan);
    if (scan->at == scan->end || *scan->at != ':') {
        return wlt_json_scan_fail_here(scan);
    }

    scan->at++;
    return true;
}

static bool read_item(struct reading *reading, size_t start, bool has_name)
{
    struct wlt_json_value item = { 0 };

    return (!has_name || read_name(reading, start, &item.name)) && read_value(reading, &item) &&
           push(reading, &item);
}

/** Reads the items up to the bracket that closes them; the first one has been opened. */
static bool read_items(struct reading *reading, size_t start, bool have_names)
{
    struct wlt_json_scan *scan = &reading->scan;
    const uint8_t closing = have_names ? '}' : ']';

    wlt_json_scan_space(scan);
    if (scan->at < scan->end && *scan->at == closing) {
        scan->at++;
        return true;
    }

    for (;;) {
        wlt_json_scan_space(scan);
        if (!read_item(reading, start, have_names)) {
            return false;
        }

        wlt_json_scan_space(scan);
        if (scan->at == scan->end || (*scan->at != ',' && *scan->at != closing)) {
            return wlt_json_scan_fail_here(scan);
        }

        if (*scan->at++ == closing) {
            return true;
        }
    }
}

static bool read_inside(struct reading *reading, struct wlt_json_value *out)
{
    const size_t start = reading->count;
    const bool is_object = *reading->scan.at == '{';

    if (reading->depth == WLT_JSON_DEPTH_MAX) {
        return wlt_json_scan_fail(&reading->scan, reading->scan.at, "nested too deep");
    }

    reading->depth++;
    reading->scan.at++;
    out->kind = is_object ? WLT_JSON_OBJECT : WLT_JSON_ARRAY;
    const bool is_fine = read_items(reading, start, is_object) && take(reading, start, out);
    reading->depth--;
    return is_fine;
}

static bool read_value(struct reading *reading, struct wlt_json_value *out)
{
    struct wlt_json_scan *scan = &reading->scan;

    wlt_json_scan_space(scan);
    out->at = scan->at;
    switch (scan->at < scan->end ? *scan->at : '\0') {
    case '{':
    case '[': return read_inside(reading, out);
    case '"': out->kind = WLT_JSON_STRING; return wlt_json_scan_string(scan, &out->string);
    case 't':
    case 'f':
    case 'n': return wlt_json_scan_word(scan, out);
    default: return wlt_json_scan_number(scan, out);
    }
}

/** The first byte that is not UTF-8, of a text with one. */
static const uint8_t *find_invalid(struct wallet_bytes text)
{
    const uint8_t *at = text.data;
    const uint8_t *end = text.data + text.size;

    while (at < end) {
        size_t size = 1;
        while (size <= CHARACTER_MAX && size <= (size_t)(end - at) &&
               !wlt_utf8_is_valid((struct wallet_bytes){ at, size })) {
            size++;
        }

        if (size > CHARACTER_MAX || size > (size_t)(end - at)) {
            return at;
        }

        at += size;
    }

    return end;
}

/** Reads the one value of the text, with nothing behind it. */
static bool read_text(struct reading *reading, struct wallet_bytes text, struct wlt_json_value *out)
{
    struct wlt_json_scan *scan = &reading->scan;

    if (!wlt_utf8_is_valid(text)) {
        return wlt_json_scan_fail(scan, find_invalid(text), "not UTF-8");
    }

    if (!read_value(reading, out)) {
        return false;
    }

    wlt_json_scan_space(scan);
    return scan->at == scan->end || wlt_json_scan_fail(scan, scan->at, "something follows the end");
}

const struct wlt_json_value *wlt_json_value_read(
    struct wallet_bytes text, struct wlt_arena *arena, struct wlt_json_fault *fault)
{
    struct reading reading = {
        .scan = { .at = text.data, .end = text.data + text.size, .arena = arena },
    };
    struct wlt_json_value *root = wlt_arena_alloc(arena, 1, sizeof *root);
    const bool is_fine = root && read_text(&reading, text, root);

    wlt_free(reading.pending);
    *fault = reading.scan.fault;
    return is_fine ? root : NULL;
}

const struct wlt_json_value *wlt_json_value_member(
    const struct wlt_json_value *object, struct wallet_bytes name)
{
    const size_t count = object && object->kind == WLT_JSON_OBJECT ? object->inside.count : 0;

    for (size_t i = 0; i < count; i++) {
        if (wlt_bytes_equal(object->inside.items[i].name, name)) {
            return &object->inside.items[i];
        }
    }

    return NULL;
}
