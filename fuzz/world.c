/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include "cose/sign1.h"
#include "fuzz.h"

#include <string.h>

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

void fuzz_world_sign(struct wallet_bytes payload, struct wallet_buffer *out)
{
    uint8_t head[] = { 0xa3, 0x01, 0x32, 0x04, 0x48, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x18, 0x3d };
    const struct wallet_bytes protected_encoded = { head, sizeof head };
    const struct fuzz_world *world = fuzz_world();
    struct wallet_buffer message = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    memcpy(head + 5, world->signer.key_id, WALLET_KEY_ID_SIZE);
    FUZZ_CHECK(
        wlt_sign1_append_signed(
            protected_encoded, (struct wallet_bytes){ 0 }, payload, &message, NULL) == WALLET_OK);
    FUZZ_CHECK(
        world->signer.sign(
            world->signer.context, wallet_buffer_bytes(&message), signature, &size, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(
        wlt_sign1_append(
            protected_encoded, payload, (struct wallet_bytes){ signature, size }, out, NULL) ==
        WALLET_OK);
    wallet_buffer_clear(&message);
}
