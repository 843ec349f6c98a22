/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_scan.h"

#include "base/check_character.h"

#include <string.h>

bool wlt_json_scan_fail(struct wlt_json_scan *scan, const uint8_t *at, const char *cause)
{
    if (!scan->has_failed) {
        scan->has_failed = true;
        scan->fault = (struct wlt_json_fault){ cause, at };
    }

    return false;
}

bool wlt_json_scan_fail_here(struct wlt_json_scan *scan)
{
    return wlt_json_scan_fail(
        scan, scan->at, scan->at == scan->end ? "the text ends too early" : "not JSON");
}

void wlt_json_scan_space(struct wlt_json_scan *scan)
{
    while (scan->at < scan->end &&
           (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t')) {
        scan->at++;
    }
}

/** Goes over digits; how many there are. */
static size_t skip_digits(struct wlt_json_scan *scan)
{
    const uint8_t *start = scan->at;

    while (scan->at < scan->end && wlt_is_digit(*scan->at)) {
        scan->at++;
    }

    return (size_t)(scan->at - start);
}

static bool skip_one_of(struct wlt_json_scan *scan, const char *characters)
{
    const bool is_there =
        scan->at < scan->end && *scan->at != '\0' && strchr(characters, *scan->at);
    scan->at += is_there;
    return is_there;
}

/** The value of digits; false: beyond 64 bits. */
static bool value_of(const uint8_t *digits, size_t count, bool is_negative, int64_t *out)
{
    int64_t value = 0;

    for (size_t i = 0; i < count; i++) {
        const int64_t digit = digits[i] - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, is_negative ? -digit : digit, &value)) {
            return false;
        }
    }

    *out = value;
    return true;
}

/** Goes over a fraction and an exponent; false: there is half of one. */
static bool skip_rest(struct wlt_json_scan *scan, bool *out_is_real)
{
    const bool has_fraction = skip_one_of(scan, ".");
    if (has_fraction && skip_digits(scan) == 0) {
        return wlt_json_scan_fail_here(scan);
    }

    const bool has_exponent = skip_one_of(scan, "eE");
    if (has_exponent) {
        (void)skip_one_of(scan, "+-");
        if (skip_digits(scan) == 0) {
            return wlt_json_scan_fail_here(scan);
        }
    }

    *out_is_real = has_fraction || has_exponent;
    return true;
}

bool wlt_json_scan_number(struct wlt_json_scan *scan, struct wlt_json_value *out)
{
    const uint8_t *start = scan->at;
    const bool is_negative = skip_one_of(scan, "-");
    const uint8_t *digits = scan->at;
    const size_t count = skip_digits(scan);
    bool is_real = false;

    /* RFC 8259 section 6: no leading zeros. */
    if (count == 0) {
        return wlt_json_scan_fail_here(scan);
    }

    if (count > 1 && digits[0] == '0') {
        return wlt_json_scan_fail(scan, start, "not JSON");
    }

    if (!skip_rest(scan, &is_real)) {
        return false;
    }

    out->kind = is_real ? WLT_JSON_REAL : WLT_JSON_INTEGER;
    return is_real || value_of(digits, count, is_negative, &out->integer) ||
           wlt_json_scan_fail(scan, start, "a number is too large");
}

bool wlt_json_scan_word(struct wlt_json_scan *scan, struct wlt_json_value *out)
{
    static const struct {
        const char *text;
        enum wlt_json_kind kind;
    } words[] = {
        { "true", WLT_JSON_TRUE },
        { "false", WLT_JSON_FALSE },
        { "null", WLT_JSON_NULL },
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t size = strlen(words[i].text);
        if ((size_t)(scan->end - scan->at) >= size && memcmp(scan->at, words[i].text, size) == 0) {
            scan->at += size;
            out->kind = words[i].kind;
            return true;
        }
    }

    return wlt_json_scan_fail_here(scan);
}
