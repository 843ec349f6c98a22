/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/record.h>

#include "sample.h"
#include "test.h"

#include <string.h>

struct row {
    const char *field;
    const char *text;
    enum wallet_status status;
    const char *message;
};

static void check_rows(const struct row *rows, size_t count)
{
    struct wallet_catalogue *catalogue = sample_parse(SAMPLE_TYPE);
    struct wallet_record *record = NULL;

    CHECK_EQUAL(wallet_record_new(wallet_catalogue_at(catalogue, 0), &record, NULL), WALLET_OK);
    for (size_t i = 0; i < count; i++) {
        struct wallet_error error = { 0 };
        const enum wallet_status status =
            wallet_record_set(record, rows[i].field, test_text(rows[i].text), &error);
        CHECK_ROW(rows[i].text, status, rows[i].status);
        CHECK_TEXT(error.message, rows[i].message);
    }

    wallet_record_free(record);
    wallet_catalogue_free(catalogue);
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))
#define UNKNOWN          WALLET_ERR_UNKNOWN
#define VALUE            WALLET_ERR_VALUE

TEST(an_unknown_field_is_told_with_the_nearest_name)
{
    static const struct row rows[] = {
        { "nmae", "a", UNKNOWN, "the type 'sample-pass' has no field 'nmae'; did you mean 'name'" },
        { "portait",
          "a",
          UNKNOWN,
          "the type 'sample-pass' has no field 'portait'; did you mean 'portrait'" },
        { "KZ_MX",
          "a",
          UNKNOWN,
          "the type 'sample-pass' has no field 'KZ_MX'; did you mean 'KZ_XM'" },
        { "address", "a", UNKNOWN, "the type 'sample-pass' has no field 'address'" },
        { "", "a", UNKNOWN, "the type 'sample-pass' has no field ''" },
        { "姓", "a", UNKNOWN, "the type 'sample-pass' has no field '姓'" },
        { "a\x1b[31m", "a", UNKNOWN, "the type 'sample-pass' has no field 'a?[31m'" },
    };

    CHECK_ROWS(rows);
}

TEST(a_date_that_is_none_is_shown_with_the_way_to_write_it)
{
    static const struct row rows[] = {
        { "born",
          "2026-02-30",
          VALUE,
          "'born': '2026-02-30' is not a date; write it as 2026-01-31" },
        { "until",
          "2026/1/1",
          VALUE,
          "'until': '2026/1/1' is not a date; write it as 2026-01-31 or 长期" },
        { "born", "长期", VALUE, "'born': '长期' is not a date; write it as 2026-01-31" },
        { "born", "\x1b]0;x\a", VALUE, "'born': '?]0;x?' is not a date; write it as 2026-01-31" },
        { "born", "", VALUE, "'born': there is no such date" },
    };

    CHECK_ROWS(rows);
}

TEST(a_code_that_is_none_is_shown_with_one_that_is)
{
    static const struct row rows[] = {
        { "colour",
          "scarlett",
          VALUE,
          "'colour': 'scarlett' is not in the code list; did you mean 'scarlet'" },
        { "colour",
          "紫",
          VALUE,
          "'colour': '紫' is not in the code list; write a code or its text, such as 1 or '红'" },
        { "colour",
          "7",
          VALUE,
          "'colour': '7' is not in the code list; write a code or its text, such as 1 or '红'" },
        { "colour",
          "9999999999999999999",
          VALUE,
          "'colour': '9999999999999999999' is not in the code list; "
          "write a code or its text, such as 1 or '红'" },
        { "colour", "", VALUE, "'colour': it is not in the code list" },
    };

    CHECK_ROWS(rows);
}

TEST(other_values_are_refused_without_being_repeated)
{
    static const struct row rows[] = {
        { "name", "", VALUE, "'name': it is too short or too long" },
        { "name", "a\nb", VALUE, "'name': it has control or invisible characters" },
        { "name", "e\xcc\x81", VALUE, "'name': it is not UTF-8 in normalisation form C" },
        { "number", "360502199003070017", VALUE, "'number': the check character is wrong" },
        { "number", "36050219900307001x", VALUE, "'number': a character has no place in it" },
        { "number", "1", VALUE, "'number': it is too short or too long" },
        { "company", "913605020000000195", VALUE, "'company': the check character is wrong" },
        { "division", "36050", VALUE, "'division': it is too short or too long" },
        { "division", "3605020", VALUE, "'division': it is too short or too long" },
        { "division", "36O502", VALUE, "'division': a character has no place in it" },
        { "division", "060502", VALUE, "'division': it is not in the code list" },
        { "height", "-1", VALUE, "'height': a character has no place in it" },
        { "height", "1.72", VALUE, "'height': a character has no place in it" },
        { "height", "", VALUE, "'height': it is too short or too long" },
        { "height", "1000000000000000000", VALUE, "'height': it is too short or too long" },
        { "portrait", "%%%%", VALUE, "'portrait': it is not base64" },
        { "portrait", "", VALUE, "'portrait': it is too short or too long" },
        { "portrait",
          "R0lGODlh",
          VALUE,
          "'portrait': it is not a JPEG, JPEG 2000, PNG, WebP or AVIF picture" },
        { "family", "a", VALUE, "'family': it is another kind of value" },
    };

    CHECK_ROWS(rows);
}

TEST(a_portrait_beyond_its_limit_is_refused_in_either_form)
{
    struct wallet_catalogue *catalogue = sample_parse(SAMPLE_TYPE);
    struct wallet_record *record = NULL;
    const size_t text_size = ((size_t)WALLET_PORTRAIT_MAX + 3) / 3 * 4;
    uint8_t *text = test_memory(text_size);
    uint8_t *picture = test_memory(WALLET_PORTRAIT_MAX + 1);

    memset(text, '/', text_size);
    memcpy(picture, "\xff\xd8\xff", 3);
    CHECK_EQUAL(wallet_record_new(wallet_catalogue_at(catalogue, 0), &record, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_record_set(record, "portrait", (struct wallet_bytes){ text, text_size }, NULL),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_record_set_portrait(
            record, "portrait", (struct wallet_bytes){ picture, WALLET_PORTRAIT_MAX }, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_record_set_portrait(
            record, "portrait", (struct wallet_bytes){ picture, WALLET_PORTRAIT_MAX + 1 }, NULL),
        WALLET_ERR_VALUE);
    wallet_record_free(record);
    wallet_catalogue_free(catalogue);
}

TEST(a_field_of_another_kind_takes_neither_portrait_nor_members)
{
    struct wallet_catalogue *catalogue = sample_parse(SAMPLE_TYPE);
    struct wallet_record *record = NULL;
    struct wallet_record *member = NULL;
    struct wallet_error error;
    const struct wallet_bytes picture = test_hex("ffd8ff");

    CHECK_EQUAL(wallet_record_new(wallet_catalogue_at(catalogue, 0), &record, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_set_portrait(record, "name", picture, &error), WALLET_ERR_VALUE);
    CHECK_TEXT(error.message, "'name' is not of the kind 'portrait'");
    CHECK_EQUAL(wallet_record_set_portrait(record, "x", picture, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wallet_record_add_member(record, "name", &member, &error), WALLET_ERR_VALUE);
    CHECK_TEXT(error.message, "'name' is not of the kind 'members'");
    CHECK_EQUAL(wallet_record_add_member(record, "x", &member, NULL), WALLET_ERR_UNKNOWN);

    CHECK_EQUAL(wallet_record_add_member(record, "family", &member, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_set(member, "born", test_text("1"), &error), WALLET_ERR_VALUE);
    CHECK_TEXT(error.message, "'family[0].born': '1' is not a date; write it as 2026-01-31");
    CHECK_EQUAL(wallet_record_add_member(member, "family", &member, NULL), WALLET_ERR_UNKNOWN);
    wallet_record_free(record);
    wallet_catalogue_free(catalogue);
}
