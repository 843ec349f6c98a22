/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_PROBE_H
#define WALLET_TEST_PROBE_H

/*
 * What probes of the public library have in common: lines of hex in, a status and hex out.
 */
#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/** Turns hex into bytes in place; "-" into nothing. */
static inline struct wallet_bytes decode(char *hex)
{
    uint8_t *bytes = (uint8_t *)hex;
    size_t size = 0;

    for (const char *at = hex; at[0] && at[1]; at += 2) {
        const char pair[3] = { at[0], at[1], '\0' };
        bytes[size++] = (uint8_t)strtoul(pair, NULL, 16);
    }

    return (struct wallet_bytes){ bytes, size };
}

static inline void print_hex(struct wallet_bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        (void)printf("%02x", bytes.data[i]);
    }
}

/** Answers with what a call made, or why it made nothing; releases it. */
static inline void answer(
    enum wallet_status status, const struct wallet_error *error, struct wallet_buffer *made)
{
    (void)printf("%s\t", wallet_status_name(status));
    if (status == WALLET_OK) {
        print_hex(wallet_buffer_bytes(made));
    } else {
        (void)printf("%s", error->message);
    }

    wallet_buffer_clear(made);
}

#endif
