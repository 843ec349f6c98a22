/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

#include <signal.h>
#include <sys/resource.h>

static enum wallet_status put_group(struct town *town, unsigned first, unsigned count)
{
    struct wallet_error error = { .message = "" };
    enum wallet_status status = wallet_repository_begin(town->repository, &error);

    for (unsigned i = first; i < first + count && status == WALLET_OK; i++) {
        enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;
        char serial[16];
        (void)snprintf(serial, sizeof serial, "D%u", i);
        const struct wallet_repository_item item = {
            .licence = issue_paper(town, &(struct paper){ .person = i, .serial = serial }),
            .at_unix = AGENCY_NOW,
        };
        status = wallet_repository_put(town->repository, &item, &deposit, &error);
    }
    if (status == WALLET_OK) {
        status = wallet_repository_commit(town->repository, AGENCY_NOW, &error);
    }

    wallet_repository_rollback(town->repository);
    CHECK(status == WALLET_OK || error.message[0] != '\0');
    return status;
}

TEST(a_full_disk_is_told_and_loses_nothing)
{
    struct town town;
    struct rlimit before;
    town_open(&town);
    if (!town.is_file) { /* that of the server is its keeper's */
        town_close(&town);
        return;
    }

    CHECK_EQUAL(put_group(&town, 0, 3), WALLET_OK);
    CHECK_EQUAL(getrlimit(RLIMIT_FSIZE, &before), 0);
    CHECK(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    const struct rlimit full = { 262144, before.rlim_max };
    CHECK_EQUAL(setrlimit(RLIMIT_FSIZE, &full), 0);
    const enum wallet_status status = put_group(&town, 3, 400);
    CHECK_EQUAL(setrlimit(RLIMIT_FSIZE, &before), 0);
    CHECK_EQUAL(status, WALLET_ERR_FILE);

    CHECK_EQUAL(find_all(&town, 0, false).count, 1);
    CHECK_EQUAL(find_all(&town, 3, true).count, 0);
    CHECK_EQUAL(put_group(&town, 3, 3), WALLET_OK); /* the same handle goes on */
    CHECK_EQUAL(find_all(&town, 5, false).count, 1);
    check_whole(&town);
    town_close(&town);
}

TEST(a_handle_that_is_closed_gives_up_what_was_begun)
{
    struct town town;
    town_open(&town);
    const struct wallet_repository_item item = {
        .licence = issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" }),
        .at_unix = AGENCY_NOW,
    };
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;

    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_put(town.repository, &item, &deposit, NULL), WALLET_OK);
    town_reopen(&town);
    CHECK_EQUAL(find_all(&town, 1, true).count, 0);
    CHECK_EQUAL(put_item(&town, &item), WALLET_DEPOSIT_NEW);
    town_close(&town);
}

TEST(a_checkpoint_is_signed_by_whoever_has_the_key)
{
    struct town town;
    town_open(&town);
    struct wallet_key *key = agency_stranger(WALLET_ALGORITHM_ED25519, REPOSITORY_ID);
    struct wallet_key *others = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    struct wallet_signer signer;

    CHECK_EQUAL(wallet_key_signer(key, &signer, NULL), WALLET_OK);
    town.terms.audit = &signer;
    town_reopen(&town);
    CHECK_EQUAL(put_group(&town, 0, 70), WALLET_OK);
    CHECK_EQUAL(find_all(&town, 69, false).count, 1);

    /* One that is not the repository's is refused, and nothing is stored without its checkpoint. */
    CHECK_EQUAL(wallet_key_signer(others, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(put_group(&town, 70, 70), WALLET_ERR_KEY);
    CHECK_EQUAL(find_all(&town, 70, true).count, 0);
    wallet_key_free(others);
    wallet_key_free(key);
    town_close(&town);
}
