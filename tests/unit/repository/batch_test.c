/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

TEST(a_batch_is_where_it_was_left)
{
    struct town town;
    town_open(&town);
    const uint8_t id[WALLET_REPOSITORY_BATCH_SIZE] = { 7 };
    const uint8_t other[WALLET_REPOSITORY_BATCH_SIZE] = { 8 };
    struct wallet_repository_batch batch = { .next_row = 99 };

    CHECK_EQUAL(wallet_repository_batch_read(town.repository, id, &batch, NULL), WALLET_OK);
    CHECK_EQUAL(batch.next_row, 0);

    for (uint64_t row = 1000; row <= 2000; row += 1000) {
        batch = (struct wallet_repository_batch){ row, row - 3, 2, 1, AGENCY_NOW };
        CHECK_EQUAL(
            wallet_repository_batch_write(town.repository, id, &batch, NULL), WALLET_ERR_ARGUMENT);
        CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_repository_batch_write(town.repository, id, &batch, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_OK);
    }

    town_reopen(&town);
    CHECK_EQUAL(wallet_repository_batch_read(town.repository, id, &batch, NULL), WALLET_OK);
    CHECK_EQUAL(batch.next_row, 2000);
    CHECK_EQUAL(batch.issued, 1997);
    CHECK_EQUAL(batch.known, 2);
    CHECK_EQUAL(batch.refused, 1);
    CHECK_EQUAL(batch.at_unix, AGENCY_NOW);
    CHECK_EQUAL(wallet_repository_batch_read(town.repository, other, &batch, NULL), WALLET_OK);
    CHECK_EQUAL(batch.next_row, 0);
    town_close(&town);
}
