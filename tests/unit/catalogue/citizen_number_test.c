/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/citizen_number.h"

#include "catalogue/record.h"
#include "sample.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum {
    DAY_1949 = -7306,  /* 1949-12-31 */
    DAY_1880 = -32872, /* 1880-01-01 */
};

static const struct wallet_field *member_field(
    const struct wallet_field *members, struct wallet_bytes name)
{
    for (size_t i = 0; i < wallet_field_member_field_count(members); i++) {
        const struct wallet_field *field = wallet_field_member_field_at(members, i);
        if (strcmp(wallet_field_name(field), (const char *)name.data) == 0) {
            return field;
        }
    }

    return NULL;
}

/** The field of a type, or of its members if it has any of this name. */
static const struct wallet_field *field_of(const struct wallet_type *type, const char *name)
{
    const struct wallet_field *members = wallet_type_find_field(type, test_text("members"));
    const struct wallet_field *inner = members ? member_field(members, test_text(name)) : NULL;
    return inner ? inner : wallet_type_find_field(type, test_text(name));
}

/* The samples of GB 11643 itself: a woman born on the last day of 1949, a man on the first of 1880. */
TEST(a_number_tells_the_day_of_birth_and_the_sex)
{
    static const struct {
        const char *number;
        const char *field;
        int64_t value;
        enum wallet_finding finding;
    } rows[] = {
        { "11010519491231002X", "birth_date", DAY_1949, WALLET_FINDING_NONE },
        { "11010519491231002X", "birth_date", DAY_1949 + 1, WALLET_FINDING_CONTRADICTION },
        { "11010519491231002X", "birth_date", DAY_1949 - 1, WALLET_FINDING_CONTRADICTION },
        { "440524188001010014", "birth_date", DAY_1880, WALLET_FINDING_NONE },
        { "440524188001010014", "birth_date", DAY_1949, WALLET_FINDING_CONTRADICTION },
        { "11010519491231002X", "sex", 2, WALLET_FINDING_NONE },
        { "11010519491231002X", "sex", 1, WALLET_FINDING_CONTRADICTION },
        { "440524188001010014", "sex", 1, WALLET_FINDING_NONE },
        { "440524188001010014", "sex", 2, WALLET_FINDING_CONTRADICTION },
        /* unknown and unspecified deny nothing */
        { "440524188001010014", "sex", 0, WALLET_FINDING_NONE },
        { "11010519491231002X", "sex", 9, WALLET_FINDING_NONE },
        /* nor does what is no number, but a wrong check character makes it none */
        { "440524188001010015", "sex", 2, WALLET_FINDING_CONTRADICTION },
        { "440524188013010014", "sex", 2, WALLET_FINDING_NONE },
        { "44052418800101001", "sex", 2, WALLET_FINDING_NONE },
        { "44052418800101A014", "birth_date", 1, WALLET_FINDING_NONE },
        { "", "birth_date", 1, WALLET_FINDING_NONE },
    };
    struct wallet_catalogue *catalogue = sample_shipped();
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text("id-card"));

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_value value = { .number = rows[i].value };
        CHECK_ROW(
            rows[i].number,
            wlt_citizen_number_compare(
                test_text(rows[i].number), field_of(type, rows[i].field), &value),
            rows[i].finding);
    }

    wallet_catalogue_free(catalogue);
}

/* A field is held against the number of the person it is about, and against nobody else's. */
TEST(types_that_ship_say_what_their_numbers_tell)
{
    static const struct {
        const char *type;
        const char *field;
        const char *number; /* NULL: none tells it */
    } rows[] = {
        { "birth-certificate", "birth_date", NULL }, /* the child's; the number is the mother's */
        { "birth-certificate", "sex", NULL },
        { "disability-certificate",
          "birth_date",
          NULL }, /* 出生年月, of which the day may be any */
        { "disability-certificate", "sex", "holder_number" },
        { "divorce-certificate", "birth_date", "citizen_number" },
        { "divorce-certificate", "sex", "citizen_number" },
        { "divorce-certificate", "other_birth_date", NULL },
        { "divorce-certificate", "other_sex", NULL },
        { "driving-licence", "birth_date", "citizen_number" },
        { "driving-licence", "sex", "citizen_number" },
        { "elderly-card", "birth_date", "citizen_number" },
        { "elderly-card", "sex", "citizen_number" },
        { "household-register", "birth_date", "citizen_number" },
        { "household-register", "sex", "citizen_number" },
        { "id-card", "birth_date", "citizen_number" },
        { "id-card", "sex", "citizen_number" },
        { "id-card", "valid_from", NULL },
        { "marriage-certificate", "birth_date", "citizen_number" },
        { "marriage-certificate", "sex", "citizen_number" },
        { "marriage-certificate", "other_birth_date", NULL },
        { "marriage-certificate", "other_sex", NULL },
        { "residence-permit", "birth_date", "citizen_number" },
        { "residence-permit", "sex", "citizen_number" },
        { "subsistence-allowance-certificate", "birth_date", "citizen_number" },
        { "subsistence-allowance-certificate", "sex", "citizen_number" },
    };
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text(rows[i].type));
        const struct wallet_field *field = field_of(type, rows[i].field);
        CHECK(field);
        CHECK_ROW(rows[i].type, field->number != NULL, rows[i].number != NULL);
        CHECK_TEXT(
            field->number ? wallet_field_name(field->number) : "",
            rows[i].number ? rows[i].number : "");
    }

    wallet_catalogue_free(catalogue);
}

#define CARD(sex_, birth_, rest_)                                                 \
    "{" rest_ "\"fields\":{\"name\":\"简素心\",\"sex\":\"" sex_                   \
    "\",\"ethnic_group\":\"汉\",\"birth_date\":\"" birth_                         \
    "\",\"address\":\"样例路1号\",\"citizen_number\":\"360502199003070024\"," \
    "\"issuing_authority\":\"某局\",\"valid_from\":\"2026-01-01\","             \
    "\"valid_until\":\"2046-01-01\"}}"

struct row {
    const char *json;
    enum wallet_status status;
    const char *message;
};

static void check_rows(const char *name, const struct row *rows, size_t count)
{
    struct wallet_catalogue *catalogue = sample_shipped();
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text(name));

    for (size_t i = 0; i < count; i++) {
        struct wallet_record *record = NULL;
        struct wallet_error error = { 0 };
        const enum wallet_status status =
            wallet_record_parse(type, test_text(rows[i].json), &record, &error);
        CHECK_ROW(rows[i].json, status, rows[i].status);
        CHECK_TEXT(error.message, rows[i].message);
        wallet_record_free(record);
    }

    wallet_catalogue_free(catalogue);
}

#define CHECK_ROWS(name, rows) check_rows(name, rows, sizeof(rows) / sizeof((rows)[0]))

TEST(a_record_that_contradicts_itself_is_refused_unless_somebody_decided)
{
    static const struct row rows[] = {
        { CARD("女", "1990-03-07", ""), WALLET_OK, "" },
        { CARD("未说明", "1990-03-07", ""), WALLET_OK, "" },
        { CARD("男", "1990-03-07", ""),
          WALLET_ERR_VALUE,
          "'sex': it contradicts the citizen number" },
        { CARD("女", "1990-07-03", ""),
          WALLET_ERR_VALUE,
          "'birth_date': it contradicts the citizen number" },
        { CARD("男", "1990-07-03", "\"accept_findings\":true,"), WALLET_OK, "" },
    };

    CHECK_ROWS("id-card", rows);
}

#define MEMBER(relation_, sex_, birth_, number_)                        \
    "{\"name\":\"某人\",\"relation\":\"" relation_ "\",\"sex\":\"" sex_ \
    "\",\"birth_date\":\"" birth_ "\",\"citizen_number\":\"" number_ "\"}"
#define FAMILY(members_)                                                  \
    "{\"fields\":{\"certificate_number\":\"1\",\"head_name\":\"某人\"," \
    "\"address\":\"样例路1号\",\"persons\":2,\"amount\":\"800元\","  \
    "\"issuing_authority\":\"某局\",\"issued_on\":\"2026-01-01\",\"members\":[" members_ "]}}"
#define HEAD MEMBER("户主", "女", "1990-03-07", "360502199003070024")

TEST(each_member_is_held_against_its_own_number)
{
    static const struct row rows[] = {
        { FAMILY(HEAD "," MEMBER("夫", "男", "1955-12-31", "360521195512310031")), WALLET_OK, "" },
        { FAMILY(HEAD "," MEMBER("夫", "女", "1955-12-31", "360521195512310031")),
          WALLET_ERR_VALUE,
          "'members[1].sex': it contradicts the citizen number" },
        { FAMILY(HEAD "," MEMBER("夫", "男", "1990-03-07", "360521195512310031")),
          WALLET_ERR_VALUE,
          "'members[1].birth_date': it contradicts the citizen number" },
        { FAMILY(HEAD ",{\"name\":\"某人\",\"relation\":\"夫\","
                      "\"citizen_number\":\"360521195512310031\"}"),
          WALLET_OK,
          "" },
    };

    CHECK_ROWS("subsistence-allowance-certificate", rows);
}

/* Who corrects both the number and the date does it one by one, in any order. */
TEST(a_contradiction_counts_when_all_is_said_and_not_before)
{
    struct wallet_catalogue *catalogue = sample_shipped();
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text("id-card"));
    const struct wallet_bytes json = test_text(CARD("女", "1990-03-07", ""));
    struct wallet_record *record = NULL;

    CHECK_EQUAL(wallet_record_parse(type, json, &record, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_record_set(record, "citizen_number", test_text("360521195512310031"), NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_record_check(record, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_record_set(record, "sex", test_text("男"), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_check(record, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_record_set(record, "birth_date", test_text("1955-12-31"), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_check(record, NULL), WALLET_OK);

    CHECK_EQUAL(wallet_record_set(record, "sex", test_text("女"), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_check(record, NULL), WALLET_ERR_VALUE);
    wallet_record_terms(record)->accept_findings = true;
    CHECK_EQUAL(wallet_record_check(record, NULL), WALLET_OK);
    wallet_record_free(record);
    wallet_catalogue_free(catalogue);
}
