/* SPDX-License-Identifier: Apache-2.0 */

/* Several at once, in threads and processes; runs against both kinds. */
#include "place.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/wait.h>

enum {
    PROCESSES = 2,
    THREADS = 4, /* in each process */
    TURNS = 100, /* of each thread */
    FEW_TURNS = 5,
    LOAD = 5000,       /* rows in a transaction */
    PATIENT_TURNS = 4, /* of another, for one of ours */
};

/** Adds one to the number of row 0, as whoever must know it before does: read, then write. */
static enum wallet_status add_one(
    struct wlt_database *database,
    struct wlt_statement *read,
    struct wlt_statement *write,
    int64_t *out_before)
{
    enum wallet_status status = wlt_database_begin(database, NULL);

    if (status == WALLET_OK) {
        status = wlt_statement_number(read, out_before, NULL);
    }

    if (status == WALLET_OK) {
        wlt_bind_int(write, 1, *out_before + 1);
        status = wlt_statement_run(write, NULL, NULL);
    }

    if (status == WALLET_OK) {
        status = wlt_database_commit(database, NULL);
    }

    wlt_database_rollback(database);
    return status;
}

static struct wlt_statement *prepare_read(struct wlt_database *database)
{
    char sql[64];

    (void)snprintf(
        sql,
        sizeof sql,
        "SELECT number FROM things WHERE id = 0%s",
        wlt_database_for_update(database));
    return prepare(database, sql);
}

static struct wlt_statement *prepare_write(struct wlt_database *database)
{
    return prepare(database, "UPDATE things SET number = $1 WHERE id = 0");
}

/** Returns NULL if every turn went well; checks are for the thread of the test. */
static void *take_turns(void *name)
{
    struct wlt_database *database = open_database(name);
    struct wlt_statement *read = prepare_read(database);
    struct wlt_statement *write = prepare_write(database);
    enum wallet_status status = WALLET_OK;
    int64_t before = 0;

    for (int turn = 0; status == WALLET_OK && turn < TURNS; turn++) {
        status = add_one(database, read, write, &before);
    }

    wlt_statement_free(read);
    wlt_statement_free(write);
    wlt_database_close(database);
    return status == WALLET_OK ? NULL : name;
}

/** The exit code of a process in which all threads take their turns. */
static int run_threads(char *name)
{
    pthread_t threads[THREADS];
    int failures = 0;

    for (size_t i = 0; i < THREADS; i++) {
        if (pthread_create(&threads[i], NULL, take_turns, name) != 0) {
            return THREADS + 1;
        }
    }

    for (size_t i = 0; i < THREADS; i++) {
        void *outcome = NULL;
        (void)pthread_join(threads[i], &outcome);
        failures += outcome != NULL;
    }

    return failures;
}

TEST(eight_writers_in_two_processes_lose_nothing_and_see_no_error)
{
    struct place place = make_place();
    wlt_database_close(make_things(&place));
    pid_t children[PROCESSES];

    for (size_t i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        CHECK(children[i] >= 0);
        if (children[i] == 0) {
            _exit(run_threads(place.name));
        }
    }

    for (size_t i = 0; i < PROCESSES; i++) {
        int ended = 0;
        CHECK_EQUAL(waitpid(children[i], &ended, 0), children[i]);
        CHECK(WIFEXITED(ended));
        CHECK_EQUAL(WEXITSTATUS(ended), 0);
    }

    struct wlt_database *database = open_database(place.name);
    CHECK_EQUAL(ask(database, "SELECT number FROM things"), PROCESSES * THREADS * TURNS);
    wlt_database_close(database);
    remove_place(&place);
}

/** A second writer, and how far it is. */
struct second {
    const char *name;
    pthread_mutex_t mutex;
    pthread_cond_t moved;
    bool is_ready;
    int64_t before; /**< what it found when it had its turn */
    enum wallet_status status;
};

static void *write_second(void *context)
{
    struct second *second = context;
    struct wlt_database *database = open_database(second->name);
    struct wlt_statement *read = prepare_read(database);
    struct wlt_statement *write = prepare_write(database);

    (void)pthread_mutex_lock(&second->mutex);
    second->is_ready = true;
    (void)pthread_cond_signal(&second->moved);
    (void)pthread_mutex_unlock(&second->mutex);

    second->status = add_one(database, read, write, &second->before);
    wlt_statement_free(read);
    wlt_statement_free(write);
    wlt_database_close(database);
    return NULL;
}

TEST(who_writes_waits_for_who_wrote_before)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *read = prepare_read(database);
    struct second second = {
        .name = place.name,
        .mutex = PTHREAD_MUTEX_INITIALIZER,
        .moved = PTHREAD_COND_INITIALIZER,
        .status = WALLET_ERR_UNDETERMINED,
    };
    pthread_t thread;
    int64_t number = 0;

    /* The first holds the row before the second asks for it, and lets go when that one is on its way. */
    CHECK_EQUAL(wlt_database_begin(database, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_number(read, &number, NULL), WALLET_OK);
    CHECK_EQUAL(pthread_create(&thread, NULL, write_second, &second), 0);
    CHECK_EQUAL(pthread_mutex_lock(&second.mutex), 0);
    while (!second.is_ready) {
        CHECK_EQUAL(pthread_cond_wait(&second.moved, &second.mutex), 0);
    }
    CHECK_EQUAL(pthread_mutex_unlock(&second.mutex), 0);
    for (int i = 0; i < TURNS; i++) {
        CHECK_EQUAL(
            wlt_database_run(database, "UPDATE things SET number = number + 10", NULL), WALLET_OK);
    }
    CHECK_EQUAL(wlt_database_commit(database, NULL), WALLET_OK);

    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    CHECK_EQUAL(second.status, WALLET_OK);
    CHECK_EQUAL(second.before, 10 * TURNS);
    wlt_statement_free(read);
    wlt_database_close(database);
    remove_place(&place);
}

/** One that loads without end: each transaction begins as soon as the last is committed. */
struct loader {
    const char *name;
    atomic_bool is_to_stop;
    atomic_int transactions;
    enum wallet_status status;
};

static enum wallet_status load_rows(struct wlt_database *database, struct wlt_statement *insert)
{
    enum wallet_status status = wlt_database_begin(database, NULL);

    for (int i = 0; status == WALLET_OK && i < LOAD; i++) {
        status = wlt_statement_post(insert, NULL);
    }

    if (status == WALLET_OK) {
        status = wlt_database_commit(database, NULL);
    }

    wlt_database_rollback(database);
    return status;
}

static void *load_on_and_on(void *context)
{
    struct loader *loader = context;
    struct wlt_database *database = open_database(loader->name);
    struct wlt_statement *insert =
        prepare(database, "INSERT INTO things (id) SELECT max(id) + 1 FROM things");

    while (loader->status == WALLET_OK && !loader->is_to_stop) {
        loader->status = load_rows(database, insert);
        loader->transactions++;
    }

    wlt_statement_free(insert);
    wlt_database_close(database);
    return NULL;
}

TEST(who_loads_on_and_on_lets_others_in)
{
    const struct place place = make_place();
    struct wlt_database *database = make_things(&place);
    struct wlt_statement *read = prepare_read(database);
    struct wlt_statement *write = prepare_write(database);
    struct loader loader = { .name = place.name };
    pthread_t thread;
    int64_t before = 0;

    CHECK_EQUAL(pthread_create(&thread, NULL, load_on_and_on, &loader), 0);
    while (loader.transactions == 0) {
        (void)sched_yield();
    }
    const int first = loader.transactions;
    for (int turn = 0; turn < FEW_TURNS; turn++) {
        CHECK_EQUAL(add_one(database, read, write, &before), WALLET_OK);
        CHECK_EQUAL(before, turn);
    }
    const int meanwhile = loader.transactions - first;
    loader.is_to_stop = true;
    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    CHECK_EQUAL(loader.status, WALLET_OK);
    print_message("# %d transactions of the other in %d turns\n", meanwhile, FEW_TURNS);
    CHECK(is_on_server() || meanwhile <= FEW_TURNS * PATIENT_TURNS);

    wlt_statement_free(read);
    wlt_statement_free(write);
    wlt_database_close(database);
    remove_place(&place);
}

TEST(who_has_waited_long_enough_is_told)
{
    const struct place place = make_place();
    struct wlt_database *first = make_things(&place);
    struct wlt_database *second = open_database(place.name);
    struct wlt_statement *read = prepare_read(first);
    struct wlt_statement *other_read = prepare_read(second);
    struct wlt_statement *other_write = prepare_write(second);
    int64_t number = 0;

    wlt_database_set_patience(second, 1);
    CHECK_EQUAL(wlt_database_begin(first, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_statement_number(read, &number, NULL), WALLET_OK);
    CHECK_EQUAL(add_one(second, other_read, other_write, &number), WALLET_ERR_FILE);
    CHECK_EQUAL(wlt_database_commit(first, NULL), WALLET_OK);
    CHECK_EQUAL(add_one(second, other_read, other_write, &number), WALLET_OK);

    wlt_statement_free(read);
    wlt_statement_free(other_read);
    wlt_statement_free(other_write);
    wlt_database_close(first);
    wlt_database_close(second);
    remove_place(&place);
}
