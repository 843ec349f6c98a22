/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/check.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

/** A walk over one item and what it contains. */
struct walk {
    struct wallet_bytes input;
    size_t offset;
    enum wlt_cbor_mode mode;
    unsigned depth;
    struct wlt_cbor_fault *fault;
    struct wallet_bytes
        *open; /* a map with too many keys to compare goes here; NULL: none may be */
    bool has_open;
};

/** The keys of a map so far: the last one, and all of them in order once one came out of order. */
struct keys {
    struct wallet_bytes last;
    size_t count;
    bool is_sorted;
    bool is_open; /* too many to compare, and that is allowed */
    uint32_t offsets[WLT_CBOR_UNSORTED_KEYS_MAX];
    uint32_t sizes[WLT_CBOR_UNSORTED_KEYS_MAX];
};

static bool item(struct walk *walk);

static WLT_COLD bool fail(
    struct walk *walk, enum wallet_status status, size_t offset, const char *expected)
{
    *walk->fault = (struct wlt_cbor_fault){ status, offset, expected };
    return false;
}

static struct wallet_bytes rest(const struct walk *walk)
{
    return (struct wallet_bytes){
        walk->input.data + walk->offset,
        walk->input.size - walk->offset,
    };
}

/** RFC 8949 section 4.2.1: bytewise lexicographic order of the encoded keys. */
static int compare(struct wallet_bytes a, struct wallet_bytes b)
{
    /* Keys are never empty, and most differ in their first byte. */
    if (a.data[0] != b.data[0]) {
        return a.data[0] - b.data[0];
    }

    const int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    if (order != 0 || a.size == b.size) {
        return order;
    }

    return a.size < b.size ? -1 : 1;
}

/** Puts a key into its place among the known ones; false if it is there already. */
static bool keys_insert(struct keys *keys, const struct walk *walk, struct wallet_bytes key)
{
    size_t low = keys->is_sorted ? keys->count : 0;
    size_t high = keys->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare(
            key,
            (struct wallet_bytes){
                walk->input.data + keys->offsets[middle],
                keys->sizes[middle],
            });
        if (order == 0) {
            return false;
        }

        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }

    const size_t behind = keys->count - low;
    memmove(&keys->offsets[low + 1], &keys->offsets[low], behind * sizeof keys->offsets[0]);
    memmove(&keys->sizes[low + 1], &keys->sizes[low], behind * sizeof keys->sizes[0]);
    keys->offsets[low] = (uint32_t)(key.data - walk->input.data);
    keys->sizes[low] = (uint32_t)key.size;
    keys->count++;
    return true;
}

/** Whether this is the one map whose keys the caller compares. */
static bool may_be_open(struct keys *keys, struct walk *walk)
{
    if (!keys->is_open && walk->open && !walk->has_open) {
        walk->has_open = true;
        keys->is_open = true;
    }

    return keys->is_open;
}

static bool keys_add(struct keys *keys, struct walk *walk, struct wallet_bytes key)
{
    const size_t offset = (size_t)(key.data - walk->input.data);
    const int order = keys->last.data ? compare(keys->last, key) : -1;

    keys->is_sorted = keys->is_sorted && order < 0;
    keys->last = key;
    if (order > 0 && walk->mode == WLT_CBOR_STRICT) {
        return fail(walk, WALLET_ERR_MALFORMED, offset, "a key above the one before it");
    }

    const bool is_full = keys->count == WLT_CBOR_UNSORTED_KEYS_MAX;
    if (keys->is_sorted && (is_full || walk->mode == WLT_CBOR_STRICT)) {
        return true; /* neighbours in order are all different */
    }

    if (order == 0 || (!is_full && !keys_insert(keys, walk, key))) {
        return fail(walk, WALLET_ERR_MALFORMED, offset, "a key that is not there yet");
    }

    return !is_full || may_be_open(keys, walk) ||
           fail(walk, WALLET_ERR_TOO_LARGE, offset, "fewer keys, or keys in order");
}

/** Whether another element follows; steps over the break of an indefinite length. */
static bool more(struct walk *walk, bool is_indefinite, uint64_t *left)
{
    if (!is_indefinite) {
        return (*left)-- > 0;
    }

    if (walk->offset < walk->input.size && walk->input.data[walk->offset] == WLT_CBOR_BREAK) {
        walk->offset++;
        return false;
    }

    return true;
}

static bool elements(struct walk *walk, struct wlt_cbor_head head)
{
    uint64_t left = head.argument;

    while (more(walk, wlt_cbor_head_is_indefinite(&head), &left)) {
        if (!item(walk)) {
            return false;
        }
    }

    return true;
}

/** Keys are deterministic in either mode: or one key could be there twice, in two forms. */
static bool key(struct walk *walk, struct keys *keys)
{
    const size_t start = walk->offset;
    const enum wlt_cbor_mode mode = walk->mode;

    walk->mode = WLT_CBOR_STRICT;
    const bool holds = item(walk);
    walk->mode = mode;
    if (!holds) {
        return false;
    }

    return keys_add(
        keys, walk, (struct wallet_bytes){ walk->input.data + start, walk->offset - start });
}

static bool pairs(struct walk *walk, struct wlt_cbor_head head)
{
    const size_t start = walk->offset - head.size;
    struct keys keys;
    keys.last = (struct wallet_bytes){ 0 };
    keys.count = 0;
    keys.is_sorted = true;
    keys.is_open = false;
    uint64_t left = head.argument;

    while (more(walk, wlt_cbor_head_is_indefinite(&head), &left)) {
        if (!key(walk, &keys) || !item(walk)) {
            return false;
        }
    }

    if (keys.is_open) {
        *walk->open = (struct wallet_bytes){ walk->input.data + start, walk->offset - start };
    }

    return true;
}

static bool string(struct walk *walk, struct wlt_cbor_head head)
{
    const struct wallet_bytes behind = rest(walk);

    if (head.argument > behind.size) {
        return fail(walk, WALLET_ERR_TRUNCATED, walk->offset, "the rest of a string");
    }

    const struct wallet_bytes content = { behind.data, (size_t)head.argument };
    if (head.major == WLT_CBOR_TEXT && !wlt_utf8_is_valid(content)) {
        return fail(walk, WALLET_ERR_MALFORMED, walk->offset, "text in UTF-8");
    }

    walk->offset += content.size;
    return true;
}

static bool contents(struct walk *walk, struct wlt_cbor_head head, size_t start)
{
    if (walk->depth == WLT_CBOR_DEPTH_MAX) {
        return fail(walk, WALLET_ERR_TOO_LARGE, start, "fewer levels");
    }

    /* Each element takes a byte at least, so that a length that lies costs nothing. */
    if (head.major != WLT_CBOR_TAG && head.argument > walk->input.size - walk->offset) {
        return fail(walk, WALLET_ERR_TRUNCATED, start, "as many items as announced");
    }

    walk->depth++;
    bool holds = false;
    if (head.major == WLT_CBOR_ARRAY) {
        holds = elements(walk, head);
    } else if (head.major == WLT_CBOR_MAP) {
        holds = pairs(walk, head);
    } else {
        holds = item(walk);
    }

    walk->depth--;
    return holds;
}

static bool is_deterministic(const struct wlt_cbor_head *head)
{
    return head->is_shortest && !wlt_cbor_head_is_indefinite(head) && !wlt_cbor_head_is_float(head);
}

/** What follows the head that began at `start`. */
static inline bool behind_head(struct walk *walk, struct wlt_cbor_head head, size_t start)
{
    walk->offset += head.size;
    switch (head.major) {
    case WLT_CBOR_BYTES:
    case WLT_CBOR_TEXT: return string(walk, head);
    case WLT_CBOR_ARRAY:
    case WLT_CBOR_MAP:
    case WLT_CBOR_TAG: return contents(walk, head, start);
    case WLT_CBOR_UNSIGNED:
    case WLT_CBOR_NEGATIVE:
    case WLT_CBOR_SIMPLE: break;
    }

    return true;
}

/** An item with any other head. */
static bool item_long(struct walk *walk)
{
    const size_t start = walk->offset;
    struct wlt_cbor_head head;

    const enum wallet_status status = wlt_cbor_head_read_long(rest(walk), &head);
    if (status != WALLET_OK) {
        return fail(walk, status, start, "an item");
    }

    if (walk->mode == WLT_CBOR_STRICT && !is_deterministic(&head)) {
        return fail(walk, WALLET_ERR_MALFORMED, start, "deterministic CBOR");
    }

    /* draft-ietf-spice-sd-cwt section 5.1: MUST reject indefinite lengths. */
    if (walk->mode == WLT_CBOR_DEFINITE && wlt_cbor_head_is_indefinite(&head)) {
        return fail(walk, WALLET_ERR_MALFORMED, start, "a definite length");
    }

    return behind_head(walk, head, start);
}

static bool item(struct walk *walk)
{
    struct wlt_cbor_head head;
    return wlt_cbor_head_read_short(rest(walk), &head) ? behind_head(walk, head, walk->offset)
                                                       : item_long(walk);
}

static size_t measure(
    struct wallet_bytes input,
    enum wlt_cbor_mode mode,
    struct wallet_bytes *open,
    struct wlt_cbor_fault *fault)
{
    struct walk walk = { .input = input, .mode = mode, .fault = fault, .open = open };

    if (input.size == 0) {
        (void)fail(&walk, WALLET_ERR_TRUNCATED, 0, "an item");
        return 0;
    }

    /* Offsets of keys are kept in 32 bits. */
    if (input.size > UINT32_MAX) {
        (void)fail(&walk, WALLET_ERR_TOO_LARGE, 0, "less input");
        return 0;
    }

    return item(&walk) ? walk.offset : 0;
}

size_t wlt_cbor_measure(
    struct wallet_bytes input, enum wlt_cbor_mode mode, struct wlt_cbor_fault *fault)
{
    return measure(input, mode, NULL, fault);
}

static enum wallet_status check(
    struct wallet_bytes input,
    enum wlt_cbor_mode mode,
    struct wallet_bytes *open,
    struct wallet_error *error)
{
    struct wlt_cbor_fault fault = { WALLET_ERR_STRUCTURE, 0, "the end of the input" };

    const size_t size = measure(input, mode, open, &fault);
    if (size > 0 && size == input.size) {
        return WALLET_OK;
    }

    return wlt_fail(
        error, fault.status, size > 0 ? size : fault.offset, "expected %s", fault.expected);
}

enum wallet_status wlt_cbor_check(
    struct wallet_bytes input, enum wlt_cbor_mode mode, struct wallet_error *error)
{
    return check(input, mode, NULL, error);
}

enum wallet_status wlt_cbor_check_but_one(
    struct wallet_bytes input,
    enum wlt_cbor_mode mode,
    struct wallet_bytes *out_open,
    struct wallet_error *error)
{
    *out_open = (struct wallet_bytes){ 0 };
    return check(input, mode, out_open, error);
}
