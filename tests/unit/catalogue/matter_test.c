/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/digest.h"
#include "matter_sample.h"

TEST(a_matter_says_what_its_file_says)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    const struct wallet_matter *matter = scene.matter;

    CHECK_TEXT(wallet_matter_name(matter), "sample-matter");
    CHECK_TEXT(wallet_matter_code(matter), "11360500000000019FSAMPLE01");
    CHECK_TEXT(wallet_matter_title(matter, WALLET_CHINESE), "样事");
    CHECK_TEXT(wallet_matter_title(matter, WALLET_ENGLISH), "Sample Matter");
    CHECK_TEXT(wallet_matter_department(matter, WALLET_CHINESE), "样局");
    CHECK_TEXT(wallet_matter_department(matter, WALLET_ENGLISH), "Sample Bureau");
    CHECK_TEXT(wallet_matter_department_code(matter), "11360500000000019F");
    CHECK_TEXT(wallet_matter_basis(matter), "tests");
    CHECK_EQUAL(wallet_matter_days(matter), 5);
    CHECK_EQUAL(wallet_matter_relation(matter), WALLET_RELATION_ONE_HOUSEHOLD);
    matter_scene_close(&scene);
}

TEST(a_matter_keeps_its_file_and_the_digest_of_it)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    const struct wallet_bytes json = wallet_matter_json(scene.matter);
    uint8_t digest[WLT_SHA256_SIZE];
    uint8_t wanted[WLT_SHA256_SIZE];

    CHECK_BYTES(json, test_text(matter_sample));
    wallet_matter_digest(scene.matter, digest);
    wlt_sha256(test_text(matter_sample), wanted);
    CHECK(memcmp(digest, wanted, sizeof digest) == 0);
    matter_scene_close(&scene);
}

TEST(the_first_party_is_the_applicant)
{
    struct matter_scene scene = matter_scene_open(matter_sample);

    CHECK_EQUAL(wallet_matter_party_count(scene.matter), 3);
    CHECK_TEXT(wallet_matter_party_at(scene.matter, 0)->name, "applicant");
    CHECK_TEXT(wallet_matter_party_at(scene.matter, 0)->title[WALLET_CHINESE], "甲");
    CHECK_TEXT(wallet_matter_party_at(scene.matter, 0)->title[WALLET_ENGLISH], "A");
    CHECK_EQUAL(wallet_matter_party_at(scene.matter, 0)->holder, WALLET_HOLDER_PERSON);
    CHECK_EQUAL(wallet_matter_party_at(scene.matter, 2)->holder, WALLET_HOLDER_ORGANISATION);
    matter_scene_close(&scene);
}

TEST(a_material_says_how_it_comes_and_what_stands_for_it)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    const struct wallet_material *identity = wallet_matter_material_at(scene.matter, 0);
    const struct wallet_material *letter = wallet_matter_material_at(scene.matter, 4);

    CHECK_EQUAL(wallet_matter_material_count(scene.matter), 5);
    CHECK_TEXT(identity->name, "identity");
    CHECK_TEXT(identity->title[WALLET_CHINESE], "身份证");
    CHECK_EQUAL(identity->form, WALLET_FORM_AUTOMATIC);
    CHECK_EQUAL(identity->necessity, WALLET_NECESSARY);
    CHECK_EQUAL(identity->source, WALLET_SOURCE_GOVERNMENT);
    CHECK_EQUAL(identity->kind, 3);
    CHECK_EQUAL(identity->copies, 2);
    CHECK_TEXT(identity->guide[WALLET_CHINESE], "须知");
    CHECK_TEXT(identity->standard[WALLET_CHINESE], "");
    CHECK_TEXT(identity->basis, "law");
    CHECK(identity->is_shared);
    CHECK_EQUAL(identity->party, 0);
    CHECK_EQUAL(identity->wanted_count, 1);
    CHECK_TEXT(wallet_type_name(identity->wanted[0].type), "id-card");

    CHECK_EQUAL(letter->form, WALLET_FORM_PAPER);
    CHECK_EQUAL(letter->source, WALLET_SOURCE_OTHER);
    CHECK_EQUAL(letter->kind, 1);
    CHECK_EQUAL(letter->copies, 1);
    CHECK_EQUAL(letter->wanted_count, 0);
    CHECK_TEXT(letter->standard[WALLET_ENGLISH], "signed");
    CHECK_TEXT(letter->basis, "");
    CHECK(!letter->is_shared);
    CHECK_EQUAL(wallet_matter_material_at(scene.matter, 1)->necessity, WALLET_DEFERRABLE);
    CHECK_EQUAL(wallet_matter_material_at(scene.matter, 3)->party, 2);
    matter_scene_close(&scene);
}

TEST(what_is_wanted_ascends_by_key_with_the_members_fields)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    const struct wallet_wanted *card = &wallet_matter_material_at(scene.matter, 0)->wanted[0];
    const struct wallet_wanted *book = &wallet_matter_material_at(scene.matter, 1)->wanted[0];

    /* name, sex, birth_date, citizen_number */
    static const uint64_t keys[] = { 1, 2, 4, 6 };
    CHECK_EQUAL(card->field_count, 4);
    for (size_t i = 0; i < card->field_count; i++) {
        CHECK_EQUAL(card->fields[i].key, keys[i]);
        CHECK_EQUAL(card->fields[i].member_count, 0);
    }

    CHECK_EQUAL(book->field_count, 2);
    CHECK_EQUAL(book->fields[0].key, 4);
    CHECK_EQUAL(book->fields[1].key, 9);
    CHECK_EQUAL(book->fields[1].member_count, 2);
    CHECK_EQUAL(book->fields[1].members[0], 1);
    CHECK_EQUAL(book->fields[1].members[1], 11);
    matter_scene_close(&scene);
}

static void check_source(
    const struct wallet_source *source,
    size_t party,
    const char *type,
    const char *field,
    const char *member,
    size_t member_party)
{
    CHECK_EQUAL(source->party, party);
    CHECK_TEXT(wallet_type_name(source->type), type);
    CHECK_TEXT(wallet_field_name(source->field), field);
    CHECK_EQUAL(source->member != NULL, member != NULL);
    if (member) {
        CHECK_TEXT(wallet_field_name(source->member), member);
    }
    CHECK_EQUAL(source->member_party, member_party);
}

TEST(a_blank_says_where_it_is_filled_from)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    const struct wallet_blank *name = wallet_matter_blank_at(scene.matter, 0);
    const struct wallet_blank *spouse = wallet_matter_blank_at(scene.matter, 1);
    const struct wallet_blank *how = wallet_matter_blank_at(scene.matter, 3);

    CHECK_EQUAL(wallet_matter_blank_count(scene.matter), 4);
    CHECK_TEXT(name->name, "full_name");
    CHECK_TEXT(name->title[WALLET_ENGLISH], "name");
    CHECK_EQUAL(name->kind, WALLET_BLANK_TEXT);
    CHECK(name->is_required);
    CHECK_EQUAL(name->source_count, 2);
    check_source(&name->sources[0], 0, "id-card", "name", NULL, WALLET_NO_PARTY);
    check_source(&name->sources[1], 0, "household-register", "members", "name", 0);
    check_source(&spouse->sources[0], 0, "household-register", "members", "name", 1);
    check_source(&spouse->sources[1], 1, "id-card", "name", NULL, WALLET_NO_PARTY);
    CHECK(!spouse->is_required);

    CHECK_EQUAL(how->kind, WALLET_BLANK_CHOICE);
    CHECK_EQUAL(how->source_count, 0);
    CHECK_EQUAL(how->choice_count, 2);
    CHECK_TEXT(how->choices[1][WALLET_CHINESE], "二");
    CHECK_TEXT(how->choices[1][WALLET_ENGLISH], "two");
    matter_scene_close(&scene);
}

TEST(a_rule_says_what_is_compared)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    const struct wallet_rule *same = wallet_matter_rule_at(scene.matter, 0);
    const struct wallet_rule *member = wallet_matter_rule_at(scene.matter, 1);
    const struct wallet_rule *current = wallet_matter_rule_at(scene.matter, 2);
    const struct wallet_rule *region = wallet_matter_rule_at(scene.matter, 3);
    const struct wallet_rule *age = wallet_matter_rule_at(scene.matter, 4);

    CHECK_EQUAL(wallet_matter_rule_count(scene.matter), 5);
    CHECK_TEXT(same->name, "names");
    CHECK_EQUAL(same->kind, WALLET_RULE_SAME);
    CHECK(same->is_advisory);
    check_source(&same->left[0], 0, "id-card", "name", NULL, WALLET_NO_PARTY);
    check_source(&same->right[0], 0, "household-register", "members", "name", 0);
    CHECK_EQUAL(member->kind, WALLET_RULE_MEMBER);
    CHECK(!member->is_advisory);
    check_source(
        &member->right[0], 0, "household-register", "members", "citizen_number", WALLET_NO_PARTY);
    CHECK_EQUAL(current->kind, WALLET_RULE_CURRENT);
    CHECK_TEXT(wallet_type_name(current->type), "id-card");
    CHECK_EQUAL(current->party, 1);
    CHECK_EQUAL(region->kind, WALLET_RULE_REGION);
    CHECK_EQUAL(region->left_count, 2);
    CHECK_EQUAL(region->text_count, 2);
    CHECK_TEXT(region->texts[1], "新余市");
    CHECK_EQUAL(age->kind, WALLET_RULE_AGE);
    CHECK_EQUAL(age->least, 18);
    CHECK_EQUAL(age->most, 60);
    matter_scene_close(&scene);
}

TEST(parts_are_found_by_name_and_by_chinese_title)
{
    struct matter_scene scene = matter_scene_open(matter_sample);

    CHECK_EQUAL(wallet_matter_find_material(scene.matter, test_text("register")), 1);
    CHECK_EQUAL(wallet_matter_find_material(scene.matter, test_text("信")), 4);
    CHECK_EQUAL(wallet_matter_find_material(scene.matter, test_text("x")), WALLET_NO_MATERIAL);
    CHECK_EQUAL(wallet_matter_find_material(scene.matter, test_text("")), WALLET_NO_MATERIAL);
    CHECK_EQUAL(wallet_matter_find_blank(scene.matter, test_text("born")), 2);
    CHECK_EQUAL(wallet_matter_find_blank(scene.matter, test_text("方式")), 3);
    CHECK_EQUAL(wallet_matter_find_blank(scene.matter, test_text("x")), SIZE_MAX);
    matter_scene_close(&scene);
}

TEST(a_matter_is_paperless_if_all_that_government_issued_is_obtained)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    CHECK(wallet_matter_is_paperless(scene.matter));
    matter_scene_close(&scene);

    scene =
        matter_scene_open(matter_changed("\"source\": \"other\"", "\"source\": \"government\""));
    CHECK(!wallet_matter_is_paperless(scene.matter));
    matter_scene_close(&scene);
}

TEST(a_request_asks_one_party_for_the_first_licence_of_each_material)
{
    struct matter_scene scene = matter_scene_open(matter_sample);
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];

    CHECK_EQUAL(wallet_matter_items(scene.matter, 0, items), 2);
    CHECK_TEXT(items[0].type, "11100000000013127D001");
    CHECK_EQUAL(items[0].field_count, 4);
    CHECK(items[0].is_required);
    CHECK_TEXT(items[1].type, "11100000000013127D002");
    CHECK(!items[1].is_required);
    CHECK_EQUAL(wallet_matter_items(scene.matter, 1, items), 1);
    CHECK(!items[0].is_required);
    CHECK_EQUAL(items[0].field_count, 2);
    CHECK_EQUAL(wallet_matter_items(scene.matter, 2, items), 1);
    CHECK(items[0].is_required);
    matter_scene_close(&scene);
}

TEST(a_request_asks_for_a_type_once_with_the_fields_of_all_materials)
{
    struct matter_scene scene = matter_scene_open(matter_changed(
        "\"form\": \"paper\", \"source\": \"other\",",
        "\"form\": \"either\", \"source\": \"other\", \"licences\": ["
        "{ \"type\": \"household-register\", \"fields\": [\"head_name\", \"members\"] },"
        "{ \"type\": \"id-card\", \"fields\": [\"address\"] } ],"));
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];

    CHECK_EQUAL(wallet_matter_items(scene.matter, 0, items), 2);

    /* Only the first licence of a material counts: nobody asked for an address of the card. */
    CHECK_EQUAL(items[0].field_count, 4);
    CHECK_EQUAL(items[1].field_count, 3);
    CHECK_EQUAL(items[1].fields[0].key, 2);
    CHECK_EQUAL(items[1].fields[1].key, 4);

    /* Those that are named, and, for "members", those that are shown by default: name and relation. */
    CHECK_EQUAL(items[1].fields[2].key, 9);
    CHECK_EQUAL(items[1].fields[2].member_count, 3);
    CHECK_EQUAL(items[1].fields[2].members[0], 1);
    CHECK_EQUAL(items[1].fields[2].members[1], 2);
    CHECK_EQUAL(items[1].fields[2].members[2], 11);
    matter_scene_close(&scene);
}
