/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/owner.h"

#include "base/buffer.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define ISSUER  "11360500000000019F"
#define TYPE_A  "11100000000013127D001"
#define TYPE_B  "11100000MB0143028R001"
#define NAME_ZH "示例市某局"
#define NAME_EN "Example Bureau"

static enum wallet_status parse(struct wlt_owner *owner, const char *lines)
{
    struct wallet_error error = { .status = WALLET_OK };
    const enum wallet_status status = wlt_owner_parse(owner, test_text(lines), &error);
    CHECK_EQUAL(error.status, status);
    return status;
}

TEST(what_was_written_is_read_back)
{
    struct wlt_owner owner = { 0 };
    struct wallet_buffer out = { 0 };
    const char *lines = "Issuer: " ISSUER "\nName-zh: " NAME_ZH "\nName-en: " NAME_EN
                        "\nTypes: " TYPE_A " " TYPE_B "\n";

    CHECK_EQUAL(parse(&owner, lines), WALLET_OK);
    CHECK_EQUAL(wlt_owner_append(&owner, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), test_text(lines));
    wallet_buffer_clear(&out);
    wlt_owner_clear(&owner);
}

TEST(nothing_is_written_of_nobody)
{
    struct wlt_owner owner = { 0 };
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(parse(&owner, ""), WALLET_OK);
    CHECK_EQUAL(wlt_owner_append(&owner, &out, NULL), WALLET_OK);
    CHECK_EQUAL(out.size, 0);
    wlt_owner_clear(&owner);
}

TEST(lines_that_mean_nothing_to_us_are_skipped)
{
    struct wlt_owner owner = { 0 };

    CHECK_EQUAL(
        parse(
            &owner,
            "\xef\xbb\xbf  ISSUER :\t" ISSUER " \r\nBag Attributes\n  localKeyID: 01 02\n\n:\n"
            "Types-of-nothing: x\r\nname-en:" NAME_EN),
        WALLET_OK);
    CHECK_TEXT(owner.issuer, ISSUER);
    CHECK_TEXT(owner.name_en, NAME_EN);
    CHECK(owner.name_zh == NULL);
    CHECK_EQUAL(owner.type_count, 0);
    wlt_owner_clear(&owner);
}

/** Whether an owner with this line of types may sign type A. */
static bool allows_a(const char *line)
{
    struct wlt_owner owner = { 0 };
    CHECK_EQUAL(parse(&owner, line), WALLET_OK);
    const bool allows = wlt_owner_allows_type(&owner, test_text(TYPE_A));
    wlt_owner_clear(&owner);
    return allows;
}

TEST(no_authority_is_there_unless_it_is_said)
{
    CHECK(!allows_a(""));
    CHECK(!allows_a("Types:"));
    CHECK(!allows_a("Types: " TYPE_B));
    CHECK(!allows_a("Type: *"));
    CHECK(allows_a("Types: " TYPE_A));
    CHECK(allows_a("Types: " TYPE_B "  \t" TYPE_A));
    CHECK(allows_a("Types: *"));
}

static const struct {
    const char *what;
    const char *lines;
    enum wallet_status wanted;
} lines[] = {
    { "an issuer", "Issuer: " ISSUER "\n", WALLET_OK },
    { "a wrong check character", "Issuer: 11360500000000019G\n", WALLET_OK },
    { "an issuer too short", "Issuer: 1136050000000001\n", WALLET_ERR_VALUE },
    { "an issuer too long", "Issuer: " ISSUER "0\n", WALLET_ERR_VALUE },
    { "a letter that no code has", "Issuer: 1136050000000001OF\n", WALLET_ERR_VALUE },
    { "an empty issuer", "Issuer:\n", WALLET_ERR_VALUE },
    { "an issuer twice", "Issuer: " ISSUER "\nissuer: " ISSUER "\n", WALLET_ERR_VALUE },
    { "types twice", "Types: *\nTypes: *\n", WALLET_ERR_VALUE },
    { "a type too short", "Types: " ISSUER "\n", WALLET_ERR_VALUE },
    { "types with commas", "Types: " TYPE_A "," TYPE_B "\n", WALLET_ERR_VALUE },
    { "a good type and a bad one", "Types: " TYPE_A " x\n", WALLET_ERR_VALUE },
    { "two stars", "Types: **\n", WALLET_ERR_VALUE },
    { "an empty name", "Name-en:\n", WALLET_OK },
    { "a name with an escape", "Name-en: a\x1b[31mb\n", WALLET_ERR_VALUE },
    { "a name that turns around", "Name-zh: a\xe2\x80\xae-b\n", WALLET_ERR_VALUE },
    { "a name not in UTF-8", "Name-zh: \xc4\xe3\n", WALLET_ERR_VALUE },
    { "a name with a bare CR", "Name-en: a\rb\n", WALLET_ERR_VALUE },
};

TEST(a_line_says_what_it_should_or_is_refused)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct wlt_owner owner = { 0 };
        CHECK_ROW(lines[i].what, parse(&owner, lines[i].lines), lines[i].wanted);
        wlt_owner_clear(&owner);
    }
}

TEST(a_nul_in_a_value_is_refused)
{
    static const char text[] = "Name-en: a\0\n";
    struct wlt_owner owner = { 0 };
    const struct wallet_bytes bytes = { (const uint8_t *)text, sizeof text - 1 };

    CHECK_EQUAL(wlt_owner_parse(&owner, bytes, NULL), WALLET_ERR_VALUE);
    wlt_owner_clear(&owner);
}

TEST(a_name_has_its_largest_size)
{
    char line[1024];
    char name[WALLET_ISSUER_NAME_MAX + 1];
    struct wlt_owner owner = { 0 };
    memset(name, 'x', sizeof name);

    name[WALLET_ISSUER_NAME_MAX] = 0;
    (void)snprintf(line, sizeof line, "Name-en: %s\n", name);
    CHECK_EQUAL(parse(&owner, line), WALLET_ERR_VALUE);
    wlt_owner_clear(&owner);

    name[WALLET_ISSUER_NAME_MAX - 1] = 0;
    (void)snprintf(line, sizeof line, "Name-en: %s\n", name);
    CHECK_EQUAL(parse(&owner, line), WALLET_OK);
    CHECK_TEXT(owner.name_en, name);
    wlt_owner_clear(&owner);
}

TEST(as_many_types_as_a_file_holds_are_read)
{
    enum {
        TYPES = 2900,
    };
    struct wlt_owner owner = { 0 };
    char *line = test_memory(sizeof "Types:" + TYPES * sizeof(" " TYPE_A));
    char *end = stpcpy(line, "Types:");
    for (int i = 0; i < TYPES; i++) {
        end = stpcpy(end, " " TYPE_A);
    }

    CHECK_EQUAL(parse(&owner, line), WALLET_OK);
    CHECK_EQUAL(owner.type_count, TYPES);
    CHECK_TEXT(owner.types[TYPES - 1].code, TYPE_A);
    wlt_owner_clear(&owner);
}
