/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/entry_types.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "trust/scope.h"

#include <string.h>

/** Fields are for counters alone: whoever signs a licence signs all of it. */
static enum wallet_status check_fields(
    unsigned roles,
    struct wallet_bytes code,
    struct wallet_bytes fields,
    struct wallet_error *error)
{
    if (fields.size == 0) {
        return WALLET_OK;
    }

    if ((roles & WALLET_ROLE_COUNTER) == 0 || (roles & WALLET_ROLE_ISSUER) != 0) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "fields are listed for a counter alone, not for one that issues");
    }

    return wlt_scope_fields_are_valid(fields) && !wlt_bytes_are(code, "*")
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "expected a type code and fields that ascend, such as '#1,2,9.1'");
}

static enum wallet_status take_type(
    struct wlt_entry *entry, struct wallet_bytes scope, struct wallet_error *error)
{
    struct wallet_bytes code;
    struct wallet_bytes fields;

    if (scope.size > WALLET_TRUST_TYPE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d bytes for one type",
            WALLET_TRUST_TYPE_MAX);
    }

    wlt_scope_split(scope, &code, &fields);
    const enum wallet_status status = check_fields(entry->roles, code, fields, error);
    return status == WALLET_OK ? wlt_owner_add_type(&entry->owner, code, error) : status;
}

/** Copies what was said; the pointers to it last as long as the entry. */
static enum wallet_status keep_scopes(
    struct wlt_entry *entry, const struct wallet_trust_entry *from, struct wallet_error *error)
{
    size_t size = 0;
    for (size_t i = 0; i < from->type_count; i++) {
        size += wlt_bytes_of(from->types[i]).size + 1;
    }

    entry->scopes = wlt_alloc(from->type_count, sizeof *entry->scopes);
    char *text = wlt_alloc(size, 1);
    entry->scope_text = text;
    if (!entry->scopes || !text) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; i < from->type_count; i++) {
        const struct wallet_bytes scope = wlt_bytes_of(from->types[i]);
        memcpy(text, scope.data, scope.size);
        entry->scopes[i] = text;
        text += scope.size + 1;
    }

    return WALLET_OK;
}

enum wallet_status wlt_entry_take_types(
    struct wlt_entry *entry, const struct wallet_trust_entry *from, struct wallet_error *error)
{
    if (from->type_count == 0) {
        return WALLET_OK;
    }

    if (from->type_count > WLT_ENTRY_TYPE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d types in one entry",
            WLT_ENTRY_TYPE_MAX);
    }

    enum wallet_status status = wlt_owner_reserve_types(&entry->owner, from->type_count, error);
    for (size_t i = 0; status == WALLET_OK && i < from->type_count; i++) {
        status = take_type(
            entry,
            from->types[i] ? wlt_bytes_of(from->types[i]) : (struct wallet_bytes){ 0 },
            error);
    }

    return status == WALLET_OK ? keep_scopes(entry, from, error) : status;
}
