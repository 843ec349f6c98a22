/* SPDX-License-Identifier: Apache-2.0 */
#include "make_identity.h"

/* An identity of which any single bit is another is refused, and none of it is told. */

static void flip_each(enum wallet_algorithm algorithm)
{
    struct identity_world world;
    identity_open(&world, algorithm);
    const struct wallet_bytes whole = identity_issued(&world);
    uint8_t *changed = test_memory(whole.size);
    const struct wallet_bytes input = { changed, whole.size };

    memcpy(changed, whole.data, whole.size);
    CHECK_EQUAL(identity_judge(&world, input), WALLET_REASON_NONE);
    for (size_t bit = 0; bit < 8 * whole.size; bit++) {
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        (void)identity_judge(&world, input);
        if (wallet_verdict_decision(world.agency.verdict) == WALLET_ACCEPTED) {
            fail_msg("bit %zu of byte %zu", bit % 8, bit / 8);
        }

        CHECK(!wallet_verdict_has_claims(world.agency.verdict));
        changed[bit / 8] = whole.data[bit / 8];
    }

    identity_close(&world);
}

TEST(no_bit_of_one_signed_by_ed25519_can_be_another)
{
    flip_each(WALLET_ALGORITHM_ED25519);
}

TEST(no_bit_of_one_signed_by_es256_can_be_another)
{
    flip_each(WALLET_ALGORITHM_ES256);
}

TEST(no_beginning_of_one_is_one)
{
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes whole = identity_issued(&world);

    for (size_t size = 2; size < whole.size; size++) {
        const struct wallet_bytes part = { whole.data, size };
        CHECK_EQUAL(identity_judge(&world, part), WALLET_REASON_MALFORMED);
        CHECK_EQUAL(wallet_verdict_decision(world.agency.verdict), WALLET_REFUSED);
    }

    identity_close(&world);
}

TEST(no_character_of_its_code_can_be_another)
{
    struct identity_world world;
    struct wallet_buffer text = { 0 };
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(wallet_qr_write_claim169(identity_issued(&world), &text, NULL), WALLET_OK);

    for (size_t i = 0; i < text.size; i++) {
        const uint8_t before = text.data[i];
        text.data[i] = before == '0' ? '1' : '0';
        (void)identity_judge(&world, wallet_buffer_bytes(&text));
        CHECK(wallet_verdict_decision(world.agency.verdict) != WALLET_ACCEPTED);
        text.data[i] = before;
    }

    wallet_buffer_clear(&text);
    identity_close(&world);
}
