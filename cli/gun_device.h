/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_DEVICE_H
#define WALLET_CLI_GUN_DEVICE_H

#include <stdbool.h>

/*
 * What is asked of an input device, linux/input.h; nothing else in the program calls it.  Tests link a
 * device of their own in its place.
 */

/** Whether this is an input device at all. */
bool gun_device_is_input(int descriptor);

/** Whether it has this key, KEY_... */
bool gun_device_has_key(int descriptor, unsigned key);

/** Takes the device for this process alone, or gives it back; an errno, 0: done. */
int gun_device_grab(int descriptor, bool is_ours);

/** Whether its Caps Lock is on, as far as it tells. */
bool gun_device_caps_lock(int descriptor);

/** Has its events stamped by the clock that only goes forward. */
void gun_device_use_steady_clock(int descriptor);

#endif
