/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_watch.h"

#include "clock.h"
#include "desk_log.h"
#include "desk_state.h"
#include "foreign.h"
#include "gun_clean.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    LOOK_AGAIN_MS = 1000, /* whether the gun was plugged in */
};

/** A code on its way to the clerk's hand; or how the gun is. */
struct gun_job {
    struct hand_job job;
    enum visit_gun gun;
    enum gun_fault fault;
    size_t size; /* 0: no code */
    uint8_t text[];
};

static json_t *name_fault(enum gun_fault fault)
{
    return foreign_picture(
        fault == GUN_FAULT_TOO_LONG ? FOREIGN_GUN_TOO_LONG
        : fault == GUN_FAULT_LOST   ? FOREIGN_GUN_LOST
                                    : FOREIGN_GUN_CONTROL);
}

/* On the clerk's hand. */
static void take(void *opaque, struct hand_job *job)
{
    struct gun_job *mine = (struct gun_job *)job;
    struct desk *desk = opaque;
    const struct input input = { .name = "gun",
                                 .content = { mine->text, mine->size },
                                 .is_text = true,
                                 .index = 1,
                                 .count = 1 };

    visit_set_gun(&desk->visit, mine->gun);
    if (mine->fault != GUN_FAULT_NONE) {
        (void)visit_take_other(&desk->visit, name_fault(mine->fault), clock_milliseconds());
    } else if (mine->size > 0) {
        (void)visit_take(&desk->visit, &input, clock_milliseconds());
        desk_log(desk);
    }

    explicit_bzero(mine->text, mine->size);
    free(mine);
}

/* Without memory for it a code is lost, as a gun may lose one: it is scanned again. */
static void give(
    const struct gun_watch *watch,
    enum visit_gun gun,
    enum gun_fault fault,
    struct wallet_bytes text)
{
    struct gun_job *job = malloc(sizeof *job + text.size);
    if (!job) {
        return;
    }

    *job =
        (struct gun_job){ .job = { .run = take }, .gun = gun, .fault = fault, .size = text.size };
    if (text.size > 0) {
        memcpy(job->text, text.data, text.size);
    }
    hand_give(watch->desk->clerk, &job->job);
}

static void tell(const struct gun_watch *watch, enum visit_gun gun)
{
    give(watch, gun, GUN_FAULT_NONE, (struct wallet_bytes){ 0 });
}

/* Until it is unplugged, or the end; whether it is the end. */
static bool read_gun(struct gun_watch *watch)
{
    enum gun_event event = GUN_CODE;

    watch->gun.stop = &watch->stop;
    tell(watch, VISIT_GUN_READY);
    while ((event = gun_next(&watch->gun)) == GUN_CODE) {
        struct gun_code *code = &watch->gun.keys.code;
        const bool is_good = code->fault == GUN_FAULT_NONE;
        give(
            watch,
            VISIT_GUN_READY,
            code->fault,
            is_good ? gun_clean(gun_code_text(code), code->text) : (struct wallet_bytes){ 0 });
        explicit_bzero(code->text, sizeof code->text);
    }
    gun_close(&watch->gun);
    tell(watch, VISIT_GUN_GONE);
    return event == GUN_STOPPED && !watch->gun.keys.is_stopped;
}

/* Whether it was asked to stop meanwhile. */
static bool wait_a_moment(const struct gun_watch *watch)
{
    struct pollfd stop = { .fd = watch->stop, .events = POLLIN };

    return poll(&stop, 1, LOOK_AGAIN_MS) > 0;
}

static void *run(void *opaque)
{
    struct gun_watch *watch = opaque;
    bool is_over = false;

    while (!is_over) {
        is_over = gun_open(watch->path, &watch->gun) == GUN_CODE && read_gun(watch);
        is_over = is_over || wait_a_moment(watch);
    }

    return NULL;
}

bool gun_watch_start(struct gun_watch *watch, struct desk *desk, const char *path)
{
    sigset_t all;
    sigset_t before;

    *watch = (struct gun_watch){ .desk = desk, .path = path };
    watch->stop = eventfd(0, EFD_CLOEXEC);
    if (watch->stop < 0) {
        return false;
    }

    tell(watch, VISIT_GUN_GONE);
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    watch->is_started = pthread_create(&watch->thread, NULL, run, watch) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return watch->is_started;
}

void gun_watch_stop(struct gun_watch *watch)
{
    const uint64_t one = 1;

    if (!watch->is_started) {
        return;
    }

    (void)!write(watch->stop, &one, sizeof one);
    (void)pthread_join(watch->thread, NULL);
    (void)close(watch->stop);
    watch->is_started = false;
}
