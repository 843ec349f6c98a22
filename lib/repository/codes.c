/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/codes.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

#include <string.h>

void wlt_codes_forget(struct wlt_codes *codes)
{
    codes->count = 0;
}

void wlt_codes_clear(struct wlt_codes *codes)
{
    wlt_free(codes->items);
    *codes = (struct wlt_codes){ .catalogue = codes->catalogue };
}

static bool make_room(struct wlt_codes *codes)
{
    if (codes->count < codes->capacity) {
        return true;
    }

    const size_t capacity = codes->capacity == 0 ? 64 : 2 * codes->capacity;
    struct wlt_code *items = wlt_alloc(capacity, sizeof *items);
    if (!items) {
        return false;
    }

    if (codes->count > 0) {
        memcpy(items, codes->items, codes->count * sizeof *items);
    }
    wlt_free(codes->items);
    codes->items = items;
    codes->capacity = capacity;
    return true;
}

static enum wallet_status remember(
    struct wlt_codes *codes,
    int64_t id,
    enum wlt_code_kind kind,
    struct wallet_bytes code,
    struct wallet_error *error)
{
    if (!make_room(codes)) {
        return wlt_fail_memory(error);
    }

    struct wlt_code *item = &codes->items[codes->count++];
    *item = (struct wlt_code){ .id = id, .kind = kind };
    memcpy(item->code, code.data, code.size);
    if (kind == WLT_CODE_TYPE) {
        item->type = wallet_catalogue_find(codes->catalogue, code);
    }

    return WALLET_OK;
}

static const struct wlt_code *known(
    const struct wlt_codes *codes, enum wlt_code_kind kind, struct wallet_bytes code)
{
    for (size_t i = 0; i < codes->count; i++) {
        if (codes->items[i].kind == kind && wlt_bytes_are(code, codes->items[i].code)) {
            return &codes->items[i];
        }
    }

    return NULL;
}

static enum wallet_status look_up(
    const struct wlt_code_source *source,
    enum wlt_code_kind kind,
    struct wallet_bytes code,
    int64_t *out,
    struct wallet_error *error)
{
    struct wlt_statement *find = NULL;

    enum wallet_status status =
        wlt_statements_get(source->statements, source->database, WLT_SQL_CODE_FIND, &find, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(find, 1, kind);
    wlt_bind_text(find, 2, code);
    status = wlt_statement_number(find, out, error);
    return status == WALLET_OK ? remember(source->codes, *out, kind, code, error) : status;
}

enum wallet_status wlt_code_find(
    const struct wlt_code_source *source,
    enum wlt_code_kind kind,
    struct wallet_bytes code,
    int64_t *out,
    struct wallet_error *error)
{
    const struct wlt_code *item = known(source->codes, kind, code);
    if (item) {
        *out = item->id;
        return WALLET_OK;
    }

    if (code.size >= WLT_CODE_SIZE) {
        return wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "a code that is none");
    }

    return look_up(source, kind, code, out, error);
}

static enum wallet_status add(
    const struct wlt_code_source *source,
    enum wlt_code_kind kind,
    struct wallet_bytes code,
    int64_t *out,
    struct wallet_error *error)
{
    struct wlt_statement *next = NULL;
    struct wlt_statement *insert = NULL;
    int64_t id = 0;

    enum wallet_status status =
        wlt_statements_get(source->statements, source->database, WLT_SQL_CODE_NEXT, &next, error);
    if (status == WALLET_OK) {
        status = wlt_statements_get(
            source->statements, source->database, WLT_SQL_CODE_ADD, &insert, error);
    }
    if (status == WALLET_OK) {
        status = wlt_statement_number(next, &id, error);
    }
    if (status == WALLET_OK && id > WLT_CODE_MAX) {
        status =
            wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "too many types and issuers");
    }
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(insert, 1, id);
    wlt_bind_int(insert, 2, kind);
    wlt_bind_text(insert, 3, code);
    status = wlt_statement_run(insert, NULL, error);
    if (status == WALLET_OK) {
        *out = id;
        status = remember(source->codes, id, kind, code, error);
    }

    return status;
}

enum wallet_status wlt_code_number(
    const struct wlt_code_source *source,
    enum wlt_code_kind kind,
    struct wallet_bytes code,
    int64_t *out,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_code_find(source, kind, code, out, error);

    return status == WALLET_ERR_UNKNOWN && code.size < WLT_CODE_SIZE
               ? add(source, kind, code, out, error)
               : status;
}

static enum wallet_status read_code(
    const struct wlt_code_source *source, int64_t id, struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    enum wallet_status status =
        wlt_statements_get(source->statements, source->database, WLT_SQL_CODE_GET, &get, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(get, 1, id);
    status = wlt_statement_next(get, &is_there, error);
    if (status != WALLET_OK) {
        return status;
    }

    const int64_t kind = is_there ? wlt_column_int(get, 0) : 0;
    const struct wallet_bytes code =
        is_there ? wlt_column_bytes(get, 1) : (struct wallet_bytes){ 0 };
    if ((kind == WLT_CODE_TYPE || kind == WLT_CODE_ISSUER) && code.size < WLT_CODE_SIZE) {
        status = remember(source->codes, id, (enum wlt_code_kind)kind, code, error);
    } else {
        status = wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "a row names a type or issuer that is not there");
    }

    wlt_statement_reset(get);
    return status;
}

enum wallet_status wlt_code_get(
    const struct wlt_code_source *source,
    int64_t id,
    const struct wlt_code **out,
    struct wallet_error *error)
{
    for (size_t i = 0; i < source->codes->count; i++) {
        if (source->codes->items[i].id == id) {
            *out = &source->codes->items[i];
            return WALLET_OK;
        }
    }

    const enum wallet_status status = read_code(source, id, error);
    if (status == WALLET_OK) {
        *out = &source->codes->items[source->codes->count - 1];
    }

    return status;
}
