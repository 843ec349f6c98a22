/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/json_folder.h"
#include "catalogue/matter.h"
#include "catalogue/nearest.h"

#include <stdlib.h>
#include <string.h>

/** One way to call a matter. */
enum naming {
    BY_NAME,
    BY_CODE,
    BY_TITLE, /* in Chinese; two matters may share one */
    NAMINGS
};

struct wallet_matters {
    const struct wallet_catalogue *catalogue;
    struct wlt_arena arena;
    size_t count;
    const struct wallet_matter **items; /* in the order of their files */
    const struct wallet_matter **sorted[NAMINGS];
};

WLT_DEFINE_AUTO(matters, struct wallet_matters, wallet_matters_free)

static bool prepare(void *owner, size_t count)
{
    struct wallet_matters *matters = owner;

    matters->items = wlt_arena_alloc(&matters->arena, count, sizeof(const struct wallet_matter *));
    return matters->items != NULL;
}

static void add(void *owner, struct wlt_json *json)
{
    struct wallet_matters *matters = owner;
    const struct wallet_matter *matter =
        wlt_matter_file_read(json, matters->catalogue, &matters->arena);

    if (wlt_json_is_ok(json)) {
        matters->items[matters->count++] = matter;
    }
}

static const char *called(const struct wallet_matter *matter, enum naming naming)
{
    switch (naming) {
    case BY_NAME: return (const char *)matter->name.data;
    case BY_CODE: return (const char *)matter->code.data;
    case BY_TITLE:
    case NAMINGS: break;
    }

    return matter->title[WALLET_CHINESE];
}

static int compare(const void *a, const void *b, enum naming naming)
{
    const struct wallet_matter *const *matters[] = { a, b };
    return strcmp(called(*matters[0], naming), called(*matters[1], naming));
}

static int compare_names(const void *a, const void *b)
{
    return compare(a, b, BY_NAME);
}

static int compare_codes(const void *a, const void *b)
{
    return compare(a, b, BY_CODE);
}

static int compare_titles(const void *a, const void *b)
{
    return compare(a, b, BY_TITLE);
}

/** Tells that two files say the same, in the line where the later one of them does. */
static enum wallet_status fail_same(
    const struct wallet_matter *a,
    const struct wallet_matter *b,
    const char *member,
    struct wallet_error *error)
{
    const bool is_in_order = strcmp(a->file, b->file) < 0;
    const struct wallet_matter *first = is_in_order ? a : b;
    const struct wallet_matter *second = is_in_order ? b : a;
    struct wlt_json json = { 0 };

    const enum wallet_status status = wlt_json_open(second->json, second->file, &json, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_node root = wlt_json_root(&json);
    const struct wlt_node node = wlt_node_member(&root, member);
    wlt_node_fail(&node, WALLET_ERR_STRUCTURE, "it is that of '%s'", first->file);
    wlt_json_close(&json);
    return json.status;
}

static enum wallet_status sort(
    struct wallet_matters *matters, enum naming naming, struct wallet_error *error)
{
    static int (*const orders[])(const void *a, const void *b) = {
        [BY_NAME] = compare_names,
        [BY_CODE] = compare_codes,
        [BY_TITLE] = compare_titles,
    };
    const size_t size = sizeof(const struct wallet_matter *);
    const size_t count = matters->count;
    const struct wallet_matter **sorted = wlt_arena_alloc(&matters->arena, count, size);
    if (!sorted) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; i < count; i++) {
        sorted[i] = matters->items[i];
    }

    qsort(sorted, count, size, orders[naming]);
    for (size_t i = 1; naming != BY_TITLE && i < count; i++) {
        if (compare(&sorted[i - 1], &sorted[i], naming) == 0) {
            const char *member = naming == BY_NAME ? "name" : "code";
            return fail_same(sorted[i - 1], sorted[i], member, error);
        }
    }

    matters->sorted[naming] = sorted;
    return WALLET_OK;
}

static enum wallet_status sort_all(struct wallet_matters *matters, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (int i = 0; i < NAMINGS && status == WALLET_OK; i++) {
        status = sort(matters, (enum naming)i, error);
    }

    return status;
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

enum wallet_status wallet_matters_load(
    const char *folder,
    const struct wallet_catalogue *catalogue,
    struct wallet_matters **out,
    struct wallet_error *error)
{
    static const struct wlt_json_folder files = {
        "matters", WALLET_MATTER_COUNT_MAX, WALLET_MATTER_FILE_MAX, true, prepare, add,
    };

    if (!folder || !catalogue || !out) {
        return fail_null(error);
    }

    WLT_AUTO(matters) struct wallet_matters *matters = wlt_alloc(1, sizeof *matters);
    if (!matters) {
        return wlt_fail_memory(error);
    }

    matters->catalogue = catalogue;
    enum wallet_status status =
        wlt_json_folder_read(&files, folder, &matters->arena, matters, error);
    if (status == WALLET_OK) {
        status = sort_all(matters, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(matters);
    }

    return status;
}

enum wallet_status wallet_matters_parse(
    struct wallet_bytes json,
    const struct wallet_catalogue *catalogue,
    struct wallet_matters **out,
    struct wallet_error *error)
{
    if ((!json.data && json.size > 0) || !catalogue || !out) {
        return fail_null(error);
    }

    if (json.size > WALLET_MATTER_FILE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "more than %d bytes",
            WALLET_MATTER_FILE_MAX);
    }

    WLT_AUTO(matters) struct wallet_matters *matters = wlt_alloc(1, sizeof *matters);
    if (!matters || !prepare(matters, 1)) {
        return wlt_fail_memory(error);
    }

    struct wlt_json text = { 0 };
    enum wallet_status status = wlt_json_open(json, NULL, &text, error);
    if (status != WALLET_OK) {
        return status;
    }

    matters->catalogue = catalogue;
    add(matters, &text);
    wlt_json_close(&text);
    status = wlt_json_is_ok(&text) ? sort_all(matters, error) : text.status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(matters);
    }

    return status;
}

void wallet_matters_free(struct wallet_matters *matters)
{
    if (matters) {
        wlt_arena_clear(&matters->arena);
        wlt_free(matters);
    }
}

size_t wallet_matters_count(const struct wallet_matters *matters)
{
    return matters->count;
}

const struct wallet_matter *wallet_matters_at(const struct wallet_matters *matters, size_t index)
{
    return matters->items[index];
}

/** The first in this order that is not before `name`; the count if all are. */
static size_t find_place(
    const struct wallet_matters *matters, enum naming naming, struct wallet_bytes name)
{
    size_t low = 0;
    size_t high = matters->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const char *text = called(matters->sorted[naming][middle], naming);
        const int order = strncmp(text, (const char *)name.data, name.size);
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    return low;
}

static bool is_called(
    const struct wallet_matters *matters,
    size_t place,
    enum naming naming,
    struct wallet_bytes name)
{
    return place < matters->count &&
           wlt_bytes_are(name, called(matters->sorted[naming][place], naming));
}

const struct wallet_matter *wallet_matters_find(
    const struct wallet_matters *matters, struct wallet_bytes name)
{
    for (int i = 0; name.size > 0 && i < NAMINGS; i++) {
        const enum naming naming = (enum naming)i;
        const size_t place = find_place(matters, naming, name);
        if (is_called(matters, place, naming, name)) {
            /* Whoever names two names none. */
            const bool is_one = !is_called(matters, place + 1, naming, name);
            return is_one ? matters->sorted[naming][place] : NULL;
        }
    }

    return NULL;
}

const char *wallet_matters_nearest(const struct wallet_matters *matters, struct wallet_bytes name)
{
    struct wlt_nearest nearest = { .wanted = name };

    for (size_t i = 0; i < matters->count; i++) {
        wlt_nearest_offer(&nearest, matters->items[i]->name);
    }

    return nearest.found;
}
