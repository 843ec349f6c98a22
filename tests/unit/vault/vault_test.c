/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

TEST(a_new_vault_is_empty_and_like_no_other)
{
    struct wallet_vault *a = sample_empty();
    struct wallet_vault *b = sample_empty();

    CHECK_EQUAL(wallet_vault_generation(a), 0);
    CHECK_EQUAL(wallet_vault_id(a).size, WALLET_VAULT_ID_SIZE);
    CHECK(memcmp(wallet_vault_id(a).data, wallet_vault_id(b).data, WALLET_VAULT_ID_SIZE) != 0);
    CHECK(memcmp(a->secrets->data_key, b->secrets->data_key, WLT_SEAL_KEY_SIZE) != 0);
    CHECK(memcmp(a->secrets->wrapping_key, b->secrets->wrapping_key, WLT_SEAL_KEY_SIZE) != 0);
    wallet_vault_free(a);
    wallet_vault_free(b);
    wallet_vault_free(NULL);
}

TEST(takes_no_bad_terms)
{
    struct wallet_vault *vault = NULL;
    const struct wallet_bytes good = test_text(SAMPLE_PASSPHRASE);

    CHECK_EQUAL(wallet_vault_new(test_text("short"), sample_cost, &vault, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_vault_new(good, (struct wallet_vault_cost){ 0, 8 }, &vault, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_vault_new(good, sample_cost, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_vault_new((struct wallet_bytes){ NULL, 8 }, sample_cost, &vault, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK(vault == NULL);
}

TEST(another_passphrase_shuts_the_old_one_out)
{
    const struct wallet_bytes other = test_text("battery staple");
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault *again = NULL;
    uint8_t old_key[WLT_SEAL_KEY_SIZE];

    const struct wallet_bytes before = sample_write(vault);
    memcpy(old_key, vault->secrets->data_key, sizeof old_key);
    CHECK_EQUAL(
        wallet_vault_set_passphrase(vault, other, (struct wallet_vault_cost){ 2, 16 }, NULL),
        WALLET_OK);
    const struct wallet_bytes after = sample_write(vault);

    CHECK(memcmp(old_key, vault->secrets->data_key, sizeof old_key) != 0);
    CHECK_EQUAL(sample_try(before), WALLET_OK);
    CHECK_EQUAL(sample_try(after), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_vault_open(after, other, &again, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vault_count(again).licences, 2);
    CHECK_EQUAL(wallet_vault_cost(again).passes, 2);
    wallet_vault_free(again);

    /* What is refused changes nothing. */
    CHECK_EQUAL(
        wallet_vault_set_passphrase(vault, test_text("short"), sample_cost, NULL),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_vault_open(sample_write(vault), other, &again, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vault_set_passphrase(NULL, other, sample_cost, NULL), WALLET_ERR_ARGUMENT);
    wallet_vault_free(again);
    wallet_vault_free(vault);
}

TEST(outgrows_a_generation_and_never_shrinks)
{
    struct wallet_vault *vault = sample_empty();

    wallet_vault_outgrow(vault, 41);
    (void)sample_write(vault);
    CHECK_EQUAL(wallet_vault_generation(vault), 42);
    wallet_vault_outgrow(vault, 7);
    CHECK_EQUAL(wallet_vault_generation(vault), 42);

    struct wallet_buffer out = { 0 };
    wallet_vault_outgrow(vault, UINT64_MAX - 1);
    (void)sample_write(vault);
    CHECK_EQUAL(wallet_vault_write(vault, &out, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(out.size, 0);
    wallet_vault_free(vault);
}
