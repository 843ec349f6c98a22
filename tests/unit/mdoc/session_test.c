/* SPDX-License-Identifier: Apache-2.0 */

/* Who is believed, what a reader knows of a session, and responses with several documents. */
#include "make_mdoc.h"

static const struct mdoc_recipe signed_recipe = { .is_mac = false };
static const struct mdoc_recipe mac_recipe = { .is_mac = true };

static enum wallet_decision decide(struct mdoc_world *world, struct wallet_bytes input)
{
    return wallet_verdict_decision(verdict_of(world, input));
}

TEST(what_was_shown_in_one_session_is_refused_in_another)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes by_signature = make_mdoc(&world, &signed_recipe);
    const struct wallet_bytes by_mac = make_mdoc(&world, &mac_recipe);

    world.session.transcript = test_hex("83 f6 f6 82 61 78 42 0103");
    CHECK_EQUAL(decide(&world, by_signature), WALLET_REFUSED);
    CHECK_EQUAL(decide(&world, by_mac), WALLET_REFUSED);
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), WALLET_REASON_HOLDER);
    close_world(&world);
}

TEST(a_transcript_may_come_with_its_tag)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes by_mac = make_mdoc(&world, &mac_recipe);

    world.session.transcript = embedded(world.session.transcript);
    CHECK_EQUAL(decide(&world, by_mac), WALLET_ACCEPTED);
    close_world(&world);
}

TEST(without_a_session_it_stays_open_who_shows_it)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes shown = make_mdoc(&world, &signed_recipe);

    world.session.transcript = (struct wallet_bytes){ 0 };
    CHECK_EQUAL(decide(&world, shown), WALLET_UNKNOWN);
    CHECK_EQUAL(
        wallet_mdoc_verify(world.verifier, shown, NULL, NOON, world.mdoc, NULL),
        WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), WALLET_REASON_SESSION);
    close_world(&world);
}

TEST(a_mac_needs_the_readers_own_key)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes shown = make_mdoc(&world, &mac_recipe);

    world.session.reader_key = NULL;
    CHECK_EQUAL(decide(&world, shown), WALLET_UNKNOWN);
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), WALLET_REASON_SESSION);
    world.session.reader_key = world.other_device;
    CHECK_EQUAL(decide(&world, shown), WALLET_REFUSED);
    world.session.reader_key = world.reader;
    CHECK_EQUAL(decide(&world, shown), WALLET_ACCEPTED);
    close_world(&world);
}

TEST(a_readers_key_on_another_curve_fits_no_mac)
{
    struct mdoc_world world;
    struct wallet_key *larger = make_wallet_key("P-384");
    open_world(&world);
    const struct wallet_bytes shown = make_mdoc(&world, &mac_recipe);

    world.session.reader_key = larger;
    CHECK_EQUAL(decide(&world, shown), WALLET_REFUSED);
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), WALLET_REASON_ALGORITHM);
    close_world(&world);
    wallet_key_free(larger);
}

static enum wallet_status verify(
    struct mdoc_world *world,
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    struct wallet_mdoc *mdoc)
{
    return wallet_mdoc_verify(verifier, input, &world->session, NOON, mdoc, NULL);
}

TEST(a_callers_mistakes_are_no_verdict)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes shown = make_mdoc(&world, &signed_recipe);
    const struct wallet_bytes nowhere = { NULL, 1 };
    EVP_PKEY *pkey = make_ec("P-256");
    struct wallet_key *public_half = wallet_key_of(pkey, false);

    CHECK_EQUAL(verify(&world, NULL, shown, world.mdoc), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(verify(&world, world.verifier, shown, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(verify(&world, world.verifier, nowhere, world.mdoc), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_mdoc_new(NULL, NULL), WALLET_ERR_ARGUMENT);

    world.session.reader_key = public_half;
    CHECK_EQUAL(verify(&world, world.verifier, shown, world.mdoc), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), 0);
    world.session.reader_key = NULL;
    world.session.transcript = test_hex("82 f6 f6");
    CHECK_EQUAL(verify(&world, world.verifier, shown, world.mdoc), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), 0);
    wallet_key_free(public_half);
    EVP_PKEY_free(pkey);
    close_world(&world);
}

TEST(what_is_too_large_or_no_response_is_one_verdict)
{
    struct mdoc_world world;
    open_world(&world);
    uint8_t *zeros = test_memory(WALLET_INPUT_MAX + 1);
    memset(zeros, 0, WALLET_INPUT_MAX + 1);

    (void)verdict_of(&world, (struct wallet_bytes){ zeros, WALLET_INPUT_MAX + 1 });
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), WALLET_REASON_TOO_LARGE);
    (void)verdict_of(&world, test_hex("a1 01 91 91 91 91 91 91 91 91 91 91 91 91 91 91 91 91 91"));
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), 1);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(world.mdoc, 0)), WALLET_REFUSED);
    (void)verdict_of(&world, test_hex("f6"));
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), WALLET_REASON_MALFORMED);
    CHECK_TEXT(wallet_verdict_format(wallet_mdoc_at(world.mdoc, 0)), "mdoc");
    close_world(&world);
}

TEST(each_document_has_its_verdict_and_the_worst_decides)
{
    const struct mdoc_recipe open_recipe = { .odd = ODD_NO_CHAIN };
    const struct mdoc_recipe bad_recipe = { .odd = ODD_ELEMENT_TWICE };
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes good = make_document(&world, &signed_recipe);
    const struct wallet_bytes open = make_document(&world, &open_recipe);
    const struct wallet_bytes bad = make_document(&world, &bad_recipe);

    CHECK_EQUAL(
        verify(
            &world,
            world.verifier,
            make_response_of(&signed_recipe, joined(good, good), 2),
            world.mdoc),
        WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), 2);
    CHECK_EQUAL(
        verify(
            &world,
            world.verifier,
            make_response_of(&signed_recipe, joined(good, open), 2),
            world.mdoc),
        WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(
        verify(
            &world,
            world.verifier,
            make_response_of(&signed_recipe, joined(joined(open, bad), good), 3),
            world.mdoc),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), 3);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(world.mdoc, 0)), WALLET_UNKNOWN);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(world.mdoc, 1)), WALLET_REFUSED);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(world.mdoc, 2)), WALLET_ACCEPTED);
    close_world(&world);
}

TEST(more_documents_than_allowed_are_too_many)
{
    struct mdoc_world world;
    open_world(&world);
    struct wallet_bytes documents = test_hex("");

    for (size_t i = 0; i < WALLET_MDOC_DOCUMENT_MAX; i++) {
        documents = joined(documents, make_document(&world, &signed_recipe));
    }

    CHECK_EQUAL(
        decide(&world, make_response_of(&signed_recipe, documents, WALLET_MDOC_DOCUMENT_MAX)),
        WALLET_ACCEPTED);
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), WALLET_MDOC_DOCUMENT_MAX);
    documents = joined(documents, make_document(&world, &signed_recipe));
    (void)verdict_of(
        &world, make_response_of(&signed_recipe, documents, WALLET_MDOC_DOCUMENT_MAX + 1));
    CHECK_EQUAL(wallet_mdoc_count(world.mdoc), 1);
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), WALLET_REASON_TOO_LARGE);
    close_world(&world);
}

/** Trusts the world's authority by a VICAL alone, for one type of document. */
static struct wallet_trust *trust_for(const struct mdoc_world *world, const char *doc_type)
{
    struct provider provider = make_provider(&provider_signer);
    struct info info = info_of(&world->iaca, doc_type);
    const struct vical_recipe recipe = { .infos = &info, .info_count = 1 };
    struct wallet_vical *vical = vical_of(&provider, &recipe);
    struct wallet_trust *trust = NULL;

    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_vical(trust, vical, NULL), WALLET_OK);
    wallet_vical_free(vical);
    clear_provider(&provider);
    return trust;
}

static void check_vical(const char *doc_type, enum wallet_reason wanted)
{
    struct mdoc_world world;
    struct wallet_verifier *verifier = NULL;
    open_world(&world);
    struct wallet_trust *trust = trust_for(&world, doc_type);

    CHECK_EQUAL(wallet_verifier_new(trust, world.catalogue, &verifier, NULL), WALLET_OK);
    const enum wallet_status status =
        verify(&world, verifier, make_mdoc(&world, &signed_recipe), world.mdoc);
    CHECK_EQUAL(status == WALLET_OK, wanted == WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world.mdoc, 0)), wanted);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    close_world(&world);
}

TEST(an_authority_out_of_a_vical_counts_for_its_type_alone)
{
    check_vical(MDL, WALLET_REASON_NONE);
    check_vical(OTHER_DOC, WALLET_REASON_ISSUER_UNKNOWN);
}

static void check_signer(const struct recipe *signer, enum wallet_reason wanted)
{
    struct mdoc_world world;
    open_world_with(&world, signer, "P-256");

    CHECK_ROW(
        signer->name,
        wallet_verdict_reason(verdict_of(&world, make_mdoc(&world, &signed_recipe))),
        wanted);
    close_world(&world);
}

TEST(signers_that_are_not_for_documents_are_refused)
{
    static const struct recipe rows[] = {
        { .name = "for readers",
          .country = "UT",
          .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.6" } } },
        { .name = "for certificates",
          .country = "UT",
          .extensions = { AUTHORITY_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" } } },
        { .name = "past its time",
          .country = "UT",
          .not_before = NOON - 9 * DAY,
          .not_after = NOON - 1,
          .extensions = { DOCUMENT_EXTENSIONS } },
        { .name = "before its time",
          .country = "UT",
          .not_before = NOON + 1,
          .extensions = { DOCUMENT_EXTENSIONS } },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check_signer(&rows[i], WALLET_REASON_CERTIFICATE);
    }

    check_signer(&document_signer, WALLET_REASON_NONE);
}

/** As many wallets' issuers have them: the path holds, and the profile is the issuer's to keep. */
TEST(signers_that_do_not_say_what_they_are_for_are_told_and_not_refused)
{
    static const struct recipe rows[] = {
        { .name = "for nothing in particular", .country = "UT", .extensions = { LEAF_EXTENSIONS } },
        { .name = "for another ecosystem's documents",
          .country = "UT",
          .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.3.130.2.0.0.1.2" } } },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct mdoc_world world;
        open_world_with(&world, &rows[i], "P-256");
        const struct wallet_verdict *verdict =
            verdict_of(&world, make_mdoc(&world, &signed_recipe));

        CHECK_ROW(rows[i].name, wallet_verdict_decision(verdict), WALLET_ACCEPTED);
        CHECK(wallet_mdoc_deviates(verdict, 0, WALLET_DEVIATION_NOT_FOR_DOCUMENTS));
        close_world(&world);
    }
}

/** What wallet_verify() tells, which knows of no session. */
static void check_alone(
    const struct mdoc_world *world, struct wallet_bytes input, enum wallet_reason wanted)
{
    struct wallet_verdict *verdict = NULL;

    CHECK_EQUAL(wallet_verdict_new(&verdict, NULL), WALLET_OK);
    CHECK(wallet_verify(world->verifier, input, NOON, verdict, NULL) != WALLET_OK);
    CHECK_TEXT(wallet_verdict_format(verdict), "mdoc");
    CHECK_EQUAL(wallet_verdict_reason(verdict), wanted);
    CHECK_EQUAL(
        wallet_mdoc_doc_type(verdict).size > 0, wallet_verdict_claims(verdict).rest.size > 0);
    CHECK_EQUAL(
        wallet_verdict_has_claims(verdict),
        wanted == WALLET_REASON_HOLDER || wanted == WALLET_REASON_SESSION);
    wallet_verdict_free(verdict);
}

TEST(the_one_verifier_knows_mobile_documents_too)
{
    const struct mdoc_recipe bare_recipe = { .is_bare = true };
    const struct mdoc_recipe forged_recipe = { .odd = ODD_SIGNED_BY_OTHERS };
    const struct mdoc_recipe empty_recipe = { .odd = ODD_NO_DOCUMENTS };
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes one = make_document(&world, &signed_recipe);
    const struct wallet_bytes shown = make_mdoc(&world, &signed_recipe);

    check_alone(&world, shown, WALLET_REASON_SESSION);
    check_alone(&world, make_mdoc(&world, &bare_recipe), WALLET_REASON_HOLDER);
    check_alone(&world, make_mdoc(&world, &forged_recipe), WALLET_REASON_SIGNATURE);
    check_alone(&world, make_mdoc(&world, &empty_recipe), WALLET_REASON_INCOMPLETE);
    check_alone(
        &world, make_response_of(&signed_recipe, joined(one, one), 2), WALLET_REASON_UNSUPPORTED);
    check_alone(
        &world, (struct wallet_bytes){ shown.data, shown.size - 1 }, WALLET_REASON_MALFORMED);
    close_world(&world);
}

TEST(nobody_takes_a_mobile_document_for_a_licence_that_is_held)
{
    const struct mdoc_recipe bare_recipe = { .is_bare = true };
    struct mdoc_world world;
    struct wallet_verdict *verdict = NULL;
    open_world(&world);
    const struct wallet_bytes issued = make_mdoc(&world, &bare_recipe);

    CHECK_EQUAL(wallet_verdict_new(&verdict, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verify_received(world.verifier, issued, world.device, NOON, verdict, NULL),
        WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_UNSUPPORTED);
    CHECK_EQUAL(wallet_verdict_claims(verdict).rest.size, 0);
    wallet_verdict_free(verdict);
    close_world(&world);
}

/** Verifies at a time by a trust that holds the signer's own certificate and nothing else. */
static void check_pinned(const struct mdoc_world *world, int64_t at_unix, enum wallet_reason wanted)
{
    const struct wallet_bytes input = make_mdoc(world, &signed_recipe);
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;

    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, der_of(world->signer.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_new(trust, world->catalogue, &verifier, NULL), WALLET_OK);
    const enum wallet_status status =
        wallet_mdoc_verify(verifier, input, &world->session, at_unix, world->mdoc, NULL);
    CHECK_EQUAL(status == WALLET_OK, wanted == WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_verdict_reason(wallet_mdoc_at(world->mdoc, 0)), wanted);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
}

TEST(a_signer_that_is_trusted_by_itself_is_so_in_its_time)
{
    struct mdoc_world world;
    open_world(&world);

    check_pinned(&world, NOON, WALLET_REASON_NONE);
    check_pinned(&world, NOON + DAY + 1, WALLET_REASON_CERTIFICATE);
    check_pinned(&world, NOON - DAY - 1, WALLET_REASON_CERTIFICATE);
    close_world(&world);
}
