/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The input is taken for the claims of a licence and signed with a trusted key, so that what lies
 * behind the signature check is reached too.  Whatever the claims are, they must be walked safely.
 */
#include "fuzz.h"
#include "world.h"

static void walk_facts(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    struct wallet_buffer text = { 0 };

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.field && fact.finding == WALLET_FINDING_NONE) {
            FUZZ_CHECK(
                wallet_field_format(fact.field, &fact.value, WALLET_CHINESE, &text) == WALLET_OK);
        }
    }

    wallet_buffer_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wallet_buffer licence = { 0 };
    char identifier[WALLET_IDENTIFIER_SIZE];
    const struct fuzz_world *world = fuzz_world();

    fuzz_world_sign((struct wallet_bytes){ data, size }, &licence);
    const enum wallet_status status = wallet_verify(
        world->verifier, wallet_buffer_bytes(&licence), FUZZ_NOW, world->verdict, NULL);
    FUZZ_CHECK(status != WALLET_ERR_MEMORY);
    wallet_verdict_identifier(world->verdict, identifier);
    walk_facts(world->verdict);
    wallet_buffer_clear(&licence);
    return 0;
}
