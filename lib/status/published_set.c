/* SPDX-License-Identifier: Apache-2.0 */
#include "status/published_set.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>

void wlt_published_set_clear(struct wlt_published_set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        wlt_published_free(set->items[i]);
    }

    wlt_free(set->items);
    *set = (struct wlt_published_set){ 0 };
}

static int compare(
    const struct wlt_published *item, enum wlt_list_kind kind, struct wallet_bytes uri)
{
    const struct wallet_bytes own = wlt_bytes_of(item->uri);
    const size_t size = own.size < uri.size ? own.size : uri.size;

    if (item->kind != kind) {
        return item->kind < kind ? -1 : 1;
    }

    const int order = size > 0 ? memcmp(own.data, uri.data, size) : 0;
    return order != 0 || own.size == uri.size ? order : (own.size < uri.size ? -1 : 1);
}

/** The first that is not below; several publishers may give one URI. */
static size_t lower_bound(
    const struct wlt_published_set *set, enum wlt_list_kind kind, struct wallet_bytes uri)
{
    size_t low = 0;
    size_t high = set->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare(set->items[middle], kind, uri) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low;
}

static bool is_at(
    const struct wlt_published_set *set,
    size_t place,
    enum wlt_list_kind kind,
    struct wallet_bytes uri)
{
    return place < set->count && compare(set->items[place], kind, uri) == 0;
}

static bool reserve_one(struct wlt_published_set *set)
{
    if (set->count < set->capacity) {
        return true;
    }

    const size_t capacity = set->capacity > 0 ? 2 * set->capacity : 4;
    struct wlt_published **items = wlt_alloc(capacity, sizeof(struct wlt_published *));
    if (!items) {
        return false;
    }

    for (size_t i = 0; i < set->count; i++) {
        items[i] = set->items[i];
    }

    wlt_free(set->items);
    set->items = items;
    set->capacity = capacity;
    return true;
}

static enum wallet_status replace(
    struct wlt_published **slot, struct wlt_published *published, struct wallet_error *error)
{
    if (published->period.issued_unix < (*slot)->period.issued_unix) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "it is older than the list that was seen before");
    }

    wlt_published_free(*slot);
    *slot = published;
    return WALLET_OK;
}

enum wallet_status wlt_published_set_add(
    struct wlt_published_set *set, struct wlt_published *published, struct wallet_error *error)
{
    const struct wallet_bytes uri = wlt_bytes_of(published->uri);
    size_t place = lower_bound(set, published->kind, uri);

    for (; is_at(set, place, published->kind, uri); place++) {
        if (memcmp(
                &set->items[place]->publisher,
                &published->publisher,
                sizeof published->publisher) == 0) {
            return replace(&set->items[place], published, error);
        }
    }

    if (!reserve_one(set)) {
        return wlt_fail_memory(error);
    }

    for (size_t i = set->count; i > place; i--) {
        set->items[i] = set->items[i - 1];
    }

    set->items[place] = published;
    set->count++;
    return WALLET_OK;
}

const struct wlt_published *wlt_published_set_find(
    const struct wlt_published_set *set,
    enum wlt_list_kind kind,
    struct wallet_bytes uri,
    const struct wlt_status_subject *subject)
{
    const struct wlt_published *newest = NULL;

    for (size_t i = lower_bound(set, kind, uri); is_at(set, i, kind, uri); i++) {
        const struct wlt_published *item = set->items[i];
        const bool is_newer = !newest || item->period.issued_unix > newest->period.issued_unix;
        if (is_newer && wlt_publisher_counts_for(&item->publisher, subject)) {
            newest = item;
        }
    }

    return newest;
}
