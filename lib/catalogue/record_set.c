/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/base64.h"
#include "catalogue/kind.h"
#include "catalogue/quote.h"
#include "catalogue/record.h"

#include <string.h>

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

enum wallet_status wlt_record_field(
    const struct wallet_record *record,
    struct wallet_bytes name,
    const struct wallet_field **out,
    struct wallet_error *error)
{
    const struct wallet_field *field = wlt_field_set_find(record->fields, name);
    if (field) {
        *out = field;
        return WALLET_OK;
    }

    char quoted[WLT_QUOTE_SIZE];
    wlt_quote(name, quoted);
    const char *nearest = wlt_field_set_nearest(record->fields, name);
    return wlt_fail(
        error,
        WALLET_ERR_UNKNOWN,
        WALLET_NO_OFFSET,
        "the type '%s' has no field '%s'%s%s%s",
        (const char *)record->type->name.data,
        quoted,
        nearest ? "; did you mean '" : "",
        nearest ? nearest : "",
        nearest ? "'" : "");
}

/** Values stand in messages only for dates and codes, which one must see to put them right. */
static enum wallet_status fail_date(
    const char *path,
    const struct wallet_field *field,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    char quoted[WLT_QUOTE_SIZE];
    wlt_quote(text, quoted);
    return wlt_fail(
        error,
        WALLET_ERR_VALUE,
        WALLET_NO_OFFSET,
        "'%s': '%s' is not a date; write it as 2026-01-31%s",
        path,
        quoted,
        field->may_be_forever ? " or 长期" : "");
}

static enum wallet_status fail_code(
    const char *path,
    const struct wallet_field *field,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    const struct wlt_code *first = &field->codes->codes[0];
    const char *nearest = wlt_code_list_nearest(field->codes, text);
    char quoted[WLT_QUOTE_SIZE];
    wlt_quote(text, quoted);

    if (nearest) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "'%s': '%s' is not in the code list; did you mean '%s'",
            path,
            quoted,
            nearest);
    }

    return wlt_fail(
        error,
        WALLET_ERR_VALUE,
        WALLET_NO_OFFSET,
        "'%s': '%s' is not in the code list; write a code or its text, such as %llu or '%s'",
        path,
        quoted,
        (unsigned long long)first->code,
        (const char *)first->text[WALLET_CHINESE].data);
}

enum wallet_status wlt_record_fail(
    const struct wallet_record *record,
    const struct wallet_field *field,
    enum wallet_finding finding,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    char path[WLT_RECORD_PATH_SIZE];
    wlt_record_path(record, field, path);

    if (field->kind == WALLET_FIELD_DATE && text.size > 0) {
        return fail_date(path, field, text, error);
    }

    if (field->kind == WALLET_FIELD_CODE && text.size > 0) {
        return fail_code(path, field, text, error);
    }

    const char *cause = wallet_finding_text(finding, WALLET_ENGLISH);
    if (field->kind == WALLET_FIELD_PORTRAIT && finding == WALLET_FINDING_KIND) {
        cause = "it is not a JPEG, JPEG 2000, PNG, WebP or AVIF picture";
    }

    return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "'%s': %s", path, cause);
}

static enum wallet_status put_base64(
    struct wallet_record *record,
    const struct wallet_field *field,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    const size_t size_max = wlt_base64_size(text);
    if (size_max > WALLET_PORTRAIT_MAX + 2) {
        return wlt_record_fail(record, field, WALLET_FINDING_LENGTH, text, error);
    }

    struct wallet_buffer picture = { 0 };
    if (!wlt_buffer_reserve(&picture, size_max)) {
        return wlt_fail_memory(error);
    }

    size_t size = 0;
    enum wallet_status status;
    if (wlt_base64_decode(text, picture.data, &size)) {
        wlt_buffer_set_size(&picture, size);
        status = wlt_record_put_owned(record, field, &picture, error);
    } else {
        char path[WLT_RECORD_PATH_SIZE];
        wlt_record_path(record, field, path);
        status =
            wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "'%s': it is not base64", path);
    }

    wallet_buffer_clear(&picture);
    return status;
}

enum wallet_status wlt_record_put_text(
    struct wallet_record *record,
    const struct wallet_field *field,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    if (field->kind == WALLET_FIELD_PORTRAIT) {
        return put_base64(record, field, text, error);
    }

    const struct wlt_kind *kind = wlt_kind_of(field->kind);
    if (!kind->parse) {
        return wlt_record_fail(record, field, WALLET_FINDING_KIND, text, error);
    }

    struct wallet_value value;
    const enum wallet_finding finding = kind->parse(field, text, &value);
    return finding == WALLET_FINDING_NONE ? wlt_record_put(record, field, &value, text, error)
                                          : wlt_record_fail(record, field, finding, text, error);
}

enum wallet_status wallet_record_set(
    struct wallet_record *record,
    const char *field,
    struct wallet_bytes text,
    struct wallet_error *error)
{
    if (!record || !field || (!text.data && text.size > 0)) {
        return fail_null(error);
    }

    const struct wallet_field *found = NULL;
    const enum wallet_status status = wlt_record_field(record, wlt_bytes_of(field), &found, error);
    return status == WALLET_OK ? wlt_record_put_text(record, found, text, error) : status;
}

/** A field that must be of a kind. */
static enum wallet_status field_of_kind(
    const struct wallet_record *record,
    const char *name,
    enum wallet_field_kind kind,
    const struct wallet_field **out,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_record_field(record, wlt_bytes_of(name), out, error);
    if (status != WALLET_OK || (*out)->kind == kind) {
        return status;
    }

    char path[WLT_RECORD_PATH_SIZE];
    wlt_record_path(record, *out, path);
    return wlt_fail(
        error,
        WALLET_ERR_VALUE,
        WALLET_NO_OFFSET,
        "'%s' is not of the kind '%s'",
        path,
        wlt_kind_of(kind)->name);
}

enum wallet_status wallet_record_set_portrait(
    struct wallet_record *record,
    const char *field,
    struct wallet_bytes picture,
    struct wallet_error *error)
{
    if (!record || !field || (!picture.data && picture.size > 0)) {
        return fail_null(error);
    }

    const struct wallet_field *found = NULL;
    const struct wallet_value value = { .bytes = picture };
    const enum wallet_status status =
        field_of_kind(record, field, WALLET_FIELD_PORTRAIT, &found, error);
    return status == WALLET_OK
               ? wlt_record_put(record, found, &value, (struct wallet_bytes){ 0 }, error)
               : status;
}

enum wallet_status wallet_record_add_member(
    struct wallet_record *record,
    const char *field,
    struct wallet_record **out_member,
    struct wallet_error *error)
{
    if (!record || !field || !out_member) {
        return fail_null(error);
    }

    const struct wallet_field *found = NULL;
    const enum wallet_status status =
        field_of_kind(record, field, WALLET_FIELD_MEMBERS, &found, error);
    return status == WALLET_OK ? wlt_record_grow(record, found, out_member, error) : status;
}
