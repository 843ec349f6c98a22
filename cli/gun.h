/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_H
#define WALLET_CLI_GUN_H

#include "gun_keys.h"

#include <termios.h>

enum {
    GUN_ITEMS_MAX = 64
};

/** One key event or one byte, as it came from the device. */
struct gun_item {
    double time; /* milliseconds, of one clock for all items of a gun */
    uint16_t type;
    uint16_t code;
    int32_t value;
};

/** What came of opening a gun, or of waiting for its next code. */
enum gun_event {
    GUN_CODE = 0, /* opened; or there is a code in `gun->keys.code`, which may be spoilt */
    GUN_STOPPED,  /* it was asked to stop, by a signal or on the gun's own keyboard */
    GUN_GONE,     /* unplugged, or the other end is closed */
    GUN_BUSY,     /* another program has it for itself */
    GUN_NO_GUN,   /* neither an input device nor a serial line */
    GUN_NO_KEYS,  /* an input device that cannot type codes: a mouse, a power button */
    GUN_TERMINAL, /* the terminal at which the command was typed */
    GUN_FAILED,   /* `gun->problem` tells why */
};

struct gun_kind;

/** A gun that is open; gun_close() in any case. */
struct gun {
    const struct gun_kind *kind; /* NULL: not open */
    int descriptor;
    int problem;     /* an errno; 0: none */
    const int *stop; /* a file that becomes readable to end gun_next(); NULL: signals end it */
    struct gun_keys keys;
    bool is_losing;          /* keys are passed over until they are whole again */
    struct termios settings; /* of a line, as they were */
    struct gun_item items[GUN_ITEMS_MAX];
    size_t item_count;
    size_t item_next;
};

/** A way in which guns are connected.  To add one: gun_NAME.c and its row in gun.c. */
struct gun_kind {
    /** Whether items say when they happened, not when they were read: then silence shows in them. */
    bool has_stamps;
    /** Whether the open descriptor is of this kind. */
    bool (*is_it)(int descriptor);
    /** Makes it ours alone; GUN_CODE if it is. */
    enum gun_event (*start)(struct gun *gun);
    /** Reads what there is into `items`; false with `problem` 0 at the end, or an errno. */
    bool (*fill)(struct gun *gun);
    /** Takes one item; whether the code is whole. */
    bool (*take)(struct gun *gun, const struct gun_item *item);
    /** Gives it back as it was. */
    void (*stop)(struct gun *gun);
};

/** A keyboard: /dev/input/event*. */
extern const struct gun_kind gun_evdev;

/** A line: /dev/ttyACM*, /dev/ttyUSB*, any terminal but the own one. */
extern const struct gun_kind gun_serial;

/** Opens a device for this process alone.  GUN_CODE: it is open; any other event tells why not. */
enum gun_event gun_open(const char *path, struct gun *out);

/**
 * Waits for the next code, which stands in `gun->keys.code` until the next call.  What was typed while
 * nobody waited is there, too.
 */
enum gun_event gun_next(struct gun *gun);

void gun_close(struct gun *gun);

#endif
