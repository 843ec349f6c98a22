/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

#include <stdio.h>

static void write_hex(const uint8_t *id, bool in_capitals, char out[65])
{
    for (size_t i = 0; i < WALLET_DIGEST_SIZE; i++) {
        (void)snprintf(out + 2 * i, 3, in_capitals ? "%02X" : "%02x", id[i]);
    }
}

TEST(finds_by_any_beginning_in_any_case)
{
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault_licence licence;
    char hex[65];
    char prefix[65];
    size_t index = 9;

    CHECK(wallet_vault_licence_at(vault, 1, &licence));
    for (size_t size = 2; size <= 64; size++) {
        write_hex(licence.id, size % 2 == 0, hex);
        (void)snprintf(prefix, sizeof prefix, "%.*s", (int)size, hex);
        CHECK_EQUAL(wallet_vault_licence_find(vault, prefix, &index, NULL), WALLET_OK);
        CHECK_EQUAL(index, 1);
    }

    prefix[63] = prefix[63] == '0' ? '1' : '0';
    CHECK_EQUAL(wallet_vault_licence_find(vault, prefix, &index, NULL), WALLET_ERR_UNKNOWN);
    wallet_vault_free(vault);
}

TEST(does_not_choose_where_several_begin_so)
{
    struct wallet_vault *vault = sample_empty();
    size_t index = 9;
    char content[8];

    /* Of 17 ids two at least begin with the same digit. */
    for (int i = 0; i < 17; i++) {
        (void)snprintf(content, sizeof content, "%d", i);
        sample_add_licence(vault, content, false);
    }

    size_t several = 0;
    for (const char *digit = "0123456789abcdef"; *digit; digit++) {
        const char prefix[2] = { *digit, '\0' };
        several +=
            wallet_vault_licence_find(vault, prefix, &index, NULL) == WALLET_ERR_VALUE ? 1 : 0;
    }

    CHECK(several > 0);
    wallet_vault_free(vault);
}

TEST(finds_nothing_by_what_is_no_id)
{
    static const char *const rows[] = { "", "x", "a licence", "0x", " ", "gg" };
    struct wallet_vault *vault = sample_vault();
    size_t index = 9;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i], wallet_vault_licence_find(vault, rows[i], &index, NULL), WALLET_ERR_UNKNOWN);
    }

    CHECK_EQUAL(wallet_vault_licence_find(vault, NULL, &index, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(index, 9);
    wallet_vault_free(vault);
}
