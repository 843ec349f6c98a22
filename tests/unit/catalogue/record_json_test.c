/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "catalogue/record.h"
#include "sample.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

struct row {
    const char *json;
    enum wallet_status status;
    const char *message;
};

static void check_rows(const struct row *rows, size_t count)
{
    struct wallet_catalogue *catalogue = sample_parse(SAMPLE_TYPE);
    const struct wallet_type *type = wallet_catalogue_at(catalogue, 0);

    for (size_t i = 0; i < count; i++) {
        struct wallet_record *record = NULL;
        struct wallet_error error = { 0 };
        const enum wallet_status status =
            wallet_record_parse(type, test_text(rows[i].json), &record, &error);
        CHECK_ROW(rows[i].json, status, rows[i].status);
        CHECK_TEXT(error.message, rows[i].message);
        CHECK(!record == (status != WALLET_OK));
        wallet_record_free(record);
    }

    wallet_catalogue_free(catalogue);
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))
#define FIELDS(rest_)    "{\"fields\":{\"name\":\"张三\"," rest_ "}}"

TEST(what_is_no_json_is_refused_without_being_repeated)
{
    static const struct row rows[] = {
        { "", WALLET_ERR_MALFORMED, "line 1, column 1: the text ends too early" },
        { "{\"fields\":\n{\"name\":secret}}", WALLET_ERR_MALFORMED, "line 2, column 9: not JSON" },
        { "{\"fields\":{\"name\":\"a\",\"name\":\"b\"}}",
          WALLET_ERR_MALFORMED,
          "line 1, column 23: a name stands twice in one object" },
    };

    CHECK_ROWS(rows);
}

TEST(what_is_not_a_record_is_refused)
{
    static const struct row rows[] = {
        { "[]", WALLET_ERR_STRUCTURE, "expected an object" },
        { "\"a\"", WALLET_ERR_STRUCTURE, "expected an object" },
        { "{}", WALLET_ERR_MISSING, "'fields': missing: expected an object of fields" },
        { "{\"fields\":[]}", WALLET_ERR_STRUCTURE, "'fields': expected an object of fields" },
        { "{\"feilds\":{}}", WALLET_ERR_UNKNOWN, "unknown member 'feilds'" },
        { "{\"fields\":{}}", WALLET_ERR_MISSING, "'name' (姓名) is missing" },
        { "{\"fields\":{\"nmae\":\"a\"}}",
          WALLET_ERR_UNKNOWN,
          "the type 'sample-pass' has no field 'nmae'; did you mean 'name'" },
        { FIELDS("\"姓名\":\"李四\""),
          WALLET_ERR_STRUCTURE,
          "'fields.name': the field is there twice" },
        { FIELDS("\n\"born\":\n20260131"),
          WALLET_ERR_STRUCTURE,
          "line 3: 'fields.born': expected a string" },
        { FIELDS("\"born\":20260131"), WALLET_ERR_STRUCTURE, "'fields.born': expected a string" },
        { FIELDS("\"born\":null"), WALLET_ERR_STRUCTURE, "'fields.born': expected a string" },
        { FIELDS("\"number\":360502199003070016"),
          WALLET_ERR_STRUCTURE,
          "'fields.number': expected a string" },
        { FIELDS("\"colour\":true"), WALLET_ERR_STRUCTURE, "'fields.colour': expected a string" },
        { FIELDS("\"height\":1.5"), WALLET_ERR_STRUCTURE, "'fields.height': expected a string" },
        { FIELDS("\"portrait\":[1]"),
          WALLET_ERR_STRUCTURE,
          "'fields.portrait': expected a string" },
        { FIELDS("\"family\":{}"), WALLET_ERR_STRUCTURE, "'fields.family': expected an array" },
        { FIELDS("\"family\":[1]"),
          WALLET_ERR_STRUCTURE,
          "'fields.family[0]': expected an object of fields" },
        { FIELDS("\"family\":[{\"name\":1}]"),
          WALLET_ERR_STRUCTURE,
          "'fields.family[0].name': expected a string" },
    };

    CHECK_ROWS(rows);
}

TEST(what_a_field_refuses_is_refused)
{
    static const struct row rows[] = {
        { "{\"fields\":{\"name\":\"\"}}", WALLET_ERR_VALUE, "'name': it is too short or too long" },
        { "{\"fields\":{\"name\":\"a\\u001b[2J\"}}",
          WALLET_ERR_VALUE,
          "'name': it has control or invisible characters" },
        { FIELDS("\"born\":\"2026-02-30\""),
          WALLET_ERR_VALUE,
          "'born': '2026-02-30' is not a date; write it as 2026-01-31" },
        { FIELDS("\"colour\":7"), WALLET_ERR_VALUE, "'colour': it is not in the code list" },
        { FIELDS("\"colour\":-1"), WALLET_ERR_VALUE, "'colour': it is not in the code list" },
        { FIELDS("\"height\":-1"), WALLET_ERR_VALUE, "'height': it is another kind of value" },
        { FIELDS("\"number\":\"360502199003070017\""),
          WALLET_ERR_VALUE,
          "'number': the check character is wrong" },
        { FIELDS("\"family\":[{}]"), WALLET_ERR_MISSING, "'family[0].name' (姓名) is missing" },
        { FIELDS("\"family\":[{\"name\":\"a\"},{\"name\":\"b\",\"born\":\"1\"}]"),
          WALLET_ERR_VALUE,
          "'family[1].born': '1' is not a date; write it as 2026-01-31" },
    };

    CHECK_ROWS(rows);
}

TEST(what_is_right_passes)
{
    static const struct row rows[] = {
        { "{\"fields\":{\"name\":\"张三\"}}", WALLET_OK, "" },
        { "{\"fields\":{\"KZ_XM\":\"张三\"}}", WALLET_OK, "" },
        { FIELDS("\"born\":\"20260131\",\"until\":\"长期\""), WALLET_OK, "" },
        { FIELDS("\"colour\":12,\"height\":172,\"division\":360502"), WALLET_OK, "" },
        { FIELDS("\"colour\":\"12\",\"height\":\"172\",\"division\":\"360502\""), WALLET_OK, "" },
        { FIELDS("\"portrait\":\"/9j/\""), WALLET_OK, "" },
        { FIELDS("\"family\":[]"), WALLET_OK, "" },
        { FIELDS("\"family\":[{\"name\":\"李四\"}]"), WALLET_OK, "" },
        { "{\"accept_findings\":true,\"fields\":{\"name\":\"张三\",\"number\":"
          "\"360502199003070017\"}}",
          WALLET_OK,
          "" },
        { "{\"fields\":{\"name\":\"张三\",\"number\":\"360502199003070017\"},\"accept_findings\":"
          "true}",
          WALLET_OK,
          "" },
    };

    CHECK_ROWS(rows);
}

TEST(more_members_than_the_limit_are_refused)
{
    struct wallet_buffer json = { 0 };

    CHECK(wlt_buffer_append_text(&json, "{\"fields\":{\"name\":\"a\",\"family\":[{}"));
    for (size_t i = 0; i < WALLET_MEMBER_MAX; i++) {
        CHECK(wlt_buffer_append_text(&json, ",{}"));
    }

    CHECK(wlt_buffer_append_text(&json, "]}}"));
    const struct row rows[] = {
        { (const char *)json.data, WALLET_ERR_TOO_LARGE, "more than 64 members" },
    };
    CHECK_ROWS(rows);
    wallet_buffer_clear(&json);
}

TEST(a_text_beyond_the_limit_is_refused)
{
    char *json = test_memory(WALLET_RECORD_JSON_MAX + 2);
    const struct row fits[] = { { json, WALLET_OK, "" } };
    const struct row exceeds[] = { { json, WALLET_ERR_TOO_LARGE, "more than 262144 bytes" } };
    static const char record[] = "{\"fields\":{\"name\":\"a\"}}";

    memset(json, ' ', WALLET_RECORD_JSON_MAX);
    memcpy(json, record, sizeof record - 1);
    CHECK_ROWS(fits);
    json[WALLET_RECORD_JSON_MAX] = ' ';
    CHECK_ROWS(exceeds);
}

TEST(every_prefix_of_a_record_is_refused)
{
    static const char json[] = FIELDS("\"colour\":12,\"family\":[{\"name\":\"李四\"}]");
    struct wallet_catalogue *catalogue = sample_parse(SAMPLE_TYPE);

    for (size_t size = 0; size + 1 < sizeof json; size++) {
        struct wallet_record *record = NULL;
        const struct wallet_bytes prefix = { (const uint8_t *)json, size };
        CHECK_EQUAL(
            wallet_record_parse(wallet_catalogue_at(catalogue, 0), prefix, &record, NULL),
            WALLET_ERR_MALFORMED);
    }

    wallet_catalogue_free(catalogue);
}

static struct wallet_record *parse_example(
    const struct wallet_catalogue *catalogue, const char *name)
{
    char path[64];
    struct wallet_record *record = NULL;
    struct wallet_error error = { 0 };

    (void)snprintf(path, sizeof path, "examples/data/%s.json", name);
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text(name));
    const struct wallet_bytes json = test_file(test_root_path(path));
    if (wallet_record_parse(type, json, &record, &error) != WALLET_OK) {
        fail_msg("%s: %s", path, error.message);
    }

    return record;
}

TEST(the_examples_are_records_of_their_types)
{
    static const struct {
        const char *name;
        const char *holder;
        size_t entries;
        bool is_limited;
    } rows[] = {
        { "id-card", "111:360502199003070024", 9, true },
        { "business-licence", "001:913605020000000194", 9, false },
        { "household-register", "111:360502199003070024", 7, false },
    };
    struct wallet_catalogue *catalogue = sample_shipped();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_record *record = parse_example(catalogue, rows[i].name);
        char holder[WLT_HOLDER_SIZE] = "";
        CHECK_ROW(rows[i].name, wlt_record_holder(record, holder), true);
        CHECK_TEXT(holder, rows[i].holder);
        CHECK_ROW(rows[i].name, wlt_record_entry_count(record), rows[i].entries);
        CHECK_ROW(rows[i].name, wlt_record_terms(record)->until_unix != 0, rows[i].is_limited);
        wallet_record_free(record);
    }

    wallet_catalogue_free(catalogue);
}
