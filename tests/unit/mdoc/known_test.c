/* SPDX-License-Identifier: Apache-2.0 */

/* A signer whose chain is known from the last document is decided on as one that is new. */
#include "licence/verdict.h"
#include "make_mdoc.h"

static const struct mdoc_recipe good = { .until_unix = NOON + 100 * DAY };

static enum wallet_reason judge(
    const struct mdoc_world *world,
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    int64_t at_unix)
{
    const enum wallet_status status =
        wallet_mdoc_verify(verifier, input, &world->session, at_unix, world->mdoc, NULL);
    const enum wallet_reason reason = wallet_verdict_reason(wallet_mdoc_at(world->mdoc, 0));
    CHECK_EQUAL(status == WALLET_OK, reason == WALLET_REASON_NONE);
    return reason;
}

static enum wallet_reason judge_at(
    const struct mdoc_world *world, struct wallet_bytes input, int64_t at_unix)
{
    return judge(world, world->verifier, input, at_unix);
}

/** How many chains are remembered by the verdict. */
static size_t count_known(const struct mdoc_world *world)
{
    const struct wallet_verdict *verdict = wallet_mdoc_at(world->mdoc, 0);
    size_t count = 0;

    for (size_t i = 0; i < WLT_KNOWN_CHAINS; i++) {
        count += verdict->known.places[i].chain.count > 0 ? 1U : 0U;
    }

    return count;
}

TEST(what_was_good_is_known_and_told_the_same)
{
    struct recipe odd_signer = document_signer;
    odd_signer.extensions[5][0] = NULL; /* issuerAltName */
    struct mdoc_world world;
    open_world_with(&world, &odd_signer, "P-256");
    const struct wallet_bytes input = make_mdoc(&world, &good);

    for (int i = 0; i < 3; i++) {
        CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
        CHECK_EQUAL(count_known(&world), 1);
        const struct wallet_verdict *verdict = wallet_mdoc_at(world.mdoc, 0);
        CHECK_BYTES(wallet_verdict_issuer(verdict), test_text("UT"));
        CHECK_TEXT(wallet_verdict_issuer_name(verdict, WALLET_ENGLISH), "Utopia DS");
        CHECK(wallet_mdoc_deviates(verdict, 0, WALLET_DEVIATION_NO_ISSUER_ALT_NAME));
        CHECK(!wallet_mdoc_deviates(verdict, 0, WALLET_DEVIATION_NO_CRL_ADDRESS));
        CHECK(!wallet_mdoc_deviates(verdict, 1, WALLET_DEVIATION_NO_ISSUER_ALT_NAME));
    }

    close_world(&world);
}

TEST(a_known_signer_expires)
{
    struct recipe signer = document_signer;
    signer.not_before = NOON - 2 * HOUR;
    signer.not_after = NOON + 10;
    struct mdoc_world world;
    open_world_with(&world, &signer, "P-256");
    const struct wallet_bytes input = make_mdoc(&world, &good);

    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
    CHECK_EQUAL(judge_at(&world, input, NOON + 9), WALLET_REASON_NONE);
    CHECK_EQUAL(judge_at(&world, input, NOON + 10), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(judge_at(&world, input, NOON - 2 * HOUR - 1), WALLET_REASON_CERTIFICATE);
    CHECK_EQUAL(judge_at(&world, input, NOON + 9), WALLET_REASON_NONE);
    close_world(&world);
}

TEST(a_known_signers_authority_expires)
{
    struct recipe signer = document_signer;
    signer.not_after = NOON + 50 * DAY;
    struct mdoc_world world;
    open_world_with(&world, &signer, "P-256");
    const struct wallet_bytes input = make_mdoc(&world, &good);

    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
    CHECK_EQUAL(judge_at(&world, input, NOON + DAY - 1), WALLET_REASON_NONE);
    CHECK_EQUAL(judge_at(&world, input, NOON + DAY), WALLET_REASON_CERTIFICATE);
    close_world(&world);
}

TEST(another_trust_decides_anew)
{
    struct mdoc_world world;
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    open_world(&world);
    const struct wallet_bytes input = make_mdoc(&world, &good);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_new(trust, world.catalogue, &verifier, NULL), WALLET_OK);

    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
    CHECK_EQUAL(judge(&world, verifier, input, NOON), WALLET_REASON_ISSUER_UNKNOWN);
    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_trust_add(trust, der_of(world.iaca.x509), NULL), WALLET_OK);
    CHECK_EQUAL(judge(&world, verifier, input, NOON), WALLET_REASON_NONE);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    close_world(&world);
}

/** A trust in the very place of one that was freed. */
TEST(a_trust_that_follows_another_decides_anew)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes input = make_mdoc(&world, &good);

    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
    wallet_verifier_free(world.verifier);
    wallet_trust_free(world.trust);
    CHECK_EQUAL(wallet_trust_new(&world.trust, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verifier_new(world.trust, world.catalogue, &world.verifier, NULL), WALLET_OK);
    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_ISSUER_UNKNOWN);
    close_world(&world);
}

TEST(a_known_signer_is_known_for_its_type_of_document)
{
    struct provider provider = make_provider(&provider_signer);
    const struct mdoc_recipe other = { .mso_doc_type = OTHER_DOC, .doc_type = OTHER_DOC };
    struct mdoc_world world;
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    open_world(&world);
    world.session.doc_type = NULL;
    const struct info infos[] = { info_of(&world.iaca, MDL) };
    const struct vical_recipe recipe = { .infos = infos, .info_count = 1 };
    struct wallet_vical *vical = vical_of(&provider, &recipe);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_vical(trust, vical, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_new(trust, world.catalogue, &verifier, NULL), WALLET_OK);

    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(judge(&world, verifier, make_mdoc(&world, &good), NOON), WALLET_REASON_NONE);
        CHECK_EQUAL(
            judge(&world, verifier, make_mdoc(&world, &other), NOON), WALLET_REASON_ISSUER_UNKNOWN);
    }

    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    wallet_vical_free(vical);
    close_world(&world);
    clear_provider(&provider);
}

/** Where the signer's certificate stands in a document. */
static size_t find_certificate(const struct mdoc_world *world, struct wallet_bytes input)
{
    const struct wallet_bytes der = der_of(world->signer.x509);
    size_t at = 0;

    while (at + der.size <= input.size && memcmp(input.data + at, der.data, der.size) != 0) {
        at++;
    }

    CHECK(at + der.size <= input.size);
    return at;
}

TEST(a_bit_of_a_known_chain_makes_another)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes input = make_mdoc(&world, &good);
    const size_t size = der_of(world.signer.x509).size;
    uint8_t *flipped = test_memory(input.size);
    const struct wallet_bytes changed = { flipped, input.size };

    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
    for (size_t i = 0; i < size * 8; i += 7) {
        memcpy(flipped, input.data, input.size);
        flipped[find_certificate(&world, input) + i / 8] ^= (uint8_t)(1U << i % 8);
        CHECK(judge_at(&world, changed, NOON) != WALLET_REASON_NONE);
        CHECK_EQUAL(count_known(&world), 1);
    }

    CHECK_EQUAL(judge_at(&world, input, NOON), WALLET_REASON_NONE);
    close_world(&world);
}

TEST(who_is_trusted_by_nobody_is_not_remembered)
{
    const struct mdoc_recipe by_others = { .odd = ODD_SIGNED_BY_OTHERS };
    struct mdoc_world world;
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    open_world(&world);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_new(trust, world.catalogue, &verifier, NULL), WALLET_OK);

    CHECK_EQUAL(
        judge(&world, verifier, make_mdoc(&world, &good), NOON), WALLET_REASON_ISSUER_UNKNOWN);
    CHECK_EQUAL(count_known(&world), 0);
    CHECK_EQUAL(judge_at(&world, make_mdoc(&world, &by_others), NOON), WALLET_REASON_SIGNATURE);
    CHECK_EQUAL(count_known(&world), 0);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    close_world(&world);
}

TEST(a_known_signer_has_not_signed_everything)
{
    const struct mdoc_recipe by_others = { .odd = ODD_SIGNED_BY_OTHERS };
    struct mdoc_world world;
    open_world(&world);

    CHECK_EQUAL(judge_at(&world, make_mdoc(&world, &good), NOON), WALLET_REASON_NONE);
    CHECK_EQUAL(judge_at(&world, make_mdoc(&world, &by_others), NOON), WALLET_REASON_SIGNATURE);
    CHECK_EQUAL(judge_at(&world, make_mdoc(&world, &good), NOON), WALLET_REASON_NONE);
    close_world(&world);
}

TEST(more_signers_than_are_remembered_are_all_accepted)
{
    struct mdoc_world world;
    struct wallet_bytes inputs[WLT_KNOWN_CHAINS + 3];
    const size_t count = sizeof inputs / sizeof inputs[0];
    open_world(&world);

    for (size_t i = 0; i < count; i++) {
        release_identity(&world.signer);
        world.signer = make_certificate(&document_signer, &world.iaca);
        inputs[i] = make_mdoc(&world, &good);
    }

    for (size_t i = 0; i < 3 * count; i++) {
        CHECK_EQUAL(judge_at(&world, inputs[i * 5 % count], NOON), WALLET_REASON_NONE);
        CHECK_EQUAL(
            count_known(&world), i + 1 < WLT_KNOWN_CHAINS ? i + 1 : (size_t)WLT_KNOWN_CHAINS);
    }

    close_world(&world);
}
