/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

TEST(counts_what_there_is)
{
    struct town town;
    town_open(&town);
    struct wallet_repository_stats stats = { .licences = 1 };
    const struct wallet_bytes licence =
        issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });

    CHECK_EQUAL(wallet_repository_count(town.repository, &stats, NULL), WALLET_OK);
    CHECK_EQUAL(stats.licences, 0);
    CHECK_EQUAL(stats.entries, 0);

    CHECK_EQUAL(put_licence(&town, licence), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .person = 1, .serial = "A1", .version = 2 }),
        WALLET_DEPOSIT_NEWER_VERSION);
    CHECK_EQUAL(
        put_paper(&town, &(struct paper){ .type = "vehicle-licence", .person = 1, .serial = "V1" }),
        WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_count(town.repository, &stats, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_repository_erase(town.repository, identifier_of(licence), AGENCY_NOW, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_OK);

    CHECK_EQUAL(wallet_repository_count(town.repository, &stats, NULL), WALLET_OK);
    CHECK_EQUAL(stats.licences, 3);
    CHECK_EQUAL(stats.live, 2);
    CHECK_EQUAL(stats.suspended, 0);
    CHECK_EQUAL(stats.erased, 1);
    CHECK_EQUAL(stats.types, 2);
    CHECK_EQUAL(stats.issuers, 1);
    CHECK_EQUAL(stats.problems, 0);
    CHECK_EQUAL(stats.entries, 5); /* three were stored, one lapsed, one was erased */
    town_close(&town);
}
