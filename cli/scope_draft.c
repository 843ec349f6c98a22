/* SPDX-License-Identifier: Apache-2.0 */
#include "scope_draft.h"

/* A request has no more fields than a draft has room for. */
static void add_field(
    struct scope_draft *draft,
    size_t item,
    const struct wallet_request_field *asked,
    scope_draft_filter *filter,
    void *context)
{
    struct wallet_request_field *out = &draft->fields[draft->field_count];

    *out = (struct wallet_request_field){ .key = asked->key,
                                          .members = &draft->members[draft->member_count] };
    for (size_t i = 0; i < asked->member_count; i++) {
        if (filter(context, item, asked->key, asked->members[i])) {
            draft->members[draft->member_count++] = asked->members[i];
            out->member_count++;
        }
    }

    draft->field_count += asked->member_count > 0
                              ? out->member_count > 0
                              : filter(context, item, asked->key, WALLET_REQUEST_NO_MEMBER);
}

bool scope_draft_add(
    struct scope_draft *draft,
    const struct wallet_request *request,
    size_t item,
    scope_draft_filter *filter,
    void *context)
{
    const size_t first = draft->field_count;
    struct wallet_request_item asked;

    wallet_request_item_at(request, item, &asked);
    for (size_t i = 0; i < asked.field_count; i++) {
        add_field(draft, item, &asked.fields[i], filter, context);
    }
    if (draft->field_count == first) {
        return false;
    }

    draft->items[draft->item_count++] =
        (struct wallet_request_item){ .type = asked.type,
                                      .fields = &draft->fields[first],
                                      .field_count = draft->field_count - first };
    return true;
}
