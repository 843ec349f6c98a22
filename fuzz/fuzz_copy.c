/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "present/copy.h"
#include "trust/envelope.h"
#include "world.h"

/* A copy as a counter takes it: the input as it is, as claims that somebody signed whom the counter knows,
 * and as the licence in a good copy. */

#define COUNTER "913605020000000194"

static const uint8_t grant[WALLET_GRANT_DIGEST_SIZE] = { 1 };

static void take_object(struct fuzz_world *world, struct wallet_bytes object)
{
    struct wallet_copy *copy = NULL;

    FUZZ_CHECK(
        wallet_copy_verify(world->verifier, object, FUZZ_NOW, world->verdict, &copy, NULL) !=
        WALLET_OK);
    FUZZ_CHECK(!copy);
    wallet_copy_free(copy);
    copy = NULL;
    if (wallet_copy_parse(object, &copy, NULL) == WALLET_OK) {
        FUZZ_CHECK(wallet_copy_recognise(object));
        FUZZ_CHECK(wallet_copy_id(copy).size == WALLET_COPY_ID_SIZE);
    }

    wallet_copy_free(copy);
}

/** The agency of the world is no repository, so nothing is ever accepted; all else is looked at. */
static void take_claims(struct fuzz_world *world, struct wallet_bytes claims)
{
    struct wallet_buffer object = { 0 };

    FUZZ_CHECK(wlt_envelope_sign(&world->signer, WLT_COPY_TYP, claims, &object, NULL) == WALLET_OK);
    take_object(world, wallet_buffer_bytes(&object));
    wallet_buffer_clear(&object);
}

static void take_licence(struct fuzz_world *world, struct wallet_bytes licence)
{
    struct wallet_buffer object = { 0 };
    const struct wallet_copy_terms terms = {
        .audience = COUNTER,
        .matter = { .name = "a matter" },
        .method = WALLET_GRANT_SHOW,
        .grant = grant,
        .licence = licence,
    };

    if (licence.size > 0 &&
        wallet_copy_sign(&terms, &world->signer, FUZZ_NOW, &object, NULL) == WALLET_OK) {
        take_object(world, wallet_buffer_bytes(&object));
    }

    wallet_buffer_clear(&object);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct fuzz_world *world = fuzz_world();

    take_object(world, input);
    take_claims(world, input);
    take_licence(world, input);
    return 0;
}
