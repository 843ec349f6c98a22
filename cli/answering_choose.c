/* SPDX-License-Identifier: Apache-2.0 */
#include "answering.h"
#include "answering_named.h"
#include "output.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

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
        const bool named = answering_is_named(answering, &licence);
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

void answering_leave_out(
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

static bool may_ask(
    const struct answering *answering,
    size_t item,
    const struct wallet_request_field *asked,
    uint64_t member)
{
    return wallet_request_may_ask(
        answering->request, answering->catalogue, item, asked->key, member);
}

/* How many of the members' fields that are asked for may go out; tells of those that may not. */
static size_t count_allowed(
    struct answering *answering,
    size_t item,
    const struct wallet_request_field *asked,
    const struct wallet_field *field)
{
    size_t count = asked->member_count == 0 && answering_lets(answering, field) ? 1 : 0;

    for (size_t i = 0; i < asked->member_count; i++) {
        const struct wallet_field *inner =
            wallet_field_member_field_by_key(field, asked->members[i]);
        if (!may_ask(answering, item, asked, asked->members[i])) {
            answering_leave_out(answering, field, inner);
        } else if (inner && answering_lets(answering, inner)) {
            count++;
        }
    }

    return count;
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
    const size_t allowed = count_allowed(answering, item, asked, field);
    char page[256];

    answering->allowed += allowed;
    if (allowed == 0) {
        return EXIT_CODE_OK; /* nor does anything go out that is always on the page */
    }
    if (member == 0 || member > count) {
        return complain_member(answering, count);
    }

    (void)snprintf(page, sizeof page, "%s.%zu", wallet_field_name(field), member);
    if (wallet_selection_show_path(selection, text_of(page), NULL) == WALLET_ERR_MEMORY) {
        return complain_memory(answering->session);
    }
    for (size_t i = 0; i < asked->member_count; i++) {
        const struct wallet_field *inner =
            wallet_field_member_field_by_key(field, asked->members[i]);
        if (may_ask(answering, item, asked, asked->members[i]) && inner &&
            answering_lets(answering, inner)) {
            show_key(selection, asked->members[i], member);
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
    if (asked->member_count == 0 && !may_ask(answering, item, asked, WALLET_REQUEST_NO_MEMBER)) {
        answering_leave_out(answering, field, NULL);
        return EXIT_CODE_OK;
    }
    if (wallet_field_kind(field) == WALLET_FIELD_MEMBERS) {
        return show_members(answering, selection, item, asked, field);
    }
    if (answering_lets(answering, field)) {
        answering->allowed++;
        show_key(selection, asked->key, 0);
    }

    return EXIT_CODE_OK;
}

/* A licence of which nothing may go out stays, with what is always shown of it. */
static void keep_back(struct answering *answering)
{
    const struct showing *showing = &answering->showing;
    const struct wallet_selection *selection = showing->selections[showing->count - 1];

    remark(
        answering->session,
        SAY(answering->session, "kept back as a whole: %s", "整份不出示：%s"),
        wallet_type_title(wallet_selection_type(selection), answering->session->language));
    answering->kept_back++;
    showing_take_back(&answering->showing);
}

/* Which number of a licence's holder proves a relation; NULL where none is needed. */
static const struct wallet_field *proof_of(
    enum wallet_relation relation, const struct wallet_type *type)
{
    switch (relation) {
    case WALLET_RELATION_ONE_HOUSEHOLD:
        return wallet_type_holder(type) == WALLET_HOLDER_HOUSEHOLD
                   ? NULL /* its members are compared with, not its head */
                   : wallet_type_holder_person(type);
    case WALLET_RELATION_ONE_ENTERPRISE: return wallet_type_holder_organisation(type);
    case WALLET_RELATION_ONE_HOLDER: /* all are bound to one key */
    case WALLET_RELATION_NONE: break;
    }

    return NULL;
}

/* The number that proves a relation is a field like another: it goes out where it may. */
static void show_holder(struct answering *answering, size_t item)
{
    struct showing *showing = &answering->showing;
    const struct wallet_field *proof = proof_of(
        wallet_request_relation(answering->request),
        wallet_selection_type(showing->selections[showing->count - 1]));

    if (proof && answering_lets(answering, proof) &&
        wallet_request_may_ask(
            answering->request,
            answering->catalogue,
            item,
            wallet_field_key(proof),
            WALLET_REQUEST_NO_MEMBER)) {
        showing_holder(showing);
    }
}

static enum exit_code choose_item(struct answering *answering, size_t index)
{
    const struct session *session = answering->session;
    const size_t allowed = answering->allowed;
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
    if (code == EXIT_CODE_OK && answering->allowed == allowed) {
        keep_back(answering);
    } else if (code == EXIT_CODE_OK) {
        show_holder(answering, index);
    }

    return code;
}

enum exit_code answering_complain_nothing(const struct answering *answering)
{
    const struct session *session = answering->session;

    complain(session, SAY(session, "there is nothing to answer with", "没有可出示的证照"));
    if (answering->kept_back > 0) {
        why(session,
            SAY(session, "nothing of what is asked for may go out", "所请求的内容均不可出示"));
        hint(
            session,
            SAY(session, "ask the counter what it may ask for", "请向窗口确认其可索要的内容"));
        return EXIT_CODE_REFUSED;
    }

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

enum exit_code answering_choose(struct answering *answering)
{
    enum exit_code code = answering_check_fields(answering);

    for (size_t i = 0; i < wallet_request_item_count(answering->request) && code == EXIT_CODE_OK;
         i++) {
        code = choose_item(answering, i);
    }
    if (code == EXIT_CODE_OK) {
        code = answering_check_licences(answering);
    }

    return code != EXIT_CODE_OK || answering->showing.count > 0
               ? code
               : answering_complain_nothing(answering);
}
