/* SPDX-License-Identifier: Apache-2.0 */

#define _GNU_SOURCE /* memmem() */

/* What readers ask, and that devices know who does: ISO/IEC 18013-5 8.3.2.1.2.1 and 9.1.4. */
#include "base/buffer.h"
#include "unit/mdoc/make_asker.h"

/* {"docType": MDL, "nameSpaces": {"b": {"e": true, "dd": false}, "aa": {"b": false, "c": true}}} */
#define ITEMS_REQUEST                                                    \
    "a2 67 646f6354797065 75 6f72672e69736f2e31383031332e352e312e6d444c" \
    "6a 6e616d65537061636573 a2 61 62 a2 61 65 f5 62 6464 f4 62 6161 a2 61 62 f4 61 63 f5"
#define HEAD "a2 67 76657273696f6e 63 312e30 6b 646f635265717565737473 81"

/** Asks for the four elements; what comes out replaces `out`. */
static enum wallet_status ask_for(
    const struct wallet_mdoc_asked_element *elements,
    const struct wallet_mdoc_reader *reader,
    struct wallet_buffer *out)
{
    const struct wallet_mdoc_wanted wanted = { MDL, elements, WANTED_COUNT };
    return wallet_mdoc_request_write(&wanted, 1, reader, out, NULL);
}

static struct wallet_bytes asked_by(const struct asker *asker)
{
    struct wallet_mdoc_asked_element elements[WANTED_COUNT];
    const struct wallet_mdoc_reader reader = reader_of(asker);
    struct wallet_buffer out = { 0 };

    fill_wanted(elements);
    CHECK_EQUAL(ask_for(elements, &reader, &out), WALLET_OK);
    return kept(&out);
}

/** Demands that a device finds out this, under the world's roots and in its session. */
static void check_read(
    const struct asking *world,
    struct wallet_bytes request,
    const char *name,
    enum wallet_reason why)
{
    struct wallet_mdoc_request *read = NULL;
    struct wallet_mdoc_asked asked;

    CHECK_EQUAL(read_at_noon(world, request, &read), WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_request_count(read), 1);
    wallet_mdoc_request_at(read, 0, &asked);
    CHECK_BYTES(asked.doc_type, test_text(MDL));
    CHECK_EQUAL(asked.element_count, WANTED_COUNT);
    CHECK_EQUAL(asked.reader, name[0] ? WALLET_RESULT_PASSED : WALLET_RESULT_FAILED);
    CHECK_EQUAL(asked.reason, why);
    CHECK_TEXT(asked.reader_name, name);
    wallet_mdoc_request_free(read);
}

static void check_curve(const char *curve, const char *header)
{
    const struct recipe recipe = { .name = "A Counter",
                                   .curve = curve,
                                   .extensions = { READER_EXTENSIONS } };
    struct asker asker;
    open_asker(&asker, &recipe);
    const struct wallet_bytes request = asked_by(&asker);
    const struct wallet_bytes wanted = test_hex(header);

    check_read(&asker.world, request, "A Counter", WALLET_REASON_NONE);
    CHECK(memmem(request.data, request.size, wanted.data, wanted.size) != NULL);
    close_asker(&asker);
}

/** By the numbers that others know, in the protected header alone; one certificate in a byte string. */
TEST(who_asks_is_known_whatever_the_curve_of_its_key)
{
    check_curve("P-256", "84 43 a10126 a1 18 21 59");
    check_curve("P-384", "84 44 a1013822 a1 18 21 59");
    check_curve("ED25519", "84 43 a10127 a1 18 21 59");
}

TEST(what_is_asked_is_written_in_one_way)
{
    static const size_t orders[][WANTED_COUNT] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 2, 0, 3, 1 } };
    struct wallet_mdoc_asked_element elements[WANTED_COUNT];
    struct wallet_mdoc_asked_element ordered[WANTED_COUNT];
    struct wallet_buffer out = { 0 };

    fill_wanted(elements);
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        for (size_t j = 0; j < WANTED_COUNT; j++) {
            ordered[j] = elements[orders[i][j]];
        }

        CHECK_EQUAL(ask_for(ordered, NULL, &out), WALLET_OK);
        CHECK_BYTES(
            wallet_buffer_bytes(&out),
            joined(
                test_hex(HEAD "a1 6c 6974656d7352657175657374"),
                embedded(test_hex(ITEMS_REQUEST))));
    }

    wallet_buffer_clear(&out);
}

TEST(who_does_not_sign_is_nobody)
{
    struct wallet_mdoc_asked_element elements[WANTED_COUNT];
    struct wallet_mdoc_request *read = NULL;
    struct wallet_mdoc_asked asked;
    struct wallet_buffer out = { 0 };

    fill_wanted(elements);
    CHECK_EQUAL(ask_for(elements, NULL, &out), WALLET_OK);
    CHECK_EQUAL(
        wallet_mdoc_request_read(wallet_buffer_bytes(&out), test_hex(""), NULL, NOON, &read, NULL),
        WALLET_OK);
    wallet_mdoc_request_at(read, 0, &asked);
    CHECK_EQUAL(asked.reader, WALLET_RESULT_NOT_APPLICABLE);
    wallet_mdoc_request_free(read);
    wallet_buffer_clear(&out);
}

/** What the tests of the device's side sign themselves, byte by byte. */
static struct wallet_bytes expected_message(
    struct wallet_bytes transcript, struct wallet_bytes header)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_encoded(&writer, test_hex("83 74 52656164657241757468656e7469636174696f6e"));
    wlt_write_encoded(&writer, transcript);
    wlt_write_encoded(&writer, embedded(test_hex(ITEMS_REQUEST)));
    const struct wallet_bytes payload = embedded(kept(&buffer));

    buffer = (struct wallet_buffer){ 0 };
    wlt_write_encoded(&writer, test_hex("84 6a 5369676e617475726531"));
    wlt_write_bytes(&writer, header);
    wlt_write_encoded(&writer, test_hex("40"));
    wlt_write_bytes(&writer, payload);
    return kept(&buffer);
}

/** A signer elsewhere, and what it was given to sign. */
struct elsewhere {
    const struct wallet_key *key;
    struct wallet_buffer message;
};

static enum wallet_status sign_elsewhere(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    struct elsewhere *elsewhere = *(struct elsewhere *const *)context;
    wlt_buffer_set_size(&elsewhere->message, 0);
    CHECK(wlt_buffer_append(&elsewhere->message, message));
    return sign_with_secret(elsewhere->key, message, out, size, error);
}

TEST(what_is_signed_is_what_is_asked_in_this_session)
{
    struct asker asker;
    open_asker(&asker, &good_reader);
    struct elsewhere elsewhere = { .key = asker.key };
    struct elsewhere *const context = &elsewhere;
    asker.signer.sign = sign_elsewhere;
    asker.signer.context = &context;

    (void)asked_by(&asker);
    const struct wallet_bytes wanted = expected_message(asker.world.transcript, test_hex("a10126"));
    CHECK_BYTES(wallet_buffer_bytes(&elsewhere.message), wanted);

    asker.world.transcript = embedded(asker.world.transcript);
    (void)asked_by(&asker);
    CHECK_BYTES(wallet_buffer_bytes(&elsewhere.message), wanted);
    wallet_buffer_clear(&elsewhere.message);
    close_asker(&asker);
}

TEST(in_another_session_it_is_worth_nothing)
{
    struct asker asker;
    open_asker(&asker, &good_reader);
    const struct wallet_bytes request = asked_by(&asker);

    asker.world.transcript = test_hex("83 f6 f6 01");
    check_read(&asker.world, request, "", WALLET_REASON_SIGNATURE);
    close_asker(&asker);
}

/** The one between goes along, in an array; the root is the device's business. */
TEST(certificates_go_along_up_to_the_root)
{
    const struct recipe between = { .name = "Reader Authority",
                                    .extensions = { AUTHORITY_EXTENSIONS } };
    struct asker asker;
    open_asker(&asker, &good_reader);
    struct identity middle = make_certificate(&between, &asker.world.root);
    struct identity leaf = make_certificate(&good_reader, &middle);
    wallet_certificates_free(asker.certificates);
    wallet_key_free(asker.key);
    asker.key = wallet_key_of(leaf.pkey, true);
    asker.signer = signer_with(asker.key);
    asker.certificates = certificates_of(
        joined(joined(der_of(leaf.x509), der_of(middle.x509)), der_of(asker.world.root.x509)));

    const struct wallet_bytes request = asked_by(&asker);
    const struct wallet_bytes sent = x5chain_header(&leaf, &middle);
    check_read(&asker.world, request, "A Counter", WALLET_REASON_NONE);
    CHECK(memmem(request.data, request.size, sent.data, sent.size) != NULL);
    release_identity(&leaf);
    release_identity(&middle);
    close_asker(&asker);
}

TEST(each_document_is_asked_for_with_a_signature_of_its_own)
{
    struct wallet_mdoc_asked_element elements[WANTED_COUNT];
    struct wallet_mdoc_wanted wanted[WALLET_MDOC_REQUEST_DOC_MAX];
    struct wallet_mdoc_request *read = NULL;
    struct wallet_buffer out = { 0 };
    struct asker asker;
    open_asker(&asker, &good_reader);
    const struct wallet_mdoc_reader reader = reader_of(&asker);

    fill_wanted(elements);
    for (size_t i = 0; i < WALLET_MDOC_REQUEST_DOC_MAX; i++) {
        wanted[i] = (struct wallet_mdoc_wanted){ i % 2 ? MDL : OTHER_DOC, elements + i % 2, 2 };
    }

    CHECK_EQUAL(
        wallet_mdoc_request_write(wanted, WALLET_MDOC_REQUEST_DOC_MAX, &reader, &out, NULL),
        WALLET_OK);
    CHECK_EQUAL(read_at_noon(&asker.world, wallet_buffer_bytes(&out), &read), WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_request_count(read), WALLET_MDOC_REQUEST_DOC_MAX);
    for (size_t i = 0; i < WALLET_MDOC_REQUEST_DOC_MAX; i++) {
        struct wallet_mdoc_asked asked;
        wallet_mdoc_request_at(read, i, &asked);
        CHECK_EQUAL(asked.reader, WALLET_RESULT_PASSED);
        CHECK_BYTES(asked.doc_type, test_text(i % 2 ? MDL : OTHER_DOC));
        CHECK_EQUAL(asked.element_count, 2);
    }

    wallet_mdoc_request_free(read);
    wallet_buffer_clear(&out);
    close_asker(&asker);
}

enum {
    BEHIND_VERSION = 13, /* which is not signed */
};

TEST(no_bit_of_what_was_asked_can_be_another)
{
    struct asker asker;
    open_asker(&asker, &good_reader);
    const struct wallet_bytes whole = asked_by(&asker);
    uint8_t *changed = test_memory(whole.size);
    memcpy(changed, whole.data, whole.size);

    for (size_t i = 8 * BEHIND_VERSION; i < 8 * whole.size; i++) {
        struct wallet_mdoc_request *read = NULL;
        struct wallet_mdoc_asked asked = { .reader = WALLET_RESULT_FAILED };
        changed[i / 8] ^= (uint8_t)(1U << i % 8);
        if (read_at_noon(&asker.world, (struct wallet_bytes){ changed, whole.size }, &read) ==
            WALLET_OK) {
            wallet_mdoc_request_at(read, 0, &asked);
        }

        CHECK(asked.reader != WALLET_RESULT_PASSED);
        wallet_mdoc_request_free(read);
        changed[i / 8] = whole.data[i / 8];
    }

    check_read(&asker.world, whole, "A Counter", WALLET_REASON_NONE);
    close_asker(&asker);
}
