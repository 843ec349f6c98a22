/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/list.h"

#include "unit/trust/make_entry.h"

static const char *const two_types[] = { "11100000000013127D001", "11100000MB0143028R001" };

static struct wallet_trust_list *new_list(void)
{
    struct wallet_trust_list *list = NULL;
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    return list;
}

static enum wallet_status put(
    struct wallet_trust_list *list, const struct wallet_trust_entry *entry)
{
    struct wallet_error error = { .status = WALLET_OK };
    const enum wallet_status status = wallet_trust_list_put(list, entry, &error);
    CHECK_EQUAL(error.status, status);
    return status;
}

TEST(gives_back_what_was_put_in_the_order_of_ids)
{
    struct wallet_trust_list *list = new_list();
    struct member members[] = {
        make_member(2, NULL, WALLET_ALGORITHM_ED25519),
        make_member(1, NULL, WALLET_ALGORITHM_ES256),
        make_member(3, NULL, WALLET_ALGORITHM_ES384),
    };

    for (size_t i = 0; i < 3; i++) {
        struct wallet_trust_entry entry = entry_of(&members[i], two_types, 2);
        entry.region = "3605";
        CHECK_EQUAL(put(list, &entry), WALLET_OK);
    }

    struct wallet_trust_entry got;
    CHECK_EQUAL(wallet_trust_list_count(list), 3);
    wallet_trust_list_at(list, 0, &got);
    CHECK_TEXT(got.id, members[1].id);
    CHECK_TEXT(got.name_zh, "新余市某局");
    CHECK_TEXT(got.name_en, "Some Bureau");
    CHECK_TEXT(got.region, "3605");
    CHECK_EQUAL(got.roles, WALLET_ROLE_ISSUER);
    CHECK_EQUAL(got.type_count, 2);
    CHECK_TEXT(got.types[1], two_types[1]);
    CHECK_BYTES(got.key, wallet_buffer_bytes(&members[1].cose));
    CHECK_EQUAL(got.chain.size, 0);
    CHECK_BYTES(wallet_trust_list_key_id(list, 0), wallet_key_id(members[1].key));
    wallet_trust_list_at(list, 2, &got);
    CHECK_TEXT(got.id, members[2].id);

    for (size_t i = 0; i < 3; i++) {
        clear_member(&members[i]);
    }
    wallet_trust_list_free(list);
}

TEST(replaces_the_entry_of_the_same_id_and_key_and_keeps_two_keys_of_one_id)
{
    struct wallet_trust_list *list = new_list();
    struct member old_key = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    struct member new_key = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    struct wallet_trust_entry entry = entry_of(&old_key, two_types, 2);

    CHECK_EQUAL(put(list, &entry), WALLET_OK);
    entry.state = WALLET_TRUST_RETIRED;
    entry.state_unix = 1795420800;
    entry.type_count = 1;
    CHECK_EQUAL(put(list, &entry), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_count(list), 1);

    struct wallet_trust_entry got;
    wallet_trust_list_at(list, 0, &got);
    CHECK_EQUAL(got.state, WALLET_TRUST_RETIRED);
    CHECK_EQUAL(got.state_unix, 1795420800);
    CHECK_EQUAL(got.type_count, 1);

    const struct wallet_trust_entry second = entry_of(&new_key, two_types, 2);
    CHECK_EQUAL(put(list, &second), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_count(list), 2);

    CHECK_EQUAL(wallet_trust_list_remove(list, old_key.id, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_count(list), 0);
    CHECK_EQUAL(wallet_trust_list_remove(list, old_key.id, NULL), WALLET_ERR_UNKNOWN);

    clear_member(&old_key);
    clear_member(&new_key);
    wallet_trust_list_free(list);
}

TEST(refuses_the_key_of_another_entry)
{
    struct wallet_trust_list *list = new_list();
    struct member member = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    struct wallet_trust_entry entry = entry_of(&member, two_types, 2);

    CHECK_EQUAL(put(list, &entry), WALLET_OK);
    entry.id = ROOT_ISSUER;
    CHECK_EQUAL(put(list, &entry), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_trust_list_count(list), 1);

    clear_member(&member);
    wallet_trust_list_free(list);
}

static void no_role(struct wallet_trust_entry *entry)
{
    entry->roles = 0;
}

static void unknown_role(struct wallet_trust_entry *entry)
{
    entry->roles = 128;
}

static void no_code(struct wallet_trust_entry *entry)
{
    entry->id = "1136050000000001";
}

static void two_lines(struct wallet_trust_entry *entry)
{
    entry->name_en = "Some\nBureau";
}

static void no_type(struct wallet_trust_entry *entry)
{
    static const char *const types[] = { "id-card" };
    entry->types = types;
    entry->type_count = 1;
}

static void many_types(struct wallet_trust_entry *entry)
{
    static const char *types[WLT_ENTRY_TYPE_MAX + 1];
    for (size_t i = 0; i <= WLT_ENTRY_TYPE_MAX; i++) {
        types[i] = "*";
    }
    entry->types = types;
    entry->type_count = WLT_ENTRY_TYPE_MAX + 1;
}

static void letters_for_a_region(struct wallet_trust_entry *entry)
{
    entry->region = "36a5";
}

static void long_region(struct wallet_trust_entry *entry)
{
    entry->region = "3605021";
}

static void ends_before_it_begins(struct wallet_trust_entry *entry)
{
    entry->from_unix = 10;
    entry->until_unix = 10;
}

static void before_1970(struct wallet_trust_entry *entry)
{
    entry->from_unix = -1;
}

static void retired_at_no_time(struct wallet_trust_entry *entry)
{
    entry->state = WALLET_TRUST_RETIRED;
}

static void active_since(struct wallet_trust_entry *entry)
{
    entry->state_unix = 1;
}

static void unknown_state(struct wallet_trust_entry *entry)
{
    entry->state = (enum wallet_trust_state)3;
    entry->state_unix = 1;
}

static void no_key(struct wallet_trust_entry *entry)
{
    entry->key.size = 0;
}

static void key_and_chain(struct wallet_trust_entry *entry)
{
    entry->chain = entry->key;
}

static void half_a_key(struct wallet_trust_entry *entry)
{
    entry->key.size /= 2;
}

static void chain_of_rubbish(struct wallet_trust_entry *entry)
{
    entry->chain = test_text("0123456789");
    entry->key.size = 0;
}

static void low_order_key(struct wallet_trust_entry *entry)
{
    entry->key = test_hex("a3 01 01 20 06 21 58 20"
                          "00000000000000000000000000000000"
                          "00000000000000000000000000000000");
}

TEST(refuses_entries_that_make_no_sense)
{
    static const struct {
        const char *what;
        void (*spoil)(struct wallet_trust_entry *entry);
        enum wallet_status wanted;
    } rows[] = {
        { "no role", no_role, WALLET_ERR_VALUE },
        { "unknown role", unknown_role, WALLET_ERR_VALUE },
        { "id too short", no_code, WALLET_ERR_VALUE },
        { "name of two lines", two_lines, WALLET_ERR_VALUE },
        { "no type code", no_type, WALLET_ERR_VALUE },
        { "too many types", many_types, WALLET_ERR_TOO_LARGE },
        { "letters in the region", letters_for_a_region, WALLET_ERR_VALUE },
        { "seven digits", long_region, WALLET_ERR_VALUE },
        { "period", ends_before_it_begins, WALLET_ERR_VALUE },
        { "before 1970", before_1970, WALLET_ERR_VALUE },
        { "retired at no time", retired_at_no_time, WALLET_ERR_VALUE },
        { "active since", active_since, WALLET_ERR_VALUE },
        { "unknown state", unknown_state, WALLET_ERR_VALUE },
        { "no key", no_key, WALLET_ERR_KEY },
        { "key and chain", key_and_chain, WALLET_ERR_KEY },
        { "half a key", half_a_key, WALLET_ERR_KEY },
        { "low order", low_order_key, WALLET_ERR_KEY },
        { "no certificates", chain_of_rubbish, WALLET_ERR_KEY },
    };
    struct wallet_trust_list *list = new_list();
    struct member member = make_member(1, NULL, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_trust_entry entry = entry_of(&member, two_types, 2);
        rows[i].spoil(&entry);
        CHECK_ROW(rows[i].what, put(list, &entry), rows[i].wanted);
    }
    CHECK_EQUAL(wallet_trust_list_count(list), 0);

    clear_member(&member);
    wallet_trust_list_free(list);
}

TEST(demands_its_arguments)
{
    struct wallet_trust_list *list = new_list();
    const struct wallet_trust_entry nobody = { .roles = WALLET_ROLE_ISSUER };
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wallet_trust_list_new(NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_list_put(NULL, &nobody, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_list_put(list, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_list_put(list, &nobody, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_list_remove(list, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_list_sign(list, NULL, 1, 0, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_add_list(NULL, list, NULL), WALLET_ERR_ARGUMENT);
    wallet_trust_list_free(NULL);
    wallet_trust_list_free(list);
}
