/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/* Paths to what is shown: each names one field, and nothing else comes along. */

static const char *shown_of(const struct wallet_selection *selection)
{
    char *text = test_memory(1024);
    char *end = text;

    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        struct wallet_selectable one;
        wallet_selection_at(selection, i, &one);
        const bool is_chosen = one.is_shown && (one.fact.member > 0 || !one.is_always_shown);
        if (is_chosen && one.fact.member > 0) {
            end += snprintf(end, 64, "%zu.", one.fact.member);
        }

        if (is_chosen) {
            end += snprintf(end, 64, "%s ", wallet_field_name(one.fact.field));
        }
    }

    return text;
}

TEST(a_path_shows_what_it_names)
{
    static const struct {
        const char *path;
        const char *shown; /* beside what always is; NULL: refused */
        const char *message;
    } rows[] = {
        { "address", "address ", "" },
        { "住址", "address ", "" },
        { "members.1", "1.name 1.relation ", "" },
        { "members.2.sex", "2.name 2.relation 2.sex ", "" },
        { "常住人口登记卡.3.性别", "3.name 3.relation 3.sex ", "" },
        { "members.1.religion", "1.name 1.relation 1.religion ", "" },
        { "head_name", "", "" },
        { "", NULL, "there is no field ''" },
        { "adress", NULL, "there is no field 'adress'; did you mean 'address'?" },
        { "address.1", NULL, "there is nothing below the field 'address'" },
        { "address.", NULL, "there is nothing below the field 'address'" },
        { ".address", NULL, "there is no field ''" },
        { "members", NULL, "say which one: 'members.1', 'members.2' ..." },
        { "members.", NULL, "say which one: 'members.1', 'members.2' ..." },
        { "members.0", NULL, "say which one: 'members.1', 'members.2' ..." },
        { "members.-1", NULL, "say which one: 'members.1', 'members.2' ..." },
        { "members.x", NULL, "say which one: 'members.1', 'members.2' ..." },
        { "members.1000", NULL, "say which one: 'members.1', 'members.2' ..." },
        { "members.99999999999999999999", NULL, "say which one: 'members.1', 'members.2' ..." },
        { "members.4", NULL, "the licence says nothing under 'members'" },
        { "members.1.", NULL, "there is no field ''" },
        { "members.1.sexx", NULL, "there is no field 'sexx'; did you mean 'sex'?" },
        { "members.1.sex.1", NULL, "there is no field 'sex.1'" },
        { "members.2.religion", NULL, "the licence says nothing under 'religion'" },
        { "community", NULL, "the licence says nothing under 'community'" },
    };

    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes register_ =
        desk_issue(&desk, DESK_REGISTER, desk_register(), desk.holder);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_selection *selection = desk_select(&desk, register_, "");
        struct wallet_error error = { .message = "" };
        const enum wallet_status status =
            wallet_selection_show_path(selection, test_text(rows[i].path), &error);

        CHECK_ROW(rows[i].path, status == WALLET_OK, rows[i].shown != NULL);
        CHECK_TEXT(error.message, rows[i].message);
        CHECK_TEXT(shown_of(selection), rows[i].shown ? rows[i].shown : "");
        wallet_selection_free(selection);
    }

    desk_close(&desk);
}

/** A hint never leaves half a character behind, however long what it repeats. */
TEST(a_long_name_is_told_in_part)
{
    struct desk desk;
    struct wallet_error error = { .message = "" };
    char name[301];
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_selection *selection = desk_select(
        &desk, desk_issue(&desk, DESK_CARD, desk_card("甲", DESK_WOMAN), desk.holder), "");

    for (size_t i = 0; i < 300; i += 3) {
        memcpy(name + i, "姓", 3);
    }

    name[300] = '\0';
    CHECK_EQUAL(wallet_selection_show_path(selection, test_text(name), &error), WALLET_ERR_UNKNOWN);
    CHECK(strlen(error.message) < sizeof error.message);
    CHECK_EQUAL(
        wallet_selection_show_path(selection, (struct wallet_bytes){ NULL, 1 }, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_selection_show_path(NULL, test_text("name"), NULL), WALLET_ERR_ARGUMENT);
    wallet_selection_free(selection);
    desk_close(&desk);
}
