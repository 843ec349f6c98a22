/* SPDX-License-Identifier: Apache-2.0 */
#include "http_crew.h"

#include "clock.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    WORKERS_MAX = 64,
};

/** Jobs in the order in which they came. */
struct line {
    struct http_job *first;
    struct http_job *last;
};

struct http_crew {
    struct http_steps steps;
    pthread_mutex_t lock;
    pthread_cond_t to_work;   /* for workers: something came or was done, or it ends */
    pthread_cond_t to_commit; /* for the committer */
    struct line come;
    struct line prepared;
    struct line done; /* `is_committed` says how, job by job */
    struct line lost;
    unsigned count; /* in all lines and hands */
    unsigned queue;
    unsigned group;
    bool is_ended;
    unsigned worker_count;
    pthread_t committer;
    pthread_t workers[WORKERS_MAX];
};

static void append(struct line *line, struct http_job *job)
{
    job->next = NULL;
    if (line->first) {
        line->last->next = job;
    } else {
        line->first = job;
    }
    line->last = job;
}

static struct http_job *take_first(struct line *line)
{
    struct http_job *job = line->first;

    if (job) {
        line->first = job->next;
    }

    return job;
}

/* Moves all of `from` behind `to`. */
static void join(struct line *to, struct line *from)
{
    if (!from->first) {
        return;
    }

    if (to->first) {
        to->last->next = from->first;
    } else {
        to->first = from->first;
    }
    to->last = from->last;
    from->first = NULL;
}

static void finish(struct http_crew *crew, struct http_job *job, bool is_committed)
{
    crew->steps.finish(crew->steps.context, job, is_committed);
    free(job);
}

/* What is furthest goes first: somebody has waited longest for it.  Called with the lock. */
static bool work_once(struct http_crew *crew)
{
    struct http_job *done = take_first(&crew->done);
    struct http_job *lost = done ? NULL : take_first(&crew->lost);
    struct http_job *come = done || lost ? NULL : take_first(&crew->come);

    if (!done && !lost && !come) {
        return false;
    }

    (void)pthread_mutex_unlock(&crew->lock);
    if (come) {
        crew->steps.prepare(crew->steps.context, come);
    } else {
        finish(crew, done ? done : lost, done != NULL);
    }
    (void)pthread_mutex_lock(&crew->lock);

    if (come) {
        append(&crew->prepared, come);
        (void)pthread_cond_signal(&crew->to_commit);
    } else {
        crew->count--;
    }
    return true;
}

static bool is_over(const struct http_crew *crew)
{
    return crew->is_ended && crew->count == 0;
}

static void *work(void *opaque)
{
    struct http_crew *crew = opaque;

    (void)pthread_mutex_lock(&crew->lock);
    while (!is_over(crew)) {
        if (!work_once(crew)) {
            (void)pthread_cond_wait(&crew->to_work, &crew->lock);
        }
    }
    /* The others, and the committer, may wait for the job that was the last. */
    (void)pthread_cond_broadcast(&crew->to_work);
    (void)pthread_cond_signal(&crew->to_commit);
    (void)pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static struct line take_group(struct http_crew *crew)
{
    struct line group = { 0 };
    struct http_job *job = NULL;

    for (unsigned i = 0; i < crew->group && (job = take_first(&crew->prepared)); i++) {
        append(&group, job);
    }

    return group;
}

static bool commit_group(struct http_crew *crew, const struct line *group)
{
    crew->steps.handle(crew->steps.context, group->first);
    return crew->steps.commit(crew->steps.context);
}

static void *commit(void *opaque)
{
    struct http_crew *crew = opaque;

    (void)pthread_mutex_lock(&crew->lock);
    while (!is_over(crew)) {
        struct line group = take_group(crew);
        if (!group.first) {
            (void)pthread_cond_wait(&crew->to_commit, &crew->lock);
            continue;
        }

        (void)pthread_mutex_unlock(&crew->lock);
        const bool is_committed = commit_group(crew, &group);
        (void)pthread_mutex_lock(&crew->lock);
        join(is_committed ? &crew->done : &crew->lost, &group);
        (void)pthread_cond_broadcast(&crew->to_work);
    }
    (void)pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static unsigned count_workers(unsigned wanted)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    const unsigned count = wanted > 0 ? wanted : (unsigned)(processors > 0 ? processors : 1);

    return count > WORKERS_MAX ? WORKERS_MAX : count;
}

static bool start_threads(struct http_crew *crew, unsigned workers)
{
    if (pthread_create(&crew->committer, NULL, commit, crew) != 0) {
        return false;
    }
    while (crew->worker_count < workers &&
           pthread_create(&crew->workers[crew->worker_count], NULL, work, crew) == 0) {
        crew->worker_count++;
    }

    return crew->worker_count > 0;
}

static void end_threads(struct http_crew *crew)
{
    (void)pthread_mutex_lock(&crew->lock);
    crew->is_ended = true;
    (void)pthread_cond_broadcast(&crew->to_work);
    (void)pthread_cond_signal(&crew->to_commit);
    (void)pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->worker_count; i++) {
        (void)pthread_join(crew->workers[i], NULL);
    }
    if (crew->committer) {
        (void)pthread_join(crew->committer, NULL);
    }
}

struct http_crew *http_crew_start(const struct http_crew_terms *terms)
{
    struct http_crew *crew = calloc(1, sizeof *crew);
    if (!crew) {
        return NULL;
    }

    crew->steps = *terms->steps;
    crew->queue = terms->queue;
    crew->group = terms->group;
    (void)pthread_mutex_init(&crew->lock, NULL);
    (void)pthread_cond_init(&crew->to_work, NULL);
    (void)pthread_cond_init(&crew->to_commit, NULL);
    if (!start_threads(crew, count_workers(terms->workers))) {
        http_crew_stop(crew);
        return NULL;
    }

    return crew;
}

bool http_crew_take(struct http_crew *crew, struct http_exchange *exchange)
{
    struct http_job *job = calloc(1, sizeof *job);
    if (!job) {
        return false;
    }

    job->exchange = exchange;
    job->begun = clock_milliseconds();
    (void)pthread_mutex_lock(&crew->lock);
    const bool is_taken = crew->count < crew->queue && !crew->is_ended;
    if (is_taken) {
        crew->count++;
        append(&crew->come, job);
        (void)pthread_cond_signal(&crew->to_work);
    }
    (void)pthread_mutex_unlock(&crew->lock);
    if (!is_taken) {
        free(job);
    }

    return is_taken;
}

void http_crew_stop(struct http_crew *crew)
{
    if (!crew) {
        return;
    }

    end_threads(crew);
    (void)pthread_cond_destroy(&crew->to_commit);
    (void)pthread_cond_destroy(&crew->to_work);
    (void)pthread_mutex_destroy(&crew->lock);
    free(crew);
}
