/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/record.h"

#include "sample.h"
#include "test.h"

#include <string.h>

/** The sample type and an empty record of it. */
struct world {
    struct wallet_catalogue *catalogue;
    struct wallet_record *record;
};

static struct world open_world(void)
{
    struct world world = { .catalogue = sample_parse(SAMPLE_TYPE) };
    const struct wallet_type *type = wallet_catalogue_at(world.catalogue, 0);

    CHECK_EQUAL(wallet_record_new(type, &world.record, NULL), WALLET_OK);
    CHECK(wallet_record_type(world.record) == type);
    return world;
}

static void close_world(struct world *world)
{
    wallet_record_free(world->record);
    wallet_catalogue_free(world->catalogue);
}

static void set(struct wallet_record *record, const char *field, const char *text)
{
    struct wallet_error error = { 0 };
    if (wallet_record_set(record, field, test_text(text), &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }
}

static const struct wlt_entry *entry(const struct wallet_record *record, const char *field)
{
    for (size_t i = 0; i < wlt_record_entry_count(record); i++) {
        const struct wlt_entry *at = wlt_record_entry(record, i);
        if (strcmp(wallet_field_name(at->field), field) == 0) {
            return at;
        }
    }

    return NULL;
}

TEST(a_new_record_is_empty_and_has_the_usual_terms)
{
    struct world world = open_world();
    const struct wallet_terms *terms = wlt_record_terms(world.record);

    CHECK_EQUAL(wlt_record_entry_count(world.record), 0);
    CHECK(!terms->serial);
    CHECK_EQUAL(terms->version, 1);
    CHECK_EQUAL(terms->from_unix, 0);
    CHECK_EQUAL(terms->until_unix, 0);
    CHECK(!terms->accept_findings);
    CHECK(wallet_record_terms(world.record) == terms);
    close_world(&world);
}

TEST(entries_stand_in_the_order_of_their_keys_however_they_came)
{
    static const char *const orders[][4] = {
        { "name", "born", "colour", "height" },
        { "height", "colour", "born", "name" },
        { "colour", "name", "height", "born" },
    };

    for (size_t i = 0; i < 3; i++) {
        struct world world = open_world();
        for (size_t j = 0; j < 4; j++) {
            const bool is_text = strcmp(orders[i][j], "name") == 0;
            const bool is_date = strcmp(orders[i][j], "born") == 0;
            set(world.record, orders[i][j], is_text ? "张三" : is_date ? "20260131" : "12");
        }

        CHECK_EQUAL(wlt_record_entry_count(world.record), 4);
        for (size_t j = 0; j < 4; j++) {
            CHECK_TEXT(wallet_field_name(wlt_record_entry(world.record, j)->field), orders[0][j]);
        }

        close_world(&world);
    }
}

TEST(values_are_read_as_people_write_them)
{
    static const struct {
        const char *field;
        const char *text;
        int64_t number;
    } rows[] = {
        { "born", "2026-11-23", 20780 },
        { "born", "20261123", 20780 },
        { "出生", "2026-11-23", 20780 },
        { "until", "长期", WALLET_DAY_FOREVER },
        { "until", "long-term", WALLET_DAY_FOREVER },
        { "until", "99991231", WALLET_DAY_FOREVER },
        { "colour", "1", 1 },
        { "colour", "01", 1 },
        { "colour", "红", 1 },
        { "colour", "朱红", 1 },
        { "colour", "viridian", 2 },
        { "颜色", "青", 12 },
        { "division", "360502", 360502 },
        { "height", "172", 172 },
        { "height", "0", 0 },
        { "height", "999999999999999999", 999999999999999999 },
    };
    struct world world = open_world();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        set(world.record, rows[i].field, rows[i].text);
        const struct wallet_type *type = wallet_record_type(world.record);
        const struct wallet_field *field = wallet_type_find_field(type, test_text(rows[i].field));
        const struct wlt_entry *found = entry(world.record, wallet_field_name(field));
        CHECK_ROW(rows[i].text, found->value.number, rows[i].number);
        CHECK_ROW(rows[i].text, found->finding, WALLET_FINDING_NONE);
    }

    close_world(&world);
}

TEST(a_value_is_copied_and_replaced)
{
    struct world world = open_world();
    char name[] = "张三丰";

    CHECK_EQUAL(wallet_record_set(world.record, "KZ_XM", test_text(name), NULL), WALLET_OK);
    memset(name, 'x', sizeof name - 1);
    CHECK_BYTES(entry(world.record, "name")->value.bytes, test_text("张三丰"));

    const uint8_t *memory = entry(world.record, "name")->value.bytes.data;
    set(world.record, "姓名", "李四");
    CHECK_BYTES(entry(world.record, "name")->value.bytes, test_text("李四"));
    CHECK(entry(world.record, "name")->value.bytes.data == memory);
    CHECK_EQUAL(wlt_record_entry_count(world.record), 1);
    close_world(&world);
}

TEST(a_long_value_replaces_a_short_one)
{
    struct world world = open_world();
    char *text = test_memory(WALLET_TEXT_MAX + 1);

    memset(text, 'a', WALLET_TEXT_MAX);
    set(world.record, "name", "b");
    set(world.record, "name", text);
    CHECK_BYTES(entry(world.record, "name")->value.bytes, test_text(text));
    close_world(&world);
}

TEST(a_value_that_is_refused_leaves_the_old_one)
{
    struct world world = open_world();

    set(world.record, "name", "张三");
    CHECK_EQUAL(wallet_record_set(world.record, "name", test_text(""), NULL), WALLET_ERR_VALUE);
    CHECK_BYTES(entry(world.record, "name")->value.bytes, test_text("张三"));
    CHECK_EQUAL(wallet_record_set(world.record, "born", test_text("x"), NULL), WALLET_ERR_VALUE);
    CHECK(!entry(world.record, "born"));
    close_world(&world);
}

TEST(a_wrong_check_character_passes_only_if_the_terms_say_so)
{
    struct world world = open_world();
    const struct wallet_bytes wrong = test_text("360502199003070017");
    const struct wallet_bytes worse = test_text("360502199002300017");

    CHECK_EQUAL(wallet_record_set(world.record, "number", wrong, NULL), WALLET_ERR_VALUE);
    wallet_record_terms(world.record)->accept_findings = true;
    CHECK_EQUAL(wallet_record_set(world.record, "number", wrong, NULL), WALLET_OK);
    CHECK_EQUAL(entry(world.record, "number")->finding, WALLET_FINDING_CHECK_CHARACTER);
    CHECK_EQUAL(wallet_record_set(world.record, "number", worse, NULL), WALLET_ERR_VALUE);
    set(world.record, "number", "360502199003070016");
    CHECK_EQUAL(entry(world.record, "number")->finding, WALLET_FINDING_NONE);
    close_world(&world);
}

TEST(a_portrait_is_set_from_bytes_and_from_base64)
{
    struct world world = open_world();
    const struct wallet_bytes picture = test_hex("ffd8ffe0 0102");

    CHECK_EQUAL(wallet_record_set_portrait(world.record, "portrait", picture, NULL), WALLET_OK);
    CHECK_BYTES(entry(world.record, "portrait")->value.bytes, picture);
    set(world.record, "portrait", "iVBORw0KGgo=");
    CHECK_BYTES(entry(world.record, "portrait")->value.bytes, test_hex("89504e470d0a1a0a"));
    close_world(&world);
}

TEST(members_are_records_of_their_own)
{
    struct world world = open_world();
    struct wallet_record *first = NULL;
    struct wallet_record *second = NULL;

    CHECK_EQUAL(wallet_record_add_member(world.record, "family", &first, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_add_member(world.record, "家人", &second, NULL), WALLET_OK);
    set(first, "name", "张三");
    set(second, "name", "李四");
    set(second, "born", "2018-06-01");

    const struct wlt_entry *family = entry(world.record, "family");
    CHECK_EQUAL(family->member_count, 2);
    CHECK(family->members[0] == first);
    CHECK(family->members[1] == second);
    CHECK_BYTES(entry(first, "name")->value.bytes, test_text("张三"));
    CHECK_EQUAL(wlt_record_entry_count(second), 2);
    CHECK(wallet_record_terms(first) == wallet_record_terms(world.record));
    CHECK(wallet_record_type(first) == wallet_record_type(world.record));
    close_world(&world);
}

TEST(members_stay_in_place_while_more_are_added)
{
    struct world world = open_world();
    struct wallet_record *members[WALLET_MEMBER_MAX];
    struct wallet_record *more = NULL;
    struct wallet_error error;

    for (size_t i = 0; i < WALLET_MEMBER_MAX; i++) {
        CHECK_EQUAL(wallet_record_add_member(world.record, "family", &members[i], NULL), WALLET_OK);
        set(members[i], "name", "张三");
        set(world.record, "height", "1");
    }

    for (size_t i = 0; i < WALLET_MEMBER_MAX; i++) {
        CHECK(entry(world.record, "family")->members[i] == members[i]);
    }

    CHECK_EQUAL(
        wallet_record_add_member(world.record, "family", &more, &error), WALLET_ERR_TOO_LARGE);
    CHECK_TEXT(error.message, "more than 64 members");
    close_world(&world);
}

TEST(what_is_required_must_be_there)
{
    struct world world = open_world();
    struct wallet_record *member = NULL;
    struct wallet_error error;

    CHECK_EQUAL(wallet_record_check(world.record, &error), WALLET_ERR_MISSING);
    CHECK_TEXT(error.message, "'name' (姓名) is missing");
    set(world.record, "name", "张三");
    CHECK_EQUAL(wallet_record_check(world.record, &error), WALLET_OK);

    CHECK_EQUAL(wallet_record_add_member(world.record, "family", &member, NULL), WALLET_OK);
    set(member, "name", "李四");
    CHECK_EQUAL(wallet_record_add_member(world.record, "family", &member, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_check(world.record, &error), WALLET_ERR_MISSING);
    CHECK_TEXT(error.message, "'family[1].name' (姓名) is missing");
    set(member, "name", "王五");
    CHECK_EQUAL(wallet_record_check(world.record, &error), WALLET_OK);
    close_world(&world);
}

TEST(a_missing_argument_is_refused)
{
    struct world world = open_world();
    const struct wallet_type *type = wallet_record_type(world.record);
    const struct wallet_bytes text = test_text("a");
    const struct wallet_bytes nothing = { NULL, 1 };
    struct wallet_record *out = NULL;

    CHECK_EQUAL(wallet_record_new(NULL, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_new(type, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_set(NULL, "name", text, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_set(world.record, NULL, text, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_set(world.record, "name", nothing, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_record_set_portrait(world.record, "portrait", nothing, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_add_member(world.record, "family", NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_parse(NULL, text, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_parse(type, nothing, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_parse(type, text, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_record_check(NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_record_free(NULL);
    close_world(&world);
}
