/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/verify.h>

#include "agency.h"
#include "may_sign.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const enum wallet_algorithm algorithms[] = {
    WALLET_ALGORITHM_ED25519,
    WALLET_ALGORITHM_ES256,
    WALLET_ALGORITHM_ES384,
    WALLET_ALGORITHM_SM2,
};

enum {
    ALGORITHM_COUNT = sizeof algorithms / sizeof algorithms[0],
};

TEST(accepts_a_licence_of_each_algorithm_as_bytes_and_as_text)
{
    for (size_t i = 0; i < ALGORITHM_COUNT; i++) {
        struct agency agency;
        struct wallet_buffer text = { 0 };
        if (!may_sign(algorithms[i])) {
            continue;
        }

        agency_open(&agency, algorithms[i]);
        const struct wallet_bytes licence = wallet_buffer_bytes(&agency.licence);

        CHECK_EQUAL(wallet_qr_write_text(licence, &text, NULL), WALLET_OK);
        CHECK_EQUAL(agency_verify(&agency, licence, AGENCY_NOW), WALLET_REASON_NONE);
        CHECK_EQUAL(
            agency_verify(&agency, wallet_buffer_bytes(&text), AGENCY_NOW), WALLET_REASON_NONE);
        CHECK_TEXT(wallet_verdict_format(agency.verdict), "cwt");
        CHECK(!wallet_verdict_is_bound(agency.verdict));
        wallet_buffer_clear(&text);
        agency_close(&agency);
    }
}

TEST(refuses_every_prefix_of_a_licence)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes licence = wallet_buffer_bytes(&agency.licence);

    for (size_t size = 0; size < licence.size; size++) {
        const struct wallet_bytes cut = { licence.data, size };
        CHECK(agency_verify(&agency, cut, AGENCY_NOW) != WALLET_REASON_NONE);
        CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_REFUSED);
        CHECK(!wallet_verdict_has_claims(agency.verdict));
    }

    agency_close(&agency);
}

/** Flips every bit in turn; none may be accepted, and none show a claim. */
static void refuse_flips(struct agency *agency, struct wallet_bytes input)
{
    uint8_t *flipped = test_memory(input.size);
    memcpy(flipped, input.data, input.size);

    for (size_t bit = 0; bit < input.size * 8; bit++) {
        flipped[bit / 8] ^= (uint8_t)(1u << bit % 8);
        const struct wallet_bytes bytes = { flipped, input.size };
        if (agency_verify(agency, bytes, AGENCY_NOW) == WALLET_REASON_NONE ||
            wallet_verdict_has_claims(agency->verdict)) {
            fail_msg("bit %zu of %zu does not matter", bit, input.size * 8);
        }

        flipped[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

TEST(refuses_every_flipped_bit_of_a_licence)
{
    for (size_t i = 0; i < ALGORITHM_COUNT; i++) {
        struct agency agency;
        if (!may_sign(algorithms[i])) {
            continue;
        }

        agency_open(&agency, algorithms[i]);
        refuse_flips(&agency, wallet_buffer_bytes(&agency.licence));
        agency_close(&agency);
    }
}

TEST(refuses_every_flipped_bit_of_a_code)
{
    struct agency agency;
    struct wallet_buffer text = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(wallet_qr_write_text(wallet_buffer_bytes(&agency.licence), &text, NULL), WALLET_OK);

    refuse_flips(&agency, wallet_buffer_bytes(&text));
    wallet_buffer_clear(&text);
    agency_close(&agency);
}

TEST(knows_the_period)
{
    const struct {
        const char *what;
        int64_t at;
        enum wallet_reason wanted;
    } rows[] = {
        { "a year early", AGENCY_NOW - AGENCY_A_YEAR, WALLET_REASON_NOT_YET_VALID },
        { "beyond the leeway", AGENCY_NOW - 121, WALLET_REASON_NOT_YET_VALID },
        { "an issuer's fast clock", AGENCY_NOW - 120, WALLET_REASON_NONE },
        { "the first second", AGENCY_NOW, WALLET_REASON_NONE },
        { "the last second", AGENCY_NOW + AGENCY_A_YEAR - 1, WALLET_REASON_NONE },
        { "the second after", AGENCY_NOW + AGENCY_A_YEAR, WALLET_REASON_EXPIRED },
        { "the end of time", INT64_MAX - 1, WALLET_REASON_EXPIRED },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const enum wallet_reason reason =
            agency_verify(&agency, wallet_buffer_bytes(&agency.licence), rows[i].at);
        CHECK_ROW(rows[i].what, reason, rows[i].wanted);
        CHECK(wallet_verdict_has_claims(agency.verdict));
    }

    wallet_record_terms(agency.record)->from_unix = AGENCY_NOW + 60;
    agency_issue(&agency, &agency.signer);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW + 59),
        WALLET_REASON_NOT_YET_VALID);
    agency_close(&agency);
}

TEST(cannot_tell_about_a_key_that_nobody_trusts)
{
    struct agency agency;
    struct wallet_signer signer;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct wallet_key *stranger = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    CHECK_EQUAL(wallet_key_signer(stranger, &signer, NULL), WALLET_OK);

    agency_issue(&agency, &signer);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_ISSUER_UNKNOWN);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_UNKNOWN);
    CHECK(!wallet_verdict_has_claims(agency.verdict));
    wallet_key_free(stranger);
    agency_close(&agency);
}

TEST(refuses_a_stranger_who_borrows_the_key_identifier)
{
    struct agency agency;
    struct wallet_signer signer;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct wallet_key *stranger = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    CHECK_EQUAL(wallet_key_signer(stranger, &signer, NULL), WALLET_OK);

    memcpy(signer.key_id, agency.signer.key_id, WALLET_KEY_ID_SIZE);
    agency_issue(&agency, &signer);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_SIGNATURE);
    wallet_key_free(stranger);
    agency_close(&agency);
}

TEST(refuses_one_agency_in_the_name_of_another)
{
    struct agency agency;
    struct wallet_signer signer;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct wallet_key *other = agency_stranger(WALLET_ALGORITHM_ED25519, "11100000000013127D");
    CHECK_EQUAL(wallet_key_signer(other, &signer, NULL), WALLET_OK);
    agency_trust(&agency, other);

    memcpy(signer.issuer, AGENCY_ISSUER, sizeof signer.issuer);
    agency_issue(&agency, &signer);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_ISSUER_NOT_AUTHORISED);
    CHECK_EQUAL(wallet_verdict_decision(agency.verdict), WALLET_REFUSED);
    CHECK(!wallet_verdict_has_claims(agency.verdict));
    wallet_key_free(other);
    agency_close(&agency);
}

TEST(says_of_foreign_input_what_it_is)
{
    const struct {
        const char *input;
        enum wallet_reason wanted;
        enum wallet_decision decision;
    } rows[] = {
        { "", WALLET_REASON_UNSUPPORTED, WALLET_REFUSED },
        { "hello", WALLET_REASON_UNSUPPORTED, WALLET_REFUSED },
        { "https://example.invalid/pay", WALLET_REASON_UNSUPPORTED, WALLET_REFUSED },
        { "EL1:", WALLET_REASON_MALFORMED, WALLET_REFUSED },
        { "EL1:A", WALLET_REASON_MALFORMED, WALLET_REFUSED },
        { "el1:AB", WALLET_REASON_UNSUPPORTED, WALLET_REFUSED },
        { "EL1/1/2/X:AB", WALLET_REASON_UNSUPPORTED, WALLET_UNKNOWN },
        { "mdoc:owBjMS4w", WALLET_REASON_UNSUPPORTED, WALLET_UNKNOWN },
        { "openid4vp://?client_id=x", WALLET_REASON_UNSUPPORTED, WALLET_UNKNOWN },
        { "shc:/5676290952432060", WALLET_REASON_UNSUPPORTED, WALLET_UNKNOWN },
        { "DC04FR0AXT4A0E840E8A01", WALLET_REASON_UNSUPPORTED, WALLET_UNKNOWN },
        { "<PrintLetterBarcodeData uid=\"0\"/>", WALLET_REASON_UNSUPPORTED, WALLET_UNKNOWN },
        { "134567890123456789", WALLET_REASON_UNSUPPORTED, WALLET_REFUSED },
        { "4240000000000000000099360000", WALLET_REASON_UNSUPPORTED, WALLET_REFUSED },
        { "HC1:NOT BASE45", WALLET_REASON_MALFORMED, WALLET_REFUSED },
        { "\x84\x40\xa0\x40\x40", WALLET_REASON_MALFORMED, WALLET_REFUSED },
        { "\xd2\x84\x40\xa0\xf6\x40", WALLET_REASON_MALFORMED, WALLET_REFUSED },
    };
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const enum wallet_reason reason =
            agency_verify(&agency, test_text(rows[i].input), AGENCY_NOW);
        CHECK_ROW(rows[i].input, reason, rows[i].wanted);
        CHECK_ROW(rows[i].input, wallet_verdict_decision(agency.verdict), rows[i].decision);
    }

    agency_close(&agency);
}

TEST(takes_what_a_scanner_adds_and_nothing_else)
{
    struct agency agency;
    struct wallet_buffer text = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(wallet_qr_write_text(wallet_buffer_bytes(&agency.licence), &text, NULL), WALLET_OK);
    char *line = test_memory(text.size + 16);

    (void)snprintf(line, text.size + 16, "]Q1%s\r\n", (const char *)text.data);
    CHECK_EQUAL(agency_verify(&agency, test_text(line), AGENCY_NOW), WALLET_REASON_NONE);
    (void)snprintf(line, text.size + 16, "%s ", (const char *)text.data);
    CHECK(agency_verify(&agency, test_text(line), AGENCY_NOW) != WALLET_REASON_NONE);
    (void)snprintf(line, text.size + 16, " %s", (const char *)text.data);
    CHECK(agency_verify(&agency, test_text(line), AGENCY_NOW) != WALLET_REASON_NONE);
    wallet_buffer_clear(&text);
    agency_close(&agency);
}

TEST(refuses_input_beyond_its_limit)
{
    struct agency agency;
    uint8_t *zeros = test_memory(WALLET_INPUT_MAX + 1);
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    zeros[0] = 0xd2;
    CHECK_EQUAL(
        agency_verify(&agency, (struct wallet_bytes){ zeros, WALLET_INPUT_MAX + 1 }, AGENCY_NOW),
        WALLET_REASON_TOO_LARGE);
    CHECK_EQUAL(
        agency_verify(&agency, (struct wallet_bytes){ zeros, WALLET_LICENCE_MAX + 1 }, AGENCY_NOW),
        WALLET_REASON_TOO_LARGE);
    agency_close(&agency);
}

TEST(names_each_check_and_each_result)
{
    for (size_t i = 0; i < WALLET_CHECK_COUNT; i++) {
        CHECK(strcmp(wallet_check_name((enum wallet_check)i), "unknown") != 0);
    }

    CHECK_TEXT(wallet_check_name((enum wallet_check)99), "unknown");
    CHECK_TEXT(wallet_result_name(WALLET_RESULT_NOT_APPLICABLE), "not-applicable");
    CHECK_TEXT(wallet_decision_name(WALLET_ACCEPTED), "accepted");
}

TEST(needs_all_its_arguments)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes licence = wallet_buffer_bytes(&agency.licence);

    CHECK_EQUAL(
        wallet_verify(NULL, licence, AGENCY_NOW, agency.verdict, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_verify(agency.verifier, licence, AGENCY_NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_verify(
            agency.verifier, (struct wallet_bytes){ NULL, 1 }, AGENCY_NOW, agency.verdict, NULL),
        WALLET_ERR_ARGUMENT);
    agency_close(&agency);
}
