/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The input is taken twice: as it is, for a code or an encrypted object, with the key at hand that those of the
 * corpus were sealed with; and for what claim 169 holds in a CWT that a trusted key signed, so that what
 * lies behind the signature check is reached.
 */
#include "cbor/check.h"
#include "cbor/writer.h"
#include "fuzz.h"
#include "world.h"

static const uint8_t key[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

/** Each biometric that is read has data, and is told in full. */
static void walk_biometrics(struct wallet_claims value)
{
    struct wallet_claim169_biometric_walk walk = { .left = 0 };
    struct wallet_claim169_biometric biometric;

    (void)wallet_claim169_biometrics(value, &walk);
    while (wallet_claim169_next_biometric(&walk, &biometric)) {
        FUZZ_CHECK(biometric.data.size > 0);
        FUZZ_CHECK(wallet_claim169_sub_format_name(biometric.format, biometric.sub_format) != NULL);
    }
}

/** What is told of an identity is told whole; of one that is accepted the attributes are of their kinds. */
static void walk_attributes(const struct wallet_verdict *verdict)
{
    const bool is_accepted = wallet_verdict_decision(verdict) == WALLET_ACCEPTED;
    const struct wallet_claims claims = wallet_verdict_claims(verdict);
    struct wallet_claim169_walk walk = { .left = 0 };
    struct wallet_claim169_item item;
    struct wallet_claim169_biometric face;

    (void)wallet_claim169_start(claims, &walk);
    while (wallet_claim169_next(&walk, &item)) {
        const bool is_text = wallet_claim169_kind(item.number) == WALLET_CLAIM169_TEXT;
        struct wallet_claims value = item.value;
        struct wallet_item first = { 0 };
        FUZZ_CHECK(wlt_cbor_check(item.key.rest, WLT_CBOR_LENIENT, NULL) == WALLET_OK);
        FUZZ_CHECK(wlt_cbor_check(value.rest, WLT_CBOR_LENIENT, NULL) == WALLET_OK);
        FUZZ_CHECK(wallet_claims_next(&value, &first));
        FUZZ_CHECK(!is_accepted || !is_text || first.kind == WALLET_ITEM_TEXT);
        walk_biometrics(item.value);
    }

    FUZZ_CHECK(!wallet_claim169_portrait(claims, &face) || face.data.size > 0);
}

static void verify(struct wallet_bytes input, bool is_signed)
{
    const struct fuzz_world *world = fuzz_world();
    const enum wallet_status status =
        wallet_verify(world->verifier, input, FUZZ_NOW, world->verdict, NULL);

    FUZZ_CHECK(status != WALLET_ERR_MEMORY);
    FUZZ_CHECK(is_signed || status != WALLET_OK);
    walk_attributes(world->verdict);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct wallet_buffer claims = { 0 };
    struct wallet_buffer identity = { 0 };
    struct wlt_writer writer = wlt_writer_start(&claims);

    FUZZ_CHECK(
        wallet_verifier_set_decryption_key(
            fuzz_world()->verifier, (struct wallet_bytes){ key, sizeof key }, NULL) == WALLET_OK);
    verify(input, false);

    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, 169);
    wlt_write_encoded(&writer, input);
    fuzz_world_sign(wallet_buffer_bytes(&claims), &identity);
    verify(wallet_buffer_bytes(&identity), true);
    wallet_buffer_clear(&identity);
    wallet_buffer_clear(&claims);
    return 0;
}
