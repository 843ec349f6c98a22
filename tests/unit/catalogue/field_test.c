/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/catalogue.h>
#include <wallet/record.h>

#include "sample.h"
#include "test.h"

#include <string.h>

static struct wallet_catalogue *catalogue;

/** A field of the sample type; its catalogue lives until close() or the next call. */
static const struct wallet_field *field(const char *name)
{
    wallet_catalogue_free(catalogue);
    catalogue = sample_parse(SAMPLE_TYPE);
    return wallet_type_find_field(wallet_catalogue_at(catalogue, 0), test_text(name));
}

static void finish(void)
{
    wallet_catalogue_free(catalogue);
    catalogue = NULL;
}

static struct wallet_value number(int64_t value)
{
    return (struct wallet_value){ .number = value };
}

static struct wallet_value text(const char *value)
{
    return (struct wallet_value){ .bytes = test_text(value) };
}

TEST(a_field_is_found_by_name_title_identifier_and_key)
{
    const struct wallet_field *name = field("name");
    const struct wallet_type *type = wallet_catalogue_at(catalogue, 0);

    CHECK(wallet_type_find_field(type, test_text("姓名")) == name);
    CHECK(wallet_type_find_field(type, test_text("KZ_XM")) == name);
    CHECK(wallet_type_field_by_key(type, 1) == name);
    CHECK(wallet_type_field_at(type, 0) == name);
    CHECK(!wallet_type_find_field(type, test_text("")));
    CHECK(!wallet_type_find_field(type, test_text("kz_xm")));
    CHECK(!wallet_type_field_by_key(type, 0));
    CHECK(!wallet_type_field_by_key(type, 10));
    CHECK(!wallet_type_field_by_key(type, UINT64_MAX));
    CHECK_TEXT(wallet_field_name(wallet_type_field_by_key(type, 20)), "family");
    finish();
}

TEST(a_field_says_what_its_type_file_says)
{
    const struct wallet_field *name = field("name");
    const struct wallet_field *portrait =
        wallet_type_find_field(wallet_catalogue_at(catalogue, 0), test_text("portrait"));

    CHECK_EQUAL(wallet_field_key(name), 1);
    CHECK_TEXT(wallet_field_title(name, WALLET_CHINESE), "姓名");
    CHECK_TEXT(wallet_field_title(name, WALLET_ENGLISH), "name");
    CHECK_TEXT(wallet_field_identifier(name), "KZ_XM");
    CHECK_TEXT(wallet_field_identifier(portrait), "");
    CHECK_EQUAL(wallet_field_kind(portrait), WALLET_FIELD_PORTRAIT);
    CHECK(wallet_field_is_required(name));
    CHECK(!wallet_field_is_required(portrait));
    CHECK(!wallet_field_is_sensitive(name));
    CHECK(wallet_field_is_sensitive(portrait));
    CHECK_EQUAL(wallet_field_disclosure(name), WALLET_DISCLOSE_ALWAYS);
    CHECK_EQUAL(wallet_field_code_count(name), 0);
    CHECK_EQUAL(wallet_field_member_field_count(name), 0);
    finish();
}

TEST(members_have_fields_of_their_own)
{
    const struct wallet_field *family = field("family");

    CHECK_EQUAL(wallet_field_member_field_count(family), 3);
    CHECK_TEXT(wallet_field_name(wallet_field_member_field_at(family, 1)), "born");
    CHECK_TEXT(wallet_field_name(wallet_field_member_field_by_key(family, 3)), "number");
    CHECK(!wallet_field_member_field_by_key(family, 4));
    CHECK(!wallet_field_member_field_by_key(field("name"), 1));
    finish();
}

TEST(codes_have_a_text_in_each_language)
{
    const struct wallet_field *colour = field("colour");
    const char *shown = NULL;

    CHECK_EQUAL(wallet_field_code_count(colour), 3);
    CHECK_EQUAL(wallet_field_code_at(colour, 0, WALLET_CHINESE, &shown), 1);
    CHECK_TEXT(shown, "红");
    CHECK_EQUAL(wallet_field_code_at(colour, 0, WALLET_ENGLISH, &shown), 1);
    CHECK_TEXT(shown, "scarlet");
    CHECK_EQUAL(wallet_field_code_at(colour, 2, WALLET_ENGLISH, &shown), 12);
    CHECK_TEXT(shown, "青");
    CHECK_EQUAL(wallet_field_code_at(colour, 2, WALLET_ENGLISH, NULL), 12);
    finish();
}

TEST(names_in_rare_characters_and_scripts_pass)
{
    static const char *const rows[] = {
        "张三", "古丽·阿依木", "Zoë", "𬀩", "𠀀𪚥𫜴", "㐀", "〇", "王 小明", "（）《》—…",
    };
    const struct wallet_field *name = field("name");

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_value value = text(rows[i]);
        CHECK_ROW(rows[i], wallet_field_check(name, &value), WALLET_FINDING_NONE);
    }

    finish();
}

TEST(texts_that_could_deceive_are_found)
{
    static const struct {
        const char *text;
        enum wallet_finding finding;
    } rows[] = {
        { "", WALLET_FINDING_LENGTH },
        { "   ", WALLET_FINDING_LENGTH },
        { " \u3000", WALLET_FINDING_LENGTH },
        { " 某 ", WALLET_FINDING_NONE },
        { "a\x1b[2J", WALLET_FINDING_CONTROL },
        { "a\nb", WALLET_FINDING_CONTROL },
        { "a\x7f", WALLET_FINDING_CONTROL },
        { "a\xc2\x85", WALLET_FINDING_CONTROL }, /* NEL */
        { "a\xe2\x80\xae"
          "b",
          WALLET_FINDING_CONTROL }, /* right-to-left override */
        { "a\xe2\x81\xa6"
          "b",
          WALLET_FINDING_CONTROL },                  /* left-to-right isolate */
        { "a\xe2\x80\x8b", WALLET_FINDING_CONTROL }, /* zero width space */
        { "a\xe2\x80\x8d", WALLET_FINDING_CONTROL }, /* zero width joiner */
        { "\xef\xbb\xbf"
          "a",
          WALLET_FINDING_CONTROL },                       /* byte order mark */
        { "a\xe2\x80\xa8", WALLET_FINDING_CONTROL },      /* line separator */
        { "\xf3\xa0\x81\x81", WALLET_FINDING_CONTROL },   /* a tag character */
        { "e\xcc\x81", WALLET_FINDING_NORMALISATION },    /* e and a combining accent */
        { "\xef\xa4\x80", WALLET_FINDING_NORMALISATION }, /* U+F900, a compatibility ideograph */
        { "a\xff", WALLET_FINDING_NORMALISATION },
        { "\xc0\x80", WALLET_FINDING_NORMALISATION },
    };
    const struct wallet_field *name = field("name");

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_value value = text(rows[i].text);
        CHECK_ROW(rows[i].text, wallet_field_check(name, &value), rows[i].finding);
    }

    finish();
}

TEST(a_text_has_a_longest_size)
{
    const struct wallet_field *name = field("name");
    uint8_t *bytes = test_memory(WALLET_TEXT_MAX + 1);
    struct wallet_value value = { .bytes = { bytes, WALLET_TEXT_MAX } };

    memset(bytes, 'a', WALLET_TEXT_MAX + 1);
    CHECK_EQUAL(wallet_field_check(name, &value), WALLET_FINDING_NONE);
    value.bytes.size++;
    CHECK_EQUAL(wallet_field_check(name, &value), WALLET_FINDING_LENGTH);
    finish();
}

TEST(numbers_are_checked_as_their_kind_demands)
{
    static const struct {
        const char *field;
        int64_t number;
        enum wallet_finding finding;
    } rows[] = {
        { "born", 0, WALLET_FINDING_NONE },
        { "born", -719162, WALLET_FINDING_NONE },
        { "born", -719163, WALLET_FINDING_DATE },
        { "born", WALLET_DAY_FOREVER - 1, WALLET_FINDING_NONE },
        { "born", WALLET_DAY_FOREVER, WALLET_FINDING_DATE },
        { "until", WALLET_DAY_FOREVER, WALLET_FINDING_NONE },
        { "until", WALLET_DAY_FOREVER + 1, WALLET_FINDING_DATE },
        { "until", INT64_MIN, WALLET_FINDING_DATE },
        { "colour", 1, WALLET_FINDING_NONE },
        { "colour", 12, WALLET_FINDING_NONE },
        { "colour", 3, WALLET_FINDING_CODE },
        { "colour", -1, WALLET_FINDING_CODE },
        { "colour", INT64_MAX, WALLET_FINDING_CODE },
        { "division", 360502, WALLET_FINDING_NONE },
        { "division", 99999, WALLET_FINDING_CODE },
        { "division", 1000000, WALLET_FINDING_CODE },
        { "division", -360502, WALLET_FINDING_CODE },
        { "height", 0, WALLET_FINDING_NONE },
        { "height", INT64_MAX, WALLET_FINDING_NONE },
        { "height", -1, WALLET_FINDING_KIND },
        { "family", 0, WALLET_FINDING_KIND },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_value value = number(rows[i].number);
        CHECK_ROW(rows[i].field, wallet_field_check(field(rows[i].field), &value), rows[i].finding);
    }

    finish();
}

TEST(codes_of_people_and_companies_are_checked)
{
    const struct wallet_value person = text("360502199003070016");
    const struct wallet_value company = text("913605020000000194");

    CHECK_EQUAL(wallet_field_check(field("number"), &person), WALLET_FINDING_NONE);
    CHECK_EQUAL(wallet_field_check(field("number"), &company), WALLET_FINDING_DATE);
    CHECK_EQUAL(wallet_field_check(field("company"), &company), WALLET_FINDING_NONE);
    CHECK_EQUAL(wallet_field_check(field("company"), &person), WALLET_FINDING_CHECK_CHARACTER);
    finish();
}

TEST(a_portrait_is_a_picture_of_a_known_format)
{
    static const struct {
        const char *hex;
        enum wallet_finding finding;
    } rows[] = {
        { "ffd8ffe0 0010", WALLET_FINDING_NONE },              /* JPEG */
        { "89504e470d0a1a0a 00", WALLET_FINDING_NONE },        /* PNG */
        { "0000000c6a5020200d0a870a", WALLET_FINDING_NONE },   /* JPEG 2000 */
        { "ff4fff51 002f", WALLET_FINDING_NONE },              /* its bare codestream */
        { "52494646 00010000 57454250", WALLET_FINDING_NONE }, /* WebP */
        { "0000001c 66747970 61766966", WALLET_FINDING_NONE }, /* AVIF */
        { "0000001c 66747970 61766973", WALLET_FINDING_NONE },
        { "", WALLET_FINDING_LENGTH },
        { "ffd8", WALLET_FINDING_KIND },
        { "474946383961", WALLET_FINDING_KIND },               /* GIF */
        { "52494646 00010000 57415645", WALLET_FINDING_KIND }, /* a sound */
        { "0000001c 66747970 6d703432", WALLET_FINDING_KIND }, /* a film */
        { "3c737667", WALLET_FINDING_KIND },                   /* SVG */
    };
    const struct wallet_field *portrait = field("portrait");

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_value value = { .bytes = test_hex(rows[i].hex) };
        CHECK_ROW(rows[i].hex, wallet_field_check(portrait, &value), rows[i].finding);
    }

    finish();
}

TEST(a_portrait_has_a_longest_size)
{
    uint8_t *bytes = test_memory(WALLET_PORTRAIT_MAX + 1);
    struct wallet_value value = { .bytes = { bytes, WALLET_PORTRAIT_MAX } };

    memcpy(bytes, "\xff\xd8\xff", 3);
    CHECK_EQUAL(wallet_field_check(field("portrait"), &value), WALLET_FINDING_NONE);
    value.bytes.size++;
    CHECK_EQUAL(wallet_field_check(field("portrait"), &value), WALLET_FINDING_LENGTH);
    finish();
}

static void check_format(
    const char *name, struct wallet_value value, const char *chinese, const char *english)
{
    struct wallet_buffer out = { 0 };
    const struct wallet_field *of = field(name);

    CHECK_EQUAL(wallet_field_format(of, &value, WALLET_CHINESE, &out), WALLET_OK);
    CHECK_TEXT((const char *)out.data, chinese);
    CHECK_EQUAL(wallet_field_format(of, &value, WALLET_ENGLISH, &out), WALLET_OK);
    CHECK_TEXT((const char *)out.data, english);
    wallet_buffer_clear(&out);
    finish();
}

TEST(values_are_written_as_people_read_them)
{
    const struct wallet_value picture = { .bytes = test_hex("ffd8ff") };

    check_format("name", text("张三"), "张三", "张三");
    check_format("born", number(20780), "2026-11-23", "2026-11-23");
    check_format("until", number(WALLET_DAY_FOREVER), "长期", "long-term");
    check_format("until", number(0), "1970-01-01", "1970-01-01");
    check_format("colour", number(1), "红", "scarlet");
    check_format("colour", number(12), "青", "青");
    check_format("number", text("360502199003070016"), "360502199003070016", "360502199003070016");
    check_format("company", text("913605020000000194"), "913605020000000194", "913605020000000194");
    check_format("division", number(360502), "360502", "360502");
    check_format("height", number(172), "172", "172");
    check_format("portrait", picture, "/9j/", "/9j/");
    check_format("family", number(0), "", "");
}

TEST(values_out_of_their_range_are_written_so_that_nothing_is_hidden)
{
    check_format("name", text("a\x1b[2J"), "a\xef\xbf\xbd[2J", "a\xef\xbf\xbd[2J");
    check_format("name", text(""), "", "");
    check_format("born", number(WALLET_DAY_FOREVER), "9999-12-31", "9999-12-31");
    check_format("born", number(INT64_MAX), "9223372036854775807", "9223372036854775807");
    check_format("colour", number(3), "3", "3");
    check_format("colour", number(-1), "-1", "-1");
}
