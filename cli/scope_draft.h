/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SCOPE_DRAFT_H
#define WALLET_CLI_SCOPE_DRAFT_H

#include <wallet/request.h>

#include <stdbool.h>
#include <stddef.h>

/** Types and fields out of a request, as a grant takes them; nothing in it is owned. */
struct scope_draft {
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    struct wallet_request_field fields[WALLET_REQUEST_FIELD_MAX];
    uint64_t members[WALLET_REQUEST_FIELD_MAX];
    size_t item_count;
    size_t field_count;
    size_t member_count;
};

/** Whether a field of a request's item goes in; `member` WALLET_REQUEST_NO_MEMBER: the field itself. */
typedef bool scope_draft_filter(void *context, size_t item, uint64_t field, uint64_t member);

/** Adds an item of a request with the fields that are let through; nothing where none is. */
bool scope_draft_add(
    struct scope_draft *draft,
    const struct wallet_request *request,
    size_t item,
    scope_draft_filter *filter,
    void *context);

#endif
