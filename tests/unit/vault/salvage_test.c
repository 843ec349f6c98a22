/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

static struct wallet_vault *salvage(struct wallet_bytes file, struct wallet_vault_count *out_lost)
{
    struct wallet_vault *vault = NULL;

    CHECK_EQUAL(
        wallet_vault_salvage(file, test_text(SAMPLE_PASSPHRASE), out_lost, &vault, NULL),
        WALLET_OK);
    return vault;
}

static size_t sum(struct wallet_vault_count count)
{
    return count.keys + count.licences + count.events;
}

TEST(saves_all_of_a_whole_file_into_a_vault_of_its_own)
{
    struct wallet_vault_count lost = { 9, 9, 9 };
    struct wallet_vault *vault = sample_vault();
    struct wallet_vault *saved = salvage(sample_write(vault), &lost);

    CHECK_EQUAL(sum(lost), 0);
    CHECK_EQUAL(sum(wallet_vault_count(saved)), 6);
    CHECK_EQUAL(wallet_vault_generation(saved), 0);
    CHECK(memcmp(saved->id, vault->id, sizeof saved->id) != 0);
    CHECK(memcmp(saved->secrets->data_key, vault->secrets->data_key, WLT_SEAL_KEY_SIZE) != 0);
    CHECK_EQUAL(sample_try(sample_write(saved)), WALLET_OK);
    wallet_vault_free(saved);
    wallet_vault_free(vault);
}

TEST(loses_one_record_at_most_to_one_damaged_byte)
{
    const struct wallet_bytes file = sample_file();
    uint8_t *damaged = sample_copy(file);
    size_t losses = 0;

    for (size_t i = 0; i < file.size; i++) {
        struct wallet_vault_count lost = { 0 };
        damaged[i] = (uint8_t)~damaged[i];
        struct wallet_vault *vault = salvage((struct wallet_bytes){ damaged, file.size }, &lost);
        damaged[i] = (uint8_t)~damaged[i];

        CHECK(sum(lost) <= 1);
        CHECK_EQUAL(sum(lost) + sum(wallet_vault_count(vault)), 6);
        losses += sum(lost);
        wallet_vault_free(vault);
    }

    /* The two heads have their double, so what stands in them is never lost. */
    CHECK(losses > 600 && losses < file.size - 250);
}

TEST(saves_what_stands_before_a_cut_and_says_what_is_gone)
{
    const struct wallet_bytes file = sample_file();
    size_t last = 0;

    for (size_t size = 200; size <= file.size; size++) {
        struct wallet_vault_count lost = { 0 };
        struct wallet_vault *vault = salvage((struct wallet_bytes){ file.data, size }, &lost);
        const size_t saved = sum(wallet_vault_count(vault));

        CHECK_EQUAL(saved + sum(lost), 6);
        CHECK(saved >= last);
        last = saved;
        wallet_vault_free(vault);
    }

    CHECK_EQUAL(last, 6);
}

TEST(finds_records_behind_bytes_that_came_in_between)
{
    const struct wallet_bytes file = sample_file();
    uint8_t *longer = test_memory(file.size + 1000);
    struct wallet_vault_count lost = { 0 };

    memcpy(longer, file.data, 250);
    memset(longer + 250, 0x84, 1000);
    memcpy(longer + 1250, file.data + 250, file.size - 250);
    struct wallet_vault *vault = salvage((struct wallet_bytes){ longer, file.size + 1000 }, &lost);
    CHECK(sum(lost) <= 1);
    wallet_vault_free(vault);
}

TEST(takes_a_record_that_stands_there_twice_once)
{
    const struct wallet_bytes file = sample_file();
    uint8_t *twice = test_memory(2 * file.size);
    struct wallet_vault_count lost = { 0 };

    memcpy(twice, file.data, file.size);
    memcpy(twice + file.size, file.data, file.size);
    struct wallet_vault *vault = salvage((struct wallet_bytes){ twice, 2 * file.size }, &lost);
    CHECK_EQUAL(sum(wallet_vault_count(vault)), 6);
    CHECK_EQUAL(sum(lost), 0);
    wallet_vault_free(vault);
}

TEST(cannot_save_without_a_head_or_the_passphrase)
{
    const struct wallet_bytes file = sample_file();
    uint8_t *damaged = sample_copy(file);
    struct wallet_vault_count lost = { 7, 7, 7 };
    struct wallet_vault *vault = NULL;
    const struct wallet_bytes passphrase = test_text(SAMPLE_PASSPHRASE);

    CHECK_EQUAL(
        wallet_vault_salvage(file, test_text("wrong horse"), &lost, &vault, NULL), WALLET_ERR_KEY);
    damaged[10] ^= 1;
    damaged[file.size - 20] ^= 1;
    CHECK(
        wallet_vault_salvage(
            (struct wallet_bytes){ damaged, file.size }, passphrase, &lost, &vault, NULL) !=
        WALLET_OK);
    CHECK(
        wallet_vault_salvage(test_text("no vault"), passphrase, &lost, &vault, NULL) != WALLET_OK);
    CHECK_EQUAL(wallet_vault_salvage(file, passphrase, NULL, &vault, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_vault_salvage(
            (struct wallet_bytes){ file.data, WALLET_VAULT_FILE_MAX + 1 },
            passphrase,
            &lost,
            &vault,
            NULL),
        WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(lost.keys, 7);
    CHECK(vault == NULL);
}
