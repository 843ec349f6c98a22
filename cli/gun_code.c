/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_code.h"

enum {
    DELETE = 0x7f
};

void gun_code_clear(struct gun_code *code)
{
    code->size = 0;
    code->started = 0;
    code->last = 0;
    code->fault = GUN_FAULT_NONE;
    code->end = GUN_END_NONE;
}

bool gun_code_is_begun(const struct gun_code *code)
{
    return code->size > 0 || code->fault != GUN_FAULT_NONE;
}

/* When a character came; the first one starts the code. */
static void note_time(struct gun_code *code, double now)
{
    if (!gun_code_is_begun(code)) {
        code->started = now;
    }

    code->last = now;
}

void gun_code_spoil(struct gun_code *code, enum gun_fault fault, double now)
{
    note_time(code, now);
    code->size = 0;
    code->fault = code->fault == GUN_FAULT_NONE ? fault : code->fault;
}

static enum gun_end end_of(uint8_t byte)
{
    switch (byte) {
    case '\r':
    case '\n': return GUN_END_ENTER;
    case '\t': return GUN_END_TAB;
    default: return GUN_END_NONE;
    }
}

/* After what spoils a code only silence ends it: a code must not type a line of its own behind that. */
static bool take_end(struct gun_code *code, enum gun_end end, double now)
{
    if (code->fault != GUN_FAULT_NONE) {
        code->last = now;
        return false;
    }
    if (code->size == 0) {
        return false;
    }

    code->end = end;
    return true;
}

bool gun_code_take(struct gun_code *code, uint8_t byte, double now)
{
    const enum gun_end end = end_of(byte);
    if (end != GUN_END_NONE) {
        return take_end(code, end, now);
    }
    if (byte < ' ' || byte == DELETE) {
        gun_code_spoil(code, GUN_FAULT_CONTROL, now);
        return false;
    }
    if (code->size == GUN_CODE_MAX) {
        gun_code_spoil(code, GUN_FAULT_TOO_LONG, now);
        return false;
    }

    note_time(code, now);
    if (code->fault == GUN_FAULT_NONE) {
        code->text[code->size++] = byte;
    }
    return false;
}

bool gun_code_end_by_silence(struct gun_code *code, double now)
{
    if (!gun_code_is_begun(code) || now - code->last < GUN_SILENCE_MAX) {
        return false;
    }

    code->end = GUN_END_SILENCE;
    return true;
}

struct wallet_bytes gun_code_text(const struct gun_code *code)
{
    return (struct wallet_bytes){ code->text, code->size };
}
