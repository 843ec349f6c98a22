/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_PARTED_H
#define WALLET_TEST_PARTED_H

#include <wallet/parts.h>

#include "test.h"

#include <string.h>

/* Objects and their parts, for the tests of what collects them. */

enum {
    SEED = 20261128,
};

/** xorshift32, so that a failure can be had again. */
static inline uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static inline struct wallet_bytes object_of(size_t size, uint32_t seed)
{
    uint8_t *data = test_memory(size);
    for (size_t i = 0; i < size; i++) {
        data[i] = (uint8_t)next_random(&seed);
    }

    data[0] = 0xd2;
    data[1] = 0x84;
    return (struct wallet_bytes){ data, size };
}

/** An object's parts, `count` of them, as texts that live until the test ends. */
static inline struct wallet_bytes *texts_of(struct wallet_bytes object, size_t count)
{
    struct wallet_split *split = NULL;
    unsigned version = WALLET_QR_VERSION_MAX;
    CHECK_EQUAL(wallet_split_new(object, WALLET_QR_LEVEL_M, version, &split, NULL), WALLET_OK);
    while (wallet_split_count(split) < count) {
        wallet_split_free(split);
        version--;
        CHECK_EQUAL(wallet_split_new(object, WALLET_QR_LEVEL_M, version, &split, NULL), WALLET_OK);
    }

    CHECK_EQUAL(wallet_split_count(split), count);
    struct wallet_bytes *texts = test_memory(count * sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        const struct wallet_bytes text = wallet_split_text(split, i);
        uint8_t *copy = test_memory(text.size);
        memcpy(copy, text.data, text.size);
        texts[i] = (struct wallet_bytes){ copy, text.size };
    }
    wallet_split_free(split);
    return texts;
}

static inline struct wallet_parts *collector(void)
{
    struct wallet_parts *parts = NULL;
    CHECK_EQUAL(wallet_parts_new(&parts, NULL), WALLET_OK);
    return parts;
}

static inline void check_whole(const struct wallet_parts *parts, struct wallet_bytes object)
{
    CHECK_EQUAL(wallet_parts_have(parts), wallet_parts_count(parts));
    CHECK_EQUAL(wallet_parts_missing(parts, 0), 0);
    CHECK_BYTES(wallet_parts_object(parts), object);
}

#endif
