/* SPDX-License-Identifier: Apache-2.0 */
#include "grant_log.h"

#include "clock.h"
#include "output.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* The names of what is granted, as long as there is room. */
struct names {
    struct wallet_bytes *items;
    size_t count;
    size_t room;
};

static void add(struct names *names, const struct wallet_field *field)
{
    if (field && names->count < names->room) {
        names->items[names->count++] = text_of(wallet_field_name(field));
    }
}

static bool is_default(const struct wallet_field *field)
{
    return wallet_field_disclosure(field) != WALLET_DISCLOSE_NEVER_BY_DEFAULT;
}

static void add_item(
    struct names *names, const struct wallet_type *type, const struct wallet_request_item *item)
{
    for (size_t i = 0; item->field_count == 0 && i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        add(names, is_default(field) ? field : NULL);
    }
    for (size_t i = 0; i < item->field_count; i++) {
        const struct wallet_request_field *named = &item->fields[i];
        const struct wallet_field *field = wallet_type_field_by_key(type, named->key);
        if (named->member_count == 0) {
            add(names, field);
        }
        for (size_t j = 0; j < named->member_count; j++) {
            add(names, wallet_field_member_field_by_key(field, named->members[j]));
        }
    }
}

static size_t list_shown(
    const struct open_vault *open,
    const struct granting *granting,
    const struct grant_key *key,
    struct names *names,
    struct wallet_vault_shown *out)
{
    const struct wallet_grant_terms *terms = &granting->terms;

    for (size_t i = 0; i < terms->item_count; i++) {
        const struct wallet_type *type =
            wallet_catalogue_find(granting->catalogue, text_of(terms->items[i].type));
        struct wallet_vault_licence licence;
        const size_t before = names->count;
        if (type) {
            add_item(names, type, &terms->items[i]);
        }

        out[i] = (struct wallet_vault_shown){ .type = text_of(terms->items[i].type),
                                              .fields = names->items + before,
                                              .field_count = names->count - before };
        if (grant_key_licence(open, key, terms->items[i].type, clock_now(), &licence)) {
            memcpy(out[i].licence, licence.id, sizeof out[i].licence);
        }
    }

    return terms->item_count;
}

static struct wallet_bytes purpose_of(const struct wallet_request_matter *matter)
{
    const char *first = matter->name && matter->name[0] ? matter->name : matter->code;

    return text_of(first && first[0] ? first : matter->cause ? matter->cause : "");
}

enum exit_code grant_log(
    struct open_vault *open,
    const struct granting *granting,
    const struct grant_key *key,
    enum wallet_vault_act act,
    const char *to_name)
{
    const struct session *session = open->session;
    struct wallet_bytes *items = calloc(WALLET_VAULT_FIELD_MAX, sizeof *items);
    struct wallet_vault_shown shown[WALLET_REQUEST_ITEM_MAX] = { 0 };
    struct names names = { items, 0, WALLET_VAULT_FIELD_MAX };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (!items) {
        return complain_memory(session);
    }

    const struct wallet_vault_event event = {
        .act = act,
        .at_unix = clock_now(),
        .to = text_of(granting->terms.audience),
        .to_name = text_of(to_name),
        .matter = purpose_of(&granting->terms.matter),
        .shown = shown,
        .shown_count = list_shown(open, granting, key, &names, shown),
    };
    if (wallet_vault_event_add(open->vault, &event, &error) != WALLET_OK) {
        code = refuse(
            session, &error, SAY(session, "the history was not written", "未能写入历史记录"));
        hint(session, SAY(session, "nothing was granted", "未授权任何内容"));
    }

    free(items);
    return code == EXIT_CODE_OK ? vault_save(open) : code;
}
