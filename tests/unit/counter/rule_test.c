/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "counter/weigh.h"
#include "make_dossier.h"

enum {
    MEMBER,
    ADDRESS,
    BOSS,
    CURRENT,
    REGION,
    AGE,
};

#define CARD_PATHS     "holder name citizen_number birth_date address"
#define REGISTER_PATHS "holder members.1.citizen_number members.2.citizen_number address"

static const struct wlt_dossier_rule *rule(const struct table *table, size_t index)
{
    return &table->dossier->rules[index];
}

static void check(const struct table *table, size_t index, enum wallet_comparison wanted)
{
    CHECK(rule(table, index)->is_compared);
    CHECK_EQUAL(rule(table, index)->comparison, wanted);
}

static void take_paper(struct table *table, size_t material)
{
    table->dossier->materials[material].note = wlt_alloc(1, 2);
    table->dossier->materials[material].note[0] = 'x';
    CHECK_EQUAL(wlt_dossier_weigh(table->dossier, AGENCY_NOW, NULL), WALLET_OK);
}

TEST(waits_for_the_licences_that_it_needs)
{
    struct table table;
    table_open(&table);
    for (size_t i = 0; i <= AGE; i++) {
        CHECK(!rule(&table, i)->is_compared && wlt_rule_holds(table.dossier, i));
    }

    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);
    CHECK(!rule(&table, MEMBER)->is_compared);
    check(&table, CURRENT, WALLET_COMPARISON_SAME);
    check(&table, REGION, WALLET_COMPARISON_SAME);
    check(&table, AGE, WALLET_COMPARISON_SAME);
    table_close(&table);
}

TEST(finds_a_member_of_the_household_and_nobody_else)
{
    static const struct {
        const char *name;
        const char *number;
        enum wallet_comparison wanted;
    } rows[] = {
        { "钟望舒", DESK_WOMAN, WALLET_COMPARISON_SAME },
        { "蓝临川", DESK_HUSBAND, WALLET_COMPARISON_SAME },
        { "某甲", DESK_STRANGER, WALLET_COMPARISON_DIFFERENT },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct table table;
        table_open(&table);
        table_show(&table, DESK_CARD, desk_card(rows[i].name, rows[i].number), CARD_PATHS);
        table_show(
            &table,
            DESK_REGISTER,
            desk_register(),
            "members.1.citizen_number members.2.citizen_number members.3.name");
        check(&table, MEMBER, rows[i].wanted);
        CHECK_EQUAL(
            wlt_rule_holds(table.dossier, MEMBER), rows[i].wanted == WALLET_COMPARISON_SAME);
        CHECK(!wlt_dossier_may_decide(table.dossier, MEMBER));
        table_close(&table);
    }
}

TEST(a_page_that_is_not_shown_proves_nothing)
{
    struct table table;
    table_open(&table);
    table_show(&table, DESK_CARD, desk_card("蓝临川", DESK_HUSBAND), CARD_PATHS);
    table_show(&table, DESK_REGISTER, desk_register(), "members.1.citizen_number members.2.name");
    check(&table, MEMBER, WALLET_COMPARISON_DIFFERENT);
    table_close(&table);
}

TEST(the_clerk_decides_on_what_is_advisory_or_cannot_be_compared)
{
    struct table table;
    table_open(&table);
    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);
    take_paper(&table, 1);

    /* The register is on paper, so nothing can be compared with it. */
    check(&table, MEMBER, WALLET_COMPARISON_IMPOSSIBLE);
    CHECK(!wlt_rule_holds(table.dossier, MEMBER) && wlt_dossier_may_decide(table.dossier, MEMBER));
    table.dossier->rules[MEMBER].is_decided = true;
    CHECK(!wlt_rule_holds(table.dossier, MEMBER));
    table.dossier->rules[MEMBER].decision = true;
    CHECK(wlt_rule_holds(table.dossier, MEMBER));
    table_close(&table);
}

TEST(a_decision_does_not_outlive_what_it_was_about)
{
    struct table table;
    table_open(&table);
    table_show(&table, DESK_CARD, desk_card("某甲", DESK_STRANGER), CARD_PATHS);
    take_paper(&table, 1);
    table.dossier->rules[MEMBER].is_decided = true;
    table.dossier->rules[MEMBER].decision = true;
    CHECK(wlt_rule_holds(table.dossier, MEMBER));

    /* Now the register comes, and says otherwise. */
    table_show(&table, DESK_REGISTER, desk_register(), REGISTER_PATHS);
    check(&table, MEMBER, WALLET_COMPARISON_DIFFERENT);
    CHECK(!wlt_rule_holds(table.dossier, MEMBER));
    table_close(&table);
}

TEST(compares_names_of_two_agencies)
{
    static const struct {
        const char *name;
        const char *representative;
        enum wallet_comparison wanted;
    } rows[] = {
        { "钟望舒", "钟望舒", WALLET_COMPARISON_SAME },
        { "钟望舒", "钟 望舒", WALLET_COMPARISON_SAME },
        { "阿依·古丽", "阿依•古丽", WALLET_COMPARISON_SAME },
        { "钟望舒", "钟望书", WALLET_COMPARISON_DIFFERENT },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct table table;
        table_open(&table);
        table_show(&table, DESK_CARD, desk_card(rows[i].name, DESK_WOMAN), CARD_PATHS);
        table_show(
            &table,
            DESK_BUSINESS,
            desk_business("913605020000000194", rows[i].representative),
            "holder name");
        check(&table, BOSS, rows[i].wanted);
        CHECK_TEXT(table.dossier->parties[2], "001:913605020000000194");
        table_close(&table);
    }
}

/** Weighs the dossier of a card at another time. */
static const struct wlt_dossier_rule *weigh_at(struct table *table, size_t index, int64_t at_unix)
{
    CHECK_EQUAL(wlt_dossier_weigh(table->dossier, at_unix, NULL), WALLET_OK);
    CHECK(rule(table, index)->is_compared);
    return rule(table, index);
}

TEST(a_licence_expires_and_a_child_comes_of_age_on_the_day)
{
    struct table table;
    table_open(&table);
    table_show(&table, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), CARD_PATHS);

    const int64_t until = AGENCY_NOW + AGENCY_A_YEAR;
    CHECK_EQUAL(weigh_at(&table, CURRENT, until - 1)->comparison, WALLET_COMPARISON_SAME);
    CHECK_EQUAL(weigh_at(&table, CURRENT, until)->comparison, WALLET_COMPARISON_DIFFERENT);

    const int64_t birthday = 1204819200; /* 2008-03-07T00:00:00+08:00 */
    CHECK_EQUAL(weigh_at(&table, AGE, birthday)->comparison, WALLET_COMPARISON_SAME);
    CHECK_EQUAL(weigh_at(&table, AGE, birthday - 1)->comparison, WALLET_COMPARISON_DIFFERENT);
    table_close(&table);
}
