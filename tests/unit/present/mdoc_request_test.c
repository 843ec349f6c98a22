/* SPDX-License-Identifier: Apache-2.0 */

/* Requests for mobile documents, and who asks: ISO/IEC 18013-5 8.3.2.1.2.1 and 9.1.4. */
#include "unit/mdoc/make_request.h"

/** Who asks, as a device finds it out. */
static struct wallet_mdoc_asked ask(
    const struct asking *asking, struct wallet_bytes input, const char *name)
{
    struct wallet_mdoc_request *request = NULL;
    struct wallet_mdoc_asked asked;

    CHECK_EQUAL(read_at_noon(asking, input, &request), WALLET_OK);
    CHECK_EQUAL(wallet_mdoc_request_count(request), 1);
    wallet_mdoc_request_at(request, 0, &asked);
    CHECK_TEXT(asked.reader_name, name);
    CHECK_TEXT(asked.authority_name, name[0] ? "Reader Root" : "");
    CHECK_EQUAL(asked.element_count, 3);
    wallet_mdoc_request_free(request);
    return asked;
}

/* A row is named in unit/mdoc/MUSTS. */
#define ROW(what_, odd_, reason_)                                         \
    {                                                                     \
        .what = (what_), .odd = (odd_), .reason = WALLET_REASON_##reason_ \
    }

static const struct {
    const char *what;
    enum request_odd odd;
    enum wallet_reason reason;
} rows[] = {
    ROW("request signed by another reader", REQUEST_SIGNED_BY_OTHERS, SIGNATURE),
    ROW("request for other elements than were signed", REQUEST_OTHER_ITEMS, SIGNATURE),
    ROW("request signed with its transcript's tag", REQUEST_TRANSCRIPT_TAGGED, SIGNATURE),
    ROW("request signed in no byte string", REQUEST_AUTHENTICATION_BARE, SIGNATURE),
    ROW("request with another payload sent along", REQUEST_OTHER_PAYLOAD, SIGNATURE),
    ROW("reader's algorithm unprotected", REQUEST_ALGORITHM_UNPROTECTED, ALGORITHM),
    ROW("reader's algorithm of another curve", REQUEST_ALGORITHM_OF_OTHERS, ALGORITHM),
    ROW("reader's algorithm that nobody knows", REQUEST_ALGORITHM_UNKNOWN, ALGORITHM),
    ROW("reader without certificates", REQUEST_NO_CHAIN, CERTIFICATE),
    ROW("something else for a reader's signature", REQUEST_NO_SIGNATURE, MALFORMED),
};

TEST(a_reader_is_who_signed_what_it_asks)
{
    struct asking asking;
    open_asking(&asking, &good_reader);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_mdoc_asked asked = ask(&asking, make_request(&asking, rows[i].odd), "");
        CHECK_ROW(rows[i].what, asked.reader, WALLET_RESULT_FAILED);
        CHECK_ROW(rows[i].what, asked.reason, rows[i].reason);
    }

    close_asking(&asking);
}

TEST(who_signed_is_told_and_who_did_not_is_nobody)
{
    struct asking asking;
    open_asking(&asking, &good_reader);

    struct wallet_mdoc_asked asked = ask(&asking, make_request(&asking, REQUEST_GOOD), "A Counter");
    CHECK_EQUAL(asked.reader, WALLET_RESULT_PASSED);
    CHECK_EQUAL(asked.reason, WALLET_REASON_NONE);
    asked = ask(&asking, make_request(&asking, REQUEST_PAYLOAD_SENT), "A Counter");
    CHECK_EQUAL(asked.reader, WALLET_RESULT_PASSED);
    asked = ask(&asking, make_request(&asking, REQUEST_UNSIGNED), "");
    CHECK_EQUAL(asked.reader, WALLET_RESULT_NOT_APPLICABLE);
    CHECK_EQUAL(asked.reason, WALLET_REASON_NONE);
    close_asking(&asking);
}

TEST(in_another_session_a_reader_is_nobody)
{
    struct asking asking;
    open_asking(&asking, &good_reader);
    const struct wallet_bytes request = make_request(&asking, REQUEST_GOOD);

    asking.transcript = test_hex("83 f6 f6 01");
    CHECK_EQUAL(ask(&asking, request, "").reason, WALLET_REASON_SIGNATURE);
    asking.transcript = test_hex("");
    CHECK_EQUAL(ask(&asking, request, "").reader, WALLET_RESULT_UNKNOWN);
    CHECK_EQUAL(ask(&asking, request, "").reason, WALLET_REASON_NONCE);
    close_asking(&asking);
}

/** Under a recipe's certificate; "" as the reader's name: it is refused for that certificate. */
static void check_reader(const struct recipe *reader, const char *name)
{
    struct asking asking;
    open_asking(&asking, reader);

    const enum wallet_reason wanted = name[0] ? WALLET_REASON_NONE : WALLET_REASON_CERTIFICATE;
    CHECK_ROW(reader->name, ask(&asking, make_request(&asking, REQUEST_GOOD), name).reason, wanted);
    close_asking(&asking);
}

TEST(a_reader_may_have_a_key_on_another_curve)
{
    const struct recipe reader = { .name = "On Another",
                                   .curve = "P-384",
                                   .extensions = { READER_EXTENSIONS } };
    check_reader(&reader, "On Another");
}

/** ISO/IEC 18013-5 9.1.4.5: its key would check the signature, but none of RSA is for requests. */
TEST(a_reader_with_a_key_of_rsa_is_refused)
{
    const struct recipe reader = { .name = "Of RSA",
                                   .is_rsa = true,
                                   .extensions = { READER_EXTENSIONS } };
    struct asking asking;
    open_asking(&asking, &reader);
    const struct wallet_bytes request = make_request(&asking, REQUEST_ALGORITHM_OF_RSA);

    CHECK_EQUAL(ask(&asking, request, "").reason, WALLET_REASON_ALGORITHM);
    close_asking(&asking);
}

TEST(a_certificate_for_other_things_is_no_readers)
{
    const struct recipe documents = {
        .name = "for documents",
        .extensions = { LEAF_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.2" } },
    };
    const struct recipe nothing = { .name = "for nothing", .extensions = { LEAF_EXTENSIONS } };

    check_reader(&documents, "");
    check_reader(&nothing, "");
}

TEST(a_certificate_that_may_not_sign_is_no_readers)
{
    const struct recipe agreement = {
        .name = "for agreement",
        .extensions = { { "keyUsage", "critical,keyAgreement" },
                        { "subjectKeyIdentifier", "hash" },
                        { "authorityKeyIdentifier", "keyid" },
                        { "extendedKeyUsage", "1.0.18013.5.1.6" } },
    };
    check_reader(&agreement, "");
}

TEST(an_authority_is_no_reader)
{
    const struct recipe authority = {
        .name = "an authority",
        .extensions = { AUTHORITY_EXTENSIONS, { "extendedKeyUsage", "1.0.18013.5.1.6" } },
    };
    check_reader(&authority, "");
}

TEST(a_reader_is_one_in_its_time)
{
    const struct recipe past = { .name = "past its time",
                                 .not_before = NOON - 9 * DAY,
                                 .not_after = NOON - 1,
                                 .extensions = { READER_EXTENSIONS } };
    const struct recipe future = { .name = "before its time",
                                   .not_before = NOON + 1,
                                   .not_after = NOON + 9 * DAY,
                                   .extensions = { READER_EXTENSIONS } };

    check_reader(&past, "");
    check_reader(&future, "");
}

TEST(the_time_is_the_callers)
{
    struct wallet_mdoc_request *request = NULL;
    struct wallet_mdoc_asked asked;
    struct asking asking;
    open_asking(&asking, &good_reader);

    CHECK_EQUAL(
        wallet_mdoc_request_read(
            make_request(&asking, REQUEST_GOOD),
            asking.transcript,
            asking.roots,
            NOON + 99 * DAY,
            &request,
            NULL),
        WALLET_OK);
    wallet_mdoc_request_at(request, 0, &asked);
    CHECK_EQUAL(asked.reason, WALLET_REASON_CERTIFICATE);
    wallet_mdoc_request_free(request);
    close_asking(&asking);
}

TEST(under_other_roots_or_none_it_is_nobody)
{
    struct asking asking;
    struct asking stranger;
    open_asking(&asking, &good_reader);
    open_asking(&stranger, &good_reader);
    const struct wallet_bytes request = make_request(&asking, REQUEST_GOOD);
    struct wallet_certificates *roots = asking.roots;

    asking.roots = NULL;
    CHECK_EQUAL(ask(&asking, request, "").reason, WALLET_REASON_ISSUER_UNKNOWN);
    asking.roots = stranger.roots;
    CHECK_EQUAL(ask(&asking, request, "").reader, WALLET_RESULT_UNKNOWN);
    asking.roots = roots;
    close_asking(&stranger);
    close_asking(&asking);
}

/** The one of several that the reader's certificate leads to. */
TEST(the_authority_above_a_reader_is_told)
{
    const struct recipe other_root = { .name = "Another Root",
                                       .extensions = { AUTHORITY_EXTENSIONS } };
    struct asking asking;
    struct identity other = make_certificate(&other_root, NULL);
    struct wallet_certificates *roots = NULL;
    open_asking(&asking, &good_reader);
    const struct wallet_bytes both[] = { joined(der_of(other.x509), der_of(asking.root.x509)),
                                         joined(der_of(asking.root.x509), der_of(other.x509)) };

    for (size_t i = 0; i < 2; i++) {
        CHECK_EQUAL(wallet_certificates_parse(both[i], &roots, NULL), WALLET_OK);
        wallet_certificates_free(asking.roots);
        asking.roots = roots;
        (void)ask(&asking, make_request(&asking, REQUEST_GOOD), "A Counter");
    }

    release_identity(&other);
    close_asking(&asking);
}

TEST(what_is_asked_for_is_told_in_its_order)
{
    static const struct {
        const char *name_space;
        const char *identifier;
        bool is_retained;
    } wanted[] = { { "a", "b", false }, { "a", "c", true }, { "d", "b", true } };
    struct asking asking;
    struct wallet_mdoc_request *request = NULL;
    struct wallet_mdoc_asked asked;
    open_asking(&asking, &good_reader);

    CHECK_EQUAL(
        wallet_mdoc_request_read(
            make_request(&asking, REQUEST_UNSIGNED), test_hex(""), NULL, NOON, &request, NULL),
        WALLET_OK);
    wallet_mdoc_request_at(request, 0, &asked);
    CHECK_BYTES(asked.doc_type, test_text(MDL));
    for (size_t i = 0; i < asked.element_count; i++) {
        struct wallet_mdoc_asked_element element;
        wallet_mdoc_request_element(request, 0, i, &element);
        CHECK_BYTES(element.name_space, test_text(wanted[i].name_space));
        CHECK_BYTES(element.identifier, test_text(wanted[i].identifier));
        CHECK_EQUAL(element.is_retained, wanted[i].is_retained);
    }

    wallet_mdoc_request_free(request);
    close_asking(&asking);
}

enum {
    BEHIND_VERSION = 13, /* which is not signed */
};

/** Each bit that was signed, and each of the signature and the certificate. */
TEST(no_bit_of_what_a_reader_signed_can_be_another)
{
    struct asking asking;
    open_asking(&asking, &good_reader);
    const struct wallet_bytes whole = make_request(&asking, REQUEST_GOOD);
    uint8_t *changed = test_memory(whole.size);
    memcpy(changed, whole.data, whole.size);

    for (size_t i = 8 * BEHIND_VERSION; i < 8 * whole.size; i++) {
        struct wallet_mdoc_request *request = NULL;
        struct wallet_mdoc_asked asked = { .reader = WALLET_RESULT_FAILED };
        changed[i / 8] ^= (uint8_t)(1U << i % 8);
        if (read_at_noon(&asking, (struct wallet_bytes){ changed, whole.size }, &request) ==
            WALLET_OK) {
            wallet_mdoc_request_at(request, 0, &asked);
        }

        CHECK(asked.reader != WALLET_RESULT_PASSED);
        wallet_mdoc_request_free(request);
        changed[i / 8] = whole.data[i / 8];
    }

    close_asking(&asking);
}

TEST(no_beginning_of_a_request_is_one)
{
    struct asking asking;
    open_asking(&asking, &good_reader);
    const struct wallet_bytes whole = make_request(&asking, REQUEST_GOOD);

    for (size_t size = 0; size < whole.size; size++) {
        struct wallet_mdoc_request *request = NULL;
        CHECK_EQUAL(
            read_at_noon(&asking, (struct wallet_bytes){ whole.data, size }, &request),
            WALLET_ERR_TRUNCATED);
    }

    close_asking(&asking);
}
