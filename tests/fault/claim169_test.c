/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/cose/make_encrypted.h"
#include "unit/licence/make_identity.h"

/* Identity codes: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

static struct identity_world world;
static struct wallet_bytes input;

static enum wallet_status verify(void)
{
    struct wallet_verdict *verdict = NULL;
    enum wallet_status status = wallet_verdict_new(&verdict, NULL);

    status = status == WALLET_OK
                 ? wallet_verify(world.agency.verifier, input, AGENCY_NOW, verdict, NULL)
                 : status;
    CHECK(!verdict || wallet_verdict_has_claims(verdict) == (status == WALLET_OK));
    wallet_verdict_free(verdict);
    return status;
}

static enum wallet_status issue(void)
{
    const struct wallet_claim169_capture face = identity_face();
    const struct wallet_claim169_record record = identity_record(&face);
    struct wallet_buffer out = { 0 };
    struct wallet_split *split = NULL;

    enum wallet_status status =
        wallet_claim169_issue(&record, &world.signer, AGENCY_NOW, &out, NULL);
    status = status == WALLET_OK
                 ? wallet_split_claim169(wallet_buffer_bytes(&out), WALLET_QR_LEVEL_M, &split, NULL)
                 : status;
    wallet_split_free(split);
    wallet_buffer_clear(&out);
    return status;
}

TEST(identity_codes_survive_every_failing_allocation)
{
    const struct encrypted_recipe recipe = { .head = NULL };
    struct wallet_buffer text = { 0 };

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    input = identity_issued(&world);
    fault_each("verified", verify);
    CHECK_EQUAL(wallet_qr_write_claim169(input, &text, NULL), WALLET_OK);
    const struct wallet_bytes sealed = make_encrypted(&recipe, ENCRYPTED_KEY, input);
    input = wallet_buffer_bytes(&text);
    fault_each("verified out of a code", verify);
    CHECK_EQUAL(
        wallet_verifier_set_decryption_key(world.agency.verifier, test_hex(ENCRYPTED_KEY), NULL),
        WALLET_OK);
    input = sealed;
    fault_each("decrypted", verify);
    fault_each("issued", issue);
    wallet_buffer_clear(&text);
    identity_close(&world);
}
