/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/scope.h"

#include "test.h"

#define ID_CARD   "11100000000013127D001"
#define HOUSEHOLD "11100000000013127D002"

TEST(a_list_of_fields_has_one_form)
{
    static const struct {
        const char *fields;
        bool wanted;
    } rows[] = {
        { "#1", true },
        { "#0", true },
        { "#1,2,10", true },
        { "#9.1", true },
        { "#2,9,9.10,9.11,12", true },
        { "#999999999.999999999", true },
        { "", false },
        { "#", false },
        { "1", false },
        { ",1", false },
        { "#1,", false },
        { "#,1", false },
        { "#1,,2", false },
        { "#1;2", false },
        { "#1 ", false },
        { "# 1", false },
        { "#+1", false },
        { "#-1", false },
        { "#01", false },
        { "#00", false },
        { "#9.01", false },
        { "#9.", false },
        { "#.9", false },
        { "#9.1.1", false },
        { "#2,1", false },
        { "#1,1", false },
        { "#9.2,9.1", false },
        { "#9.1,9", false },
        { "#9.1,9.1", false },
        { "#1#2", false },
        { "#a", false },
        { "#1000000000", false },
        { "#18446744073709551616", false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_ROW(
            rows[i].fields, wlt_scope_fields_are_valid(test_text(rows[i].fields)), rows[i].wanted);
    }
}

TEST(leave_is_none_by_default_or_express)
{
    static const struct {
        const char *scope;
        const char *type;
        uint64_t field;
        uint64_t member;
        enum wlt_leave wanted;
    } rows[] = {
        { "*", ID_CARD, 1, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_BY_DEFAULT },
        { "*", HOUSEHOLD, 9, 1, WLT_LEAVE_BY_DEFAULT },
        { "*#1", ID_CARD, 1, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_NONE },
        { ID_CARD, ID_CARD, 1, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_BY_DEFAULT },
        { ID_CARD, HOUSEHOLD, 1, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_NONE },
        { ID_CARD "#1,2", ID_CARD, 1, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_EXPRESS },
        { ID_CARD "#1,2", ID_CARD, 2, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_EXPRESS },
        { ID_CARD "#1,2", ID_CARD, 3, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_NONE },
        { ID_CARD "#1,2", ID_CARD, 12, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_NONE },
        { ID_CARD "#1,2", HOUSEHOLD, 1, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_NONE },
        { HOUSEHOLD "#9", HOUSEHOLD, 9, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_EXPRESS },
        { HOUSEHOLD "#9", HOUSEHOLD, 9, 10, WLT_LEAVE_BY_DEFAULT },
        { HOUSEHOLD "#9.1", HOUSEHOLD, 9, 1, WLT_LEAVE_EXPRESS },
        { HOUSEHOLD "#9.1", HOUSEHOLD, 9, 10, WLT_LEAVE_NONE },
        { HOUSEHOLD "#9.1", HOUSEHOLD, 9, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_NONE },
        { HOUSEHOLD "#9,9.10", HOUSEHOLD, 9, 10, WLT_LEAVE_EXPRESS },
        { HOUSEHOLD "#9,9.10", HOUSEHOLD, 9, 1, WLT_LEAVE_BY_DEFAULT },
        { "", ID_CARD, 1, WLT_SCOPE_NO_MEMBER, WLT_LEAVE_NONE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_ROW(
            rows[i].scope,
            wlt_scope_leave(
                test_text(rows[i].scope), test_text(rows[i].type), rows[i].field, rows[i].member),
            rows[i].wanted);
    }
}
