/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_device.h"

#include <errno.h>
#include <limits.h>
#include <linux/input.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <time.h>

static bool has_bit(const uint8_t *bits, unsigned index)
{
    return (bits[index / CHAR_BIT] >> index % CHAR_BIT & 1) != 0;
}

bool gun_device_is_input(int descriptor)
{
    int version = 0;

    return ioctl(descriptor, EVIOCGVERSION, &version) == 0;
}

bool gun_device_has_key(int descriptor, unsigned key)
{
    uint8_t keys[KEY_CNT / CHAR_BIT] = { 0 };

    return key < KEY_CNT && ioctl(descriptor, EVIOCGBIT(EV_KEY, sizeof keys), keys) >= 0 &&
           has_bit(keys, key);
}

int gun_device_grab(int descriptor, bool is_ours)
{
    return ioctl(descriptor, EVIOCGRAB, is_ours ? 1 : 0) == 0 ? 0 : errno;
}

bool gun_device_caps_lock(int descriptor)
{
    uint8_t lamps[LED_CNT / CHAR_BIT] = { 0 };

    return ioctl(descriptor, EVIOCGLED(sizeof lamps), lamps) >= 0 && has_bit(lamps, LED_CAPSL);
}

void gun_device_use_steady_clock(int descriptor)
{
    int clock = CLOCK_MONOTONIC;

    (void)ioctl(descriptor, EVIOCSCLOCKID, &clock);
}
