/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/dossier.h"

#include "base/alloc.h"
#include "counter/weigh.h"
#include "make_dossier.h"

enum {
    IDENTITY,
    HOUSEHOLD,
    SPOUSE_IDENTITY,
    EMPLOYER,
    INCOME,
    NAME = 0,
    RELATION,
    ADDRESS,
    PHONE,
};

#define CARD_PATHS "holder name citizen_number birth_date address"

static void put(char **at, const char *text)
{
    wlt_free(*at);
    *at = wlt_alloc(strlen(text) + 1, 1);
    memcpy(*at, text, strlen(text));
}

static void weigh(struct table *table)
{
    CHECK_EQUAL(wlt_dossier_weigh(table->dossier, AGENCY_NOW, NULL), WALLET_OK);
}

TEST(lacks_everything_at_first_and_nothing_in_the_end)
{
    struct table table;
    table_open(&table);
    CHECK_EQUAL(table.dossier->lack_count, 3 + 3); /* materials and required blanks; no rule yet */

    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);
    CHECK_EQUAL(table.dossier->materials[IDENTITY].state, WALLET_MATERIAL_LICENCE);
    CHECK_TEXT(wlt_blank_value(table.dossier, NAME), "钟望舒");
    CHECK_TEXT(table.dossier->parties[0], "111:" DESK_WOMAN);

    table_show(
        &table,
        DESK_REGISTER,
        desk_register(),
        "holder members.1.citizen_number members.1.relation members.2 address");
    CHECK_TEXT(wlt_blank_value(table.dossier, RELATION), "户主");
    CHECK_EQUAL(table.dossier->lack_count, 2);

    put(&table.dossier->blanks[PHONE].typed, "13800000000");
    memcpy(table.dossier->materials[INCOME].day, "2026-12-31", sizeof "2026-12-31");
    weigh(&table);
    CHECK_EQUAL(table.dossier->materials[INCOME].state, WALLET_MATERIAL_DEFERRED);
    CHECK_EQUAL(table.dossier->materials[SPOUSE_IDENTITY].state, WALLET_MATERIAL_NOT_NEEDED);
    CHECK_EQUAL(table.dossier->lack_count, 0);
    table_close(&table);
}

TEST(a_typed_value_hides_what_the_licence_says_until_it_is_taken_back)
{
    struct table table;
    table_open(&table);
    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);

    put(&table.dossier->blanks[NAME].typed, "钟望书");
    weigh(&table);
    CHECK_TEXT(wlt_blank_value(table.dossier, NAME), "钟望书");
    CHECK_TEXT(table.dossier->blanks[NAME].verified, "钟望舒");
    CHECK_EQUAL(table.dossier->blanks[NAME].licence, 0);

    wlt_free(table.dossier->blanks[NAME].typed);
    table.dossier->blanks[NAME].typed = NULL;
    CHECK_TEXT(wlt_blank_value(table.dossier, NAME), "钟望舒");
    CHECK_EQUAL(table.dossier->blanks[PHONE].licence, SIZE_MAX);
    table_close(&table);
}

TEST(the_first_licence_says_who_a_party_is_and_nobody_else_is_it)
{
    char why[240];
    struct table table;
    table_open(&table);
    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);

    /* Another's card is the spouse's, and a third one nobody's. */
    table_show(&table, DESK_CARD, desk_card("蓝临川", DESK_HUSBAND), CARD_PATHS);
    CHECK_TEXT(table.dossier->parties[1], "111:" DESK_HUSBAND);
    CHECK_EQUAL(table.dossier->materials[SPOUSE_IDENTITY].licence, 1);
    table_take(
        &table,
        take_shown(&table.desk, DESK_CARD, desk_card("某甲", DESK_STRANGER), CARD_PATHS),
        why);
    CHECK_TEXT(why, "it is not a licence of anybody whom this case is about");
    CHECK_EQUAL(table.dossier->licence_count, 2);
    CHECK_TEXT(table.dossier->parties[0], "111:" DESK_WOMAN);
    table_close(&table);
}

TEST(a_licence_without_a_number_is_known_by_the_key_of_others)
{
    char why[240];
    struct table table;
    table_open(&table);
    table_take(
        &table, take_shown(&table.desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), "name"), why);
    CHECK_TEXT(why, "it does not say whose it is: the holder's number is not shown");

    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), "holder name");
    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), "address");
    CHECK_EQUAL(table.dossier->licences[1]->party, 0);

    /* What the later one does not say is taken from the one before it. */
    CHECK_TEXT(wlt_blank_value(table.dossier, NAME), "钟望舒");
    CHECK_TEXT(wlt_blank_value(table.dossier, ADDRESS), "江西省新余市渝水区青禾路88号");
    table_close(&table);
}

TEST(refuses_what_no_material_wants_and_what_is_there)
{
    char why[240];
    struct table table;
    table_open(&table);
    struct wlt_taken *card =
        take_shown(&table.desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);
    struct wallet_buffer body = { 0 };
    struct wlt_taken *again = NULL;

    CHECK_EQUAL(wlt_taken_write(card, &body, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_taken_read(wallet_buffer_bytes(&body), AGENCY_NOW, table.desk.catalogue, &again, NULL),
        WALLET_OK);
    table_take(&table, card, why);
    table_take(&table, again, why);
    CHECK_TEXT(why, "it is in the case already");
    wallet_buffer_clear(&body);

    table_take(
        &table, take_shown(&table.desk, DESK_REGISTER, desk_register(), "holder members.1"), why);
    CHECK_TEXT(why, "");
    table_take(&table, take_shown(&table.desk, DESK_REGISTER, desk_register(), "members.2"), why);
    CHECK_TEXT(why, "it is not a licence of anybody whom this case is about");
    table_close(&table);
}

TEST(a_party_can_be_named)
{
    struct wallet_error error = { .message = "" };
    struct table table;
    table_open(&table);
    struct wlt_taken *card =
        take_shown(&table.desk, DESK_CARD, desk_card("蓝临川", DESK_HUSBAND), CARD_PATHS);

    CHECK_EQUAL(wlt_dossier_place(table.dossier, card, "spouse", &card->party, &error), WALLET_OK);
    CHECK_EQUAL(card->party, 1);
    CHECK_EQUAL(
        wlt_dossier_place(table.dossier, card, "firm", &card->party, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "no material of this matter wants a licence of this type");
    wlt_taken_free(card);
    table_close(&table);
}

TEST(takes_no_act_of_another_matter)
{
    struct table table;
    table_open(&table);
    struct wlt_taken *card =
        take_shown(&table.desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);

    card->party = 3;
    CHECK(!wlt_dossier_take(table.dossier, card));
    wlt_taken_free(card);
    table_close(&table);
}

TEST(says_which_licence_is_to_be_checked)
{
    char why[240];
    struct table table;
    table_open(&table);
    struct wlt_taken *card =
        take_shown(&table.desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);

    card->is_to_be_checked = true;
    table_take(&table, card, why);
    CHECK_EQUAL(table.dossier->materials[IDENTITY].state, WALLET_MATERIAL_UNCHECKED);
    put(&table.dossier->materials[HOUSEHOLD].note, "seen");
    weigh(&table);
    CHECK_EQUAL(table.dossier->materials[HOUSEHOLD].state, WALLET_MATERIAL_PAPER);
    table_close(&table);
}
