/* SPDX-License-Identifier: Apache-2.0 */
#include "gun.h"

#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static const struct gun_kind *const kinds[] = { &gun_evdev, &gun_serial };

static const struct gun_kind *kind_of(int descriptor)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i]->is_it(descriptor)) {
            return kinds[i];
        }
    }

    return NULL;
}

static enum gun_event event_of(int problem)
{
    switch (problem) {
    case EBUSY: return GUN_BUSY;
    case EISDIR:
    case ENXIO: return GUN_NO_GUN; /* ENXIO: a socket, too */
    case ENODEV:
    case EIO: return GUN_GONE;
    default: return GUN_FAILED;
    }
}

enum gun_event gun_open(const char *path, struct gun *out)
{
    memset(out, 0, sizeof *out);
    /* Not to wait for a carrier, nor for somebody at the other end. */
    out->descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (out->descriptor < 0) {
        out->problem = errno;
        return event_of(out->problem);
    }

    const struct gun_kind *kind = kind_of(out->descriptor);
    const enum gun_event event = kind ? kind->start(out) : GUN_NO_GUN;
    if (event != GUN_CODE) {
        (void)close(out->descriptor);
        return event;
    }

    out->kind = kind;
    return GUN_CODE;
}

/* Takes what came already; whether that made a code whole. */
static bool take_items(struct gun *gun)
{
    while (gun->item_next < gun->item_count) {
        const struct gun_item *item = &gun->items[gun->item_next];
        if (gun->kind->has_stamps && gun_code_end_by_silence(&gun->keys.code, item->time)) {
            return true; /* the item belongs to the next one */
        }
        gun->item_next++;
        if (gun->kind->take(gun, item)) {
            return true;
        }
        if (gun->keys.is_stopped) {
            break;
        }
    }

    return false;
}

static enum gun_event fill(struct gun *gun)
{
    gun->item_next = 0;
    gun->item_count = 0;
    gun->problem = 0;
    if (gun->kind->fill(gun)) {
        return GUN_CODE;
    }

    return gun->problem == 0 ? GUN_GONE : event_of(gun->problem);
}

/* In a thread of a program that waits for its signals elsewhere, something else tells to stop. */
static enum interrupt_event wait_for(const struct gun *gun, int milliseconds)
{
    if (!gun->stop) {
        return interrupt_wait_for(gun->descriptor, milliseconds);
    }

    struct pollfd places[] = { { .fd = gun->descriptor, .events = POLLIN },
                               { .fd = *gun->stop, .events = POLLIN } };
    const int ready = poll(places, 2, milliseconds);
    if (ready > 0 && places[1].revents != 0) {
        return INTERRUPT_STOP;
    }

    return ready > 0 ? INTERRUPT_READY : INTERRUPT_TIME;
}

enum gun_event gun_next(struct gun *gun)
{
    struct gun_code *code = &gun->keys.code;
    enum gun_event event = GUN_CODE;

    gun_code_clear(code);
    while (event == GUN_CODE && !take_items(gun)) {
        if (gun->keys.is_stopped) {
            return GUN_STOPPED;
        }
        switch (wait_for(gun, gun_code_is_begun(code) ? GUN_SILENCE_MAX : -1)) {
        case INTERRUPT_READY: event = fill(gun); break;
        case INTERRUPT_TIME: code->end = GUN_END_SILENCE; return GUN_CODE;
        case INTERRUPT_STOP: return GUN_STOPPED;
        }
    }

    return event;
}

void gun_close(struct gun *gun)
{
    if (gun->kind) {
        gun->kind->stop(gun);
        (void)close(gun->descriptor);
        gun->kind = NULL;
    }
}
