/* SPDX-License-Identifier: Apache-2.0 */
#include "answering.h"

#include "output.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

static bool is_named(const struct answering *answering, const struct wallet_vault_licence *licence)
{
    char hex[2 * WALLET_DIGEST_SIZE + 1];

    for (size_t i = 0; i < WALLET_DIGEST_SIZE; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", licence->id[i]);
    }
    for (size_t i = 0; i < answering->settings->licences.count; i++) {
        const char *prefix = answering->settings->licences.items[i];
        if (strncmp(hex, prefix, strlen(prefix)) == 0) {
            return true;
        }
    }

    return false;
}

static bool is_of_type(const struct wallet_vault_licence *licence, const char *code)
{
    return licence->type.size == strlen(code) &&
           memcmp(licence->type.data, code, licence->type.size) == 0;
}

/* A bound one of the type that holds now: the one that was named, else the newest. */
static bool find_licence(
    const struct answering *answering, const char *type, struct wallet_vault_licence *out)
{
    struct wallet_vault_licence licence;
    bool found = false;
    bool is_chosen = false;

    for (size_t i = 0; wallet_vault_licence_at(answering->open.vault, i, &licence); i++) {
        const bool holds =
            licence.until_unix == 0 || licence.until_unix > answering->now.unix_seconds;
        const bool named = is_named(answering, &licence);
        if (!licence.is_bound || !holds || !is_of_type(&licence, type) || (is_chosen && !named)) {
            continue;
        }

        *out = licence;
        found = true;
        is_chosen = is_chosen || named;
    }

    return found;
}

static const char *title_of(const struct answering *answering, const char *code)
{
    const struct wallet_type *type = wallet_catalogue_find(answering->catalogue, text_of(code));
    return type ? wallet_type_title(type, answering->session->language) : code;
}

static void leave_out(
    struct answering *answering,
    const struct wallet_field *field,
    const struct wallet_field *member)
{
    const enum wallet_language language = answering->session->language;

    answering->left_out++;
    remark(
        answering->session,
        SAY(answering->session,
            "left out, the counter may not ask for it: %s%s%s",
            "不提供，窗口无权索要：%s%s%s"),
        wallet_field_title(field, language),
        member ? ", " : "",
        member ? wallet_field_title(member, language) : "");
}

/* Whether the holder let it go out; without --fields whatever is asked for may. */
static bool is_allowed(const struct answering *answering, const struct wallet_field *field)
{
    const struct option_list *names = &answering->settings->fields;
    bool found = names->count == 0;

    for (size_t i = 0; i < names->count && !found; i++) {
        for (const char *at = names->items[i]; at && !found;) {
            const char *comma = strchr(at, ',');
            const size_t size = comma ? (size_t)(comma - at) : strlen(at);
            const char *name = wallet_field_name(field);
            const char *title = wallet_field_title(field, WALLET_CHINESE);
            found = (strlen(name) == size && memcmp(name, at, size) == 0) ||
                    (strlen(title) == size && memcmp(title, at, size) == 0);
            at = comma ? comma + 1 : NULL;
        }
    }

    return found;
}

/* Shows the fields of a licence whose key and member are these. */
static void show_key(struct wallet_selection *selection, uint64_t key, size_t member)
{
    struct wallet_selectable item;

    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_at(selection, i, &item);
        if (item.fact.key == key && item.fact.member == member) {
            wallet_selection_show(selection, i);
        }
    }
}

static size_t count_members(const struct wallet_selection *selection)
{
    struct wallet_selectable item;
    size_t count = 0;

    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_at(selection, i, &item);
        count = item.fact.member > count ? item.fact.member : count;
    }

    return count;
}

static enum exit_code complain_member(const struct answering *answering, size_t count)
{
    const struct session *session = answering->session;

    complain(session, SAY(session, "it is not said whose page is shown", "未指明出示哪位成员的页"));
    why(session, SAY(session, "the register has %zu members", "户口簿有 %zu 位成员"), count);
    hint(
        session,
        SAY(session,
            "say which: --member N; 'wallet show ID' counts them",
            "请用 --member N 指明；'wallet show ID' 会列出序号"));
    return EXIT_CODE_USAGE;
}

/* The page of one member, with what is asked for of it. */
static enum exit_code show_members(
    struct answering *answering,
    struct wallet_selection *selection,
    size_t item,
    const struct wallet_request_field *asked,
    const struct wallet_field *field)
{
    const size_t count = count_members(selection);
    const size_t member =
        answering->settings->member == 0 && count == 1 ? 1 : answering->settings->member;
    char page[256];

    if (member == 0 || member > count) {
        return complain_member(answering, count);
    }

    (void)snprintf(page, sizeof page, "%s.%zu", wallet_field_name(field), member);
    if (wallet_selection_show_path(selection, text_of(page), NULL) == WALLET_ERR_MEMORY) {
        return complain_memory(answering->session);
    }
    for (size_t i = 0; i < asked->member_count; i++) {
        const uint64_t key = asked->members[i];
        const struct wallet_field *inner = wallet_field_member_field_by_key(field, key);
        if (!wallet_request_may_ask(
                answering->request, answering->catalogue, item, asked->key, key)) {
            leave_out(answering, field, inner);
        } else if (inner && is_allowed(answering, inner)) {
            show_key(selection, key, member);
        }
    }

    return EXIT_CODE_OK;
}

static enum exit_code show_field(
    struct answering *answering,
    struct wallet_selection *selection,
    size_t item,
    const struct wallet_request_field *asked)
{
    const struct wallet_field *field =
        wallet_type_field_by_key(wallet_selection_type(selection), asked->key);

    if (!field) {
        return EXIT_CODE_OK; /* the type has it not, and so neither has the licence */
    }
    if (asked->member_count == 0 &&
        !wallet_request_may_ask(
            answering->request, answering->catalogue, item, asked->key, WALLET_REQUEST_NO_MEMBER)) {
        leave_out(answering, field, NULL);
        return EXIT_CODE_OK;
    }
    if (wallet_field_kind(field) == WALLET_FIELD_MEMBERS) {
        return show_members(answering, selection, item, asked, field);
    }
    if (is_allowed(answering, field)) {
        show_key(selection, asked->key, 0);
    }

    return EXIT_CODE_OK;
}

static enum exit_code choose_item(struct answering *answering, size_t index)
{
    const struct session *session = answering->session;
    struct wallet_vault_licence licence;
    struct wallet_request_item item;

    wallet_request_item_at(answering->request, index, &item);
    if (!find_licence(answering, item.type, &licence)) {
        remark(
            session,
            SAY(session, "you have none that holds: %s", "没有有效的：%s"),
            title_of(answering, item.type));
        return EXIT_CODE_OK;
    }

    enum exit_code code = showing_add(&answering->showing, &licence);
    struct wallet_selection *selection =
        code == EXIT_CODE_OK ? answering->showing.selections[answering->showing.count - 1] : NULL;
    for (size_t i = 0; i < item.field_count && code == EXIT_CODE_OK; i++) {
        code = show_field(answering, selection, index, &item.fields[i]);
    }
    /* Only then can it be told whose licences they are. */
    if (code == EXIT_CODE_OK &&
        wallet_request_relation(answering->request) != WALLET_RELATION_NONE) {
        wallet_selection_show_holder(selection);
    }

    return code;
}

enum exit_code answering_choose(struct answering *answering)
{
    const struct session *session = answering->session;
    enum exit_code code = EXIT_CODE_OK;

    for (size_t i = 0; i < wallet_request_item_count(answering->request) && code == EXIT_CODE_OK;
         i++) {
        code = choose_item(answering, i);
    }
    if (code != EXIT_CODE_OK || answering->showing.count > 0) {
        return code;
    }

    complain(session, SAY(session, "there is nothing to answer with", "没有可出示的证照"));
    why(session,
        SAY(session,
            "the vault has no licence of the types that are asked for",
            "保管箱中没有所请求类型的证照"));
    hint(
        session,
        SAY(session,
            "put it in with 'wallet add', or hand in paper",
            "请用 'wallet add' 放入，或提交纸质证照"));
    return EXIT_CODE_REFUSED;
}
