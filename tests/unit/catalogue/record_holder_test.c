/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/record.h"
#include "sample.h"
#include "test.h"

#include <string.h>

/** A type, and a record of it. */
struct world {
    struct wallet_catalogue *catalogue;
    struct wallet_record *record;
    char holder[WLT_HOLDER_SIZE];
};

static struct world open_world(const char *json)
{
    struct world world = { .catalogue = sample_parse(json) };
    const struct wallet_type *type = wallet_catalogue_at(world.catalogue, 0);

    CHECK_EQUAL(wallet_record_new(type, &world.record, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_set(world.record, "name", test_text("张三"), NULL), WALLET_OK);
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

TEST(a_persons_number_names_the_holder)
{
    struct world world = open_world(SAMPLE_TYPE);

    CHECK(!wlt_record_holder(world.record, world.holder));
    set(world.record, "number", "360502199003070016");
    CHECK(wlt_record_holder(world.record, world.holder));
    CHECK_TEXT(world.holder, "111:360502199003070016");
    close_world(&world);
}

#define EITHER_TYPE                                                          \
    "{" SAMPLE_HEAD "\"holder\":{\"kind\":\"either\",\"person\":\"number\"," \
    "\"organisation\":\"company\"},\"fields\":" SAMPLE_FIELDS "}"

TEST(either_a_person_or_an_organisation_is_the_holder)
{
    struct world person = open_world(EITHER_TYPE);
    struct world company = open_world(EITHER_TYPE);

    set(person.record, "number", "360502199003070016");
    CHECK_EQUAL(wallet_record_check(person.record, NULL), WALLET_OK);
    CHECK(wlt_record_holder(person.record, person.holder));
    CHECK_TEXT(person.holder, "111:360502199003070016");

    set(company.record, "company", "913605020000000194");
    CHECK_EQUAL(wallet_record_check(company.record, NULL), WALLET_OK);
    CHECK(wlt_record_holder(company.record, company.holder));
    CHECK_TEXT(company.holder, "001:913605020000000194");
    close_world(&person);
    close_world(&company);
}

TEST(nobody_and_both_are_no_holder)
{
    struct world world = open_world(EITHER_TYPE);
    struct wallet_error error;

    CHECK(!wlt_record_holder(world.record, world.holder));
    CHECK_EQUAL(wallet_record_check(world.record, &error), WALLET_ERR_MISSING);
    CHECK_TEXT(
        error.message,
        "'number' (号码) or 'company' (单位) is missing: one of the two holds the licence");

    set(world.record, "company", "913605020000000194");
    set(world.record, "number", "360502199003070016");
    CHECK(!wlt_record_holder(world.record, world.holder));
    CHECK_EQUAL(wallet_record_check(world.record, &error), WALLET_ERR_VALUE);
    CHECK_TEXT(
        error.message,
        "'number' (号码) and 'company' (单位) are both there, but one holds the licence");
    close_world(&world);
}

/* The number of one who is in the licence is not asked for the licence's own holder. */
TEST(a_member_needs_no_holder_of_its_own)
{
    struct world world = open_world(EITHER_TYPE);
    struct wallet_record *member = NULL;

    set(world.record, "company", "913605020000000194");
    CHECK_EQUAL(wallet_record_add_member(world.record, "family", &member, NULL), WALLET_OK);
    set(member, "name", "李四");
    set(member, "number", "360502199003070016");
    CHECK_EQUAL(wallet_record_check(world.record, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_check(member, NULL), WALLET_OK);
    CHECK(wlt_record_holder(world.record, world.holder));
    CHECK_TEXT(world.holder, "001:913605020000000194");
    close_world(&world);
}

static struct wallet_record *parse_household(const struct wallet_catalogue *catalogue)
{
    const struct wallet_type *type =
        wallet_catalogue_find(catalogue, test_text("household-register"));
    const char *path = test_root_path("examples/data/household-register.json");
    struct wallet_record *record = NULL;
    struct wallet_error error = { 0 };

    if (wallet_record_parse(type, test_file(path), &record, &error) != WALLET_OK) {
        fail_msg("%s: %s", path, error.message);
    }

    return record;
}

TEST(a_household_is_held_by_the_one_who_is_its_head)
{
    struct wallet_catalogue *catalogue = sample_shipped();
    struct wallet_record *record = parse_household(catalogue);
    struct wallet_record *const *members = NULL;
    char holder[WLT_HOLDER_SIZE];

    for (size_t i = 0; i < wlt_record_entry_count(record); i++) {
        const struct wlt_entry *entry = wlt_record_entry(record, i);
        members = entry->member_count > 0 ? entry->members : members;
    }

    CHECK_EQUAL(wallet_record_set(members[1], "relation", test_text("户主"), NULL), WALLET_OK);
    CHECK(!wlt_record_holder(record, holder));
    CHECK_EQUAL(wallet_record_set(members[0], "relation", test_text("妻"), NULL), WALLET_OK);
    CHECK(wlt_record_holder(record, holder));
    CHECK_TEXT(holder, "111:360502199003070016");
    CHECK_EQUAL(wallet_record_set(members[1], "relation", test_text("夫"), NULL), WALLET_OK);
    CHECK(!wlt_record_holder(record, holder));
    wallet_record_free(record);
    wallet_catalogue_free(catalogue);
}
