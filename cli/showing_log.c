/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "output.h"
#include "showing.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static bool is_listed(const struct wallet_bytes *names, size_t count, struct wallet_bytes name)
{
    bool found = false;

    for (size_t i = 0; i < count && !found; i++) {
        found = names[i].size == name.size && memcmp(names[i].data, name.data, name.size) == 0;
    }

    return found;
}

/* The names of what one licence shows; each name once, however many members. */
static size_t list_fields(
    const struct wallet_selection *selection, struct wallet_bytes *out, size_t room)
{
    struct wallet_selectable item;
    size_t count = 0;

    for (size_t i = 0; i < wallet_selection_count(selection) && count < room; i++) {
        wallet_selection_at(selection, i, &item);
        if (!item.is_shown || !item.fact.field) {
            continue;
        }

        out[count] = text_of(wallet_field_name(item.fact.field));
        count += is_listed(out, count, out[count]) ? 0 : 1;
    }

    return count;
}

enum exit_code showing_log(
    const struct showing *showing,
    enum wallet_vault_act act,
    const char *to_name,
    const char *matter)
{
    struct wallet_bytes *fields = calloc(WALLET_VAULT_FIELD_MAX, sizeof *fields);
    struct wallet_vault_shown shown[WALLET_SHOWN_MAX] = { 0 };
    size_t used = 0;

    if (!fields) {
        return complain_memory(showing->session);
    }
    for (size_t i = 0; i < showing->count; i++) {
        shown[i].type = showing->licences[i].type;
        shown[i].fields = fields + used;
        shown[i].field_count =
            list_fields(showing->selections[i], fields + used, WALLET_VAULT_FIELD_MAX - used);
        used += shown[i].field_count;
        memcpy(shown[i].licence, showing->licences[i].id, sizeof shown[i].licence);
    }

    const struct wallet_vault_event event = {
        .act = act,
        .at_unix = clock_now(),
        .to = text_of(showing->audience),
        .to_name = text_of(to_name),
        .matter = text_of(matter),
        .shown = shown,
        .shown_count = showing->count,
    };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;
    if (wallet_vault_event_add(showing->open->vault, &event, &error) != WALLET_OK) {
        code = refuse(
            showing->session,
            &error,
            SAY(showing->session, "the history was not written", "未能写入历史记录"));
        hint(showing->session, SAY(showing->session, "nothing was shown", "未出示任何内容"));
    }

    free(fields);
    return code == EXIT_CODE_OK ? vault_save(showing->open) : code;
}
