/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_keys.h"

#include "test.h"

#include <linux/input-event-codes.h>
#include <string.h>

/* A gun that types a character every ten milliseconds. */
struct player {
    struct gun_keys keys;
    double now;
    bool is_whole; /* some event made the code whole */
};

enum {
    STEP = 10
};

static void send(struct player *player, unsigned key, int value)
{
    CHECK(!player->is_whole);
    player->is_whole = gun_keys_take(&player->keys, key, value, player->now);
}

static void press(struct player *player, unsigned key)
{
    player->now += STEP;
    send(player, key, 1);
    if (!player->is_whole) {
        send(player, key, 0);
    }
}

static void hold(struct player *player, unsigned held, unsigned key)
{
    send(player, held, 1);
    press(player, key);
    send(player, held, 0);
}

/* The four rows of a US keyboard: keys that lie side by side have numbers that do. */
static const struct {
    unsigned first;
    const char *plain;
    const char *shifted;
} rows[] = {
    { KEY_1, "1234567890-=", "!@#$%^&*()_+" },
    { KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}" },
    { KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~" },
    { KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?" },
    { KEY_SPACE, " ", "" },
};

static void type_one(struct player *player, char character)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *plain = strchr(rows[i].plain, character);
        const char *shifted = strchr(rows[i].shifted, character);
        if (plain) {
            press(player, rows[i].first + (unsigned)(plain - rows[i].plain));
            return;
        }
        if (shifted) {
            hold(player, KEY_LEFTSHIFT, rows[i].first + (unsigned)(shifted - rows[i].shifted));
            return;
        }
    }

    CHECK(false);
}

static void type(struct player *player, const char *text)
{
    for (; *text != '\0'; text++) {
        type_one(player, *text);
    }
}

/** A number on the keypad while Alt is held; "+" and other keys as themselves. */
static void type_alt(struct player *player, const char *digits)
{
    static const unsigned keypad[] = { KEY_KP0, KEY_KP1, KEY_KP2, KEY_KP3, KEY_KP4,
                                       KEY_KP5, KEY_KP6, KEY_KP7, KEY_KP8, KEY_KP9 };

    send(player, KEY_LEFTALT, 1);
    for (; *digits != '\0'; digits++) {
        press(player, keypad[*digits - '0']);
    }
    send(player, KEY_LEFTALT, 0);
}

static void check_read(const struct player *player, const char *wanted)
{
    CHECK_EQUAL(player->keys.code.fault, GUN_FAULT_NONE);
    CHECK_BYTES(gun_code_text(&player->keys.code), test_text(wanted));
}

TEST(every_character_of_a_us_keyboard)
{
    struct player player = { 0 };
    char all[96] = "";

    for (char c = ' '; c <= '~'; c++) {
        all[c - ' '] = c;
    }
    type(&player, all);
    check_read(&player, all);
}

TEST(enter_on_either_side_and_tab_end_a_code)
{
    static const struct {
        unsigned key;
        enum gun_end end;
    } ends[] = {
        { KEY_ENTER, GUN_END_ENTER },
        { KEY_KPENTER, GUN_END_ENTER },
        { KEY_TAB, GUN_END_TAB },
    };

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct player player = { 0 };
        press(&player, ends[i].key); /* before the first character it means nothing */
        type(&player, "EL1:6BF");
        CHECK(!player.is_whole);
        press(&player, ends[i].key);
        CHECK(player.is_whole);
        CHECK_EQUAL(player.keys.code.end, ends[i].end);
        check_read(&player, "EL1:6BF");
    }
}

TEST(silence_ends_a_code)
{
    struct player player = { 0 };
    struct gun_code *code = &player.keys.code;

    CHECK(!gun_code_end_by_silence(code, 1e6)); /* nothing has begun */
    type(&player, "AB");
    CHECK(!gun_code_end_by_silence(code, player.now + GUN_SILENCE_MAX - 1));
    CHECK_EQUAL(code->end, GUN_END_NONE);
    CHECK(gun_code_end_by_silence(code, player.now + GUN_SILENCE_MAX));
    CHECK_EQUAL(code->end, GUN_END_SILENCE);
    CHECK_EQUAL(code->last - code->started, STEP);
    check_read(&player, "AB");
    gun_code_clear(code);
    CHECK(!gun_code_is_begun(code));
}

TEST(either_shift_makes_capitals)
{
    struct player player = { 0 };

    hold(&player, KEY_RIGHTSHIFT, KEY_E);
    hold(&player, KEY_LEFTSHIFT, KEY_L);
    send(&player, KEY_LEFTSHIFT, 1);
    send(&player, KEY_RIGHTSHIFT, 1);
    send(&player, KEY_LEFTSHIFT, 0);
    press(&player, KEY_X); /* the right one is still held */
    send(&player, KEY_RIGHTSHIFT, 0);
    press(&player, KEY_1);
    check_read(&player, "ELX1");
}

TEST(caps_lock_turns_letters_and_nothing_else)
{
    struct player player = { 0 };

    press(&player, KEY_CAPSLOCK);
    type(&player, "el1:aB ");
    press(&player, KEY_CAPSLOCK);
    type(&player, "cD");
    check_read(&player, "EL1:Ab cD");
}

TEST(caps_lock_may_be_on_from_before)
{
    struct player player = { .keys = { .caps_lock = true } };

    type(&player, "el1:");
    check_read(&player, "EL1:");
}

TEST(the_keypad_types_digits_and_signs)
{
    static const unsigned keys[] = { KEY_KP0,        KEY_KP1,     KEY_KP9,     KEY_KP4,   KEY_KPDOT,
                                     KEY_KPASTERISK, KEY_KPSLASH, KEY_KPMINUS, KEY_KPPLUS };
    struct player player = { 0 };

    press(&player, KEY_NUMLOCK);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        press(&player, keys[i]);
    }
    check_read(&player, "0194.*/-+");
}

TEST(numbers_typed_with_alt_are_characters)
{
    static const struct {
        const char *digits;
        const char *wanted;
    } numbers[] = {
        { "65", "A" },
        { "065", "A" },
        { "0065", "A" },
        { "32", " " },
        { "126", "~" },
        { "0228", "\xc3\xa4" },      /* U+00E4 */
        { "2047", "\xdf\xbf" },      /* the last of two bytes */
        { "2048", "\xe0\xa0\x80" },  /* the first of three */
        { "35760", "\xe8\xae\xb0" }, /* U+8BB0, a Han character */
        { "65533", "\xef\xbf\xbd" },
    };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct player player = { 0 };
        type_alt(&player, numbers[i].digits);
        check_read(&player, numbers[i].wanted);
    }
}

TEST(a_code_may_be_typed_with_alt_from_end_to_end)
{
    struct player player = { 0 };

    type_alt(&player, "069");
    type_alt(&player, "076");
    type_alt(&player, "049");
    type_alt(&player, "058");
    send(&player, KEY_RIGHTALT, 1);
    press(&player, KEY_KP1);
    press(&player, KEY_KP3);
    send(&player, KEY_RIGHTALT, 0);
    CHECK(player.is_whole);
    check_read(&player, "EL1:");
}

TEST(alt_alone_types_nothing)
{
    struct player player = { 0 };

    press(&player, KEY_LEFTALT);
    press(&player, KEY_RIGHTALT);
    CHECK(!gun_code_is_begun(&player.keys.code));
    CHECK(!player.is_whole);
}

/** What is typed after it is thrown away as well, whatever it ends with, until there is silence. */
static void check_spoilt(struct player *player, enum gun_fault fault)
{
    CHECK_EQUAL(player->keys.code.fault, fault);
    press(player, KEY_ENTER);
    type(player, "reboot");
    press(player, KEY_ENTER);
    CHECK(!player->is_whole);
    CHECK_EQUAL(player->keys.code.size, 0);
    CHECK_EQUAL(player->keys.code.fault, fault);
    CHECK(gun_code_end_by_silence(&player->keys.code, player->now + GUN_SILENCE_MAX));
    gun_code_clear(&player->keys.code);
    type(player, "ok");
    check_read(player, "ok");
}

TEST(keys_that_no_code_has_spoil_it)
{
    static const unsigned keys[] = { KEY_F1,  KEY_F12,  KEY_ESC,  KEY_LEFTMETA,   KEY_BACKSPACE,
                                     KEY_UP,  KEY_HOME, KEY_MENU, KEY_SYSRQ,      KEY_DELETE,
                                     KEY_MAX, 0,        KEY_STOP, KEY_SCROLLLOCK, 100000 };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct player player = { 0 };
        type(&player, "EL1:6BF");
        press(&player, keys[i]);
        check_spoilt(&player, GUN_FAULT_CONTROL);
    }
}

TEST(shortcuts_spoil_a_code)
{
    static const struct {
        unsigned held;
        unsigned key;
    } shortcuts[] = {
        { KEY_LEFTCTRL, KEY_O },     { KEY_RIGHTCTRL, KEY_C }, { KEY_LEFTCTRL, KEY_ENTER },
        { KEY_LEFTALT, KEY_F4 },     { KEY_LEFTALT, KEY_TAB }, { KEY_RIGHTALT, KEY_1 },
        { KEY_LEFTALT, KEY_KPPLUS },
    };

    for (size_t i = 0; i < sizeof shortcuts / sizeof shortcuts[0]; i++) {
        struct player player = { 0 };
        hold(&player, shortcuts[i].held, shortcuts[i].key);
        check_spoilt(&player, GUN_FAULT_CONTROL);
        CHECK(!player.keys.is_stopped);
    }
}

TEST(numbers_that_are_no_characters_spoil_a_code)
{
    static const char *const numbers[] = { "0",     "27",     "127",     "128",    "159",
                                           "55296", "57343",  "65536",   "99999",  "0000065",
                                           "07",    "888888", "0000000", "1234567" };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct player player = { 0 };
        type_alt(&player, numbers[i]);
        check_spoilt(&player, GUN_FAULT_CONTROL);
    }
}

TEST(no_code_is_longer_than_the_longest)
{
    struct player player = { 0 };

    for (size_t i = 0; i < GUN_CODE_MAX; i++) {
        press(&player, KEY_1);
    }
    CHECK_EQUAL(player.keys.code.size, GUN_CODE_MAX);
    CHECK_EQUAL(player.keys.code.fault, GUN_FAULT_NONE);
    press(&player, KEY_1);
    check_spoilt(&player, GUN_FAULT_TOO_LONG);
}

/** A character of three bytes is there whole, or the code is spoilt. */
TEST(no_character_is_cut_in_two)
{
    struct player player = { 0 };

    for (size_t i = 0; i < GUN_CODE_MAX - 2; i++) {
        press(&player, KEY_1);
    }
    type_alt(&player, "35760");
    check_spoilt(&player, GUN_FAULT_TOO_LONG);
}

TEST(keys_that_were_lost_spoil_a_code)
{
    struct player player = { 0 };

    send(&player, KEY_LEFTSHIFT, 1);
    press(&player, KEY_E);
    gun_keys_lose(&player.keys, player.now);
    check_spoilt(&player, GUN_FAULT_LOST); /* it types small letters: Shift is forgotten */
}

TEST(a_key_that_repeats_counts_once)
{
    struct player player = { 0 };

    send(&player, KEY_A, 1);
    send(&player, KEY_A, 2);
    send(&player, KEY_A, 2);
    send(&player, KEY_A, 0);
    check_read(&player, "a");
    CHECK(!player.keys.is_stopped);
}

TEST(a_person_stops_with_ctrl_c_held_down)
{
    struct player player = { 0 };

    send(&player, KEY_LEFTCTRL, 1);
    send(&player, KEY_C, 1);
    CHECK(!player.keys.is_stopped);
    send(&player, KEY_C, 2);
    CHECK(player.keys.is_stopped);
}
