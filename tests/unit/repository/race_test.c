/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

#include <pthread.h>
#include <sys/wait.h>

/* Two processes with four writers each on one store: nothing is lost, and nobody is told "busy". */
enum {
    PROCESSES = 2,
    WRITERS = 4,
    LICENCES = 25, /* of each writer */
    TOTAL = PROCESSES * WRITERS * LICENCES,
};

struct writer {
    const struct town *town;
    const struct wallet_bytes *own;    /* LICENCES of them */
    const struct wallet_bytes *shared; /* that all want to store */
    size_t stored;
    size_t shared_stored;
    enum wallet_status worst;
};

static enum wallet_status put_one(
    struct wallet_repository *repository, struct wallet_bytes licence, size_t *stored)
{
    const struct wallet_repository_item item = { .licence = licence, .at_unix = AGENCY_NOW };
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;

    enum wallet_status status = wallet_repository_begin(repository, NULL);
    if (status == WALLET_OK) {
        status = wallet_repository_put(repository, &item, &deposit, NULL);
    }
    if (status == WALLET_OK) {
        status = wallet_repository_commit(repository, AGENCY_NOW, NULL);
    }

    wallet_repository_rollback(repository);
    *stored += status == WALLET_OK && deposit == WALLET_DEPOSIT_NEW;
    return status;
}

static void *write_all(void *context)
{
    struct writer *writer = context;
    struct wallet_repository *repository = NULL;

    writer->worst = wallet_repository_open(&writer->town->terms, &repository, NULL);
    for (size_t i = 0; i < LICENCES && writer->worst == WALLET_OK; i++) {
        writer->worst = put_one(repository, writer->own[i], &writer->stored);
        if (writer->worst == WALLET_OK) {
            writer->worst = put_one(repository, writer->shared[i], &writer->shared_stored);
        }
    }

    wallet_repository_close(repository);
    return NULL;
}

/** \return how many of the shared ones this process stored; 255: something went wrong */
static int run_process(
    const struct town *town, const struct wallet_bytes *own, const struct wallet_bytes *shared)
{
    struct writer writers[WRITERS];
    pthread_t threads[WRITERS];
    size_t shared_stored = 0;
    bool holds = true;

    for (size_t i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){ town, own + i * LICENCES, shared, 0, 0, WALLET_OK };
        holds = pthread_create(&threads[i], NULL, write_all, &writers[i]) == 0 && holds;
    }
    for (size_t i = 0; i < WRITERS; i++) {
        holds = pthread_join(threads[i], NULL) == 0 && holds;
        holds = holds && writers[i].worst == WALLET_OK && writers[i].stored == LICENCES;
        shared_stored += writers[i].shared_stored;
    }

    return holds ? (int)shared_stored : 255;
}

TEST(two_processes_with_four_writers_each_lose_nothing)
{
    struct town town;
    town_open(&town);
    struct wallet_bytes *licences = test_memory((TOTAL + LICENCES) * sizeof *licences);
    struct wallet_repository_stats stats;
    pid_t children[PROCESSES];
    int shared = 0;

    for (unsigned i = 0; i < TOTAL + LICENCES; i++) {
        char serial[16];
        (void)snprintf(serial, sizeof serial, "R%u", i);
        licences[i] = issue_paper(&town, &(struct paper){ .person = i, .serial = serial });
    }
    wallet_repository_close(town.repository); /* no connection across fork() */
    town.repository = NULL;

    for (size_t i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        CHECK(children[i] >= 0);
        if (children[i] == 0) {
            _exit(run_process(&town, licences + i * WRITERS * LICENCES, licences + TOTAL));
        }
    }
    for (size_t i = 0; i < PROCESSES; i++) {
        int status = 0;
        CHECK_EQUAL(waitpid(children[i], &status, 0), children[i]);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) != 255);
        shared += WEXITSTATUS(status);
    }
    CHECK_EQUAL(shared, LICENCES); /* each was stored by one of them */

    town_reopen(&town);
    CHECK_EQUAL(wallet_repository_count(town.repository, &stats, NULL), WALLET_OK);
    CHECK_EQUAL(stats.licences, TOTAL + LICENCES);
    CHECK_EQUAL(stats.live, TOTAL + LICENCES);
    CHECK_EQUAL(stats.entries, TOTAL + LICENCES);
    check_whole(&town);
    town_close(&town);
}
