/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

static bool holds(struct wallet_bytes file, const void *needle, size_t size)
{
    for (size_t i = 0; i + size <= file.size; i++) {
        if (memcmp(file.data + i, needle, size) == 0) {
            return true;
        }
    }

    return false;
}

TEST(nothing_that_matters_stands_in_the_file_in_clear)
{
    struct wallet_vault *vault = sample_vault();
    const struct wallet_bytes file = sample_write(vault);
    uint8_t seed[WLT_ED25519_SEED_SIZE];

    sample_seed(seed);
    CHECK(holds(file, "wallet-vault", 12));
    CHECK(!holds(file, seed, 8));
    CHECK(!holds(file, vault->secrets->data_key, 8));
    CHECK(!holds(file, vault->secrets->wrapping_key, 8));
    CHECK(!holds(file, "a licence", 9));
    CHECK(!holds(file, "综合窗口", 6));
    wallet_vault_free(vault);
}

TEST(each_file_is_of_a_new_generation_and_shares_no_bytes_with_the_last)
{
    struct wallet_vault *vault = sample_vault();
    const struct wallet_bytes first = sample_write(vault);
    const struct wallet_bytes second = sample_write(vault);

    CHECK_EQUAL(wallet_vault_generation(vault), 2);
    CHECK_EQUAL(first.size, second.size);
    for (size_t i = 160; i + 16 <= first.size; i += 16) {
        CHECK(!holds(second, first.data + i, 16) || i > first.size - 200);
    }

    struct wallet_vault *older = sample_open(first);
    struct wallet_vault *newer = sample_open(second);
    CHECK_EQUAL(wallet_vault_generation(older), 1);
    CHECK_EQUAL(wallet_vault_generation(newer), 2);
    wallet_vault_free(older);
    wallet_vault_free(newer);
    wallet_vault_free(vault);
}

TEST(a_vault_that_would_be_too_large_is_not_written)
{
    static char content[WALLET_VAULT_CONTENT_MAX];
    struct wallet_vault *vault = sample_empty();
    struct wallet_buffer out = { 0 };

    memset(content, 'x', sizeof content);
    for (uint32_t i = 0; i <= WALLET_VAULT_FILE_MAX / WALLET_VAULT_CONTENT_MAX; i++) {
        memcpy(content, &i, sizeof i);
        const struct wallet_vault_licence licence = {
            .content = { (const uint8_t *)content, sizeof content },
        };
        CHECK_EQUAL(wallet_vault_licence_add(vault, &licence, NULL, NULL), WALLET_OK);
    }

    CHECK_EQUAL(wallet_vault_write(vault, &out, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(out.size, 0);
    CHECK_EQUAL(wallet_vault_generation(vault), 0);
    CHECK_EQUAL(wallet_vault_write(NULL, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_vault_write(vault, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_vault_free(vault);
}
