/* SPDX-License-Identifier: Apache-2.0 */
#include "answering_named.h"

#include "output.h"
#include "text.h"

#include <string.h>

static bool has_id(const struct wallet_vault_licence *licence, const char *prefix)
{
    char hex[2 * WALLET_DIGEST_SIZE + 1];

    text_hex((struct wallet_bytes){ licence->id, WALLET_DIGEST_SIZE }, hex);
    return prefix[0] && strncmp(hex, prefix, strlen(prefix)) == 0;
}

bool answering_is_named(
    const struct answering *answering, const struct wallet_vault_licence *licence)
{
    bool found = false;

    for (size_t i = 0; i < answering->settings->licences.count && !found; i++) {
        found = has_id(licence, answering->settings->licences.items[i]);
    }

    return found;
}

static bool is_called(const struct wallet_field *field, struct wallet_bytes name)
{
    const struct wallet_bytes key = text_of(wallet_field_name(field));
    const struct wallet_bytes title = text_of(wallet_field_title(field, WALLET_CHINESE));

    return (key.size == name.size && memcmp(key.data, name.data, name.size) == 0) ||
           (title.size == name.size && memcmp(title.data, name.data, name.size) == 0);
}

/* The next of the names between commas. */
static bool next_name(const char **at, struct wallet_bytes *out)
{
    if (!*at) {
        return false;
    }

    const char *comma = strchr(*at, ',');
    *out =
        (struct wallet_bytes){ (const uint8_t *)*at, comma ? (size_t)(comma - *at) : strlen(*at) };
    *at = comma ? comma + 1 : NULL;
    return true;
}

bool answering_lets(const struct answering *answering, const struct wallet_field *field)
{
    const struct option_list *names = &answering->settings->fields;
    struct wallet_bytes name;
    bool found = names->count == 0;

    for (size_t i = 0; i < names->count && !found; i++) {
        for (const char *at = names->items[i]; !found && next_name(&at, &name);) {
            found = is_called(field, name);
        }
    }

    return found;
}

static bool is_asked_of(
    const struct wallet_type *type,
    const struct wallet_request_field *asked,
    struct wallet_bytes name)
{
    const struct wallet_field *field = type ? wallet_type_field_by_key(type, asked->key) : NULL;
    bool found = field && is_called(field, name);

    for (size_t i = 0; field && i < asked->member_count && !found; i++) {
        const struct wallet_field *inner =
            wallet_field_member_field_by_key(field, asked->members[i]);
        found = inner && is_called(inner, name);
    }

    return found;
}

static bool is_asked(const struct answering *answering, struct wallet_bytes name)
{
    struct wallet_request_item item;
    bool found = false;

    for (size_t i = 0; i < wallet_request_item_count(answering->request) && !found; i++) {
        wallet_request_item_at(answering->request, i, &item);
        const struct wallet_type *type =
            wallet_catalogue_find(answering->catalogue, text_of(item.type));
        for (size_t j = 0; j < item.field_count && !found; j++) {
            found = is_asked_of(type, &item.fields[j], name);
        }
    }

    return found;
}

enum exit_code answering_check_fields(const struct answering *answering)
{
    const struct session *session = answering->session;
    const struct option_list *names = &answering->settings->fields;
    struct wallet_bytes name;

    for (size_t i = 0; i < names->count; i++) {
        for (const char *at = names->items[i]; next_name(&at, &name);) {
            if (is_asked(answering, name)) {
                continue;
            }

            complain(
                session,
                SAY(session, "'%.*s' is not asked for", "未索要 '%.*s'"),
                (int)name.size,
                (const char *)name.data);
            why(session, SAY(session, "the request has no such field", "请求中没有该字段"));
            hint(
                session,
                SAY(session,
                    "name fields as 'wallet type show' does, members' fields alone: name,relation",
                    "请按 'wallet type show' 的名称填写，成员字段只写字段名：name,relation"));
            return EXIT_CODE_USAGE;
        }
    }

    return EXIT_CODE_OK;
}

enum exit_code answering_check_licences(const struct answering *answering)
{
    const struct session *session = answering->session;
    const struct showing *showing = &answering->showing;
    const struct option_list *named = &answering->settings->licences;

    for (size_t i = 0; i < named->count; i++) {
        bool found = false;
        for (size_t j = 0; j < showing->count && !found; j++) {
            found = has_id(&showing->licences[j], named->items[i]);
        }
        if (found) {
            continue;
        }

        complain(session, SAY(session, "'%s' is not shown", "不出示 '%s'"), named->items[i]);
        why(session,
            SAY(session,
                "no licence of this id answers the request: bound, in force, and asked for",
                "没有此编号、已绑定、有效且被索要的证照"));
        hint(session, SAY(session, "'wallet list' shows the ids", "'wallet list' 会列出编号"));
        return EXIT_CODE_USAGE;
    }

    return EXIT_CODE_OK;
}
