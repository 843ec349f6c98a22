/* SPDX-License-Identifier: Apache-2.0 */

/* Licences of ours as mobile documents: what comes of a record, and that it is believed. */
#include "fill_record.h"
#include "open_mobile.h"

static const enum wallet_algorithm algorithms[] = {
    WALLET_ALGORITHM_ED25519,
    WALLET_ALGORITHM_ES256,
    WALLET_ALGORITHM_ES384,
};

/** The device shows these elements, and they are believed. */
static void check_shown(struct mobile *mobile)
{
    const struct wallet_mdoc_choice choices[] = {
        { test_text(AGENCY_TYPE), test_text("name") },
        { test_text(AGENCY_TYPE), test_text("birth_date") },
    };
    const struct wallet_mdoc_shown shown = {
        .issuer_signed = wallet_buffer_bytes(&mobile->document),
        .device = mobile->device,
        .choices = choices,
        .choice_count = 2,
    };
    struct wallet_buffer answer = { 0 };
    struct wallet_fact_walk walk = { .offset = 0 };
    struct wallet_fact fact;

    CHECK_EQUAL(
        wallet_mdoc_present(&shown, 1, mobile->session.transcript, NULL, &answer, NULL), WALLET_OK);
    const struct wallet_verdict *verdict = mobile_verify(mobile, wallet_buffer_bytes(&answer));
    CHECK_EQUAL(wallet_verdict_decision(verdict), WALLET_ACCEPTED);
    CHECK(wallet_verdict_next_fact(verdict, &walk, &fact));
    CHECK_TEXT(wallet_field_name(fact.field), "name");
    CHECK_BYTES(fact.value.bytes, test_text("简素心"));
    CHECK(wallet_verdict_next_fact(verdict, &walk, &fact));
    CHECK_TEXT(wallet_field_name(fact.field), "birth_date");
    CHECK_EQUAL(fact.value.number, 7370); /* 1990-03-07 */
    CHECK(!wallet_verdict_next_fact(verdict, &walk, &fact));
    wallet_buffer_clear(&answer);
}

TEST(what_is_issued_is_believed_by_its_device_and_by_whom_it_shows_it_to)
{
    for (size_t i = 0; i < 9; i++) {
        struct mobile mobile;
        mobile_open(&mobile, algorithms[i / 3], algorithms[i % 3]);
        const struct wallet_verdict *verdict = mobile_verdict(&mobile);

        CHECK_EQUAL(wallet_verdict_decision(verdict), WALLET_ACCEPTED);
        CHECK_TEXT(wallet_type_name(wallet_verdict_type(verdict)), "id-card");
        CHECK_BYTES(wallet_verdict_issuer(verdict), test_text(AGENCY_ISSUER));
        CHECK_TEXT(wallet_verdict_issuer_name(verdict, WALLET_CHINESE), "新余市某局");
        check_shown(&mobile);
        mobile_close(&mobile);
    }
}

TEST(it_is_of_no_use_to_another_device)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct wallet_key *other = agency_stranger(WALLET_ALGORITHM_ES256, AGENCY_ISSUER);

    CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
    mobile.session.device_key = other;
    const struct wallet_verdict *verdict =
        mobile_verify(&mobile, wallet_buffer_bytes(&mobile.document));
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_HOLDER);
    wallet_key_free(other);
    mobile_close(&mobile);
}

static void check_same_fact(
    const char *what, const struct wallet_fact *got, const struct wallet_fact *wanted)
{
    CHECK_ROW(what, got->key, wanted->key);
    CHECK_ROW(what, got->member, wanted->member);
    CHECK_ROW(what, got->value.number, wanted->value.number);
    CHECK_ROW(what, got->finding, wanted->finding);
    CHECK_BYTES(got->value.bytes, wanted->value.bytes);
}

/** It tells what the printed licence of the same record does. */
static void check_same_facts(
    const struct wallet_verdict *verdict, const struct wallet_verdict *printed)
{
    struct wallet_fact_walk walk = { .offset = 0 };
    struct wallet_fact_walk other = { .offset = 0 };
    struct wallet_fact fact;
    struct wallet_fact wanted;
    char identifier[WALLET_IDENTIFIER_SIZE];
    char wanted_identifier[WALLET_IDENTIFIER_SIZE];
    size_t count = 0;

    while (wallet_verdict_next_fact(printed, &other, &wanted)) {
        CHECK(wallet_verdict_next_fact(verdict, &walk, &fact));
        check_same_fact(wallet_field_name(wanted.field), &fact, &wanted);
        count++;
    }

    CHECK(count > 0 && !wallet_verdict_next_fact(verdict, &walk, &fact));
    wallet_verdict_identifier(verdict, identifier);
    wallet_verdict_identifier(printed, wanted_identifier);
    CHECK(wanted_identifier[0] != '\0');
    CHECK_TEXT(identifier, wanted_identifier);
}

TEST(each_type_of_the_catalogue_tells_what_its_printed_licence_does)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct agency *agency = &mobile.agency;
    mobile_trust(&mobile, "Issuer: " AGENCY_ISSUER "\nTypes: *\n");

    CHECK(wallet_catalogue_count(agency->catalogue) > 0);
    for (size_t i = 0; i < wallet_catalogue_count(agency->catalogue); i++) {
        const struct wallet_type *type = wallet_catalogue_at(agency->catalogue, i);
        struct wallet_record *record = fill_record(type);
        struct wallet_buffer printed = { 0 };

        CHECK_EQUAL(mobile_issue(&mobile, record, NULL), WALLET_OK);
        CHECK_EQUAL(wallet_issue(record, &agency->signer, AGENCY_NOW, &printed, NULL), WALLET_OK);
        CHECK_ROW(
            wallet_type_name(type),
            agency_verify(agency, wallet_buffer_bytes(&printed), AGENCY_NOW),
            WALLET_REASON_NONE);
        const struct wallet_verdict *verdict =
            mobile_verify(&mobile, wallet_buffer_bytes(&mobile.document));
        CHECK_ROW(wallet_type_name(type), wallet_verdict_decision(verdict), WALLET_ACCEPTED);
        check_same_facts(verdict, agency->verdict);
        wallet_buffer_clear(&printed);
        wallet_record_free(record);
    }

    mobile_close(&mobile);
}

TEST(it_has_the_form_that_readers_know)
{
    static const struct {
        enum wallet_algorithm algorithm;
        const char *header;
    } rows[] = {
        { WALLET_ALGORITHM_ES256, "a1 01 26" },
        { WALLET_ALGORITHM_ES384, "a1 01 38 22" },
        { WALLET_ALGORITHM_ED25519, "a1 01 27" },
    };

    for (size_t i = 0; i < 3; i++) {
        struct mobile mobile;
        struct wallet_buffer cose_key = { 0 };
        mobile_open(&mobile, rows[i].algorithm, WALLET_ALGORITHM_ES256);
        CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
        const struct opened opened = open_document(&mobile);

        CHECK(!opened.sign1.is_tagged);
        CHECK_BYTES(opened.sign1.protected_encoded, test_hex(rows[i].header));
        CHECK_EQUAL(opened.sign1.unprotected_headers.count, 1);
        CHECK_EQUAL(opened.mso.hash, WLT_HASH_SHA256);
        CHECK_BYTES(opened.mso.doc_type, test_text(AGENCY_TYPE));
        CHECK_EQUAL(wallet_key_write_cose(mobile.device, &cose_key, NULL), WALLET_OK);
        CHECK_BYTES(opened.mso.device_key, wallet_buffer_bytes(&cose_key));
        CHECK_EQUAL(opened.mso.authorised_name_spaces.size, 0);
        CHECK_EQUAL(opened.mso.status.size, 0);
        wallet_buffer_clear(&cose_key);
        mobile_close(&mobile);
    }
}

/** RFC 9360 section 2: a byte string for one certificate, an array for more. */
TEST(its_certificates_come_along_without_the_root)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const struct identity below = certify(&mobile_signer, mobile.agency.key, &mobile.middle);
    const struct wallet_bytes one = der_of(mobile.signer.x509);

    CHECK_EQUAL(wallet_verdict_decision(mobile_verdict(&mobile)), WALLET_ACCEPTED);
    struct opened opened = open_document(&mobile);
    CHECK_BYTES(
        opened.sign1.unprotected_headers.x5chain,
        joined(
            test_hex("59"),
            joined(
                (struct wallet_bytes){ (uint8_t[]){ (uint8_t)(one.size >> 8), (uint8_t)one.size },
                                       2 },
                one)));

    wallet_certificates_free(mobile.chain);
    mobile.chain = parse_chain(joined(der_of(below.x509), der_of(mobile.middle.x509)));
    CHECK_EQUAL(wallet_verdict_decision(mobile_verdict(&mobile)), WALLET_ACCEPTED);
    opened = open_document(&mobile);
    CHECK_EQUAL(opened.sign1.unprotected_headers.x5chain.data[0], 0x82);
    release_identity((struct identity[]){ below });
    mobile_close(&mobile);
}

TEST(its_time_is_that_of_its_terms)
{
    static const struct {
        const char *what;
        int64_t from;
        int64_t until;
        int64_t wanted_from;
        int64_t wanted_until;
    } rows[] = {
        { "a year from now", 0, AGENCY_NOW + DAY, AGENCY_NOW, AGENCY_NOW + DAY - 1 },
        { "since long", 1, AGENCY_NOW + DAY, AGENCY_NOW, AGENCY_NOW + DAY - 1 },
        { "later", AGENCY_NOW + 60, AGENCY_NOW + DAY, AGENCY_NOW + 60, AGENCY_NOW + DAY - 1 },
        { "without end", 0, 0, AGENCY_NOW, WALLET_MDOC_FOREVER_UNIX },
    };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_terms *terms = wallet_record_terms(mobile.agency.record);
        terms->from_unix = rows[i].from;
        terms->until_unix = rows[i].until;
        CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
        const struct opened opened = open_document(&mobile);
        CHECK_ROW(rows[i].what, opened.mso.signed_unix, AGENCY_NOW);
        CHECK_ROW(rows[i].what, opened.mso.from_unix, rows[i].wanted_from);
        CHECK_ROW(rows[i].what, opened.mso.until_unix, rows[i].wanted_until);
    }

    mobile_close(&mobile);
}

/** 长期 is told by no end, as of every licence. */
TEST(what_has_no_end_is_told_without_one)
{
    struct mobile mobile;
    int64_t until = 0;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);

    CHECK(wallet_verdict_until(mobile_verdict(&mobile), &until));
    CHECK_EQUAL(until, AGENCY_NOW + AGENCY_A_YEAR - 1);
    wallet_record_terms(mobile.agency.record)->until_unix = 0;
    const struct wallet_verdict *verdict = mobile_verdict(&mobile);
    CHECK_EQUAL(wallet_verdict_decision(verdict), WALLET_ACCEPTED);
    CHECK(!wallet_verdict_until(verdict, &until));
    mobile_close(&mobile);
}

TEST(its_status_stands_in_the_security_object)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct wallet_terms *terms = wallet_record_terms(mobile.agency.record);
    terms->status_uri = "https://s";
    terms->status_index = 7;

    const struct wallet_verdict *verdict = mobile_verdict(&mobile);
    CHECK_EQUAL(wallet_verdict_reason(verdict), WALLET_REASON_STATUS_MISSING);
    CHECK_BYTES(
        open_document(&mobile).mso.status,
        test_hex("a1 6b7374617475735f6c697374 a2 63696478 07 63757269 6968747470733a2f2f73"));
    mobile_close(&mobile);
}
