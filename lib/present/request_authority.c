/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "present/request.h"
#include "present/voucher.h"
#include "trust/scope.h"

#include <string.h>

enum wallet_status wlt_request_take_authority(
    struct wallet_request *request, const struct wlt_entry *entry, struct wallet_error *error)
{
    const struct wlt_owner *owner = &entry->owner;

    enum wallet_status status =
        wlt_voucher_copy_names(owner, &request->name_zh, &request->name_en, error);
    for (size_t i = 0; status == WALLET_OK && i < owner->type_count; i++) {
        const char *scope = entry->scopes[i];
        const struct wallet_bytes with_nul = { (const uint8_t *)scope, strlen(scope) + 1 };
        if (!wlt_buffer_append(&request->scopes, with_nul)) {
            status = wlt_fail_memory(error);
        }
    }

    request->is_verified = status == WALLET_OK;
    return status;
}

/** The furthest leave that any line of the entry gives. */
static enum wlt_leave find_leave(
    const struct wallet_request *request, const char *type, uint64_t field, uint64_t member)
{
    const struct wallet_bytes code = wlt_bytes_of(type);
    const struct wallet_buffer *scopes = &request->scopes;
    enum wlt_leave leave = WLT_LEAVE_NONE;

    for (size_t at = 0; at < scopes->size;) {
        const struct wallet_bytes scope = wlt_bytes_of((const char *)scopes->data + at);
        const enum wlt_leave found = wlt_scope_leave(scope, code, field, member);
        leave = found > leave ? found : leave;
        at += scope.size + 1;
    }

    return leave;
}

/** Whether the catalogue knows the field and has it shown without being named. */
static bool is_shown_by_default(const struct wallet_field *field)
{
    return field && wallet_field_disclosure(field) != WALLET_DISCLOSE_NEVER_BY_DEFAULT;
}

static const struct wallet_field *find_field(
    const struct wallet_catalogue *catalogue, const char *type, uint64_t key)
{
    const struct wallet_type *found =
        catalogue ? wallet_catalogue_find(catalogue, wlt_bytes_of(type)) : NULL;

    return found ? wallet_type_field_by_key(found, key) : NULL;
}

bool wallet_request_may_ask(
    const struct wallet_request *request,
    const struct wallet_catalogue *catalogue,
    size_t item,
    uint64_t field,
    uint64_t member)
{
    const char *type = request->list.items[item].type;
    const enum wlt_leave leave = find_leave(request, type, field, member);
    if (leave != WLT_LEAVE_BY_DEFAULT) {
        return leave == WLT_LEAVE_EXPRESS;
    }

    const struct wallet_field *found = find_field(catalogue, type, field);
    if (member == WALLET_REQUEST_NO_MEMBER) {
        return is_shown_by_default(found);
    }

    /* The members' field, and the field that holds the members. */
    return found && is_shown_by_default(wallet_field_member_field_by_key(found, member)) &&
           wallet_request_may_ask(request, catalogue, item, field, WALLET_REQUEST_NO_MEMBER);
}
