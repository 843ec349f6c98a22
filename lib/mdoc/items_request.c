/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/items_request.h"

#include "base/error.h"
#include "base/text.h"
#include "mdoc/embedded.h"

#include <stdlib.h>
#include <string.h>

/** The elements of one document in the order of RFC 8949 section 4.2.1. */
struct sorted {
    const struct wallet_mdoc_asked_element *items[WALLET_MDOC_REQUEST_ELEMENT_MAX];
    size_t count;
};

static enum wallet_status fail_value(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "%s", why);
}

/** As encoded: the shorter text has the lower head. */
static int compare_texts(struct wallet_bytes a, struct wallet_bytes b)
{
    if (a.size != b.size) {
        return a.size < b.size ? -1 : 1;
    }

    return memcmp(a.data, b.data, a.size);
}

static int compare(const void *a, const void *b)
{
    const struct wallet_mdoc_asked_element *first =
        *(const struct wallet_mdoc_asked_element *const *)a;
    const struct wallet_mdoc_asked_element *second =
        *(const struct wallet_mdoc_asked_element *const *)b;

    const int order = compare_texts(first->name_space, second->name_space);
    return order != 0 ? order : compare_texts(first->identifier, second->identifier);
}

static bool is_name(struct wallet_bytes text)
{
    return text.data && text.size > 0 && wlt_utf8_is_valid(text);
}

static enum wallet_status sort(
    const struct wallet_mdoc_wanted *wanted, struct sorted *out, struct wallet_error *error)
{
    out->count = wanted->element_count;
    for (size_t i = 0; i < out->count; i++) {
        out->items[i] = &wanted->elements[i];
        if (!is_name(out->items[i]->name_space) || !is_name(out->items[i]->identifier)) {
            return fail_value(error, "an element without a name, or whose name is no UTF-8");
        }
    }

    qsort(out->items, out->count, sizeof out->items[0], compare);
    for (size_t i = 1; i < out->count; i++) {
        if (compare(&out->items[i - 1], &out->items[i]) == 0) {
            return fail_value(error, "an element that is asked for twice");
        }
    }

    return WALLET_OK;
}

/** How many elements from this one on are of its namespace. */
static size_t count_alike(const struct sorted *sorted, size_t first)
{
    size_t count = 1;

    while (first + count < sorted->count &&
           wlt_bytes_equal(
               sorted->items[first]->name_space, sorted->items[first + count]->name_space)) {
        count++;
    }

    return count;
}

static void write_name_spaces(const struct sorted *sorted, struct wlt_writer *writer)
{
    size_t name_spaces = 0;

    for (size_t i = 0; i < sorted->count; i += count_alike(sorted, i)) {
        name_spaces++;
    }

    wlt_write_map(writer, name_spaces);
    for (size_t i = 0; i < sorted->count;) {
        size_t left = count_alike(sorted, i);
        wlt_write_text(writer, sorted->items[i]->name_space);
        wlt_write_map(writer, left);
        for (; left > 0; left--, i++) {
            wlt_write_text(writer, sorted->items[i]->identifier);
            wlt_write_bool(writer, sorted->items[i]->is_retained);
        }
    }
}

enum wallet_status wlt_items_request_append(
    const struct wallet_mdoc_wanted *wanted, struct wallet_buffer *out, struct wallet_error *error)
{
    struct sorted sorted;
    struct wlt_writer writer = wlt_writer_start(out);

    if (!is_name(wlt_bytes_of(wanted->doc_type))) {
        return fail_value(error, "a type of document without a name, or whose name is no UTF-8");
    }

    const enum wallet_status status = sort(wanted, &sorted, error);
    if (status != WALLET_OK) {
        return status;
    }

    const size_t mark = wlt_write_embedded_open(&writer);
    wlt_write_map(&writer, 2);
    wlt_write_text(&writer, wlt_bytes_of("docType"));
    wlt_write_text(&writer, wlt_bytes_of(wanted->doc_type));
    wlt_write_text(&writer, wlt_bytes_of("nameSpaces"));
    write_name_spaces(&sorted, &writer);
    wlt_write_embedded_close(&writer, mark);
    return wlt_writer_status(&writer, error);
}
