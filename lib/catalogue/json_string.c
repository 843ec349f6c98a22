/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_scan.h"

#include <string.h>

enum {
    HEX_DIGITS = 4,
    ESCAPED_UNIT_SIZE = 6, /* \uXXXX */
};

/** The value of the four hexadecimal digits at `at`; -1: they are none. */
static int32_t unit_at(const uint8_t *at, const uint8_t *end)
{
    int32_t unit = 0;

    for (int i = 0; i < HEX_DIGITS; i++) {
        const uint8_t digit = at + i < end ? at[i] : 0;
        const uint8_t lower = digit | 0x20;
        if (digit >= '0' && digit <= '9') {
            unit = unit * 16 + (digit - '0');
        } else if (lower >= 'a' && lower <= 'f') {
            unit = unit * 16 + (lower - 'a' + 10);
        } else {
            return -1;
        }
    }

    return unit;
}

static bool is_high(int32_t unit)
{
    return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(int32_t unit)
{
    return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Writes a character as UTF-8; its size. */
static size_t put(int32_t character, uint8_t *out)
{
    const uint32_t code = (uint32_t)character;

    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }

    if (code < 0x800) {
        out[0] = (uint8_t)(0xc0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 0x3f));
        return 2;
    }

    if (code < 0x10000) {
        out[0] = (uint8_t)(0xe0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (code & 0x3f));
        return 3;
    }

    out[0] = (uint8_t)(0xf0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (code & 0x3f));
    return 4;
}

/** Reads \uXXXX, or two of them that stand for one character (RFC 8259 section 7). */
static size_t read_unit(struct wlt_json_scan *scan, uint8_t *out)
{
    const uint8_t *start = scan->at;
    int32_t character = unit_at(start + 2, scan->end);
    scan->at += ESCAPED_UNIT_SIZE;

    if (is_high(character)) {
        const uint8_t *second = scan->at;
        const bool is_escape = scan->end - second >= 2 && second[0] == '\\' && second[1] == 'u';
        const int32_t low = is_escape ? unit_at(second + 2, scan->end) : -1;
        character = is_low(low) ? 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00) : -1;
        scan->at += ESCAPED_UNIT_SIZE;
    }

    if (character == 0) {
        (void)wlt_json_scan_fail(scan, start, "a NUL character in a string");
        return 0;
    }

    if (character < 0 || is_low(character)) {
        (void)wlt_json_scan_fail(scan, start, "not JSON");
        return 0;
    }

    return put(character, out);
}

/** Reads what begins with the backslash here, writes what it stands for, and gives that one's size. */
static size_t read_escape(struct wlt_json_scan *scan, uint8_t *out)
{
    static const char escapes[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const uint8_t escape = scan->at + 1 < scan->end ? scan->at[1] : 0;
    const char *found = escape ? strchr(escapes, escape) : NULL;

    if (escape == 'u') {
        return read_unit(scan, out);
    }

    if (!found) {
        (void)wlt_json_scan_fail(scan, scan->at, "not JSON");
        return 0;
    }

    scan->at += 2;
    out[0] = (uint8_t)meanings[found - escapes];
    return 1;
}

/** Goes to the quotation mark that ends the string; whether an escape stands before it. */
static bool find_end(struct wlt_json_scan *scan, bool *out_has_escapes)
{
    *out_has_escapes = false;
    while (scan->at < scan->end && *scan->at != '"') {
        if (*scan->at < 0x20) {
            return wlt_json_scan_fail_here(scan);
        }

        const bool is_escape = *scan->at == '\\' && scan->at + 1 < scan->end;
        *out_has_escapes |= is_escape;
        scan->at += is_escape ? 2 : 1;
    }

    return scan->at < scan->end || wlt_json_scan_fail_here(scan);
}

/** An escape is never shorter than what it stands for. */
static bool unescape(struct wlt_json_scan *scan, const uint8_t *end, struct wallet_bytes *out)
{
    uint8_t *text = wlt_arena_alloc(scan->arena, (size_t)(end - scan->at), 1);
    size_t size = 0;
    if (!text) {
        return wlt_json_scan_fail(scan, scan->at, NULL);
    }

    while (scan->at < end && !scan->has_failed) {
        if (*scan->at == '\\') {
            size += read_escape(scan, text + size);
        } else {
            text[size++] = *scan->at++;
        }
    }

    *out = (struct wallet_bytes){ text, size };
    return !scan->has_failed;
}

bool wlt_json_scan_string(struct wlt_json_scan *scan, struct wallet_bytes *out)
{
    const uint8_t *start = ++scan->at;
    bool has_escapes = false;

    if (!find_end(scan, &has_escapes)) {
        return false;
    }

    const uint8_t *end = scan->at;
    *out = (struct wallet_bytes){ start, (size_t)(end - start) };
    scan->at = start;
    if (has_escapes && !unescape(scan, end, out)) {
        return false;
    }

    scan->at = end + 1;
    return true;
}
