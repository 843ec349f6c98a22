/* SPDX-License-Identifier: Apache-2.0 */
#include "make_identity.h"

/* Identity codes, verified: whoever made them, as long as a key is trusted for every type. */

#define NAMED "a1 0463 4a616e" /* fullName: Jan */

static const struct {
    const char *what;
    const char *value;
    enum wallet_reason wanted;
} values[] = {
    { "the table's form", "a2 016141 0901", WALLET_REASON_NONE },
    { "no attribute", "a0", WALLET_REASON_NONE },
    { "in a byte string", "44 a1 0461 42", WALLET_REASON_NONE },
    { "keys that are texts", "a1 6134 6142", WALLET_REASON_NONE },
    { "gender as text", "a1 09 644d616c65", WALLET_REASON_NONE },
    { "marital status as text", "a1 0e 6161", WALLET_REASON_NONE },
    { "a face alone", "a1 183e a1004101", WALLET_REASON_NONE },
    { "the photo as bytes", "a2 104101 1101", WALLET_REASON_NONE },
    { "the photo as text", "a2 106101 1101", WALLET_REASON_NONE },
    { "fingers", "a1 12 82000a", WALLET_REASON_NONE },
    { "unassigned numbers of any kind", "a2 1818f5 1863a0", WALLET_REASON_NONE },
    { "numbers that nobody will assign", "a2 1864f5 1901a9f5", WALLET_REASON_NONE },
    { "keys that are no numbers", "a3 20f5 6178f5 6179f5", WALLET_REASON_NONE },
    { "no map", "01", WALLET_REASON_MALFORMED },
    { "an array", "80", WALLET_REASON_MALFORMED },
    { "a byte string without a map", "4101", WALLET_REASON_MALFORMED },
    { "a byte string that is cut", "42a101", WALLET_REASON_MALFORMED },
    { "an attribute twice", "a2 016141 016142", WALLET_REASON_MALFORMED },
    { "an attribute twice, once as text", "a2 016141 6131 6142", WALLET_REASON_FIELDS },
    { "a name that is a number", "a1 0401", WALLET_REASON_FIELDS },
    { "a name that is bytes", "a1 044141", WALLET_REASON_FIELDS },
    { "gender 0", "a1 0900", WALLET_REASON_FIELDS },
    { "gender 4", "a1 0904", WALLET_REASON_FIELDS },
    { "gender below 0", "a1 0920", WALLET_REASON_FIELDS },
    { "marital status 4", "a1 0e04", WALLET_REASON_FIELDS },
    { "photo format 5", "a1 1105", WALLET_REASON_FIELDS },
    { "a photo that is a number", "a1 1001", WALLET_REASON_FIELDS },
    { "an eleventh finger", "a1 12 810b", WALLET_REASON_FIELDS },
    { "a finger that is a text", "a1 12 816131", WALLET_REASON_FIELDS },
    { "fingers that are no array", "a1 1201", WALLET_REASON_FIELDS },
    { "a face that is bytes", "a1 183e 4101", WALLET_REASON_FIELDS },
    { "a face without data", "a1 183e 81a10100", WALLET_REASON_FIELDS },
    { "a second voice that is none", "a1 1841 82a100410101", WALLET_REASON_FIELDS },
};

TEST(accepts_what_others_write_and_refuses_what_no_reading_saves)
{
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        const struct wallet_bytes identity = identity_of(&world, values[i].value);
        CHECK_ROW(values[i].what, identity_judge(&world, identity), values[i].wanted);
        /* What is twice in a map is no CBOR, of whatever format. */
        if (strcmp(values[i].what, "an attribute twice") != 0) {
            CHECK_TEXT(wallet_verdict_format(world.agency.verdict), "claim-169");
        }
    }

    identity_close(&world);
}

TEST(lets_claims_be_read_and_says_that_nobody_is_bound)
{
    struct identity_world world;
    struct wallet_claims value;
    int64_t until = 0;
    identity_open(&world, WALLET_ALGORITHM_ES256);

    CHECK_EQUAL(identity_judge(&world, identity_issued(&world)), WALLET_REASON_NONE);
    const struct wallet_verdict *verdict = world.agency.verdict;
    CHECK(wallet_claim169_find(wallet_verdict_claims(verdict), 4, &value));
    CHECK_BYTES(value.rest, test_hex("67 4a616e20446f65"));
    CHECK(!wallet_verdict_is_bound(verdict));
    CHECK(!wallet_verdict_type(verdict));
    CHECK_BYTES(wallet_verdict_issuer(verdict), test_text(IDENTITY_URI));
    CHECK(wallet_verdict_until(verdict, &until) && until == AGENCY_NOW + AGENCY_A_YEAR);
    identity_close(&world);
}

TEST(reads_it_out_of_a_code_and_under_each_tag)
{
    struct identity_world world;
    struct wallet_buffer text = { 0 };
    struct wallet_buffer back = { 0 };
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes identity = identity_of(&world, NAMED);
    const struct wallet_bytes untagged = { identity.data + 1, identity.size - 1 };

    CHECK_EQUAL(wallet_qr_write_claim169(identity, &text, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_code_kind(wallet_buffer_bytes(&text)), WALLET_CODE_CLAIM169);
    CHECK_EQUAL(identity_judge(&world, wallet_buffer_bytes(&text)), WALLET_REASON_NONE);
    CHECK_EQUAL(
        identity_judge(
            &world, JOIN(test_text("]Q1"), wallet_buffer_bytes(&text), test_text("\r\n"))),
        WALLET_REASON_NONE);
    CHECK_EQUAL(wallet_qr_read_text(wallet_buffer_bytes(&text), &back, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&back), identity);

    CHECK_EQUAL(identity_judge(&world, untagged), WALLET_REASON_NONE);
    CHECK_EQUAL(identity_judge(&world, JOIN(test_hex("d83d"), identity)), WALLET_REASON_NONE);
    wallet_buffer_clear(&back);
    wallet_buffer_clear(&text);
    identity_close(&world);
}

TEST(refuses_by_the_same_checks_as_every_licence)
{
    const struct {
        const char *what;
        const char *claims;
        enum wallet_reason wanted;
    } rows[] = {
        { "expired", "a3" IDENTITY_ISS "041a6b03f280 18a9" NAMED, WALLET_REASON_EXPIRED },
        { "not yet valid",
          "a3" IDENTITY_ISS "051a6b03f281 18a9" NAMED,
          WALLET_REASON_NOT_YET_VALID },
        { "issued tomorrow",
          "a3" IDENTITY_ISS "061a6b03f281 18a9" NAMED,
          WALLET_REASON_NOT_YET_VALID },
        { "in its last second", "a3" IDENTITY_ISS "041a6b03f281 18a9" NAMED, WALLET_REASON_NONE },
        { "of an issuer by no URI",
          "a2 0163 616263 18a9" NAMED,
          WALLET_REASON_ISSUER_NOT_AUTHORISED },
        { "of an issuer by a colon alone",
          "a2 0162 3a61 18a9" NAMED,
          WALLET_REASON_ISSUER_NOT_AUTHORISED },
        { "of nobody by name", "a1 18a9" NAMED, WALLET_REASON_NONE },
        { "for somebody", "a2 036141 18a9" NAMED, WALLET_REASON_AUDIENCE },
        { "with a status that is not loaded",
          "a2 18a9" NAMED "19ffff a1 6b7374617475735f6c697374 a2 63696478 01 63757269 6161",
          WALLET_REASON_STATUS_MISSING },
    };
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            identity_judge(&world, identity_sign(&world, test_hex(rows[i].claims))),
            rows[i].wanted);
        CHECK_TEXT(wallet_verdict_format(world.agency.verdict), "claim-169");
    }

    identity_close(&world);
}

TEST(refuses_a_key_that_is_trusted_for_certain_types)
{
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    world.signer = world.agency.signer;

    const struct wallet_bytes identity = identity_issued(&world);
    CHECK_EQUAL(identity_judge(&world, identity), WALLET_REASON_ISSUER_NOT_AUTHORISED);
    CHECK(!wallet_verdict_has_claims(world.agency.verdict));
    identity_close(&world);
}

TEST(refuses_what_nobody_signed)
{
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes claims = JOIN(test_hex("a118a9"), test_hex(NAMED));
    const struct wallet_bytes bare =
        JOIN(test_hex("d28443a10127a0"), as_bytes(claims), test_hex("40"));
    struct wallet_key *stranger = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);

    CHECK_EQUAL(identity_judge(&world, bare), WALLET_REASON_SIGNATURE);
    CHECK(!wallet_verdict_has_claims(world.agency.verdict));
    CHECK_EQUAL(identity_judge(&world, claims), WALLET_REASON_UNSUPPORTED);
    CHECK_EQUAL(wallet_key_signer(stranger, &world.signer, NULL), WALLET_OK);
    CHECK_EQUAL(identity_judge(&world, identity_issued(&world)), WALLET_REASON_ISSUER_UNKNOWN);
    wallet_key_free(stranger);
    identity_close(&world);
}

TEST(is_another_object_under_another_type)
{
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes claims = JOIN(test_hex("a118a9"), test_hex(NAMED));

    CHECK_EQUAL(
        identity_judge(
            &world, agency_forge(&world.signer, test_hex("a2012710183d"), test_hex("a0"), claims)),
        WALLET_REASON_NONE);
    CHECK_TEXT(wallet_verdict_format(world.agency.verdict), "claim-169");
    CHECK_EQUAL(
        identity_judge(
            &world, agency_forge(&world.signer, test_hex("a20127106178"), test_hex("a0"), claims)),
        WALLET_REASON_UNSUPPORTED);
    identity_close(&world);
}

TEST(leaves_open_what_may_be_packed_by_brotli)
{
    char text[123];
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    memset(text, 'A', sizeof text);
    text[1] = '$';

    CHECK_EQUAL(
        identity_judge(&world, (struct wallet_bytes){ (const uint8_t *)text, sizeof text }),
        WALLET_REASON_UNSUPPORTED);
    CHECK_EQUAL(wallet_verdict_decision(world.agency.verdict), WALLET_UNKNOWN);
    CHECK(strstr(wallet_verdict_detail(world.agency.verdict), "Brotli") != NULL);
    identity_close(&world);
}
