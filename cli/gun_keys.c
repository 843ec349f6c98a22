/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_keys.h"

#include <linux/input-event-codes.h>
#include <stddef.h>

enum {
    RELEASED = 0,
    PRESSED = 1,
    REPEATED = 2,
    ALT_DIGITS_MAX = 6, /* of five, with a zero before */
    ALT_MAX = 0xffff,
    SURROGATE_MIN = 0xd800,
    SURROGATE_MAX = 0xdfff,
    C1_MIN = 0x7f, /* Delete, which goes with them */
    C1_MAX = 0x9f,
};

/* What a key types alone and with Shift; ANSI keyboard of the United States. */
struct key {
    char plain;
    char shifted;
};

static const struct key letters_and_signs[] = {
    [KEY_1] = { '1', '!' },           [KEY_2] = { '2', '@' },
    [KEY_3] = { '3', '#' },           [KEY_4] = { '4', '$' },
    [KEY_5] = { '5', '%' },           [KEY_6] = { '6', '^' },
    [KEY_7] = { '7', '&' },           [KEY_8] = { '8', '*' },
    [KEY_9] = { '9', '(' },           [KEY_0] = { '0', ')' },
    [KEY_MINUS] = { '-', '_' },       [KEY_EQUAL] = { '=', '+' },
    [KEY_TAB] = { '\t', '\t' },       [KEY_Q] = { 'q', 'Q' },
    [KEY_W] = { 'w', 'W' },           [KEY_E] = { 'e', 'E' },
    [KEY_R] = { 'r', 'R' },           [KEY_T] = { 't', 'T' },
    [KEY_Y] = { 'y', 'Y' },           [KEY_U] = { 'u', 'U' },
    [KEY_I] = { 'i', 'I' },           [KEY_O] = { 'o', 'O' },
    [KEY_P] = { 'p', 'P' },           [KEY_LEFTBRACE] = { '[', '{' },
    [KEY_RIGHTBRACE] = { ']', '}' },  [KEY_ENTER] = { '\r', '\r' },
    [KEY_A] = { 'a', 'A' },           [KEY_S] = { 's', 'S' },
    [KEY_D] = { 'd', 'D' },           [KEY_F] = { 'f', 'F' },
    [KEY_G] = { 'g', 'G' },           [KEY_H] = { 'h', 'H' },
    [KEY_J] = { 'j', 'J' },           [KEY_K] = { 'k', 'K' },
    [KEY_L] = { 'l', 'L' },           [KEY_SEMICOLON] = { ';', ':' },
    [KEY_APOSTROPHE] = { '\'', '"' }, [KEY_GRAVE] = { '`', '~' },
    [KEY_BACKSLASH] = { '\\', '|' },  [KEY_Z] = { 'z', 'Z' },
    [KEY_X] = { 'x', 'X' },           [KEY_C] = { 'c', 'C' },
    [KEY_V] = { 'v', 'V' },           [KEY_B] = { 'b', 'B' },
    [KEY_N] = { 'n', 'N' },           [KEY_M] = { 'm', 'M' },
    [KEY_COMMA] = { ',', '<' },       [KEY_DOT] = { '.', '>' },
    [KEY_SLASH] = { '/', '?' },       [KEY_KPASTERISK] = { '*', '*' },
    [KEY_SPACE] = { ' ', ' ' },       [KEY_KP7] = { '7', '7' },
    [KEY_KP8] = { '8', '8' },         [KEY_KP9] = { '9', '9' },
    [KEY_KPMINUS] = { '-', '-' },     [KEY_KP4] = { '4', '4' },
    [KEY_KP5] = { '5', '5' },         [KEY_KP6] = { '6', '6' },
    [KEY_KPPLUS] = { '+', '+' },      [KEY_KP1] = { '1', '1' },
    [KEY_KP2] = { '2', '2' },         [KEY_KP3] = { '3', '3' },
    [KEY_KP0] = { '0', '0' },         [KEY_KPDOT] = { '.', '.' },
    [KEY_102ND] = { '<', '>' },       [KEY_KPENTER] = { '\r', '\r' },
    [KEY_KPSLASH] = { '/', '/' },     [KEY_KPEQUAL] = { '=', '=' },
    [KEY_KPCOMMA] = { ',', ',' },
};

static const struct key *find(unsigned key)
{
    const size_t count = sizeof letters_and_signs / sizeof letters_and_signs[0];

    return key < count && letters_and_signs[key].plain != '\0' ? &letters_and_signs[key] : NULL;
}

static bool is_letter(const struct key *key)
{
    return key->plain >= 'a' && key->plain <= 'z';
}

static bool is_keypad_digit(unsigned key)
{
    return (key >= KEY_KP7 && key <= KEY_KP0) && key != KEY_KPMINUS && key != KEY_KPPLUS;
}

static bool with_shift(const struct gun_keys *keys)
{
    return keys->left_shift || keys->right_shift;
}

static bool with_ctrl(const struct gun_keys *keys)
{
    return keys->left_ctrl || keys->right_ctrl;
}

static bool with_alt(const struct gun_keys *keys)
{
    return keys->left_alt || keys->right_alt;
}

/* Takes a character of up to 16 bits as UTF-8. */
static bool take_point(struct gun_keys *keys, int32_t point, double now)
{
    struct gun_code *code = &keys->code;

    if ((point >= C1_MIN && point <= C1_MAX) ||
        (point >= SURROGATE_MIN && point <= SURROGATE_MAX)) {
        gun_code_spoil(code, GUN_FAULT_CONTROL, now);
        return false;
    }
    if (point < 0x80) {
        return gun_code_take(code, (uint8_t)point, now);
    }
    if (point < 0x800) {
        (void)gun_code_take(code, (uint8_t)(0xc0 | point >> 6), now);
    } else {
        (void)gun_code_take(code, (uint8_t)(0xe0 | point >> 12), now);
        (void)gun_code_take(code, (uint8_t)(0x80 | (point >> 6 & 0x3f)), now);
    }

    return gun_code_take(code, (uint8_t)(0x80 | (point & 0x3f)), now);
}

static void take_alt_digit(struct gun_keys *keys, unsigned key, double now)
{
    keys->alt_number = keys->alt_number * 10 + (find(key)->plain - '0');
    keys->alt_digits++;
    if (keys->alt_digits > ALT_DIGITS_MAX || keys->alt_number > ALT_MAX) {
        gun_code_spoil(&keys->code, GUN_FAULT_CONTROL, now);
        keys->alt_number = 0;
        keys->alt_digits = 0;
    }
}

/* When Alt is let go, the number that was typed becomes a character. */
static bool take_alt(struct gun_keys *keys, bool *held, bool is_pressed, double now)
{
    *held = is_pressed;
    if (is_pressed || with_alt(keys) || keys->alt_digits == 0) {
        return false;
    }

    const int32_t point = keys->alt_number;
    keys->alt_number = 0;
    keys->alt_digits = 0;
    return take_point(keys, point, now);
}

static bool press(struct gun_keys *keys, unsigned key, double now)
{
    const struct key *found = find(key);

    if (with_alt(keys) && !with_ctrl(keys) && is_keypad_digit(key)) {
        take_alt_digit(keys, key, now);
        return false;
    }
    if (!found || with_ctrl(keys) || with_alt(keys)) {
        gun_code_spoil(&keys->code, GUN_FAULT_CONTROL, now);
        return false;
    }

    const bool is_capital = with_shift(keys) != (keys->caps_lock && is_letter(found));
    return gun_code_take(&keys->code, (uint8_t)(is_capital ? found->shifted : found->plain), now);
}

static bool *held_by(struct gun_keys *keys, unsigned key)
{
    switch (key) {
    case KEY_LEFTSHIFT: return &keys->left_shift;
    case KEY_RIGHTSHIFT: return &keys->right_shift;
    case KEY_LEFTCTRL: return &keys->left_ctrl;
    case KEY_RIGHTCTRL: return &keys->right_ctrl;
    case KEY_LEFTALT: return &keys->left_alt;
    case KEY_RIGHTALT: return &keys->right_alt;
    default: return NULL;
    }
}

bool gun_keys_take(struct gun_keys *keys, unsigned key, int value, double now)
{
    bool *held = held_by(keys, key);

    if (value == REPEATED) {
        keys->is_stopped = keys->is_stopped || (key == KEY_C && with_ctrl(keys));
        return false;
    }
    if (key == KEY_LEFTALT || key == KEY_RIGHTALT) {
        return take_alt(keys, held, value == PRESSED, now);
    }
    if (held) {
        *held = value == PRESSED;
        return false;
    }
    if (value == RELEASED || key == KEY_NUMLOCK) { /* guns turn it on for their numbers */
        return false;
    }
    if (key == KEY_CAPSLOCK) {
        keys->caps_lock = !keys->caps_lock;
        return false;
    }

    return press(keys, key, now);
}

void gun_keys_lose(struct gun_keys *keys, double now)
{
    gun_code_spoil(&keys->code, GUN_FAULT_LOST, now);
    keys->left_shift = keys->right_shift = false;
    keys->left_ctrl = keys->right_ctrl = false;
    keys->left_alt = keys->right_alt = false;
    keys->alt_number = 0;
    keys->alt_digits = 0;
}
