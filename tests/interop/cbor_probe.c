/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What our reader makes of CBOR, for cbor_differential.py: reads lines of hex from stdin and answers
 * each with two statuses, "STRICT LENIENT".
 */
#include "cbor/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_MAX = 1 << 16,
};

static int nibble(char digit)
{
    const char *digits = "0123456789abcdef";
    const char *at = digit ? strchr(digits, digit) : NULL;
    return at ? (int)(at - digits) : -1;
}

/** Turns hex into bytes in place; false if it is not hex. */
static bool decode(char *line, size_t *out_size)
{
    uint8_t *bytes = (uint8_t *)line;
    size_t size = 0;

    for (const char *at = line; *at && *at != '\n'; at += 2) {
        const int high = nibble(at[0]);
        const int low = high < 0 ? -1 : nibble(at[1]);
        if (low < 0) {
            return false;
        }

        bytes[size++] = (uint8_t)(high << 4 | low);
    }

    *out_size = size;
    return true;
}

int main(void)
{
    static char line[LINE_MAX];
    size_t size = 0;

    while (fgets(line, sizeof line, stdin)) {
        if (!decode(line, &size)) {
            (void)fprintf(stderr, "not hex: %s\n", line);
            return EXIT_FAILURE;
        }

        /* A block of the input's own size: one byte read too far is seen by the sanitisers. */
        uint8_t *exact = malloc(size > 0 ? size : 1);
        if (!exact) {
            return EXIT_FAILURE;
        }

        memcpy(exact, line, size);
        const struct wallet_bytes input = { exact, size };
        const enum wallet_status strict = wlt_cbor_check(input, WLT_CBOR_STRICT, NULL);
        const enum wallet_status lenient = wlt_cbor_check(input, WLT_CBOR_LENIENT, NULL);
        free(exact);
        (void)printf("%s %s\n", wallet_status_name(strict), wallet_status_name(lenient));
    }

    return EXIT_SUCCESS;
}
