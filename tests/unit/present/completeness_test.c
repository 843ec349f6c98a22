/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"
#include "present/presentation.h"
#include "test.h"

static const uint64_t member_keys[] = { 1, 11, 8 };
static const struct wallet_request_field card_fields[] = { { .key = 1 }, { .key = 6 } };
static const struct wallet_request_field register_fields[] = {
    { .key = 2 },
    { .key = 9, .members = member_keys, .member_count = 3 },
};
static const struct wallet_request_field business_fields[] = { { .key = 3 } };

static const struct wallet_request_item items[] = {
    { DESK_CARD, card_fields, 2, true },
    { DESK_REGISTER, register_fields, 2, true },
    { DESK_BUSINESS, business_fields, 1, false },
};

/** What is shown of each licence; NULL: it is not shown at all. */
struct shown {
    const char *card;
    const char *household;
    const char *business;
};

static enum wallet_reason answer(struct desk *desk, const struct shown *shown)
{
    struct wallet_request *request = desk_ask(desk, items, 3, WALLET_RELATION_NONE);
    const char *const types[] = { DESK_CARD, DESK_REGISTER, DESK_BUSINESS };
    const char *const paths[] = { shown->card, shown->household, shown->business };
    const char *const records[] = { desk_card("钟望舒", DESK_WOMAN),
                                    desk_register(),
                                    desk_business("913605020000000194", "钟望舒") };
    struct wallet_selection *selections[3];
    size_t count = 0;

    for (size_t i = 0; i < 3; i++) {
        if (paths[i]) {
            selections[count++] =
                desk_select(desk, desk_issue(desk, types[i], records[i], desk->holder), paths[i]);
        }
    }

    const enum wallet_reason reason = desk_judge(
        desk,
        desk_show(desk, selections, count, NULL, wallet_request_nonce(request), AGENCY_NOW),
        request,
        AGENCY_NOW);
    wallet_request_free(request);
    return reason;
}

/** The gap at this place: item, field, member, or those that stand for none. */
static void check_gap(
    const struct desk *desk,
    const char *what,
    size_t index,
    size_t item,
    uint64_t field,
    uint64_t member)
{
    struct wallet_gap gap;

    CHECK_ROW(what, index < wallet_presentation_gap_count(desk->presentation), true);
    wallet_presentation_gap_at(desk->presentation, index, &gap);
    CHECK_ROW(what, gap.item, item);
    CHECK_ROW(what, gap.field, field);
    CHECK_ROW(what, gap.member, member);
    CHECK_ROW(what, gap.is_required, items[item].is_required);
}

#define NONE   WALLET_REQUEST_NO_MEMBER
#define MEMBER "members.2.citizen_number members.2.birth_date"

TEST(what_was_asked_for_is_there)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct shown all = { "citizen_number", MEMBER, "" };

    CHECK_EQUAL(answer(&desk, &all), WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_presentation_count(desk.presentation), 3);
    CHECK_EQUAL(wallet_presentation_gap_count(desk.presentation), 0);
    for (size_t i = 0; i < 3; i++) {
        CHECK_EQUAL(wallet_presentation_item(desk.presentation, i), i);
    }

    desk_close(&desk);
}

static const struct {
    const char *what;
    struct shown shown;
    size_t gap_count;
    size_t item; /* of the last gap */
    uint64_t field;
    uint64_t member;
    enum wallet_reason wanted;
} answers[] = {
    { "a field", { "sex", MEMBER, "" }, 1, 0, 6, NONE, WALLET_REASON_INCOMPLETE },
    { "a licence", { NULL, MEMBER, "" }, 1, 0, NONE, NONE, WALLET_REASON_INCOMPLETE },
    { "another", { "citizen_number", NULL, "" }, 1, 1, NONE, NONE, WALLET_REASON_INCOMPLETE },
    { "all members", { "citizen_number", "address", "" }, 1, 1, 9, NONE, WALLET_REASON_INCOMPLETE },
    { "a member's field",
      { "citizen_number", "members.2.citizen_number", "" },
      1,
      1,
      9,
      8,
      WALLET_REASON_INCOMPLETE },
    { "two of one member are not one of two",
      { "citizen_number", "members.1.birth_date members.2.citizen_number", "" },
      1,
      1,
      9,
      11,
      WALLET_REASON_INCOMPLETE },
    { "two fields of a member",
      { "citizen_number", "members.3", "" },
      2,
      1,
      9,
      11,
      WALLET_REASON_INCOMPLETE },
    { "what need not be there",
      { "citizen_number", MEMBER, NULL },
      1,
      2,
      NONE,
      NONE,
      WALLET_REASON_NONE },
};

TEST(what_is_missing_is_told_one_by_one)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        CHECK_ROW(answers[i].what, answer(&desk, &answers[i].shown), answers[i].wanted);
        CHECK_ROW(
            answers[i].what,
            wallet_presentation_gap_count(desk.presentation),
            answers[i].gap_count);
        check_gap(
            &desk,
            answers[i].what,
            answers[i].gap_count - 1,
            answers[i].item,
            answers[i].field,
            answers[i].member);
    }

    desk_close(&desk);
}

/** What is incomplete is not used up: shown again with what was missing, it counts. */
TEST(what_is_incomplete_is_not_remembered)
{
    struct desk desk;
    const struct shown too_little = { "sex", MEMBER, "" };
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(answer(&desk, &too_little), WALLET_REASON_INCOMPLETE);
    CHECK_EQUAL(desk.seen_count, 0);
    desk_close(&desk);
}

/** Of two licences of one type the first one answers; the other one answers nothing. */
TEST(a_licence_too_many_answers_no_item)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes card =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);
    struct wallet_selection *selections[] = { desk_select(&desk, card, "citizen_number"),
                                              desk_select(&desk, card, "") };
    struct wallet_request *request = desk_ask(&desk, items, 1, WALLET_RELATION_NONE);

    CHECK_EQUAL(
        desk_judge(
            &desk,
            desk_show(&desk, selections, 2, NULL, wallet_request_nonce(request), AGENCY_NOW),
            request,
            AGENCY_NOW),
        WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_presentation_item(desk.presentation, 0), 0);
    CHECK_EQUAL(wallet_presentation_item(desk.presentation, 1), WALLET_NO_ITEM);
    wallet_request_free(request);
    desk_close(&desk);
}

/** As many gaps as a request can have; the last of them is the one that counts. */
TEST(no_gap_is_lost_however_many_there_are)
{
    struct desk desk;
    uint64_t many_members[WALLET_REQUEST_FIELD_MAX];
    struct wallet_request_field many_fields[WALLET_REQUEST_FIELD_MAX - 1];
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < WALLET_REQUEST_FIELD_MAX; i++) {
        many_members[i] = 100 + i;
    }

    for (size_t i = 0; i < WALLET_REQUEST_FIELD_MAX - 1; i++) {
        many_fields[i] = (struct wallet_request_field){ .key = 100 + i };
    }

    many_fields[0] = (struct wallet_request_field){ 9, many_members, WALLET_REQUEST_FIELD_MAX };
    const struct wallet_request_item asked[] = {
        { DESK_REGISTER, many_fields, WALLET_REQUEST_FIELD_MAX - 1, false },
        { DESK_CARD, card_fields, 1, true },
    };
    struct wallet_request *request = desk_ask(&desk, asked, 2, WALLET_RELATION_NONE);
    struct wallet_selection *selections[] = { desk_select(
        &desk, desk_issue(&desk, DESK_REGISTER, desk_register(), desk.holder), "members.1") };

    CHECK_EQUAL(
        desk_judge(
            &desk,
            desk_show(&desk, selections, 1, NULL, wallet_request_nonce(request), AGENCY_NOW),
            request,
            AGENCY_NOW),
        WALLET_REASON_INCOMPLETE);
    CHECK_EQUAL(
        wallet_presentation_gap_count(desk.presentation), 2 * WALLET_REQUEST_FIELD_MAX - 2 + 1);
    wallet_request_free(request);
    desk_close(&desk);
}
