/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/catalogue.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/json_folder.h"
#include "catalogue/type.h"

#include <stdlib.h>
#include <string.h>

enum {
    LIST_COUNT_MAX = 1024,
};

struct wallet_catalogue {
    struct wlt_arena arena;
    size_t list_count;
    const struct wlt_code_list **lists;
    size_t count;
    const struct wallet_type **types;   /* in the order of their files */
    const struct wallet_type **by_name; /* the same, for searching */
    const struct wallet_type **by_code;
};

WLT_DEFINE_AUTO(catalogue, struct wallet_catalogue, wallet_catalogue_free)

static const struct wlt_code_list *find_list(const void *owner, struct wallet_bytes name)
{
    const struct wallet_catalogue *catalogue = owner;

    for (size_t i = 0; catalogue && i < catalogue->list_count; i++) {
        if (wlt_bytes_equal(catalogue->lists[i]->name, name)) {
            return catalogue->lists[i];
        }
    }

    return NULL;
}

static bool prepare_lists(void *owner, size_t count)
{
    struct wallet_catalogue *catalogue = owner;
    catalogue->lists =
        wlt_arena_alloc(&catalogue->arena, count, sizeof(const struct wlt_code_list *));
    return catalogue->lists != NULL;
}

static void add_list(void *owner, struct wlt_json *json)
{
    struct wallet_catalogue *catalogue = owner;
    const struct wlt_node root = wlt_json_root(json);
    const struct wlt_code_list *list = wlt_code_list_read(json, &catalogue->arena);
    if (!wlt_json_is_ok(json)) {
        return;
    }

    const struct wlt_code_list *other = find_list(catalogue, list->name);
    if (other) {
        wlt_node_fail(&root, WALLET_ERR_STRUCTURE, "has the name of '%s'", other->file);
        return;
    }

    catalogue->lists[catalogue->list_count++] = list;
}

static bool prepare_types(void *owner, size_t count)
{
    struct wallet_catalogue *catalogue = owner;
    catalogue->types =
        wlt_arena_alloc(&catalogue->arena, count, sizeof(const struct wallet_type *));
    return catalogue->types != NULL;
}

static void add_type(void *owner, struct wlt_json *json)
{
    struct wallet_catalogue *catalogue = owner;
    const struct wlt_code_lists lists = { find_list, catalogue };
    const struct wallet_type *type = wlt_type_read(json, &lists, &catalogue->arena);

    if (wlt_json_is_ok(json)) {
        catalogue->types[catalogue->count++] = type;
    }
}

static int compare_bytes(struct wallet_bytes a, struct wallet_bytes b)
{
    const int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare_names(const void *a, const void *b)
{
    const struct wallet_type *const *types[] = { a, b };
    return compare_bytes((*types[0])->name, (*types[1])->name);
}

static int compare_codes(const void *a, const void *b)
{
    const struct wallet_type *const *types[] = { a, b };
    return compare_bytes((*types[0])->code, (*types[1])->code);
}

/** Sorts the types; two that compare equal are an error. */
static enum wallet_status sort(
    struct wallet_catalogue *catalogue,
    int (*compare)(const void *a, const void *b),
    const char *what,
    const struct wallet_type ***out,
    struct wallet_error *error)
{
    const size_t count = catalogue->count;
    const struct wallet_type **sorted =
        wlt_arena_alloc(&catalogue->arena, count, sizeof(const struct wallet_type *));
    if (!sorted) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; i < count; i++) {
        sorted[i] = catalogue->types[i];
    }

    qsort(sorted, count, sizeof(const struct wallet_type *), compare);
    for (size_t i = 1; i < count; i++) {
        if (compare(&sorted[i - 1], &sorted[i]) == 0) {
            return wlt_fail(
                error,
                WALLET_ERR_STRUCTURE,
                WALLET_NO_OFFSET,
                "'%s' and '%s' have the same %s",
                sorted[i - 1]->file,
                sorted[i]->file,
                what);
        }
    }

    *out = sorted;
    return WALLET_OK;
}

static enum wallet_status finish(struct wallet_catalogue *catalogue, struct wallet_error *error)
{
    const enum wallet_status status =
        sort(catalogue, compare_names, "name", &catalogue->by_name, error);
    return status == WALLET_OK ? sort(catalogue, compare_codes, "code", &catalogue->by_code, error)
                               : status;
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

enum wallet_status wallet_catalogue_load(
    const char *folder, struct wallet_catalogue **out, struct wallet_error *error)
{
    static const struct wlt_json_folder folders[] = {
        { "codes", LIST_COUNT_MAX, WALLET_TYPE_FILE_MAX, true, prepare_lists, add_list },
        { "types", WALLET_TYPE_COUNT_MAX, WALLET_TYPE_FILE_MAX, false, prepare_types, add_type },
    };

    if (!folder || !out) {
        return fail_null(error);
    }

    WLT_AUTO(catalogue) struct wallet_catalogue *catalogue = wlt_alloc(1, sizeof *catalogue);
    if (!catalogue) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = WALLET_OK;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0] && status == WALLET_OK; i++) {
        status = wlt_json_folder_read(&folders[i], folder, &catalogue->arena, catalogue, error);
    }

    if (status == WALLET_OK) {
        status = finish(catalogue, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(catalogue);
    }

    return status;
}

enum wallet_status wallet_catalogue_parse(
    struct wallet_bytes json,
    const struct wallet_catalogue *lists,
    struct wallet_catalogue **out,
    struct wallet_error *error)
{
    if ((!json.data && json.size > 0) || !out) {
        return fail_null(error);
    }

    if (json.size > WALLET_TYPE_FILE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "more than %d bytes",
            WALLET_TYPE_FILE_MAX);
    }

    WLT_AUTO(catalogue) struct wallet_catalogue *catalogue = wlt_alloc(1, sizeof *catalogue);
    if (!catalogue || !prepare_types(catalogue, 1)) {
        return wlt_fail_memory(error);
    }

    struct wlt_json text = { 0 };
    enum wallet_status status = wlt_json_open(json, NULL, &text, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_code_lists shared = { find_list, lists };
    catalogue->types[0] = wlt_type_read(&text, &shared, &catalogue->arena);
    catalogue->count = 1;
    wlt_json_close(&text);

    status = wlt_json_is_ok(&text) ? finish(catalogue, error) : text.status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(catalogue);
    }

    return status;
}

void wallet_catalogue_free(struct wallet_catalogue *catalogue)
{
    if (catalogue) {
        wlt_arena_clear(&catalogue->arena);
        wlt_free(catalogue);
    }
}

size_t wallet_catalogue_count(const struct wallet_catalogue *catalogue)
{
    return catalogue->count;
}

const struct wallet_type *wallet_catalogue_at(
    const struct wallet_catalogue *catalogue, size_t index)
{
    return catalogue->types[index];
}

const struct wallet_type *wallet_catalogue_find(
    const struct wallet_catalogue *catalogue, struct wallet_bytes name_or_code)
{
    if (name_or_code.size == 0 || catalogue->count == 0) {
        return NULL;
    }

    /* A name begins with a small letter and a code does not, so no text is both. */
    const struct wallet_type key = { .name = name_or_code, .code = name_or_code };
    const struct wallet_type *wanted = &key;
    const bool is_name = name_or_code.data[0] >= 'a';
    const struct wallet_type *const *found = bsearch(
        &wanted,
        is_name ? catalogue->by_name : catalogue->by_code,
        catalogue->count,
        sizeof(const struct wallet_type *),
        is_name ? compare_names : compare_codes);

    return found ? *found : NULL;
}

const struct wallet_type *wlt_catalogue_find_code(
    const struct wallet_catalogue *catalogue, struct wallet_bytes code)
{
    const struct wallet_type *type = wallet_catalogue_find(catalogue, code);
    return type && wlt_bytes_are(code, wallet_type_code(type)) ? type : NULL;
}
