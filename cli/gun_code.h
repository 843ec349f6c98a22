/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_CODE_H
#define WALLET_CLI_GUN_CODE_H

#include <wallet/bytes.h>

#include <stdbool.h>

enum {
    GUN_CODE_MAX = 8192,   /* bytes; the largest QR code holds 7089 digits */
    GUN_SILENCE_MAX = 120, /* milliseconds without a character that end a code */
};

/** What ended a code. */
enum gun_end {
    GUN_END_NONE = 0,
    GUN_END_ENTER, /* also a carriage return, or a line feed */
    GUN_END_TAB,
    GUN_END_SILENCE,
};

/** Why what is read cannot be a code. */
enum gun_fault {
    GUN_FAULT_NONE = 0,
    GUN_FAULT_CONTROL,  /* a control character, a function key, a shortcut */
    GUN_FAULT_TOO_LONG, /* more than GUN_CODE_MAX bytes */
    GUN_FAULT_LOST,     /* the system lost keys on the way */
};

/**
 * One code as a gun delivers it, character by character.  Times are milliseconds of the clock that the
 * caller always takes.
 */
struct gun_code {
    uint8_t text[GUN_CODE_MAX];
    size_t size;
    double started; /* when the first character came */
    double last;    /* when the last one came */
    enum gun_fault fault;
    enum gun_end end;
};

/** Forgets what was read. */
void gun_code_clear(struct gun_code *code);

/**
 * Takes one byte.  CR, LF and Tab end the code, and mean nothing before its first character; any other
 * control character spoils it.
 *
 * \return whether the code is whole
 */
bool gun_code_take(struct gun_code *code, uint8_t byte, double now);

/** From here to the next silence nothing counts: what was typed was no code, or not only one. */
void gun_code_spoil(struct gun_code *code, enum gun_fault fault, double now);

/** Whether something was read, good or not. */
bool gun_code_is_begun(const struct gun_code *code);

/** Ends the code if it was silent up to now; false where it goes on, or has not begun. */
bool gun_code_end_by_silence(struct gun_code *code, double now);

/** What was read; borrows from `code`. */
struct wallet_bytes gun_code_text(const struct gun_code *code);

#endif
