/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "fuzz.h"

static void open_world(struct fuzz_world *world)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    struct wallet_buffer file = { 0 };

    FUZZ_CHECK(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &world->catalogue, NULL) == WALLET_OK);
    FUZZ_CHECK(
        wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &world->key, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_signer(world->key, &world->signer, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_write_public(world->key, &file, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_new(&world->trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add(world->trust, wallet_buffer_bytes(&file), NULL) == WALLET_OK);
    FUZZ_CHECK(
        wallet_verifier_new(world->trust, world->catalogue, &world->verifier, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_verdict_new(&world->verdict, NULL) == WALLET_OK);
    wallet_buffer_clear(&file);
}

struct fuzz_world *fuzz_world(void)
{
    static struct fuzz_world world;
    if (!world.verdict) {
        open_world(&world);
    }

    return &world;
}
