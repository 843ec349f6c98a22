/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>

#include "agency.h"
#include "test.h"

#include <string.h>

/** Whether these bytes stand somewhere in the licence. */
static bool contains(struct wallet_bytes licence, struct wallet_bytes part)
{
    for (size_t i = 0; i + part.size <= licence.size; i++) {
        if (memcmp(licence.data + i, part.data, part.size) == 0) {
            return true;
        }
    }

    return false;
}

TEST(writes_headers_and_claims_in_deterministic_order)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes licence = wallet_buffer_bytes(&agency.licence);
    const struct wallet_bytes tag_and_array = { licence.data, 2 };

    CHECK_BYTES(tag_and_array, test_hex("d284"));
    CHECK(contains(licence, test_hex("a301320448"))); /* alg -19, kid of 8 bytes */
    CHECK(contains(licence, test_hex("10183da0")));   /* typ 61, nothing unprotected */
    CHECK(contains(
        licence,
        test_hex("0172313133363035303030303030303030313946"
                 "02763131313a333630353032313939303033303730303234")));
    agency_close(&agency);
}

TEST(issues_the_same_in_one_step_and_in_two)
{
    struct agency agency;
    struct wallet_buffer message = { 0 };
    struct wallet_buffer licence = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        wallet_issue_start(agency.record, &agency.signer, AGENCY_NOW, &message, NULL), WALLET_OK);
    CHECK_EQUAL(
        agency.signer.sign(
            agency.signer.context, wallet_buffer_bytes(&message), signature, &size, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_issue_finish(
            wallet_buffer_bytes(&message),
            (struct wallet_bytes){ signature, size },
            &licence,
            NULL),
        WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&licence), wallet_buffer_bytes(&agency.licence));

    wallet_buffer_clear(&message);
    wallet_buffer_clear(&licence);
    agency_close(&agency);
}

TEST(finishes_only_what_it_started)
{
    struct agency agency;
    struct wallet_buffer message = { 0 };
    struct wallet_buffer licence = { 0 };
    const struct wallet_bytes signature = { test_memory(64), 64 };
    const struct wallet_bytes short_signature = { signature.data, 63 };
    agency_open(&agency, WALLET_ALGORITHM_ES256);
    CHECK_EQUAL(
        wallet_issue_start(agency.record, &agency.signer, AGENCY_NOW, &message, NULL), WALLET_OK);

    CHECK_EQUAL(
        wallet_issue_finish(wallet_buffer_bytes(&message), short_signature, &licence, NULL),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_issue_finish(
            test_hex("846a5369676e61747572653140404040"), signature, &licence, NULL),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        wallet_issue_finish(test_hex("00"), signature, &licence, NULL), WALLET_ERR_STRUCTURE);

    wallet_buffer_clear(&message);
    wallet_buffer_clear(&licence);
    agency_close(&agency);
}

static const struct {
    const char *what;
    struct wallet_terms terms;
    enum wallet_status wanted;
} terms_rows[] = {
    { "version 0", { .serial = "A1", .version = 0 }, WALLET_ERR_VALUE },
    { "version 1000", { .serial = "A1", .version = 1000 }, WALLET_ERR_VALUE },
    { "version 999", { .serial = "A1", .version = 999 }, WALLET_OK },
    { "empty serial", { .serial = "", .version = 1 }, WALLET_ERR_VALUE },
    { "lower case", { .serial = "a1", .version = 1 }, WALLET_ERR_VALUE },
    { "dot", { .serial = "A.1", .version = 1 }, WALLET_ERR_VALUE },
    { "33 characters",
      { .serial = "AAAAAAAAAABBBBBBBBBBCCCCCCCCCC333", .version = 1 },
      WALLET_ERR_VALUE },
    { "32 characters", { .serial = "AAAAAAAAAABBBBBBBBBBCCCCCCCCCC22", .version = 1 }, WALLET_OK },
    { "ends at once",
      { .serial = "A1", .version = 1, .until_unix = AGENCY_NOW },
      WALLET_ERR_VALUE },
    { "ends before",
      { .serial = "A1", .version = 1, .from_unix = AGENCY_NOW + 9, .until_unix = AGENCY_NOW + 8 },
      WALLET_ERR_VALUE },
    { "drawn serial", { .serial = NULL, .version = 1 }, WALLET_OK },
};

TEST(refuses_terms_that_make_no_licence)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof terms_rows / sizeof terms_rows[0]; i++) {
        *wallet_record_terms(agency.record) = terms_rows[i].terms;
        CHECK_ROW(
            terms_rows[i].what,
            wallet_issue(agency.record, &agency.signer, AGENCY_NOW, &agency.licence, NULL),
            terms_rows[i].wanted);
    }

    agency_close(&agency);
}

TEST(draws_a_new_serial_each_time)
{
    struct agency agency;
    char first[WALLET_IDENTIFIER_SIZE];
    char second[WALLET_IDENTIFIER_SIZE];
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    wallet_record_terms(agency.record)->serial = NULL;

    agency_issue(&agency, &agency.signer);
    CHECK_EQUAL(
        wallet_issue_identifier(wallet_buffer_bytes(&agency.licence), first, NULL), WALLET_OK);
    agency_issue(&agency, &agency.signer);
    CHECK_EQUAL(
        wallet_issue_identifier(wallet_buffer_bytes(&agency.licence), second, NULL), WALLET_OK);
    CHECK(strcmp(first, second) != 0);
    agency_close(&agency);
}

TEST(names_the_licence_that_it_issued)
{
    struct agency agency;
    char identifier[WALLET_IDENTIFIER_SIZE];
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        wallet_issue_identifier(wallet_buffer_bytes(&agency.licence), identifier, NULL), WALLET_OK);
    CHECK_TEXT(
        identifier, "1.2.156.3005.2.11100000000013127D001.11360500000000019F.TEST20260001.001.S");
    CHECK(wallet_issue_identifier(test_hex("d28440a04040"), identifier, NULL) != WALLET_OK);
    agency_close(&agency);
}

TEST(refuses_a_record_that_lacks_a_required_field)
{
    struct agency agency;
    struct wallet_record *empty = NULL;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(wallet_record_new(wallet_record_type(agency.record), &empty, NULL), WALLET_OK);

    CHECK_EQUAL(
        wallet_issue(empty, &agency.signer, AGENCY_NOW, &agency.licence, NULL), WALLET_ERR_MISSING);
    wallet_record_free(empty);
    agency_close(&agency);
}

TEST(lets_a_wrong_check_character_pass_only_when_told_to)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    wallet_record_terms(agency.record)->accept_findings = true;
    CHECK_EQUAL(
        wallet_record_set(agency.record, "citizen_number", test_text("360502199003070025"), NULL),
        WALLET_OK);

    CHECK_EQUAL(
        wallet_issue(agency.record, &agency.signer, AGENCY_NOW, &agency.licence, NULL), WALLET_OK);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    wallet_record_terms(agency.record)->accept_findings = false;
    CHECK_EQUAL(
        wallet_issue(agency.record, &agency.signer, AGENCY_NOW, &agency.licence, NULL),
        WALLET_ERR_VALUE);
    agency_close(&agency);
}

TEST(refuses_to_be_called_without_what_it_needs)
{
    struct agency agency;
    struct wallet_signer mute = { .algorithm = WALLET_ALGORITHM_ED25519 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        wallet_issue(agency.record, NULL, AGENCY_NOW, &agency.licence, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_issue(agency.record, &mute, AGENCY_NOW, &agency.licence, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_issue(NULL, &agency.signer, AGENCY_NOW, &agency.licence, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_issue(agency.record, &agency.signer, AGENCY_NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    agency_close(&agency);
}
