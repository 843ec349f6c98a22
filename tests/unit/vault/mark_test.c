/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

static struct wallet_vault_mark mark_of(struct wallet_bytes file)
{
    struct wallet_vault_mark mark = { 0 };

    CHECK_EQUAL(wallet_vault_mark_of(file, &mark, NULL), WALLET_OK);
    return mark;
}

TEST(notices_an_older_file_and_another_one_of_the_same_generation)
{
    struct wallet_vault *vault = sample_vault();
    const struct wallet_bytes first = sample_write(vault);
    const struct wallet_bytes second = sample_write(vault);
    struct wallet_vault *fork = sample_open(first);
    const struct wallet_vault_mark older = mark_of(first);
    const struct wallet_vault_mark newer = mark_of(second);
    const struct wallet_vault_mark other = mark_of(sample_write(fork));
    const struct wallet_vault_mark stranger = mark_of(sample_file());

    CHECK_EQUAL(older.generation, 1);
    CHECK_EQUAL(newer.generation, 2);
    CHECK_EQUAL(wallet_vault_mark_check(&older, &newer, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vault_mark_check(&newer, &newer, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_vault_mark_check(&newer, &older, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(other.generation, newer.generation);
    CHECK_EQUAL(wallet_vault_mark_check(&newer, &other, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_vault_mark_check(&newer, &stranger, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_vault_mark_check(NULL, &newer, NULL), WALLET_ERR_ARGUMENT);
    wallet_vault_free(fork);
    wallet_vault_free(vault);
}

TEST(reads_back_the_mark_that_was_written_and_no_other)
{
    const struct wallet_vault_mark mark = mark_of(sample_file());
    struct wallet_vault_mark again = { 0 };
    uint8_t encoded[WALLET_VAULT_MARK_SIZE];

    wallet_vault_mark_write(&mark, encoded);
    CHECK_EQUAL(
        wallet_vault_mark_parse((struct wallet_bytes){ encoded, sizeof encoded }, &again, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_vault_mark_check(&mark, &again, NULL), WALLET_OK);
    CHECK_EQUAL(again.generation, mark.generation);

    for (size_t bit = 0; bit < 8 * sizeof encoded; bit++) {
        encoded[bit / 8] = (uint8_t)(encoded[bit / 8] ^ 1U << bit % 8);
        CHECK_EQUAL(
            wallet_vault_mark_parse((struct wallet_bytes){ encoded, sizeof encoded }, &again, NULL),
            WALLET_ERR_MALFORMED);
        encoded[bit / 8] = (uint8_t)(encoded[bit / 8] ^ 1U << bit % 8);
    }

    for (size_t size = 0; size < sizeof encoded; size++) {
        CHECK_EQUAL(
            wallet_vault_mark_parse((struct wallet_bytes){ encoded, size }, &again, NULL),
            WALLET_ERR_MALFORMED);
    }
}

TEST(there_is_no_mark_of_what_is_no_vault)
{
    struct wallet_vault_mark mark = { 0 };

    CHECK_EQUAL(wallet_vault_mark_of(test_text("no vault"), &mark, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_vault_mark_of(test_text(""), NULL, NULL), WALLET_ERR_ARGUMENT);
}
