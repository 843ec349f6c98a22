/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

TEST(the_costs_with_a_name_are_within_the_limits_and_rise)
{
    static const char *const names[] = { "low", "moderate", "high" };
    struct wallet_vault_cost last = { 0 };

    for (size_t i = 0; i < 3; i++) {
        struct wallet_vault_cost cost = { 0 };
        CHECK(wallet_vault_cost_find(names[i], &cost));
        CHECK(wlt_vault_cost_is_fine(cost));
        CHECK(cost.passes >= last.passes && cost.memory_kib > last.memory_kib);
        last = cost;
    }

    CHECK(!wallet_vault_cost_find("free", &last));
    CHECK(!wallet_vault_cost_find(NULL, &last));
}

TEST(takes_costs_up_to_the_published_limits)
{
    static const struct {
        struct wallet_vault_cost cost;
        bool is_fine;
    } rows[] = {
        { { 1, 8 }, true },
        { { WALLET_VAULT_PASSES_MAX, WALLET_VAULT_MEMORY_KIB_MAX }, true },
        { { 0, 8 }, false },
        { { 1, 7 }, false },
        { { WALLET_VAULT_PASSES_MAX + 1, 8 }, false },
        { { 1, WALLET_VAULT_MEMORY_KIB_MAX + 1 }, false },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_EQUAL(wlt_vault_cost_is_fine(rows[i].cost), rows[i].is_fine);
    }
}

TEST(counts_the_characters_of_a_new_passphrase_and_not_its_bytes)
{
    char longest[WALLET_VAULT_PASSPHRASE_MAX + 2];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    const struct {
        const char *passphrase;
        enum wallet_status wanted;
    } rows[] = {
        { "12345678", WALLET_OK },
        { "1234567", WALLET_ERR_VALUE },
        { "", WALLET_ERR_VALUE },
        { "一二三四五六七八", WALLET_OK },
        { "一二三四五六七", WALLET_ERR_VALUE },
        { "not UTF-8 \xff", WALLET_ERR_VALUE },
        { longest + 1, WALLET_OK },
        { longest, WALLET_ERR_VALUE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].passphrase,
            wlt_vault_check_passphrase(test_text(rows[i].passphrase), NULL),
            rows[i].wanted);
    }
}
