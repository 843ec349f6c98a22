/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"
#include "repository/store.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum {
    NOBODY = 65534,
};

static enum wallet_status put_group_or(
    struct town *town, unsigned first, unsigned count, struct wallet_error *error)
{
    enum wallet_status status = wallet_repository_begin(town->repository, error);

    for (unsigned i = first; i < first + count && status == WALLET_OK; i++) {
        enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;
        char serial[16];
        (void)snprintf(serial, sizeof serial, "D%u", i);
        const struct wallet_repository_item item = {
            .licence = issue_paper(town, &(struct paper){ .person = i, .serial = serial }),
            .at_unix = AGENCY_NOW,
        };
        status = wallet_repository_put(town->repository, &item, &deposit, error);
    }
    if (status == WALLET_OK) {
        status = wallet_repository_commit(town->repository, AGENCY_NOW, error);
    }

    wallet_repository_rollback(town->repository);
    CHECK(status == WALLET_OK || error->message[0] != '\0');
    return status;
}

static enum wallet_status put_group(struct town *town, unsigned first, unsigned count)
{
    struct wallet_error error = { .message = "" };
    return put_group_or(town, first, count, &error);
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

TEST(a_database_that_becomes_read_only_is_told_and_loses_nothing)
{
    struct wallet_error error = { .message = "" };
    struct town town;
    town_open(&town);
    struct wlt_database *database = wlt_repository_database(town.repository);
    const char *const protect =
        town.is_file ? "PRAGMA query_only = ON" : "SET default_transaction_read_only = on";
    const char *const release =
        town.is_file ? "PRAGMA query_only = OFF" : "SET default_transaction_read_only = off";

    CHECK_EQUAL(put_group(&town, 0, 3), WALLET_OK);
    CHECK_EQUAL(wlt_database_run(database, protect, NULL), WALLET_OK);
    CHECK_EQUAL(put_group_or(&town, 3, 3, &error), WALLET_ERR_FILE);
    CHECK(strstr(error.message, "cannot be written"));
    CHECK_EQUAL(find_all(&town, 0, false).count, 1); /* what is there is found */
    CHECK_EQUAL(find_all(&town, 3, true).count, 0);
    check_whole(&town);

    CHECK_EQUAL(wlt_database_run(database, release, NULL), WALLET_OK);
    CHECK_EQUAL(put_group(&town, 3, 3), WALLET_OK);
    CHECK_EQUAL(find_all(&town, 5, false).count, 1);
    check_whole(&town);
    town_close(&town);
}

/** Opens as somebody who may read the file and not write it: its status, and what is said. */
static enum wallet_status open_as_nobody(const struct town *town, struct wallet_error *error)
{
    struct wallet_repository *repository = NULL;
    int ends[2];
    int status = 0;

    CHECK_EQUAL(pipe(ends), 0);
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        struct wallet_error said = { .status = WALLET_OK };
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
            _exit(EXIT_FAILURE);
        }
        said.status = wallet_repository_open(&town->terms, &repository, &said);
        _exit(write(ends[1], &said, sizeof said) == (ssize_t)sizeof said ? 0 : EXIT_FAILURE);
    }

    CHECK_EQUAL(waitpid(child, &status, 0), child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK_EQUAL(read(ends[0], error, sizeof *error), sizeof *error);
    CHECK_EQUAL(close(ends[0]) + close(ends[1]), 0);
    return error->status;
}

TEST(a_file_that_may_only_be_read_is_told_and_loses_nothing)
{
    struct wallet_error error = { .message = "" };
    struct town town;
    town_open(&town);
    if (!town.is_file) {
        town_close(&town);
        return;
    }

    CHECK_EQUAL(put_group(&town, 0, 3), WALLET_OK);
    wallet_repository_close(town.repository);
    town.repository = NULL;
    CHECK_EQUAL(chmod(town.folder, 0755), 0);
    CHECK_EQUAL(chmod(town.database, 0444), 0);
    CHECK_EQUAL(open_as_nobody(&town, &error), WALLET_ERR_FILE);
    CHECK_TEXT(error.message, "the file cannot be written");

    CHECK_EQUAL(chmod(town.database, 0600), 0);
    town_reopen(&town);
    CHECK_EQUAL(find_all(&town, 2, false).count, 1);
    CHECK_EQUAL(put_group(&town, 3, 3), WALLET_OK);
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
