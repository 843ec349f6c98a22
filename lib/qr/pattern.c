/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/pattern.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum {
    TEN = 10,
};

/** How many characters of which class. */
struct run {
    size_t least;
    size_t most;
    char class;
};

/** Lower case of ASCII, whatever the locale. */
static unsigned lower(unsigned byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

static bool is_between(uint8_t byte, char first, char last)
{
    return byte >= (uint8_t)first && byte <= (uint8_t)last;
}

static bool is_one_of(uint8_t byte, const char *characters)
{
    return byte != 0 && strchr(characters, byte);
}

static bool is_in_class(uint8_t byte, char class)
{
    const bool is_digit = is_between(byte, '0', '9');

    switch (class) {
    case 'd': return is_digit;
    case 'A': return is_between(byte, 'A', 'Z');
    case 'n': return is_digit || is_between(byte, 'A', 'Z');
    case 'h': return is_digit || is_between(byte, 'A', 'F');
    case 'm': return is_digit || is_one_of(byte, ".-");
    case 'q': return is_digit || is_between(byte, 'A', 'Z') || is_one_of(byte, " $%*+-./:");
    default: assert(class == '.'); return is_between(byte, ' ', '~');
    }
}

static size_t read_number(const char **pattern)
{
    size_t number = 0;
    while (is_between((uint8_t) * *pattern, '0', '9')) {
        number = number * TEN + (size_t)(**pattern - '0');
        (*pattern)++;
    }

    return number;
}

/** Reads what follows "%". */
static struct run read_run(const char **pattern)
{
    struct run run = { .least = read_number(pattern) };
    run.most = run.least;

    if (**pattern == '+') {
        run.most = SIZE_MAX;
        (*pattern)++;
    } else if (**pattern == '-') {
        (*pattern)++;
        run.most = read_number(pattern);
    }

    run.class = *(*pattern)++;
    return run;
}

static size_t count_run(const struct run *run, struct wallet_bytes text)
{
    size_t count = 0;
    while (count < run->most && count < text.size && is_in_class(text.data[count], run->class)) {
        count++;
    }

    return count;
}

static struct wallet_bytes skip(struct wallet_bytes text, size_t count)
{
    return count == 0 ? text : (struct wallet_bytes){ text.data + count, text.size - count };
}

static bool is_letter(char wanted, struct wallet_bytes text, bool any_case)
{
    const uint8_t byte = (uint8_t)wanted;
    return text.size > 0 && (any_case ? lower(byte) == lower(text.data[0]) : byte == text.data[0]);
}

bool wlt_pattern_begins(
    const char *pattern, struct wallet_bytes text, bool any_case, struct wallet_bytes *out_rest)
{
    while (*pattern != '\0') {
        const char wanted = *pattern++;
        if (wanted != '%') {
            if (!is_letter(wanted, text, any_case)) {
                return false;
            }

            text = skip(text, 1);
            continue;
        }

        const struct run run = read_run(&pattern);
        const size_t count = count_run(&run, text);
        if (count < run.least) {
            return false;
        }

        text = skip(text, count);
    }

    *out_rest = text;
    return true;
}
