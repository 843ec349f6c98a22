/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

TEST(an_export_is_a_merge_into_a_new_vault)
{
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault *copy = sample_empty();
    struct wallet_vault_count added = { 0 };

    CHECK_EQUAL(wallet_vault_merge(copy, vault, &added, NULL), WALLET_OK);
    CHECK_EQUAL(added.keys, 1);
    CHECK_EQUAL(added.licences, 2);
    CHECK_EQUAL(added.events, 3);
    struct wallet_vault *again = sample_open(sample_write(copy));
    CHECK(memcmp(again->keys[0].secret, vault->keys[0].secret, WLT_ED25519_SECRET_SIZE) == 0);
    CHECK(memcmp(again->id, vault->id, sizeof again->id) != 0);
    wallet_vault_free(again);
    wallet_vault_free(copy);
    wallet_vault_free(vault);
}

TEST(takes_in_what_is_new_and_changes_nothing)
{
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault *other = sample_vault();
    struct wallet_vault_count added = { 9, 9, 9 };
    struct wallet_vault_licence licence = sample_licence(other, "a third", true);
    struct wallet_vault_event event;
    uint8_t id[WALLET_KEY_ID_SIZE];

    CHECK_EQUAL(wallet_vault_merge(vault, other, &added, NULL), WALLET_OK);
    CHECK_EQUAL(added.keys + added.licences + added.events, 0);

    CHECK_EQUAL(wallet_vault_key_generate(other, SAMPLE_NOW, id, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vault_licence_add(other, &licence, NULL, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vault_licence_remove(other, 0, NULL), WALLET_OK);
    licence = sample_licence(other, "a licence", true);
    licence.label = test_text("another label");
    CHECK_EQUAL(wallet_vault_licence_add(other, &licence, NULL, NULL), WALLET_OK);
    sample_add_event(other, WALLET_VAULT_SHOWN, SAMPLE_NOW);
    sample_add_event(other, WALLET_VAULT_DECLINED, SAMPLE_NOW + 2);
    sample_add_event(other, WALLET_VAULT_SHOWN, SAMPLE_NOW + 2); /* a second time in the second */
    CHECK_EQUAL(wallet_vault_merge(vault, other, &added, NULL), WALLET_OK);
    CHECK_EQUAL(added.keys, 1);
    CHECK_EQUAL(added.licences, 1);
    CHECK_EQUAL(added.events, 3);
    CHECK(wallet_vault_licence_at(vault, 0, &licence));
    CHECK_BYTES(licence.label, test_text("我的证"));
    CHECK(wallet_vault_event_at(vault, 0, &event));
    CHECK_EQUAL(event.at_unix, SAMPLE_NOW);
    CHECK_EQUAL(wallet_vault_merge(vault, other, &added, NULL), WALLET_OK);
    CHECK_EQUAL(added.events, 0);
    wallet_vault_free(other);
    wallet_vault_free(vault);
}

TEST(takes_in_nothing_of_what_would_be_too_much)
{
    struct wallet_vault *vault = sample_empty();
    struct wallet_vault *other = sample_vault();
    struct wallet_vault_count added = { 9, 9, 9 };
    uint8_t id[WALLET_KEY_ID_SIZE];

    for (size_t i = 0; i < WALLET_VAULT_KEY_MAX; i++) {
        CHECK_EQUAL(wallet_vault_key_generate(vault, SAMPLE_NOW, id, NULL), WALLET_OK);
    }

    CHECK_EQUAL(wallet_vault_merge(vault, other, &added, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_vault_count(vault).licences, 0);
    CHECK_EQUAL(added.keys, 9);
    CHECK_EQUAL(wallet_vault_merge(vault, NULL, &added, NULL), WALLET_ERR_ARGUMENT);
    wallet_vault_free(other);
    wallet_vault_free(vault);
}
