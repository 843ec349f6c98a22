/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_KEYS_H
#define WALLET_CLI_GUN_KEYS_H

#include "gun_code.h"

/**
 * What a gun types on the keyboard that it plays, as characters.  Keys are numbered as in
 * linux/input-event-codes.h, by their place, and read as on a US keyboard, whatever the layout of this
 * machine; no input method sees them.
 *
 * Known: both Shifts; Caps Lock, pressed or on from before; the keypad; a number typed on the keypad
 * while Alt is held, which is a character by its Unicode number.  Any other key, or one with Ctrl, Alt
 * or the Windows key, spoils the code: codes must not play tricks with the keyboard.
 *
 * Start with `= { 0 }`, or with the state of Caps Lock.
 */
struct gun_keys {
    struct gun_code code;
    bool left_shift;
    bool right_shift;
    bool left_alt;
    bool right_alt;
    bool left_ctrl;
    bool right_ctrl;
    bool caps_lock;
    bool is_stopped;     /* somebody held Ctrl-C until it repeated, which no gun does */
    unsigned alt_digits; /* how many were typed while Alt is held */
    int32_t alt_number;
};

/**
 * Takes one event of a key.
 *
 * \param key    KEY_...
 * \param value  1: pressed, 0: released, 2: repeats, which counts for nothing but `is_stopped`
 *
 * \return whether the code is whole
 */
bool gun_keys_take(struct gun_keys *keys, unsigned key, int value, double now);

/** After events were lost: the code is spoilt, and no key is held any more as far as is known. */
void gun_keys_lose(struct gun_keys *keys, double now);

#endif
