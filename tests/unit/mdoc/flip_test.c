/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* memmem() */

/* A response of which any single bit is another is not accepted, and none of it is told. */
#include "make_mdoc.h"

/** Nothing of what was changed gets through: an element that is told is one that was signed. */
static void check_elements(const struct wallet_verdict *verdict, struct wallet_bytes signed_claims)
{
    const struct wallet_bytes told = wallet_verdict_claims(verdict).rest;

    if (told.size > 0) {
        CHECK_BYTES(told, signed_claims);
    }
}

/** Where a text stands for the first time. */
static size_t find(struct wallet_bytes bytes, const char *text)
{
    const uint8_t *at = memmem(bytes.data, bytes.size, text, strlen(text));
    CHECK(at != NULL);
    return (size_t)(at - bytes.data);
}

/** From the first byte of this text on. */
static void flip_each(const struct mdoc_recipe *recipe, const char *from)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes whole = make_mdoc(&world, recipe);
    uint8_t *changed = test_memory(whole.size);
    const struct wallet_bytes input = { changed, whole.size };

    CHECK_EQUAL(wallet_verdict_decision(verdict_of(&world, whole)), WALLET_ACCEPTED);
    const struct wallet_bytes told = wallet_verdict_claims(wallet_mdoc_at(world.mdoc, 0)).rest;
    uint8_t *copy = test_memory(told.size);
    memcpy(copy, told.data, told.size);
    memcpy(changed, whole.data, whole.size);
    for (size_t i = 8 * (from ? find(whole, from) : 0); i < 8 * whole.size; i++) {
        changed[i / 8] ^= (uint8_t)(1U << i % 8);
        const struct wallet_verdict *verdict = verdict_of(&world, input);
        if (wallet_verdict_decision(verdict) == WALLET_ACCEPTED) {
            fail_msg("bit %zu of byte %zu", i % 8, i / 8);
        }

        check_elements(verdict, (struct wallet_bytes){ copy, told.size });
        changed[i / 8] = whole.data[i / 8];
    }

    close_world(&world);
}

TEST(no_bit_of_a_signed_response_can_be_another)
{
    const struct mdoc_recipe recipe = { .is_mac = false };
    flip_each(&recipe, NULL);
}

TEST(no_bit_of_a_response_with_a_mac_can_be_another)
{
    const struct mdoc_recipe recipe = { .is_mac = true };

    /* What stands before is the issuer's, and is the same. */
    flip_each(&recipe, "deviceSigned");
}

TEST(no_beginning_of_a_response_is_one)
{
    const struct mdoc_recipe recipe = { .is_mac = false };
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes whole = make_mdoc(&world, &recipe);

    for (size_t size = 0; size < whole.size; size++) {
        const struct wallet_bytes part = { whole.data, size };
        CHECK_EQUAL(wallet_verdict_reason(verdict_of(&world, part)), WALLET_REASON_MALFORMED);
    }

    close_world(&world);
}
