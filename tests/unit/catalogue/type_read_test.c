/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/catalogue.h>

#include "base/buffer.h"
#include "test.h"
#include "type_rows.h"

TEST(a_type_is_read_with_all_that_it_says)
{
    struct wallet_catalogue *catalogue = sample_parse(SAMPLE_TYPE);
    const struct wallet_type *type = wallet_catalogue_at(catalogue, 0);

    CHECK_EQUAL(wallet_catalogue_count(catalogue), 1);
    CHECK_TEXT(wallet_type_name(type), "sample-pass");
    CHECK_TEXT(wallet_type_code(type), "11360500000000019F901");
    CHECK_TEXT(wallet_type_title(type, WALLET_CHINESE), "样证");
    CHECK_TEXT(wallet_type_title(type, WALLET_ENGLISH), "Sample Pass");
    CHECK_TEXT(wallet_type_definer(type, WALLET_CHINESE), "样局");
    CHECK_TEXT(wallet_type_validity(type, WALLET_ENGLISH), "one year");
    CHECK_TEXT(wallet_type_source(type), "tests");
    CHECK_EQUAL(wallet_type_holder(type), WALLET_HOLDER_PERSON);
    CHECK_TEXT(wallet_field_name(wallet_type_holder_person(type)), "number");
    CHECK(!wallet_type_holder_organisation(type));
    CHECK_EQUAL(wallet_type_field_count(type), 10);
    wallet_catalogue_free(catalogue);
}

TEST(a_holder_has_one_of_a_type_unless_the_file_says_several)
{
    static const struct {
        const char *json;
        enum wallet_status status;
        bool allows_several;
    } rows[] = {
        { "{" SAMPLE_HEAD SAMPLE_HOLDER ",\"fields\":" SAMPLE_FIELDS "}", WALLET_OK, false },
        { "{" SAMPLE_HEAD SAMPLE_HOLDER ",\"several\":false,\"fields\":" SAMPLE_FIELDS "}",
          WALLET_OK,
          false },
        { "{" SAMPLE_HEAD SAMPLE_HOLDER ",\"several\":true,\"fields\":" SAMPLE_FIELDS "}",
          WALLET_OK,
          true },
        { "{" SAMPLE_HEAD SAMPLE_HOLDER ",\"several\":2,\"fields\":" SAMPLE_FIELDS "}",
          STRUCTURE,
          false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_catalogue *catalogue = NULL;
        CHECK_ROW(
            rows[i].json,
            wallet_catalogue_parse(test_text(rows[i].json), NULL, &catalogue, NULL),
            rows[i].status);
        if (catalogue) {
            CHECK_ROW(
                rows[i].json,
                wallet_type_allows_several(wallet_catalogue_at(catalogue, 0)),
                rows[i].allows_several);
        }
        wallet_catalogue_free(catalogue);
    }
}

TEST(what_is_no_json_is_told_with_line_and_column)
{
    static const struct row rows[] = {
        { "", WALLET_ERR_MALFORMED, "line 1, column 1: the text ends too early" },
        { "{\n\"name\":\n", WALLET_ERR_MALFORMED, "line 3, column 1: the text ends too early" },
        { "{\n\"name\": tru }", WALLET_ERR_MALFORMED, "line 2, column 9: not JSON" },
        { "{} {}", WALLET_ERR_MALFORMED, "line 1, column 4: something follows the end" },
        { "{\"a\":1,\n\"a\":2}",
          WALLET_ERR_MALFORMED,
          "line 2, column 1: a name stands twice in one object" },
        { "{\"a\":\"\xff\"}", WALLET_ERR_MALFORMED, "line 1, column 7: not UTF-8" },
        { "{\"a\":\"\\u0000\"}",
          WALLET_ERR_MALFORMED,
          "line 1, column 6: a NUL character in a string" },
        { "{\"a\":99999999999999999999}",
          WALLET_ERR_MALFORMED,
          "line 1, column 6: a number is too large" },
    };

    CHECK_ROWS(rows);
}

static const struct row no_types[] = {
    { "[]", STRUCTURE, "expected an object" },
    { "{}", STRUCTURE, "'name': missing: expected a string" },
    { "{\"nmae\":\"x\"}", STRUCTURE, "unknown member 'nmae'" },
    { "{\"\\u001b[31m\":\"x\"}", STRUCTURE, "unknown member '?[31m'" },
    { "{\"name\":1}", STRUCTURE, "'name': expected a string" },
    { "{\"name\":\"A\"}",
      STRUCTURE,
      "'name': expected a name of a-z, 0-9 and '-', a letter first, of at most 63 characters" },
    { "{\"name\":\"1a\"}",
      STRUCTURE,
      "'name': expected a name of a-z, 0-9 and '-', a letter first, of at most 63 characters" },
    { "{\"name\":\"\"}",
      STRUCTURE,
      "'name': expected a name of a-z, 0-9 and '-', a letter first, of at most 63 characters" },
    { "{\"name\":\"a\"}", STRUCTURE, "'code': missing: expected a string" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019G901\"}",
      STRUCTURE,
      "'code': not the definer's USCC and three digits: the check character is wrong" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019F\"}",
      STRUCTURE,
      "'code': not the definer's USCC and three digits: it is too short or too long" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019F901\"}",
      STRUCTURE,
      "'title': missing: expected an object" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019F901\",\"title\":{\"zh\":\"甲\"}}",
      STRUCTURE,
      "'title.en': missing: expected a string" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019F901\","
      "\"title\":{\"zh\":\"甲\",\"en\":\"a\",\"fr\":\"a\"}}",
      STRUCTURE,
      "'title': unknown member 'fr'" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019F901\",\"title\":{\"zh\":\"\",\"en\":\"a\"}"
      "}",
      STRUCTURE,
      "'title.zh': expected a text that is not empty" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019F901\","
      "\"title\":{\"zh\":\"甲\\u202e\",\"en\":\"a\"}}",
      STRUCTURE,
      "'title.zh': control or invisible characters" },
    { "{\"name\":\"a\",\"code\":\"11360500000000019F901\","
      "\"title\":{\"zh\":\"甲\",\"en\":\"e\\u0301\"}}",
      STRUCTURE,
      "'title.en': not in Unicode normalisation form C" },
    { "{" SAMPLE_HEAD "\"x\":1}", STRUCTURE, "unknown member 'x'" },
    { "{" SAMPLE_HEAD SAMPLE_HOLDER "}", STRUCTURE, "'fields': missing: expected an array" },
    { WITH_FIELDS("[]"), STRUCTURE, "'fields': expected 1 to 256 fields" },
    { WITH_FIELDS("{}"), STRUCTURE, "'fields': expected an array" },
    { WITH_FIELDS("[1]"), STRUCTURE, "'fields[0]': expected an object" },
};

TEST(what_is_wrong_is_told_with_its_line)
{
    static const struct row rows[] = {
        { "{\n\"name\":\n1}", STRUCTURE, "line 3: 'name': expected a string" },
        { "\n\n{}", STRUCTURE, "line 3: 'name': missing: expected a string" },
        { "{\"name\":\"a\",\n\n\n\"x\":1}", STRUCTURE, "line 4: unknown member 'x'" },
        { "{\n" SAMPLE_HEAD "\n" SAMPLE_HOLDER ",\"fields\":[\n{\"key\":1,\n\"name\":\"A\"}]}",
          STRUCTURE,
          "line 5: 'fields[0].name': expected a name of a-z, 0-9 and '_', a letter first, of at "
          "most 63 "
          "characters" },
    };

    CHECK_ROWS(rows);
}

TEST(what_is_not_a_type_is_refused_with_the_way_to_it)
{
    CHECK_ROWS(no_types);
}

static const struct row no_fields[] = {
    { WITH_FIELD("\"kind\":\"txt\""),
      STRUCTURE,
      "'fields[0].kind': expected one of 'text', 'date', 'code', 'citizen-number', 'uscc', "
      "'division', 'number', 'portrait', 'members'" },
    { WITH_FIELD("\"x\":1"), STRUCTURE, "'fields[0]': unknown member 'x'" },
    { WITH_FIELD("\"required\":true"), STRUCTURE, "'fields[0].kind': missing: expected a string" },
    { WITH_FIELD("\"kind\":\"text\",\"required\":1"),
      STRUCTURE,
      "'fields[0].required': expected true or false" },
    { WITH_FIELD("\"kind\":\"text\",\"sensitive\":\"yes\""),
      STRUCTURE,
      "'fields[0].sensitive': expected true or false" },
    { WITH_FIELD("\"kind\":\"text\",\"identifier\":\"_X\""),
      STRUCTURE,
      "'fields[0].identifier': expected letters, digits and '_', a letter first" },
    { WITH_FIELD("\"kind\":\"text\",\"long_term\":true"),
      STRUCTURE,
      "'fields[0].long_term': only fields of the kind 'date' have this" },
    { WITH_FIELD("\"kind\":\"text\",\"codes\":[]"),
      STRUCTURE,
      "'fields[0].codes': only fields of the kind 'code' have this" },
    { WITH_FIELD("\"kind\":\"text\",\"birth_date\":\"b\""),
      STRUCTURE,
      "'fields[0].birth_date': only fields of the kind 'citizen-number' have this" },
    { WITH_FIELD("\"kind\":\"uscc\",\"sex\":\"b\""),
      STRUCTURE,
      "'fields[0].sex': only fields of the kind 'citizen-number' have this" },
    { WITH_FIELD("\"kind\":\"text\",\"fields\":[]"),
      STRUCTURE,
      "'fields[0].fields': only fields of the kind 'members' have this" },
    { WITH_FIELD("\"kind\":\"members\",\"fields\":[" SAMPLE_FIELD(
          1, "b", "乙", "\"kind\":\"members\",\"fields\":[]") "]"),
      STRUCTURE,
      "'fields[0].fields[0].kind': members have no members of their own" },
    { WITH_FIELD("\"kind\":\"members\""),
      STRUCTURE,
      "'fields[0].fields': missing: expected an array" },
    { WITH_FIELDS("[{\"key\":0}]"),
      STRUCTURE,
      "'fields[0].key': expected a number from 1 to 65535" },
    { WITH_FIELDS("[{\"key\":65536}]"),
      STRUCTURE,
      "'fields[0].key': expected a number from 1 to 65535" },
    { WITH_FIELDS("[{\"key\":-1}]"),
      STRUCTURE,
      "'fields[0].key': expected a number from 1 to 65535" },
    { WITH_FIELDS("[{\"key\":1.0}]"),
      STRUCTURE,
      "'fields[0].key': expected a number from 1 to 65535" },
    { WITH_FIELDS("[{}]"),
      STRUCTURE,
      "'fields[0].key': missing: expected a number from 1 to 65535" },
    { WITH_FIELDS("[{\"key\":1,\"name\":\"a\",\"title\":" SAMPLE_TITLE ",\"kind\":\"text\","
                  "\"disclosure\":\"sometimes\"}]"),
      STRUCTURE,
      "'fields[0].disclosure': expected one of 'always', 'on-request', 'never-by-default'" },
    { WITH_FIELDS("[{\"key\":1,\"name\":\"a-b\"}]"),
      STRUCTURE,
      "'fields[0].name': expected a name of a-z, 0-9 and '_', a letter first, of at most 63 "
      "characters" },
};

TEST(what_is_not_a_field_is_refused_with_the_way_to_it)
{
    CHECK_ROWS(no_fields);
}

#define TWO(first_, second_)      WITH_FIELDS("[" first_ "," second_ "]")
#define TEXT(key_, name_, title_) SAMPLE_FIELD(key_, name_, title_, "\"kind\":\"text\"")

TEST(fields_of_one_level_cannot_be_mistaken_for_each_other)
{
    static const struct row rows[] = {
        { TWO(TEXT(2, "a", "甲"), TEXT(1, "b", "乙")),
          STRUCTURE,
          "'fields[1]': fields must stand in ascending order of keys" },
        { TWO(TEXT(1, "a", "甲"), TEXT(1, "b", "乙")),
          STRUCTURE,
          "'fields[1]': fields must stand in ascending order of keys" },
        { TWO(TEXT(1, "a", "甲"), TEXT(2, "a", "乙")),
          STRUCTURE,
          "'fields[1]': another field is called 'a' too" },
        { TWO(TEXT(1, "a", "甲"), TEXT(2, "b", "甲")),
          STRUCTURE,
          "'fields[1]': another field is called '甲' too" },
        { TWO(TEXT(1, "a", "甲"), TEXT(2, "b", "a")),
          STRUCTURE,
          "'fields[1]': another field is called 'a' too" },
        { TWO(SAMPLE_FIELD(1, "a", "甲", "\"kind\":\"text\",\"identifier\":\"X\""),
              SAMPLE_FIELD(2, "b", "乙", "\"kind\":\"text\",\"identifier\":\"X\"")),
          STRUCTURE,
          "'fields[1]': another field is called 'X' too" },
    };

    CHECK_ROWS(rows);
}

/* A citizen number and two fields behind it, which it may tell. */
#define NUMBER(key_, name_, title_, rest_) \
    SAMPLE_FIELD(key_, name_, title_, "\"kind\":\"citizen-number\"" rest_)
#define TOLD(rest_, codes_)                                       \
    WITH_FIELDS("[" NUMBER(1, "a", "甲", rest_) "," SAMPLE_FIELD( \
        2,                                                        \
        "b",                                                      \
        "乙",                                                     \
        "\"kind\":\"date\"") "," SAMPLE_FIELD(3, "c", "丙", "\"kind\":\"code\",\"codes\":" codes_) "]")
#define MAN    "[{\"code\":1,\"zh\":\"男\"}]"
#define WOMAN  "[{\"code\":2,\"zh\":\"女\"}]"
#define PEOPLE "[{\"code\":1,\"zh\":\"男\"},{\"code\":2,\"zh\":\"女\"}]"

TEST(what_a_citizen_number_tells_must_be_fields_of_its_level)
{
    static const struct row rows[] = {
        { TOLD(",\"birth_date\":1", PEOPLE),
          STRUCTURE,
          "'fields[0].birth_date': expected a string" },
        { TOLD(",\"birth_date\":\"x\"", PEOPLE),
          STRUCTURE,
          "'fields[0].birth_date': there is no field of this name" },
        { TOLD(",\"birth_date\":\"c\"", PEOPLE),
          STRUCTURE,
          "'fields[0].birth_date': the field is of the wrong kind" },
        { TOLD(",\"sex\":\"b\"", PEOPLE),
          STRUCTURE,
          "'fields[0].sex': the field is of the wrong kind" },
        { TOLD(",\"sex\":\"c\"", MAN),
          STRUCTURE,
          "'fields[0].sex': its codes are not those of GB/T 2261.1" },
        { TOLD(",\"sex\":\"c\"", WOMAN),
          STRUCTURE,
          "'fields[0].sex': its codes are not those of GB/T 2261.1" },
        { WITH_FIELDS("[" SAMPLE_FIELD(1, "b", "乙", "\"kind\":\"date\"") "," NUMBER(
              2,
              "a",
              "甲",
              ",\"birth_date\":\"b\"") "," NUMBER(3, "c", "丙", ",\"birth_date\":\"b\"") "]"),
          STRUCTURE,
          "'fields[2].birth_date': another citizen number names the field too" },
        { WITH_FIELDS("[" SAMPLE_FIELD(1, "b", "乙", "\"kind\":\"date\"") "," SAMPLE_FIELD(
              2,
              "m",
              "丙",
              "\"kind\":\"members\",\"fields\":[" NUMBER(
                  1, "a", "甲", ",\"birth_date\":\"b\"") "]") "]"),
          STRUCTURE,
          "'fields[1].fields[0].birth_date': there is no field of this name" },
    };

    CHECK_ROWS(rows);
}

TEST(code_lists_written_into_a_type_are_checked)
{
    static const struct row rows[] = {
        { WITH_FIELD("\"kind\":\"code\""),
          STRUCTURE,
          "'fields[0].codes': missing: expected an array" },
        { WITH_CODES("\"sex\""),
          STRUCTURE,
          "'fields[0].codes': there is no code list of this name" },
        { WITH_CODES("[]"), STRUCTURE, "'fields[0].codes': expected 1 to 4096 codes" },
        { WITH_CODES("[1]"), STRUCTURE, "'fields[0].codes[0]': expected an object" },
        { WITH_CODES("[{\"code\":1}]"),
          STRUCTURE,
          "'fields[0].codes[0].zh': missing: expected a string" },
        { WITH_CODES("[{\"code\":-1,\"zh\":\"红\"}]"),
          STRUCTURE,
          "'fields[0].codes[0].code': expected a number from 0 to 4294967295" },
        { WITH_CODES("[{\"code\":1,\"zh\":\"红\",\"text\":\"红\"}]"),
          STRUCTURE,
          "'fields[0].codes[0]': unknown member 'text'" },
        { WITH_CODES("[{\"code\":1,\"zh\":\"红\",\"also\":\"朱\"}]"),
          STRUCTURE,
          "'fields[0].codes[0].also': expected an array" },
        { WITH_CODES("[{\"code\":1,\"zh\":\"红\",\"also\":[2]}]"),
          STRUCTURE,
          "'fields[0].codes[0].also[0]': expected a string" },
        { WITH_CODES("[{\"code\":1,\"zh\":\"红\",\"also\":"
                     "[\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\","
                     "\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]}]"),
          STRUCTURE,
          "'fields[0].codes[0].also': expected at most 16 texts" },
        { WITH_CODES("[{\"code\":2,\"zh\":\"红\"},{\"code\":1,\"zh\":\"绿\"}]"),
          STRUCTURE,
          "'fields[0].codes[1]': codes must stand in ascending order" },
        { WITH_CODES("[{\"code\":1,\"zh\":\"红\"},{\"code\":1,\"zh\":\"绿\"}]"),
          STRUCTURE,
          "'fields[0].codes[1]': codes must stand in ascending order" },
        { WITH_CODES("[{\"code\":1,\"zh\":\"红\"},{\"code\":2,\"zh\":\"绿\",\"en\":\"红\"}]"),
          STRUCTURE,
          "'fields[0].codes[1]': has a text of another code" },
        { WITH_CODES("[{\"code\":1,\"zh\":\"红\"},{\"code\":2,\"zh\":\"绿\",\"also\":[\"红\"]}]"),
          STRUCTURE,
          "'fields[0].codes[1]': has a text of another code" },
    };

    CHECK_ROWS(rows);
}

TEST(more_fields_than_the_limit_are_refused)
{
    struct wallet_buffer json = { 0 };

    CHECK(wlt_buffer_append_text(&json, "{" SAMPLE_HEAD SAMPLE_HOLDER ",\"fields\":[0"));
    for (size_t i = 0; i < 256; i++) {
        CHECK(wlt_buffer_append_text(&json, ",0"));
    }

    CHECK(wlt_buffer_append_text(&json, "]}"));
    const struct row rows[] = {
        { (const char *)json.data, STRUCTURE, "'fields': expected 1 to 256 fields" },
    };
    CHECK_ROWS(rows);
    wallet_buffer_clear(&json);
}

TEST(every_prefix_of_a_type_is_refused)
{
    static const char json[] = SAMPLE_TYPE;

    for (size_t size = 0; size + 1 < sizeof json; size++) {
        struct wallet_catalogue *catalogue = NULL;
        const struct wallet_bytes prefix = { (const uint8_t *)json, size };
        CHECK_EQUAL(wallet_catalogue_parse(prefix, NULL, &catalogue, NULL), WALLET_ERR_MALFORMED);
    }
}
