/* SPDX-License-Identifier: Apache-2.0 */

/*
 * ISO/IEC 18013-5 Annex D: the response of a device to a reader, shown by NFC and proven by a MAC.  It was
 * good on 2020-10-02; its certificates name no address of a CRL, only a host.
 */
#include <wallet/mdoc.h>
#include <wallet/mdoc_explain.h>
#include <wallet/mdoc_request.h>

#include "annex_d.h"
#include "crypto/agreement.h"
#include "crypto/hmac.h"
#include "trust/key.h"

enum {
    TOO_EARLY =
        1601559001,     /* a second before it begins, when its signer's certificate held already */
    LAST = 1633046399,  /* the last second of that certificate */
    UNTIL = 1633095002, /* when it would have ended itself */
};

/** All that the reader has. */
struct reader {
    json_t *file;
    struct wallet_trust *trust;
    struct wallet_catalogue *catalogue;
    struct wallet_verifier *verifier;
    struct wallet_key *key;
    struct wallet_mdoc *mdoc;
    struct wallet_bytes response;
    struct wallet_mdoc_session session;
};

/** A reader that trusts this root of the file. */
static void open_reader(struct reader *reader, const char *root)
{
    *reader = (struct reader){ .file = vector_load(FOLDER) };
    CHECK_EQUAL(wallet_trust_new(&reader->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(reader->trust, vector_hex(reader->file, root), NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &reader->catalogue, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verifier_new(reader->trust, reader->catalogue, &reader->verifier, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_new(&reader->mdoc, NULL), WALLET_OK);
    reader->key = load_key(reader->file, "EPHEMERAL_READER");
    reader->response = vector_hex(reader->file, "DEVICE_RESPONSE");
    reader->session = (struct wallet_mdoc_session){
        .transcript = vector_hex(reader->file, "SESSION_TRANSCRIPT_BYTES"),
        .reader_key = reader->key,
        .doc_type = MDL,
    };
}

static void close_reader(struct reader *reader)
{
    wallet_mdoc_free(reader->mdoc);
    wallet_key_free(reader->key);
    wallet_verifier_free(reader->verifier);
    wallet_catalogue_free(reader->catalogue);
    wallet_trust_free(reader->trust);
    json_decref(reader->file);
}

/** Verifies at a time; tells the reason, NONE for an accepted one. */
static enum wallet_reason ask(struct reader *reader, int64_t at_unix)
{
    const enum wallet_status status = wallet_mdoc_verify(
        reader->verifier, reader->response, &reader->session, at_unix, reader->mdoc, NULL);
    CHECK_EQUAL(wallet_mdoc_count(reader->mdoc), 1);

    const struct wallet_verdict *verdict = wallet_mdoc_at(reader->mdoc, 0);
    CHECK_EQUAL(status == WALLET_OK, wallet_verdict_decision(verdict) == WALLET_ACCEPTED);
    return wallet_verdict_reason(verdict);
}

TEST(the_response_is_accepted_in_its_time)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");
    int64_t until = 0;

    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_NONE);
    const struct wallet_verdict *verdict = wallet_mdoc_at(reader.mdoc, 0);
    CHECK_TEXT(wallet_verdict_format(verdict), "mdoc");
    CHECK_BYTES(wallet_mdoc_doc_type(verdict), test_text(MDL));
    CHECK_BYTES(wallet_verdict_issuer(verdict), test_text("US"));
    CHECK_TEXT(wallet_verdict_issuer_name(verdict, WALLET_ENGLISH), "utopia ds");
    CHECK(wallet_verdict_is_bound(verdict));
    CHECK(wallet_verdict_until(verdict, &until));
    CHECK_EQUAL(until, UNTIL);
    CHECK_EQUAL(wallet_verdict_check(verdict, WALLET_CHECK_HOLDER, NULL), WALLET_RESULT_PASSED);
    CHECK_EQUAL(
        wallet_verdict_check(verdict, WALLET_CHECK_DISCLOSURES, NULL), WALLET_RESULT_PASSED);
    CHECK_EQUAL(ask(&reader, LAST), WALLET_REASON_NONE);
    close_reader(&reader);
}

TEST(its_six_elements_are_told_in_their_order)
{
    static const char *const names[] = {
        "family_name",     "issue_date", "expiry_date",
        "document_number", "portrait",   "driving_privileges",
    };
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;
    struct wallet_item item;

    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_NONE);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        CHECK(wallet_mdoc_next(wallet_mdoc_at(reader.mdoc, 0), &walk, &element));
        CHECK_BYTES(element.name_space, test_text(NAME_SPACE));
        CHECK_BYTES(element.identifier, test_text(names[i]));
        CHECK(!element.is_by_device);
        CHECK(wallet_claims_next(&element.value, &item));
        if (i == 4) {
            CHECK_BYTES(item.content, vector_hex(reader.file, "DEVICE_RESPONSE_PORTRAIT_DATA"));
        }
    }

    CHECK(!wallet_mdoc_next(wallet_mdoc_at(reader.mdoc, 0), &walk, &element));
    close_reader(&reader);
}

TEST(what_deviates_from_the_profile_is_told_apart)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");

    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_NONE);
    for (int i = 1; i < WALLET_DEVIATION_COUNT; i++) {
        const enum wallet_deviation deviation = (enum wallet_deviation)i;
        CHECK_ROW(
            wallet_deviation_name(deviation),
            wallet_mdoc_deviates(wallet_mdoc_at(reader.mdoc, 0), 0, deviation),
            deviation == WALLET_DEVIATION_NO_CRL_ADDRESS);
    }

    close_reader(&reader);
}

TEST(its_transcript_is_made_of_its_parts)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");
    struct wallet_buffer transcript = { 0 };
    struct wallet_buffer key = { 0 };
    const struct wallet_bytes whole = reader.session.transcript;

    /* The engagement by NFC stands in the transcript alone, behind the heads of the tag and the array. */
    const struct wallet_bytes engagement = { whole.data + 10, 88 };
    const struct wallet_bytes select = { whole.data + whole.size - 205 - 2 - 195, 195 };
    const struct wallet_bytes request = { whole.data + whole.size - 205, 205 };
    CHECK_EQUAL(wallet_key_write_cose(reader.key, &key, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_transcript_nfc(
            engagement, wallet_buffer_bytes(&key), select, request, &transcript, NULL),
        WALLET_OK);
    CHECK_BYTES(
        wallet_buffer_bytes(&transcript),
        ((struct wallet_bytes){ whole.data + 5, whole.size - 5 }));

    reader.session.transcript = wallet_buffer_bytes(&transcript);
    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_NONE);
    wallet_buffer_clear(&key);
    wallet_buffer_clear(&transcript);
    close_reader(&reader);
}

TEST(out_of_its_time_it_is_refused)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");

    CHECK_EQUAL(ask(&reader, TOO_EARLY), WALLET_REASON_NOT_YET_VALID);
    CHECK_EQUAL(ask(&reader, LAST + 1), WALLET_REASON_CERTIFICATE);
    close_reader(&reader);
}

TEST(under_another_root_nobody_is_known_to_have_signed)
{
    struct reader reader;
    open_reader(&reader, "READER_ROOT_CERT");

    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_ISSUER_UNKNOWN);
    CHECK(!wallet_verdict_has_claims(wallet_mdoc_at(reader.mdoc, 0)));
    close_reader(&reader);
}

TEST(in_another_session_it_is_not_its_holders_device)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");

    reader.session.transcript = test_hex("83f6f6f6");
    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_HOLDER);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(reader.mdoc, 0)), WALLET_REFUSED);

    reader.session.transcript = (struct wallet_bytes){ 0 };
    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_SESSION);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(reader.mdoc, 0)), WALLET_UNKNOWN);
    close_reader(&reader);
}

TEST(without_the_readers_key_its_mac_cannot_be_told)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");

    reader.session.reader_key = NULL;
    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_SESSION);
    CHECK_EQUAL(wallet_verdict_decision(wallet_mdoc_at(reader.mdoc, 0)), WALLET_UNKNOWN);
    close_reader(&reader);
}

/* Bit by bit it would take long; unit/mdoc/flip_test.c does so with a smaller one. */
TEST(with_a_bit_changed_in_any_byte_it_is_not_accepted)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");
    const struct wallet_bytes whole = reader.response;
    uint8_t *changed = test_memory(whole.size);

    reader.response.data = changed;
    memcpy(changed, whole.data, whole.size);
    for (size_t i = 0; i < whole.size; i++) {
        changed[i] ^= (uint8_t)(1U << i % 8);
        CHECK(ask(&reader, IN_TIME) != WALLET_REASON_NONE);
        changed[i] = whole.data[i];
    }

    CHECK_EQUAL(ask(&reader, IN_TIME), WALLET_REASON_NONE);
    close_reader(&reader);
}

/** The bytes of this part of the response's document, or of its session; they must be there. */
static struct wallet_bytes explained(
    const struct wallet_mdoc_explanation *explanation, enum wallet_mdoc_part part)
{
    struct wallet_mdoc_explained field;

    for (size_t i = 0; i < wallet_mdoc_explanation_count(explanation); i++) {
        wallet_mdoc_explanation_at(explanation, i, &field);
        if (field.part == part) {
            return field.bytes;
        }
    }

    fail_msg("there is no %s", wallet_mdoc_part_name(part));
    return (struct wallet_bytes){ 0 };
}

/** The MAC of the response, made of what is told of it and of the reader's secret, which is not told. */
static void make_mac(
    const struct reader *reader,
    const struct wallet_mdoc_explanation *explanation,
    uint8_t out[WLT_SHA256_SIZE])
{
    struct wlt_public_key *device = NULL;
    uint8_t secret[WLT_POINT_MAX];
    uint8_t key[WLT_SHA256_SIZE];
    size_t size = 0;

    CHECK_EQUAL(
        wlt_public_key_from_point(
            WLT_KEY_P256,
            explained(explanation, WALLET_MDOC_PART_DEVICE_X),
            explained(explanation, WALLET_MDOC_PART_DEVICE_Y),
            &device,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_agree(wlt_key_private(reader->key), device, secret, &size, NULL), WALLET_OK);
    wlt_hkdf_sha256(
        (struct wallet_bytes){ secret, size },
        explained(explanation, WALLET_MDOC_PART_MAC_SALT),
        explained(explanation, WALLET_MDOC_PART_MAC_INFO),
        key);
    wlt_hmac_sha256(
        (struct wallet_bytes){ key, sizeof key },
        explained(explanation, WALLET_MDOC_PART_STRUCTURE),
        out);
    wlt_public_key_free(device);
}

TEST(what_was_computed_of_it_is_told_field_by_field)
{
    struct reader reader;
    open_reader(&reader, "IACA_ROOT_CERT");
    struct wallet_mdoc_explanation *explanation = NULL;
    uint8_t mac[WLT_SHA256_SIZE];

    CHECK_EQUAL(
        wallet_mdoc_explain(
            reader.session.transcript, reader.response, reader.key, &explanation, NULL),
        WALLET_OK);
    static const struct {
        enum wallet_mdoc_part part;
        const char *name; /* in the file */
    } rows[] = {
        { WALLET_MDOC_PART_ENGAGEMENT_X, "EPHEMERAL_DEVICE_KEY_X" },
        { WALLET_MDOC_PART_ENGAGEMENT_Y, "EPHEMERAL_DEVICE_KEY_Y" },
        { WALLET_MDOC_PART_READER_X, "EPHEMERAL_READER_KEY_X" },
        { WALLET_MDOC_PART_READER_Y, "EPHEMERAL_READER_KEY_Y" },
        { WALLET_MDOC_PART_GIVEN_X, "EPHEMERAL_READER_KEY_X" },
        { WALLET_MDOC_PART_GIVEN_Y, "EPHEMERAL_READER_KEY_Y" },
        { WALLET_MDOC_PART_DEVICE_X, "STATIC_DEVICE_KEY_X" },
        { WALLET_MDOC_PART_DEVICE_Y, "STATIC_DEVICE_KEY_Y" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_BYTES(explained(explanation, rows[i].part), vector_hex(reader.file, rows[i].name));
    }

    CHECK_BYTES(explained(explanation, WALLET_MDOC_PART_HANDOVER_KIND), test_text("nfc"));
    CHECK_EQUAL(explained(explanation, WALLET_MDOC_PART_HANDOVER_SELECT).size, 195);
    CHECK_EQUAL(explained(explanation, WALLET_MDOC_PART_HANDOVER_REQUEST).size, 205);
    CHECK_BYTES(explained(explanation, WALLET_MDOC_PART_RESULT), test_text("passed"));
    make_mac(&reader, explanation, mac);
    CHECK_BYTES(
        explained(explanation, WALLET_MDOC_PART_PROOF), ((struct wallet_bytes){ mac, sizeof mac }));
    wallet_mdoc_explanation_free(explanation);
    close_reader(&reader);
}

/** Who asked in the session, under this root of the file. */
static void check_asker(const json_t *file, const char *root, enum wallet_result wanted)
{
    const struct wallet_bytes transcript = vector_hex(file, "SESSION_TRANSCRIPT_BYTES");
    struct wallet_certificates *readers = NULL;
    struct wallet_mdoc_request *request = NULL;
    struct wallet_mdoc_asked asked;

    CHECK_EQUAL(wallet_certificates_parse(vector_hex(file, root), &readers, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_mdoc_request_read(
            vector_hex(file, "DEVICE_REQUEST"), transcript, readers, IN_TIME, &request, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_request_count(request), 1);
    wallet_mdoc_request_at(request, 0, &asked);
    CHECK_BYTES(asked.doc_type, test_text(MDL));
    CHECK_EQUAL(asked.element_count, 6);
    CHECK_EQUAL(asked.reader, wanted);
    CHECK_TEXT(asked.reader_name, wanted == WALLET_RESULT_PASSED ? "reader" : "");
    wallet_mdoc_request_free(request);
    wallet_certificates_free(readers);
}

TEST(the_reader_is_known_under_its_root)
{
    json_t *file = vector_load(FOLDER);

    check_asker(file, "READER_ROOT_CERT", WALLET_RESULT_PASSED);
    check_asker(file, "IACA_ROOT_CERT", WALLET_RESULT_UNKNOWN);
    json_decref(file);
}
