/* SPDX-License-Identifier: Apache-2.0 */
#include "status/identifiers.h"

#include <wallet/status_list.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/reader.h"

#include <stdlib.h>
#include <string.h>

struct wlt_identifiers {
    uint8_t *map; /* encoded, as it came */
    size_t count;
    struct wallet_bytes *items; /* in `map`, ascending */
};

WLT_DEFINE_AUTO(identifiers, struct wlt_identifiers, wlt_identifiers_free)

void wlt_identifiers_free(struct wlt_identifiers *identifiers)
{
    if (!identifiers) {
        return;
    }

    wlt_free(identifiers->map);
    wlt_free(identifiers->items);
    wlt_free(identifiers);
}

size_t wlt_identifiers_count(const struct wlt_identifiers *identifiers)
{
    return identifiers->count;
}

static int compare(struct wallet_bytes a, struct wallet_bytes b)
{
    const size_t size = a.size < b.size ? a.size : b.size;
    const int order = size > 0 ? memcmp(a.data, b.data, size) : 0;

    return order != 0 || a.size == b.size ? order : (a.size < b.size ? -1 : 1);
}

static int compare_items(const void *a, const void *b)
{
    return compare(*(const struct wallet_bytes *)a, *(const struct wallet_bytes *)b);
}

bool wlt_identifiers_have(const struct wlt_identifiers *identifiers, struct wallet_bytes identifier)
{
    size_t low = 0;
    size_t high = identifiers->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare(identifiers->items[middle], identifier) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low < identifiers->count && wlt_bytes_equal(identifiers->items[low], identifier);
}

/** The map of identifiers, encoded; empty where there is none. */
static struct wallet_bytes find_map(struct wallet_bytes encoded, enum wallet_status *out_status)
{
    struct wlt_reader reader = wlt_reader_start_checked(encoded, WLT_CBOR_LENIENT);
    struct wallet_bytes map = { 0 };

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const bool is_it = wlt_bytes_are(wlt_read_text_key(&reader), "identifiers");
        const bool is_map = wlt_next_is(&reader, WLT_CBOR_MAP);
        const struct wallet_bytes value = wlt_read_any(&reader);
        map = is_it && is_map ? value : map;
    }

    *out_status = wlt_reader_finish(&reader, NULL);
    return map;
}

/** Its keys; what stands behind each is for later editions. */
static enum wallet_status read_keys(
    struct wlt_reader *reader, struct wlt_identifiers *out, struct wallet_error *error)
{
    for (size_t i = 0; i < out->count; i++) {
        out->items[i] = wlt_read_bytes(reader);
        (void)wlt_read_any(reader);
        if (out->items[i].size > WALLET_STATUS_IDENTIFIER_MAX) {
            return wlt_fail(
                error,
                WALLET_ERR_TOO_LARGE,
                WALLET_NO_OFFSET,
                "an identifier of %zu bytes",
                out->items[i].size);
        }
    }

    return wlt_reader_finish(reader, error);
}

static enum wallet_status sort(struct wlt_identifiers *identifiers, struct wallet_error *error)
{
    if (identifiers->count > 0) {
        qsort(identifiers->items, identifiers->count, sizeof *identifiers->items, compare_items);
    }

    for (size_t i = 1; i < identifiers->count; i++) {
        if (wlt_bytes_equal(identifiers->items[i - 1], identifiers->items[i])) {
            return wlt_fail(
                error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "an identifier stands in it twice");
        }
    }

    return WALLET_OK;
}

static enum wallet_status keep(
    struct wallet_bytes map, struct wlt_identifiers *out, struct wallet_error *error)
{
    out->map = wlt_alloc(1, map.size);
    if (!out->map) {
        return wlt_fail_memory(error);
    }

    memcpy(out->map, map.data, map.size);
    struct wlt_reader reader =
        wlt_reader_start_checked((struct wallet_bytes){ out->map, map.size }, WLT_CBOR_LENIENT);
    out->count = (size_t)wlt_read_map(&reader);
    out->items = wlt_alloc(out->count + 1, sizeof *out->items);
    if (!out->items) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = read_keys(&reader, out, error);
    return status == WALLET_OK ? sort(out, error) : status;
}

enum wallet_status wlt_identifiers_read(
    struct wallet_bytes encoded,
    struct wallet_bytes open,
    struct wlt_identifiers **out,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    const struct wallet_bytes map = find_map(encoded, &status);
    if (status != WALLET_OK || map.size == 0) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected a map of identifiers");
    }

    if (open.size > 0 && open.data != map.data) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "expected fewer keys, or keys in order");
    }

    WLT_AUTO(identifiers) struct wlt_identifiers *identifiers = wlt_alloc(1, sizeof *identifiers);
    if (!identifiers) {
        return wlt_fail_memory(error);
    }

    status = keep(map, identifiers, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(identifiers);
    }

    return status;
}
