/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/nearest.h"
#include "catalogue/type.h"

#include <stdlib.h>

const struct wallet_field *wlt_field_set_find(
    const struct wlt_field_set *set, struct wallet_bytes name)
{
    for (size_t i = 0; name.size > 0 && i < set->count; i++) {
        const struct wallet_field *field = &set->fields[i];
        if (wlt_bytes_equal(field->name, name) ||
            wlt_bytes_equal(field->title[WALLET_CHINESE], name) ||
            wlt_bytes_equal(field->identifier, name)) {
            return field;
        }
    }

    return NULL;
}

const struct wallet_field *wlt_field_set_named(
    const struct wlt_field_set *set, struct wallet_bytes name)
{
    for (size_t i = 0; i < set->count; i++) {
        if (wlt_bytes_equal(set->fields[i].name, name)) {
            return &set->fields[i];
        }
    }

    return NULL;
}

static int compare_key(const void *key, const void *element)
{
    const uint64_t wanted = *(const uint64_t *)key;
    const struct wallet_field *field = element;
    return (wanted > field->key) - (wanted < field->key);
}

const struct wallet_field *wlt_field_set_by_key(const struct wlt_field_set *set, uint64_t key)
{
    /* Most types number their fields without gaps. */
    if (key - 1 < set->count && set->fields[key - 1].key == key) {
        return &set->fields[key - 1];
    }

    return set->count > 0 ? bsearch(&key, set->fields, set->count, sizeof *set->fields, compare_key)
                          : NULL;
}

const char *wlt_field_set_nearest(const struct wlt_field_set *set, struct wallet_bytes name)
{
    struct wlt_nearest nearest = { .wanted = name };

    for (size_t i = 0; i < set->count; i++) {
        wlt_nearest_offer(&nearest, set->fields[i].name);
        wlt_nearest_offer(&nearest, set->fields[i].identifier);
    }

    return nearest.found;
}
