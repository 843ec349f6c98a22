/* SPDX-License-Identifier: Apache-2.0 */

/*
 * 64 KiB of the worst CBOR that could be thought of, from its first byte to its verdict: how long it
 * takes, beside one bare Ed25519 check of the same run, and how much memory the library asks for.
 */
#include <wallet/wallet.h>

#include "agency.h"
#include "count.h"
#include "test.h"

#include <sodium.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    SIZE = 65536,
    RUNS = 21,
    MILLISECONDS_MAX = 5,
    MEMORY_MAX = 1 << 20,
};

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static uint8_t *put(uint8_t *at, const uint8_t *end, const char *hex)
{
    const struct wallet_bytes bytes = test_hex(hex);
    const size_t room = (size_t)(end - at);
    const size_t size = bytes.size < room ? bytes.size : room;
    memcpy(at, bytes.data, size);
    return at + size;
}

/** In the unprotected header an array without end, so that all that follows is looked at. */
static const char envelope[] = "d28440a1059f";

static void repeat(uint8_t *out, const char *piece)
{
    uint8_t *at = put(out, out + SIZE, envelope);
    while (at < out + SIZE) {
        at = put(at, out + SIZE, piece);
    }
}

/** Maps whose keys fall: the most work for finding one that is there twice. */
static void fill_falling_keys(uint8_t *out)
{
    uint8_t *at = put(out, out + SIZE, envelope);
    while (at < out + SIZE) {
        at = put(at, out + SIZE, "b90100");
        for (int key = 511; key > 255 && at + 4 <= out + SIZE; key--) {
            *at++ = 0x19;
            *at++ = (uint8_t)(key >> 8);
            *at++ = (uint8_t)key;
            *at++ = 0x00;
        }
    }
}

static void fill_nested(uint8_t *out)
{
    repeat(out, "9f9f9f9f9f9f9f9f9f9f9f9f00000000000000000000ffffffffffffffffffffffff");
}

static void fill_arrays(uint8_t *out)
{
    repeat(out, "81818181818181818181818100");
}

static void fill_tags(uint8_t *out)
{
    repeat(out, "c1c1c1c1c1c1c1c1c1c1c1c100");
}

static void fill_text(uint8_t *out)
{
    repeat(out, "6ac3a9c3a9c3a9c3a9c3a9");
}

static void fill_small_maps(uint8_t *out)
{
    repeat(out, "a303000200010000");
}

static const struct {
    const char *name;
    void (*fill)(uint8_t *out);
} inputs[] = {
    { "maps with falling keys", fill_falling_keys },
    { "indefinite arrays in each other", fill_nested },
    { "arrays in each other", fill_arrays },
    { "tags on tags", fill_tags },
    { "short texts", fill_text },
    { "small unsorted maps", fill_small_maps },
};

static double worst_of(struct agency *agency, struct wallet_bytes input)
{
    double worst = 0;

    for (int i = 0; i < RUNS; i++) {
        const double start = now();
        (void)agency_verify(agency, input, AGENCY_NOW);
        const double taken = now() - start;
        worst = taken > worst ? taken : worst;
    }

    return worst;
}

static double bare_check(void)
{
    uint8_t message[300] = { 0 };
    uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    uint8_t signature[crypto_sign_BYTES];
    (void)crypto_sign_keypair(public_key, secret);
    (void)crypto_sign_detached(signature, NULL, message, sizeof message, secret);

    const double start = now();
    for (int i = 0; i < 1000; i++) {
        if (crypto_sign_verify_detached(signature, message, sizeof message, public_key) != 0) {
            return 0;
        }
    }

    return (now() - start) / 1000;
}

int main(void)
{
    static uint8_t bytes[SIZE];
    struct agency agency;
    bool holds = sodium_init() >= 0;
    const double bare = bare_check();
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        inputs[i].fill(bytes);
        const double taken = worst_of(&agency, (struct wallet_bytes){ bytes, SIZE });
        const size_t peak = largest_allocation_so_far();
        printf(
            "%-32s %6.3f ms, %5.1f bare checks, largest block %zu KiB\n",
            inputs[i].name,
            taken * 1e3,
            taken / bare,
            peak / 1024);
        holds = holds && taken * 1e3 < MILLISECONDS_MAX && peak <= MEMORY_MAX;
    }

    agency_close(&agency);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
