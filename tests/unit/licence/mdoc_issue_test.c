/* SPDX-License-Identifier: Apache-2.0 */

/* Licences of ours as mobile documents: what comes of a record, and that it is believed. */
#include "base/text.h"
#include "cose/sign1.h"
#include "fill_record.h"
#include "make_mobile.h"
#include "mdoc/document.h"
#include "mdoc/item.h"
#include "mdoc/members.h"
#include "mdoc/mso.h"

#include <stdio.h>

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
        wallet_buffer_bytes(&mobile->document), mobile->device, choices, 2
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

/** Trusts the agency's key by a file that lists every type, and the root. */
static void trust_for_every_type(struct mobile *mobile)
{
    struct agency *agency = &mobile->agency;
    struct wallet_buffer file = { 0 };
    CHECK_EQUAL(wallet_key_write_public(agency->key, &file, NULL), WALLET_OK);
    const char *pem = strstr((const char *)file.data, "-----BEGIN");
    char *text = test_memory(file.size + 99);

    CHECK(pem != NULL);
    (void)sprintf(text, "Issuer: %s\nTypes: *\n%s", AGENCY_ISSUER, pem);
    wallet_verifier_free(agency->verifier);
    wallet_trust_free(agency->trust);
    CHECK_EQUAL(wallet_trust_new(&agency->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(agency->trust, test_text(text), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(agency->trust, der_of(mobile->root.x509), NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verifier_new(agency->trust, agency->catalogue, &agency->verifier, NULL), WALLET_OK);
    wallet_buffer_clear(&file);
}

TEST(each_type_of_the_catalogue_tells_what_its_printed_licence_does)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    struct agency *agency = &mobile.agency;
    trust_for_every_type(&mobile);

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

/** An IssuerSigned taken apart. */
struct opened {
    struct wlt_mdoc_document document;
    struct wlt_sign1 sign1;
    struct wlt_mso mso;
};

static struct opened open_document(const struct mobile *mobile)
{
    struct opened opened = { .mso = { .hash = WLT_HASH_SHA256 } };
    const struct wallet_bytes bytes = wallet_buffer_bytes(&mobile->document);

    CHECK_EQUAL(wlt_mdoc_document_read(bytes, &opened.document, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_sign1_read(opened.document.issuer_auth, WLT_CBOR_LENIENT, &opened.sign1, NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_mso_read(opened.sign1.payload, &opened.mso, NULL), WALLET_OK);
    return opened;
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

/** The number of an element's digest, and by `out_place` its place among the items. */
static uint64_t digest_id_of(const struct mobile *mobile, const char *name, size_t *out_place)
{
    const struct opened opened = open_document(mobile);
    const struct wallet_bytes items =
        wlt_find_member(opened.document.name_spaces, test_text(AGENCY_TYPE));
    struct wlt_reader reader = wlt_reader_start_checked(items, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_array_any(&reader);

    for (*out_place = 0; *out_place < count; (*out_place)++) {
        struct wlt_mdoc_item item;
        CHECK_EQUAL(wlt_mdoc_item_read(wlt_read_embedded(&reader).content, &item, NULL), WALLET_OK);
        CHECK_EQUAL(item.random.size, 32);
        if (wlt_bytes_equal(item.identifier, test_text(name))) {
            return item.digest_id;
        }
    }

    fail_msg("no element %s", name);
    return 0;
}

/** How many digests there are, which are numbered from 0 on without a gap. */
static size_t count_digests(const struct mobile *mobile)
{
    const struct opened opened = open_document(mobile);
    struct wlt_reader reader = wlt_reader_start_checked(
        wlt_mso_find_digests(&opened.mso, opened.mso.doc_type), WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_map(&reader);

    for (uint64_t i = 0; i < count; i++) {
        CHECK_EQUAL(wlt_read_unsigned(&reader), i);
        CHECK_EQUAL(wlt_read_bytes(&reader).size, 32);
    }

    return (size_t)count;
}

/** One chance in 2^80 or so to fail where nothing is wrong. */
TEST(neither_the_numbers_of_digests_nor_the_order_of_elements_tell_anything)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const size_t fields = wallet_type_field_count(wallet_record_type(mobile.agency.record));
    bool is_id_used[64] = { false };
    bool is_place_used[64] = { false };
    size_t ids = 0;
    size_t places = 0;

    CHECK(fields < 64);
    for (size_t i = 0; i < 200; i++) {
        size_t place = 0;
        CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
        const uint64_t id = digest_id_of(&mobile, "name", &place);
        CHECK_EQUAL(count_digests(&mobile), fields + 1);
        ids += !is_id_used[id];
        places += !is_place_used[place];
        is_id_used[id] = true;
        is_place_used[place] = true;
    }

    CHECK(ids > fields / 2 && places > 4);
    mobile_close(&mobile);
}

/** The portrait, which the ID card does not have here. */
TEST(what_is_not_entered_has_a_digest_too)
{
    static const uint8_t jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9 };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
    const size_t count = count_digests(&mobile);
    size_t place = 0;

    CHECK_EQUAL(
        wallet_record_set_portrait(
            mobile.agency.record, "portrait", (struct wallet_bytes){ jpeg, sizeof jpeg }, NULL),
        WALLET_OK);
    CHECK_TEXT(wallet_verdict_detail(mobile_verdict(&mobile)), "");
    CHECK_EQUAL(count_digests(&mobile), count);
    (void)digest_id_of(&mobile, "portrait", &place);
    mobile_close(&mobile);
}

TEST(two_steps_are_as_good_as_one)
{
    struct mobile mobile;
    struct wallet_buffer message = { 0 };
    struct wallet_buffer beside = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const struct agency *agency = &mobile.agency;
    struct wallet_signer distant = agency->signer;
    distant.sign = NULL;

    CHECK_EQUAL(mobile_issue(&mobile, agency->record, NULL), WALLET_OK);
    const size_t one_step = mobile.document.size;
    CHECK_EQUAL(
        wallet_mdoc_issue_start(
            agency->record,
            mobile.device,
            mobile.chain,
            &distant,
            AGENCY_NOW,
            &message,
            &beside,
            NULL),
        WALLET_OK);
    const struct wallet_bytes signed_bytes = wallet_buffer_bytes(&message);
    const struct wallet_bytes others = wallet_buffer_bytes(&beside);
    CHECK_EQUAL(
        agency->signer.sign(agency->signer.context, signed_bytes, signature, &size, NULL),
        WALLET_OK);
    const struct wallet_bytes good = { signature, size };
    CHECK_EQUAL(
        wallet_mdoc_issue_finish(signed_bytes, good, others, &mobile.document, NULL), WALLET_OK);
    CHECK_EQUAL(mobile.document.size, one_step);
    CHECK_EQUAL(
        wallet_verdict_decision(mobile_verify(&mobile, wallet_buffer_bytes(&mobile.document))),
        WALLET_ACCEPTED);

    const struct {
        const char *what;
        struct wallet_bytes to_be_signed;
        struct wallet_bytes signature;
        struct wallet_bytes beside;
        enum wallet_status wanted;
    } rows[] = {
        { "bytes of something else", test_hex("00"), good, others, WALLET_ERR_STRUCTURE },
        { "a signature cut off", signed_bytes, { signature, 63 }, others, WALLET_ERR_VALUE },
        { "nothing beside", signed_bytes, good, { 0 }, WALLET_ERR_TRUNCATED },
        { "no array beside", signed_bytes, good, test_hex("a0"), WALLET_ERR_STRUCTURE },
        { "no header beside", signed_bytes, good, test_hex("82 00 a0"), WALLET_ERR_STRUCTURE },
        { "no namespaces beside", signed_bytes, good, test_hex("82 a0 00"), WALLET_ERR_STRUCTURE },
        { "more beside", signed_bytes, good, test_hex("83 a0 a0 a0"), WALLET_ERR_STRUCTURE },
        { "no array that ends", signed_bytes, good, test_hex("82 a0"), WALLET_ERR_TRUNCATED },
        { "NULL", { NULL, 1 }, good, others, WALLET_ERR_ARGUMENT },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            wallet_mdoc_issue_finish(
                rows[i].to_be_signed, rows[i].signature, rows[i].beside, &mobile.document, NULL),
            rows[i].wanted);
        CHECK_ROW(rows[i].what, i < 8 && mobile.document.size > 0, false);
    }

    wallet_buffer_clear(&message);
    wallet_buffer_clear(&beside);
    mobile_close(&mobile);
}
