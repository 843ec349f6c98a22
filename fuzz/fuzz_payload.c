/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The input is taken for the claims of a licence and signed with a trusted key, so that what lies
 * behind the signature check is reached too.  Whatever the claims are, they must be walked safely.
 */
#include "base/buffer.h"
#include "cose/sign1.h"
#include "fuzz.h"
#include "world.h"

#include <string.h>

/** {1: -19, 4: kid, 16: 61} around any payload, signed. */
static void sign(struct wallet_bytes payload, struct wallet_buffer *out)
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

    sign((struct wallet_bytes){ data, size }, &licence);
    const enum wallet_status status = wallet_verify(
        world->verifier, wallet_buffer_bytes(&licence), FUZZ_NOW, world->verdict, NULL);
    FUZZ_CHECK(status != WALLET_ERR_MEMORY);
    wallet_verdict_identifier(world->verdict, identifier);
    walk_facts(world->verdict);
    wallet_buffer_clear(&licence);
    return 0;
}
