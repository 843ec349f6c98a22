/* SPDX-License-Identifier: Apache-2.0 */
#include "item_drafts.h"

#include <stdlib.h>

void item_drafts_free(struct item_drafts *drafts)
{
    for (size_t i = 0; i < drafts->count; i++) {
        const struct wallet_request_item *item = &drafts->items[i];
        for (size_t j = 0; j < item->field_count; j++) {
            free((void *)(uintptr_t)item->fields[j].members);
        }
        free((void *)(uintptr_t)item->fields);
    }
    free(drafts->items);
}

/* The members' fields from `*at` on that belong to one field; moves behind them. */
static bool draft_members(
    const struct type_pick *pick, size_t *at, struct wallet_request_field *out)
{
    const struct wallet_field *field = pick->fields[*at].field;
    uint64_t *members = calloc(pick->count, sizeof *members);
    bool is_whole = false;

    out->key = wallet_field_key(field);
    out->members = members;
    for (; members && *at < pick->count && pick->fields[*at].field == field; (*at)++) {
        const struct wallet_field *member = pick->fields[*at].member;
        is_whole = is_whole || !member;
        if (member) {
            members[out->member_count++] = wallet_field_key(member);
        }
    }

    /* Whoever asks for all of the members has asked for each of their fields. */
    out->member_count = is_whole ? 0 : out->member_count;
    return members != NULL;
}

static bool draft_item(
    const struct type_pick *pick, bool is_required, struct wallet_request_item *out)
{
    struct wallet_request_field *fields = calloc(pick->count, sizeof *fields);

    *out = (struct wallet_request_item){ .type = wallet_type_code(pick->type),
                                         .fields = fields,
                                         .is_required = is_required };
    for (size_t at = 0; fields && at < pick->count; out->field_count++) {
        if (!draft_members(pick, &at, &fields[out->field_count])) {
            return false;
        }
    }

    return fields != NULL;
}

enum exit_code item_drafts_pick(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct operands *operands,
    struct picks *out)
{
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < operands->count && code == EXIT_CODE_OK; i++) {
        const char *item = operands->items[i];
        const struct option_list list = { &item, 1 };
        code = picks_read(session, catalogue, &list, out);
    }

    return code;
}

bool item_drafts_add(struct item_drafts *drafts, const struct picks *picks, bool is_required)
{
    struct wallet_request_item *items =
        reallocarray(drafts->items, drafts->count + picks->count + 1, sizeof *items);
    if (!items) {
        return false;
    }

    drafts->items = items;
    for (size_t i = 0; i < picks->count; i++) {
        if (!draft_item(&picks->items[i], is_required, &items[drafts->count++])) {
            return false;
        }
    }

    return true;
}
