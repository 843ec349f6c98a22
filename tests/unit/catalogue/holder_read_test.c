/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include "type_rows.h"

TEST(the_holders_code_must_be_found)
{
    static const struct row rows[] = {
        { "{" SAMPLE_HEAD "\"fields\":" SAMPLE_FIELDS "}",
          STRUCTURE,
          "'holder': missing: expected an object" },
        { WITH_HOLDER("{\"kind\":\"family\",\"field\":\"number\"}"),
          STRUCTURE,
          "'holder.kind': expected one of 'person', 'organisation', 'household', 'either'" },
        { WITH_HOLDER("{\"kind\":\"person\"}"),
          STRUCTURE,
          "'holder.field': missing: expected a string" },
        { WITH_HOLDER("{\"kind\":\"person\",\"field\":\"nummer\"}"),
          STRUCTURE,
          "'holder.field': there is no field of this name" },
        { WITH_HOLDER("{\"kind\":\"person\",\"field\":\"name\"}"),
          STRUCTURE,
          "'holder.field': the field is of the wrong kind" },
        { WITH_HOLDER("{\"kind\":\"organisation\",\"field\":\"number\"}"),
          STRUCTURE,
          "'holder.field': the field is of the wrong kind" },
        { WITH_HOLDER("{\"kind\":\"person\",\"field\":\"number\",\"head\":2}"),
          STRUCTURE,
          "'holder': unknown member 'head'" },
        { WITH_HOLDER("{\"kind\":\"household\",\"members\":\"name\"}"),
          STRUCTURE,
          "'holder.members': the field is of the wrong kind" },
        { WITH_HOLDER("{\"kind\":\"household\",\"members\":\"family\"}"),
          STRUCTURE,
          "'holder.field': missing: expected a string" },
        { WITH_HOLDER("{\"kind\":\"household\",\"members\":\"family\",\"field\":\"number\","
                      "\"relation\":\"born\",\"head\":2}"),
          STRUCTURE,
          "'holder.relation': the field is of the wrong kind" },
    };

    CHECK_ROWS(rows);
}

#define EITHER(person_, organisation_) \
    WITH_HOLDER("{\"kind\":\"either\"," person_ organisation_ "}")
#define REQUIRED(field_, name_)                                              \
    "{" SAMPLE_HEAD "\"holder\":{\"kind\":\"either\",\"person\":\"number\"," \
    "\"organisation\":\"company\"},\"fields\":[" field_ "," name_ "]}"

TEST(both_codes_must_be_found_where_a_person_or_an_organisation_is_the_holder)
{
    static const struct row rows[] = {
        { EITHER("\"field\":\"number\"", ""), STRUCTURE, "'holder': unknown member 'field'" },
        { EITHER("\"organisation\":\"company\"", ""),
          STRUCTURE,
          "'holder.person': missing: expected a string" },
        { EITHER("\"person\":\"number\"", ""),
          STRUCTURE,
          "'holder.organisation': missing: expected a string" },
        { EITHER("\"person\":\"number\",", "\"organisation\":\"firm\""),
          STRUCTURE,
          "'holder.organisation': there is no field of this name" },
        { EITHER("\"person\":\"company\",", "\"organisation\":\"number\""),
          STRUCTURE,
          "'holder.person': the field is of the wrong kind" },
        { EITHER("\"person\":\"number\",", "\"organisation\":\"number\""),
          STRUCTURE,
          "'holder.organisation': the field is of the wrong kind" },
        { REQUIRED(
              SAMPLE_FIELD(1, "number", "号", "\"required\":true,\"kind\":\"citizen-number\""),
              SAMPLE_FIELD(2, "company", "社", "\"kind\":\"uscc\"")),
          STRUCTURE,
          "'holder.person': the field is required, and the other could never stand" },
        { REQUIRED(
              SAMPLE_FIELD(1, "number", "号", "\"kind\":\"citizen-number\""),
              SAMPLE_FIELD(2, "company", "社", "\"required\":true,\"kind\":\"uscc\"")),
          STRUCTURE,
          "'holder.organisation': the field is required, and the other could never stand" },
    };

    CHECK_ROWS(rows);
}

TEST(a_person_or_an_organisation_is_read_as_the_holder)
{
    struct wallet_catalogue *catalogue =
        sample_parse(EITHER("\"person\":\"number\",", "\"organisation\":\"company\""));
    const struct wallet_type *type = wallet_catalogue_at(catalogue, 0);

    CHECK_EQUAL(wallet_type_holder(type), WALLET_HOLDER_EITHER);
    CHECK_TEXT(wallet_field_name(wallet_type_holder_person(type)), "number");
    CHECK_TEXT(wallet_field_name(wallet_type_holder_organisation(type)), "company");
    wallet_catalogue_free(catalogue);
}

TEST(the_head_of_a_household_must_be_a_code_of_the_relation)
{
    static const struct row rows[] = {
        { "{" SAMPLE_HEAD
          "\"holder\":{\"kind\":\"household\",\"members\":\"family\",\"field\":\"number\","
          "\"relation\":\"role\",\"head\":3},\"fields\":[" SAMPLE_FIELD(
              1,
              "family",
              "家人",
              "\"kind\":\"members\",\"fields\":[" SAMPLE_FIELD(1, "number", "号码", "\"kind\":\"citizen-number\"") "," SAMPLE_FIELD(
                  2, "role", "关系", "\"kind\":\"code\",\"codes\":" SAMPLE_COLOURS) "]") "]}",
          STRUCTURE,
          "'holder.head': not a code of 'role'" },
    };

    CHECK_ROWS(rows);
}
