/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

TEST(signs_what_the_public_half_verifies_and_names_no_issuer)
{
    const struct wallet_bytes message = test_text("to be signed");
    struct wallet_vault *vault = sample_open(sample_file());
    struct wallet_vault_key key;
    struct wallet_signer signer;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    CHECK(wallet_vault_key_at(vault, 0, &key));
    CHECK_EQUAL(wallet_vault_signer(vault, key.id, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(signer.algorithm, WALLET_ALGORITHM_ED25519);
    CHECK_TEXT(signer.issuer, "");
    CHECK_EQUAL(signer.sign(signer.context, message, signature, &size, NULL), WALLET_OK);
    CHECK_EQUAL(size, WLT_ED25519_SIGNATURE_SIZE);
    CHECK(
        wlt_ed25519_check(vault->keys[0].point, message, (struct wallet_bytes){ signature, size }));
    wallet_vault_free(vault);
}

TEST(writes_a_key_file_that_says_nothing_of_an_issuer)
{
    struct wallet_vault *vault = sample_vault();
    struct wallet_buffer file = { 0 };
    struct wallet_vault_key told;
    struct wallet_key *key = NULL;

    CHECK(wallet_vault_key_at(vault, 0, &told));
    CHECK_EQUAL(wallet_vault_key_write_public(vault, told.id, &file, NULL), WALLET_OK);
    CHECK_EQUAL(strncmp((const char *)file.data, "-----BEGIN PUBLIC KEY-----\n", 27), 0);
    CHECK_EQUAL(wallet_key_parse(wallet_buffer_bytes(&file), &key, NULL), WALLET_OK);
    CHECK_TEXT(wallet_key_issuer(key), "");
    CHECK(!wallet_key_is_private(key));
    CHECK_BYTES(wallet_key_id(key), ((struct wallet_bytes){ told.id, sizeof told.id }));
    wallet_key_free(key);
    wallet_buffer_clear(&file);
    wallet_vault_free(vault);
}

TEST(makes_keys_up_to_the_limit_no_two_alike)
{
    struct wallet_vault *vault = sample_empty();
    uint8_t ids[WALLET_VAULT_KEY_MAX + 1][WALLET_KEY_ID_SIZE];

    for (size_t i = 0; i < WALLET_VAULT_KEY_MAX; i++) {
        CHECK_EQUAL(wallet_vault_key_generate(vault, SAMPLE_NOW, ids[i], NULL), WALLET_OK);
        CHECK(wlt_vault_find_key(vault, ids[i]) == &vault->keys[i]);
    }

    CHECK_EQUAL(
        wallet_vault_key_generate(vault, SAMPLE_NOW, ids[WALLET_VAULT_KEY_MAX], NULL),
        WALLET_ERR_TOO_LARGE);
    struct wallet_vault *again = sample_open(sample_write(vault));
    CHECK_EQUAL(wallet_vault_count(again).keys, WALLET_VAULT_KEY_MAX);
    for (size_t i = 0; i < WALLET_VAULT_KEY_MAX; i++) {
        CHECK(memcmp(vault->keys[i].secret, again->keys[i].secret, WLT_ED25519_SECRET_SIZE) == 0);
    }

    wallet_vault_free(again);
    wallet_vault_free(vault);
}

TEST(knows_no_keys_but_its_own)
{
    const uint8_t stranger[WALLET_KEY_ID_SIZE] = { 1 };
    struct wallet_vault *vault = sample_vault();
    struct wallet_buffer file = { 0 };
    struct wallet_vault_key key;
    struct wallet_signer signer;
    uint8_t seed[WLT_ED25519_SEED_SIZE];

    sample_seed(seed);
    CHECK_EQUAL(wlt_vault_take_key(vault, seed, 0, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_vault_count(vault).keys, 1);
    CHECK(!wallet_vault_key_at(vault, 1, &key));
    CHECK_EQUAL(wallet_vault_signer(vault, stranger, &signer, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wallet_vault_signer(NULL, stranger, &signer, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_vault_key_write_public(vault, stranger, &file, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wallet_vault_key_write_public(vault, stranger, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_vault_key_generate(NULL, 0, seed, NULL), WALLET_ERR_ARGUMENT);
    wallet_vault_free(vault);
}
