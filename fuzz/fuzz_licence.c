/* SPDX-License-Identifier: Apache-2.0 */

/* Anything at all, handed in to be verified: no key of ours signed it, so none may be accepted. */
#include "fuzz.h"
#include "world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    struct fuzz_world *world = fuzz_world();

    FUZZ_CHECK(wallet_verify(world->verifier, input, FUZZ_NOW, world->verdict, NULL) != WALLET_OK);
    FUZZ_CHECK(wallet_verdict_reason(world->verdict) != WALLET_REASON_NONE);
    FUZZ_CHECK(!wallet_verdict_has_claims(world->verdict));
    FUZZ_CHECK(!wallet_verdict_next_fact(world->verdict, &walk, &fact));
    return 0;
}
