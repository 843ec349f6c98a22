/* SPDX-License-Identifier: Apache-2.0 */
#include "gun.h"

#include "gun_device.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Keyboards are named pipes here, which deliver the same events; what else is asked of them the test answers, in
   place of gun_device.c. */

static struct {
    bool is_input;
    unsigned missing_key; /* 0: none */
    int grab_problem;
    bool is_grabbed;
    bool caps_lock;
} device;

bool gun_device_is_input(int descriptor)
{
    return device.is_input && isatty(descriptor) == 0;
}

bool gun_device_has_key(int descriptor, unsigned key)
{
    (void)descriptor;
    return key != device.missing_key;
}

int gun_device_grab(int descriptor, bool is_ours)
{
    (void)descriptor;
    device.is_grabbed = is_ours && device.grab_problem == 0;
    return device.grab_problem;
}

bool gun_device_caps_lock(int descriptor)
{
    (void)descriptor;
    return device.caps_lock;
}

void gun_device_use_steady_clock(int descriptor)
{
    (void)descriptor;
}

/* A keyboard at its other end. */
struct keyboard {
    char folder[32];
    char path[48];
    int end;
    int64_t now; /* milliseconds */
};

static void plug(struct keyboard *keyboard)
{
    memset(&device, 0, sizeof device);
    device.is_input = true;
    *keyboard = (struct keyboard){ .folder = "/tmp/wallet-gun-XXXXXX", .now = 1000 };
    CHECK(mkdtemp(keyboard->folder));
    (void)snprintf(keyboard->path, sizeof keyboard->path, "%s/event0", keyboard->folder);
    CHECK_EQUAL(mkfifo(keyboard->path, 0600), 0);
    keyboard->end = open(keyboard->path, O_RDWR | O_CLOEXEC);
    CHECK(keyboard->end >= 0);
}

static void unplug(struct keyboard *keyboard)
{
    if (keyboard->end >= 0) {
        (void)close(keyboard->end);
        keyboard->end = -1;
    }
    (void)unlink(keyboard->path);
    (void)rmdir(keyboard->folder);
}

static void send(struct keyboard *keyboard, unsigned type, unsigned code, int value)
{
    const struct input_event event = { .input_event_sec = keyboard->now / 1000,
                                       .input_event_usec = keyboard->now % 1000 * 1000,
                                       .type = (uint16_t)type,
                                       .code = (uint16_t)code,
                                       .value = value };

    CHECK_EQUAL(write(keyboard->end, &event, sizeof event), (ssize_t)sizeof event);
}

static void press(struct keyboard *keyboard, unsigned key)
{
    keyboard->now += 5;
    send(keyboard, EV_MSC, MSC_SCAN, 0x70004);
    send(keyboard, EV_KEY, key, 1);
    send(keyboard, EV_SYN, SYN_REPORT, 0);
    send(keyboard, EV_KEY, key, 0);
    send(keyboard, EV_SYN, SYN_REPORT, 0);
}

static void check_code(const struct gun *gun, const char *wanted, enum gun_end end)
{
    CHECK_EQUAL(gun->keys.code.fault, GUN_FAULT_NONE);
    CHECK_EQUAL(gun->keys.code.end, end);
    CHECK_BYTES(gun_code_text(&gun->keys.code), test_text(wanted));
}

TEST(a_keyboard_is_grabbed_and_given_back)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);

    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_CODE);
    CHECK(gun.kind == &gun_evdev);
    CHECK(device.is_grabbed);
    gun_close(&gun);
    CHECK(!device.is_grabbed);
    gun_close(&gun); /* twice does no harm */
    unplug(&keyboard);
}

TEST(codes_come_one_by_one_however_fast_they_are_typed)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_CODE);

    /* More events than are read at once. */
    for (size_t i = 0; i < 30; i++) {
        press(&keyboard, KEY_A);
    }
    press(&keyboard, KEY_ENTER);
    press(&keyboard, KEY_B);
    press(&keyboard, KEY_TAB);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", GUN_END_ENTER);
    CHECK_EQUAL(gun.keys.code.last - gun.keys.code.started, 29 * 5);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "b", GUN_END_TAB);
    gun_close(&gun);
    unplug(&keyboard);
}

TEST(a_silence_between_keys_parts_two_codes)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_CODE);

    press(&keyboard, KEY_A);
    keyboard.now += GUN_SILENCE_MAX;
    press(&keyboard, KEY_B);
    keyboard.now += GUN_SILENCE_MAX - 10;
    press(&keyboard, KEY_C);
    press(&keyboard, KEY_ENTER);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "a", GUN_END_SILENCE);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "bc", GUN_END_ENTER);
    gun_close(&gun);
    unplug(&keyboard);
}

TEST(the_lamp_of_caps_lock_counts)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);
    device.caps_lock = true;
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_CODE);

    press(&keyboard, KEY_A);
    press(&keyboard, KEY_ENTER);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "A", GUN_END_ENTER);
    gun_close(&gun);
    unplug(&keyboard);
}

/** Up to the next report nothing is whole; what came before is incomplete as well. */
TEST(events_that_the_kernel_dropped_spoil_a_code)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_CODE);

    press(&keyboard, KEY_A);
    send(&keyboard, EV_SYN, SYN_DROPPED, 0);
    send(&keyboard, EV_KEY, KEY_LEFTSHIFT, 1);
    send(&keyboard, EV_SYN, SYN_REPORT, 0);
    press(&keyboard, KEY_B);
    press(&keyboard, KEY_ENTER);
    keyboard.now += GUN_SILENCE_MAX;
    press(&keyboard, KEY_C);
    press(&keyboard, KEY_ENTER);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    CHECK_EQUAL(gun.keys.code.fault, GUN_FAULT_LOST);
    CHECK_EQUAL(gun.keys.code.size, 0);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "c", GUN_END_ENTER); /* the Shift of the dropped ones is not held */
    gun_close(&gun);
    unplug(&keyboard);
}

TEST(ctrl_c_held_on_the_grabbed_keyboard_stops)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_CODE);

    send(&keyboard, EV_KEY, KEY_LEFTCTRL, 1);
    send(&keyboard, EV_KEY, KEY_C, 1);
    send(&keyboard, EV_KEY, KEY_C, 2);
    CHECK_EQUAL(gun_next(&gun), GUN_STOPPED);
    gun_close(&gun);
    unplug(&keyboard);
}

TEST(an_unplugged_keyboard_is_gone)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_CODE);

    press(&keyboard, KEY_A);
    press(&keyboard, KEY_ENTER);
    press(&keyboard, KEY_B);
    unplug(&keyboard);
    CHECK_EQUAL(gun_next(&gun), GUN_CODE);
    check_code(&gun, "a", GUN_END_ENTER);
    CHECK_EQUAL(gun_next(&gun), GUN_GONE);
    gun_close(&gun);
}

TEST(what_is_no_gun_is_not_opened)
{
    struct keyboard keyboard;
    struct gun gun;
    plug(&keyboard);

    device.missing_key = KEY_SEMICOLON;
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_NO_KEYS);
    device.missing_key = 0;
    device.grab_problem = EBUSY;
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_BUSY);
    device.grab_problem = EINVAL;
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_FAILED);
    CHECK_EQUAL(gun.problem, EINVAL);
    device.is_input = false;
    CHECK_EQUAL(gun_open(keyboard.path, &gun), GUN_NO_GUN);
    CHECK_EQUAL(gun_open(keyboard.folder, &gun), GUN_NO_GUN);
    CHECK_EQUAL(gun_open("/dev/null", &gun), GUN_NO_GUN);
    CHECK_EQUAL(gun_open("/nowhere/event0", &gun), GUN_FAILED);
    CHECK_EQUAL(gun.problem, ENOENT);
    gun_close(&gun); /* never opened */
    unplug(&keyboard);
}
