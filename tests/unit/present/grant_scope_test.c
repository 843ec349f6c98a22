/* SPDX-License-Identifier: Apache-2.0 */

/* What is in a grant's scope, and what of a licence it shows. */
#include "desk.h"
#include "make_grant.h"

#define NO_MEMBER WALLET_REQUEST_NO_MEMBER

static const struct wallet_grant *parse(
    const struct granting *granting, const struct wallet_request_item *items, size_t count)
{
    struct wallet_grant *grant = NULL;
    struct wallet_grant_terms terms = grant_terms(granting, WALLET_GRANT_SHOW);

    terms.items = items;
    terms.item_count = count;
    CHECK_EQUAL(
        wallet_grant_parse(sign_grant(&terms, &granting->holder_signer), &grant, NULL), WALLET_OK);
    return grant;
}

static void release(const struct wallet_grant *grant)
{
    wallet_grant_free((struct wallet_grant *)(uintptr_t)grant);
}

/** The key of a field by its name; of a members' field with `inside`. */
static uint64_t key_of(const struct granting *granting, const char *type, const char *name)
{
    const struct wallet_type *found = wallet_catalogue_find(granting->catalogue, test_text(type));
    const struct wallet_field *field = wallet_type_find_field(found, test_text(name));

    CHECK(field != NULL);
    return wallet_field_key(field);
}

TEST(a_type_without_fields_stands_for_all_but_the_sensitive)
{
    static const struct wallet_request_item items[] = { { .type = HOUSEHOLD } };
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_grant *grant = parse(&granting, items, 1);
    const struct wallet_catalogue *catalogue = granting.catalogue;
    const uint64_t members = key_of(&granting, HOUSEHOLD, "members");
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text(HOUSEHOLD));
    const struct wallet_field *field = wallet_type_field_by_key(type, members);
    size_t shown = 0;
    size_t kept = 0;

    CHECK(wallet_grant_has_type(grant, HOUSEHOLD));
    CHECK(!wallet_grant_has_type(grant, ID_CARD));
    CHECK(wallet_grant_allows(grant, catalogue, HOUSEHOLD, 2, NO_MEMBER));
    CHECK(wallet_grant_allows(grant, catalogue, HOUSEHOLD, members, NO_MEMBER));
    CHECK(!wallet_grant_allows(grant, catalogue, HOUSEHOLD, 999, NO_MEMBER));
    CHECK(!wallet_grant_allows(grant, NULL, HOUSEHOLD, 2, NO_MEMBER));
    CHECK(!wallet_grant_allows(grant, catalogue, ID_CARD, 1, NO_MEMBER));
    for (uint64_t key = 1; key < 64; key++) {
        const struct wallet_field *inner = wallet_field_member_field_by_key(field, key);
        const bool is_default =
            inner && wallet_field_disclosure(inner) != WALLET_DISCLOSE_NEVER_BY_DEFAULT;
        CHECK_EQUAL(wallet_grant_allows(grant, catalogue, HOUSEHOLD, members, key), is_default);
        shown += is_default;
        kept += inner && !is_default;
    }

    CHECK(shown > 0);
    CHECK(kept > 0); /* such as religion: or this test would show nothing */
    release(grant);
    close_granting(&granting);
}

TEST(named_fields_are_all_there_is)
{
    static const uint64_t two[] = { 2, 17 };
    static const struct wallet_request_field fields[] = {
        { .key = 2 },
        { .key = 9, .members = two, .member_count = 2 },
    };
    static const struct wallet_request_field pages[] = { { .key = 9 } };
    static const struct wallet_request_item items[] = { { HOUSEHOLD, fields, 2, false } };
    static const struct wallet_request_item whole[] = { { HOUSEHOLD, pages, 1, false } };
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_grant *grant = parse(&granting, items, 1);

    CHECK(wallet_grant_allows(grant, NULL, HOUSEHOLD, 2, NO_MEMBER));
    CHECK(!wallet_grant_allows(grant, granting.catalogue, HOUSEHOLD, 3, NO_MEMBER));
    CHECK(wallet_grant_allows(grant, NULL, HOUSEHOLD, 9, 2));
    CHECK(wallet_grant_allows(grant, NULL, HOUSEHOLD, 9, 17));
    CHECK(!wallet_grant_allows(grant, granting.catalogue, HOUSEHOLD, 9, 1));
    CHECK(!wallet_grant_allows(grant, granting.catalogue, HOUSEHOLD, 9, NO_MEMBER));
    CHECK(!wallet_grant_allows(grant, granting.catalogue, HOUSEHOLD, 2, 2));
    release(grant);

    grant = parse(&granting, whole, 1);
    CHECK(wallet_grant_allows(grant, granting.catalogue, HOUSEHOLD, 9, NO_MEMBER));
    CHECK(wallet_grant_allows(grant, granting.catalogue, HOUSEHOLD, 9, 1));
    CHECK(!wallet_grant_allows(grant, NULL, HOUSEHOLD, 9, 1));
    release(grant);
    close_granting(&granting);
}

/** The names of what a selection shows beyond what is always shown, each with a blank behind it. */
static const char *shown_of(const struct wallet_selection *selection)
{
    struct wallet_selectable item;
    char *names = test_memory(4096);
    char *end = names;

    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_at(selection, i, &item);
        if (item.is_shown && !item.is_always_shown) {
            end += snprintf(
                end,
                4096 - (size_t)(end - names),
                "%s%zu ",
                wallet_field_name(item.fact.field),
                item.fact.member);
        }
    }

    return names;
}

TEST(a_selection_shows_what_is_granted)
{
    struct granting granting;
    struct desk desk;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_request_field card[] = {
        { .key = key_of(&granting, DESK_CARD, "sex") },
        { .key = key_of(&granting, DESK_CARD, "address") },
    };
    const struct wallet_type *type =
        wallet_catalogue_find(granting.catalogue, test_text(DESK_REGISTER));
    const uint64_t members = key_of(&granting, DESK_REGISTER, "members");
    uint64_t sex = 0;
    for (uint64_t key = 1; key < 64; key++) {
        const struct wallet_field *inner =
            wallet_field_member_field_by_key(wallet_type_field_by_key(type, members), key);
        sex = inner && strcmp(wallet_field_name(inner), "sex") == 0 ? key : sex;
    }
    const struct wallet_request_field page[] = {
        { .key = members, .members = &sex, .member_count = 1 },
    };
    const struct wallet_request_item items[] = {
        { DESK_CARD, card, 2, false },
        { DESK_REGISTER, page, 1, false },
    };
    const struct wallet_grant *grant = parse(&granting, items, 2);

    struct wallet_selection *selection = desk_select(
        &desk,
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder),
        "citizen_number");
    CHECK(wallet_grant_select(grant, granting.catalogue, selection));
    CHECK_TEXT(shown_of(selection), "sex0 address0 ");
    wallet_selection_free(selection);

    selection = desk_select(
        &desk, desk_issue(&desk, DESK_REGISTER, desk_register(), desk.holder), "members.1");
    CHECK(wallet_grant_select(grant, granting.catalogue, selection));
    CHECK_TEXT(shown_of(selection), "sex1 sex2 sex3 ");
    wallet_selection_free(selection);

    selection = desk_select(
        &desk, desk_issue(&desk, DESK_BUSINESS, desk_business(DESK_ID, "钟望舒"), desk.holder), "");
    CHECK(!wallet_grant_select(grant, granting.catalogue, selection));
    wallet_selection_free(selection);
    release(grant);
    desk_close(&desk);
    close_granting(&granting);
}
