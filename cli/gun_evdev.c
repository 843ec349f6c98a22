/* SPDX-License-Identifier: Apache-2.0 */
#include "gun.h"
#include "gun_device.h"

#include <errno.h>
#include <linux/input.h>
#include <unistd.h>

/* Enough of a keyboard to type any code: whatever else it has does not matter. */
static bool can_type(int descriptor)
{
    static const unsigned needed[] = { KEY_1,     KEY_0, KEY_A,     KEY_Z,
                                       KEY_MINUS, KEY_E, KEY_SPACE, KEY_LEFTSHIFT,
                                       KEY_ENTER, KEY_L, KEY_DOT,   KEY_SEMICOLON };

    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (!gun_device_has_key(descriptor, needed[i])) {
            return false;
        }
    }

    return true;
}

static enum gun_event start(struct gun *gun)
{
    if (!can_type(gun->descriptor)) {
        return GUN_NO_KEYS;
    }

    gun->problem = gun_device_grab(gun->descriptor, true);
    if (gun->problem != 0) {
        return gun->problem == EBUSY ? GUN_BUSY : GUN_FAILED;
    }

    gun_device_use_steady_clock(gun->descriptor);
    gun->keys.caps_lock = gun_device_caps_lock(gun->descriptor);
    return GUN_CODE;
}

static bool fill(struct gun *gun)
{
    struct input_event events[GUN_ITEMS_MAX];
    const ssize_t got = read(gun->descriptor, events, sizeof events);

    if (got < 0 && errno != EINTR && errno != EAGAIN) {
        gun->problem = errno;
        return false;
    }

    /* The kernel gives whole events only. */
    gun->item_count = got > 0 ? (size_t)got / sizeof events[0] : 0;
    for (size_t i = 0; i < gun->item_count; i++) {
        const struct input_event *event = &events[i];
        gun->items[i] = (struct gun_item){
            .time = (double)event->input_event_sec * 1e3 + (double)event->input_event_usec / 1e3,
            .type = event->type,
            .code = event->code,
            .value = event->value,
        };
    }

    return got != 0;
}

/* Documentation/input/event-codes.rst: after SYN_DROPPED all up to the next SYN_REPORT is incomplete. */
static bool take(struct gun *gun, const struct gun_item *item)
{
    if (item->type == EV_SYN && item->code == SYN_DROPPED) {
        gun->is_losing = true;
        gun_keys_lose(&gun->keys, item->time);
        return false;
    }
    if (item->type == EV_SYN && item->code == SYN_REPORT) {
        gun->is_losing = false;
        return false;
    }

    return item->type == EV_KEY && !gun->is_losing &&
           gun_keys_take(&gun->keys, item->code, item->value, item->time);
}

static void stop(struct gun *gun)
{
    (void)gun_device_grab(gun->descriptor, false);
}

const struct gun_kind gun_evdev = {
    .has_stamps = true,
    .is_it = gun_device_is_input,
    .start = start,
    .fill = fill,
    .take = take,
    .stop = stop,
};
