/* SPDX-License-Identifier: Apache-2.0 */

/* Mobile documents as real wallets make them, and what can be read of them: all are accepted. */
#include "make_mdoc.h"

#define MAY_SIGN_A "a1 6a 6e616d65537061636573 81 61 61"
#define MAY_SIGN_B "a1 6c 64617461456c656d656e7473 a1 61 61 82 61 78 61 62"

static const struct {
    const char *what;
    struct mdoc_recipe recipe;
} rows[] = {
    { "as it should be", { .odd = ODD_NOTHING } },
    { "by MAC", { .is_mac = true } },
    { "digests by SHA-384", { .algorithm = "SHA-384" } },
    { "digests by SHA-512", { .algorithm = "SHA-512" } },
    { "with the tag of COSE_Sign1", { .odd = ODD_ISSUER_TAGGED } },
    { "what was signed sent along", { .odd = ODD_PAYLOAD_SENT } },
    { "what was authenticated sent along", { .odd = ODD_PAYLOAD_SENT, .is_mac = true } },
    { "members that nobody knows", { .odd = ODD_MORE_MEMBERS } },
    { "another order, and long heads", { .odd = ODD_ORDER } },
    { "fractions of seconds", { .fraction = ".123456Z" } },
    { "algorithm by its newer number", { .header = "a10128" } },
    { "no issuing country to compare", { .country = "UT", .expiry_date = "2026-09-21" } },
    { "said by the device, namespace allowed",
      { .by_device = "a1 61 61 a1 61 62 01", .authorised = MAY_SIGN_A } },
    { "said by the device, element allowed",
      { .by_device = "a1 61 61 a1 61 62 01", .authorised = MAY_SIGN_B } },
    { "valid to this very second", { .until_unix = NOON } },
    { "valid from this very second", { .from_unix = NOON, .signed_unix = NOON } },
};

TEST(is_accepted_however_it_is_written)
{
    struct mdoc_world world;
    open_world(&world);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_verdict *verdict =
            verdict_of(&world, make_mdoc(&world, &rows[i].recipe));
        CHECK_ROW(rows[i].what, wallet_verdict_reason(verdict), WALLET_REASON_NONE);
        CHECK_ROW(rows[i].what, wallet_verdict_decision(verdict), WALLET_ACCEPTED);
    }

    close_world(&world);
}

/* ISO/IEC 18013-5 9.1.2.4, 9.1.3.5, 9.1.3.6: a reader knows them all. */
TEST(keys_may_be_on_other_curves)
{
    static const char *const curves[] = { "P-384",           "P-521",           "brainpoolP256r1",
                                          "brainpoolP320r1", "brainpoolP384r1", "brainpoolP512r1" };
    const struct mdoc_recipe by_signature = { .is_mac = false };
    const struct mdoc_recipe by_mac = { .is_mac = true };

    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        const struct recipe signer = { .name = "Utopia DS",
                                       .country = "UT",
                                       .curve = curves[i],
                                       .extensions = { DOCUMENT_EXTENSIONS } };
        struct mdoc_world world;
        open_world_with(&world, &signer, curves[i]);

        CHECK_ROW(
            curves[i],
            wallet_verdict_decision(verdict_of(&world, make_mdoc(&world, &by_signature))),
            WALLET_ACCEPTED);
        CHECK_ROW(
            curves[i],
            wallet_verdict_decision(verdict_of(&world, make_mdoc(&world, &by_mac))),
            WALLET_ACCEPTED);
        close_world(&world);
    }
}

TEST(elements_are_told_with_who_said_them)
{
    static const struct {
        const char *name;
        const char *value;
    } wanted[] = {
        { "family_name", "63 446f65" },
        { "expiry_date", "d903ec 6a 323032372d30312d3031" },
        { "issuing_country", "62 5554" },
        { "given_name", "a1 61 61 82 01 f5" },
        { "b", "01" },
    };
    const struct mdoc_recipe recipe = { .by_device = "a1 61 61 a1 61 62 01",
                                        .authorised = MAY_SIGN_A };
    struct mdoc_world world;
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;
    open_world(&world);

    const struct wallet_verdict *verdict = verdict_of(&world, make_mdoc(&world, &recipe));
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        CHECK(wallet_mdoc_next(verdict, &walk, &element));
        CHECK_BYTES(element.name_space, test_text(i < 4 ? NAME_SPACE : "a"));
        CHECK_BYTES(element.identifier, test_text(wanted[i].name));
        CHECK_BYTES(element.value.rest, test_hex(wanted[i].value));
        CHECK_EQUAL(element.is_by_device, i == 4);
    }

    CHECK(!wallet_mdoc_next(verdict, &walk, &element));
    CHECK(!wallet_mdoc_next(verdict, &walk, &element));
    close_world(&world);
}

TEST(a_verdict_tells_what_it_tells_of_every_licence)
{
    const struct mdoc_recipe recipe = { .odd = ODD_NOTHING };
    struct mdoc_world world;
    int64_t from = 0;
    int64_t until = 0;
    open_world(&world);

    const struct wallet_verdict *verdict = verdict_of(&world, make_mdoc(&world, &recipe));
    CHECK_TEXT(wallet_verdict_format(verdict), "mdoc");
    CHECK_TEXT(wallet_verdict_issuer_name(verdict, WALLET_CHINESE), "Utopia DS");
    CHECK_BYTES(wallet_verdict_issuer(verdict), test_text("UT"));
    CHECK_BYTES(wallet_mdoc_doc_type(verdict), test_text(MDL));
    CHECK(wallet_verdict_type(verdict) == NULL);
    CHECK(wallet_verdict_is_bound(verdict));
    CHECK(wallet_verdict_from(verdict, &from) && wallet_verdict_until(verdict, &until));
    CHECK_EQUAL(from, NOON - HOUR);
    CHECK_EQUAL(until, NOON + HOUR);
    CHECK_EQUAL(wallet_verdict_at(verdict), NOON);
    CHECK(!wallet_mdoc_deviates(verdict, 0, WALLET_DEVIATION_NO_CRL_ADDRESS));
    CHECK(!wallet_mdoc_deviates(verdict, 99, WALLET_DEVIATION_NO_CRL_ADDRESS));
    for (int i = 0; i < WALLET_CHECK_COUNT; i++) {
        const bool is_none = i == WALLET_CHECK_REPLAY || i == WALLET_CHECK_STATUS;
        CHECK_ROW(
            wallet_check_name((enum wallet_check)i),
            wallet_verdict_check(verdict, (enum wallet_check)i, NULL),
            is_none ? WALLET_RESULT_NOT_APPLICABLE : WALLET_RESULT_PASSED);
    }

    close_world(&world);
}

TEST(of_another_licence_nothing_is_told)
{
    struct agency agency;
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);
    CHECK(!wallet_mdoc_next(agency.verdict, &walk, &element));
    CHECK_EQUAL(wallet_mdoc_doc_type(agency.verdict).size, 0);
    CHECK(!wallet_mdoc_deviates(agency.verdict, 0, WALLET_DEVIATION_NO_SKI));
    agency_close(&agency);
}

TEST(what_an_issuer_hands_over_is_for_one_device)
{
    const struct mdoc_recipe recipe = { .is_bare = true };
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes issued = make_mdoc(&world, &recipe);

    world.session.device_key = world.device;
    CHECK_EQUAL(wallet_verdict_decision(verdict_of(&world, issued)), WALLET_ACCEPTED);
    world.session.device_key = world.other_device;
    CHECK_EQUAL(wallet_verdict_reason(verdict_of(&world, issued)), WALLET_REASON_HOLDER);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(world.mdoc, 0)), WALLET_REFUSED);
    close_world(&world);
}
