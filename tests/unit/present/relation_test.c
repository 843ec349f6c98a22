/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"
#include "test.h"

#include <string.h>

/* Whether licences belong together as a request demands. */

static const struct wallet_request_field name_field[] = { { .key = 1 } };
static const struct wallet_request_field head_field[] = { { .key = 2 } };

enum {
    SHOWN_MAX = 4,
};

/** One licence of those that are shown. */
struct one {
    const char *type;
    const char *name;   /* of a card or, of a business, who represents it */
    const char *number; /* of a card or a business */
    const char *paths;
    bool is_printed; /* else bound to the key of the holder */
};

static struct wallet_bytes issue_one(const struct desk *desk, const struct one *one)
{
    const struct wallet_key *holder = one->is_printed ? NULL : desk->holder;

    if (strcmp(one->type, DESK_REGISTER) == 0) {
        return desk_issue(desk, one->type, desk_register(), holder);
    }

    const char *json = strcmp(one->type, DESK_CARD) == 0 ? desk_card(one->name, one->number)
                                                         : desk_business(one->number, one->name);
    return desk_issue(desk, one->type, json, holder);
}

/** An array with each licence as it is shown: by its holder, or printed. */
static struct wallet_bytes show_all(
    const struct desk *desk, const struct one *ones, size_t count, struct wallet_bytes nonce)
{
    uint8_t *all = test_memory(WALLET_PRESENTATION_MAX);
    size_t size = 0;

    if (count > 1) {
        all[size++] = (uint8_t)(0x80 + count);
    }

    for (size_t i = 0; i < count; i++) {
        struct wallet_bytes one = issue_one(desk, &ones[i]);
        if (!ones[i].is_printed) {
            struct wallet_selection *selection = desk_select(desk, one, ones[i].paths);
            one = desk_show(desk, &selection, 1, NULL, nonce, AGENCY_NOW);
        }

        memcpy(all + size, one.data, one.size);
        size += one.size;
    }

    return (struct wallet_bytes){ all, size };
}

/** Asks for the first licence only: the relation is that of all that are shown. */
static enum wallet_reason relate(
    struct desk *desk, enum wallet_relation relation, const struct one *ones)
{
    const bool is_register = strcmp(ones[0].type, DESK_REGISTER) == 0;
    const struct wallet_request_item item = {
        ones[0].type, is_register ? head_field : name_field, 1, true
    };
    struct wallet_request *request = desk_ask(desk, &item, 1, relation);
    size_t count = 0;

    while (count < SHOWN_MAX && ones[count].type) {
        count++;
    }

    const struct wallet_bytes shown = show_all(desk, ones, count, wallet_request_nonce(request));
    const enum wallet_reason reason = desk_judge(desk, shown, request, AGENCY_NOW);
    wallet_request_free(request);
    return reason;
}

/** One row of a table: what is shown, and what comes of it. */
struct row {
    const char *what;
    struct one ones[SHOWN_MAX];
    enum wallet_reason wanted;
};

static void check_rows(enum wallet_relation relation, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct desk desk;
        desk_open(&desk, WALLET_ALGORITHM_ED25519);
        CHECK_ROW(rows[i].what, relate(&desk, relation, rows[i].ones), rows[i].wanted);
        CHECK_ROW(rows[i].what, desk.seen_count > 0, rows[i].wanted == WALLET_REASON_NONE);
        desk_close(&desk);
    }
}

#define ROWS(rows) rows, sizeof rows / sizeof rows[0]

#define CARD(name, number, paths)             \
    {                                         \
        DESK_CARD, name, number, paths, false \
    }
#define PRINTED(name, number)             \
    {                                     \
        DESK_CARD, name, number, "", true \
    }
#define REGISTER(paths)                         \
    {                                           \
        DESK_REGISTER, NULL, NULL, paths, false \
    }
#define BUSINESS(number, represents)                 \
    {                                                \
        DESK_BUSINESS, represents, number, "", false \
    }
#define PRINTED_BUSINESS(number, represents)        \
    {                                               \
        DESK_BUSINESS, represents, number, "", true \
    }

#define COMPANY "913605020000000194"
#define ANOTHER "91360502000000027Y"

TEST(of_one_holder)
{
    static const struct row rows[] = {
        { "one licence", { CARD("钟望舒", DESK_WOMAN, "") }, WALLET_REASON_NONE },
        { "two bound to one key",
          { CARD("钟望舒", DESK_WOMAN, ""), BUSINESS(COMPANY, "钟望舒") },
          WALLET_REASON_NONE },
        { "printed, with the number shown",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number"), PRINTED("钟望舒", DESK_WOMAN) },
          WALLET_REASON_NONE },
        { "printed, with who holds the other",
          { CARD("钟望舒", DESK_WOMAN, "holder"), PRINTED("钟望舒", DESK_WOMAN) },
          WALLET_REASON_NONE },
        { "printed, of somebody else",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number"), PRINTED("蓝临川", DESK_HUSBAND) },
          WALLET_REASON_HOLDER },
        { "printed, of somebody of the same name",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number"), PRINTED("钟望舒", DESK_STRANGER) },
          WALLET_REASON_HOLDER },
        { "printed, and the number is kept back",
          { CARD("钟望舒", DESK_WOMAN, ""), PRINTED("钟望舒", DESK_WOMAN) },
          WALLET_REASON_HOLDER },
        { "two printed of one person",
          { PRINTED("钟望舒", DESK_WOMAN), PRINTED("钟望舒", DESK_WOMAN) },
          WALLET_REASON_NONE },
        { "a third of somebody else",
          { CARD("钟望舒", DESK_WOMAN, "holder"),
            PRINTED("钟望舒", DESK_WOMAN),
            PRINTED("蓝临川", DESK_HUSBAND) },
          WALLET_REASON_HOLDER },
        { "two printed of one company",
          { PRINTED_BUSINESS(COMPANY, "钟望舒"), PRINTED_BUSINESS(COMPANY, "钟望舒") },
          WALLET_REASON_NONE },
        { "two printed of two companies",
          { PRINTED_BUSINESS(COMPANY, "钟望舒"), PRINTED_BUSINESS(ANOTHER, "钟望舒") },
          WALLET_REASON_HOLDER },
    };

    check_rows(WALLET_RELATION_ONE_HOLDER, ROWS(rows));
}

#define HER_PAGE "members.1.citizen_number"
#define HIS_PAGE "members.2.citizen_number"

TEST(of_one_household)
{
    static const struct row rows[] = {
        { "the head and the register",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number"), REGISTER(HER_PAGE) },
          WALLET_REASON_NONE },
        { "a member, by who holds it",
          { CARD("蓝临川", DESK_HUSBAND, "holder"), REGISTER(HIS_PAGE) },
          WALLET_REASON_NONE },
        { "two members",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number"),
            CARD("蓝临川", DESK_HUSBAND, "citizen_number"),
            REGISTER(HER_PAGE " " HIS_PAGE) },
          WALLET_REASON_NONE },
        { "the register alone", { REGISTER("") }, WALLET_REASON_NONE },
        { "another member's page",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number"), REGISTER(HIS_PAGE) },
          WALLET_REASON_HOLDER },
        { "a stranger",
          { CARD("钟望舒", DESK_STRANGER, "citizen_number"), REGISTER(HER_PAGE " " HIS_PAGE) },
          WALLET_REASON_HOLDER },
        { "a member and a stranger",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number"),
            REGISTER(HER_PAGE),
            CARD("钟望舒", DESK_STRANGER, "citizen_number") },
          WALLET_REASON_HOLDER },
        { "no register",
          { CARD("钟望舒", DESK_WOMAN, "citizen_number") },
          WALLET_REASON_INCOMPLETE },
        { "no number on the card",
          { CARD("钟望舒", DESK_WOMAN, ""), REGISTER(HER_PAGE) },
          WALLET_REASON_INCOMPLETE },
        { "a company",
          { BUSINESS(COMPANY, "钟望舒"), REGISTER(HER_PAGE) },
          WALLET_REASON_INCOMPLETE },
    };

    check_rows(WALLET_RELATION_ONE_HOUSEHOLD, ROWS(rows));
}

TEST(of_one_enterprise)
{
    static const struct row rows[] = {
        { "the licence and its representative",
          { CARD("钟望舒", DESK_WOMAN, ""), BUSINESS(COMPANY, "钟望舒") },
          WALLET_REASON_NONE },
        { "the licence alone", { BUSINESS(COMPANY, "钟望舒") }, WALLET_REASON_NONE },
        { "two of one company",
          { BUSINESS(COMPANY, "钟望舒"), PRINTED_BUSINESS(COMPANY, "钟望舒") },
          WALLET_REASON_NONE },
        { "somebody else",
          { CARD("蓝临川", DESK_HUSBAND, ""), BUSINESS(COMPANY, "钟望舒") },
          WALLET_REASON_HOLDER },
        { "a name that begins alike",
          { CARD("钟望", DESK_WOMAN, ""), BUSINESS(COMPANY, "钟望舒") },
          WALLET_REASON_HOLDER },
        { "another company",
          { BUSINESS(COMPANY, "钟望舒"), BUSINESS(ANOTHER, "钟望舒") },
          WALLET_REASON_HOLDER },
        { "no company", { CARD("钟望舒", DESK_WOMAN, "") }, WALLET_REASON_INCOMPLETE },
        { "a register, which names nobody",
          { BUSINESS(COMPANY, "钟望舒"), REGISTER("") },
          WALLET_REASON_INCOMPLETE },
    };

    check_rows(WALLET_RELATION_ONE_ENTERPRISE, ROWS(rows));
}

TEST(without_a_relation_they_need_not_belong_together)
{
    static const struct row rows[] = {
        { "anything",
          { CARD("钟望舒", DESK_WOMAN, ""),
            PRINTED("蓝临川", DESK_HUSBAND),
            BUSINESS(ANOTHER, "某人") },
          WALLET_REASON_NONE },
    };

    check_rows(WALLET_RELATION_NONE, ROWS(rows));
}
