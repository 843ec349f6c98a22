/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a device shows, as a reader takes it, and its parts as if their issuer had signed them: documents
 * with whatever security object they carry, a security object, an element, and a transcript.
 */
#include <wallet/wallet.h>

#include "base/text.h"
#include "cbor/check.h"
#include "cose/sign1.h"
#include "fuzz.h"
#include "mdoc/device_auth.h"
#include "mdoc/disclose.h"
#include "mdoc/item.h"
#include "mdoc/response.h"
#include "mdoc/transcript.h"
#include "trust/key.h"

#include <string.h>

enum {
    NOW = 1790000000, /* when the signed ones of the corpus were made */
};

/** Under which they were made; nobody has its key any more. */
static const char root[] = "-----BEGIN CERTIFICATE-----\n"
                           "MIIBgjCCASigAwIBAgIBATAKBggqhkjOPQQDAjAjMQswCQYDVQQGEwJVVDEUMBIG\n"
                           "A1UEAwwLVXRvcGlhIElBQ0EwHhcNMjYwOTIwMTQxMzIwWhcNMjYwOTIyMTQxMzIw\n"
                           "WjAjMQswCQYDVQQGEwJVVDEUMBIGA1UEAwwLVXRvcGlhIElBQ0EwWTATBgcqhkjO\n"
                           "PQIBBggqhkjOPQMBBwNCAAQZVRNdubuIUQnzmDnArya8p0gmItP5nMj5oR6hi64R\n"
                           "7aEnyHrT80pGsDJb3DT+w1aaPNaIALtcXqOAiNiOWEFKo00wSzAPBgNVHRMBAf8E\n"
                           "BTADAQH/MA4GA1UdDwEB/wQEAwICBDAdBgNVHQ4EFgQUPtfX1s7Tnd02WOIzSpZ6\n"
                           "HqFnYKgwCQYDVR0jBAIwADAKBggqhkjOPQQDAgNIADBFAiEA9wopLGUiiaE4HHwq\n"
                           "ZytvE91g/xdIWXV+zZSSWKS0B1UCIGuR6/0XREjekpo7L1Wvqgau/Yp/X9qQPpkd\n"
                           "otwkUZQ0\n"
                           "-----END CERTIFICATE-----\n";

/** The key that the reader had, without which no MAC can be told. */
static const char reader_key[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJ/z2VyHUecpx7cak\n"
    "2qNKUHq65qpUbbAHbSBvKHu8bbihRANCAATKYngUGkjNhYNZlUPCLRE6yHIl8DMl\n"
    "Yf/S7xIrlQzmxS8gzN5mevO0cuD7CTnzOWoHGSPvFJLxHClw+hzcvRW6\n"
    "-----END PRIVATE KEY-----\n";

static const uint8_t transcript[] = { 0x83, 0xf6, 0xf6, 0x82, 0x61, 'x', 0x42, 1, 2 };

static struct wallet_bytes transcript_bytes(void)
{
    return (struct wallet_bytes){ transcript, sizeof transcript };
}

/** What verifying needs; made at the first call, and kept until the process ends. */
struct reader {
    struct wallet_trust *trust;
    struct wallet_catalogue *catalogue;
    struct wallet_verifier *verifier;
    struct wallet_key *key;
    struct wallet_mdoc *mdoc;
    struct wlt_check_context *context;
};

static struct wallet_bytes bytes_of(const char *text)
{
    return (struct wallet_bytes){ (const uint8_t *)text, strlen(text) };
}

static struct reader *the_reader(void)
{
    static struct reader reader;

    if (!reader.context) {
        FUZZ_CHECK(wallet_trust_new(&reader.trust, NULL) == WALLET_OK);
        FUZZ_CHECK(wallet_trust_add(reader.trust, bytes_of(root), NULL) == WALLET_OK);
        FUZZ_CHECK(
            wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &reader.catalogue, NULL) ==
            WALLET_OK);
        FUZZ_CHECK(
            wallet_verifier_new(reader.trust, reader.catalogue, &reader.verifier, NULL) ==
            WALLET_OK);
        FUZZ_CHECK(wallet_key_parse(bytes_of(reader_key), &reader.key, NULL) == WALLET_OK);
        FUZZ_CHECK(wallet_mdoc_new(&reader.mdoc, NULL) == WALLET_OK);
        FUZZ_CHECK(wlt_check_context_new(&reader.context, NULL) == WALLET_OK);
    }

    return &reader;
}

/** What is told of a document is told whole, and of one that is accepted there is something. */
static void read_elements(const struct wallet_verdict *verdict)
{
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;
    size_t count = 0;

    while (wallet_mdoc_next(verdict, &walk, &element)) {
        FUZZ_CHECK(wlt_cbor_check(element.value.rest, WLT_CBOR_LENIENT, NULL) == WALLET_OK);
        FUZZ_CHECK(element.is_by_device || element.name_space.size > 0);
        count++;
    }

    FUZZ_CHECK(count == 0 || wallet_verdict_has_claims(verdict));
    if (wallet_verdict_decision(verdict) == WALLET_ACCEPTED) {
        FUZZ_CHECK(count > 0 && wallet_mdoc_doc_type(verdict).size > 0);
        FUZZ_CHECK(wallet_verdict_is_bound(verdict));
    }
}

static void verify(struct reader *reader, struct wallet_bytes input)
{
    const struct wallet_mdoc_session session = {
        .transcript = transcript_bytes(),
        .reader_key = reader->key,
    };
    const enum wallet_status status =
        wallet_mdoc_verify(reader->verifier, input, &session, NOW, reader->mdoc, NULL);
    const size_t count = wallet_mdoc_count(reader->mdoc);

    FUZZ_CHECK(status != WALLET_ERR_MEMORY && count > 0);
    for (size_t i = 0; i < count; i++) {
        const struct wallet_verdict *verdict = wallet_mdoc_at(reader->mdoc, i);
        FUZZ_CHECK(status != WALLET_OK || wallet_verdict_decision(verdict) == WALLET_ACCEPTED);
        read_elements(verdict);
    }
}

/** A document, whoever signed it. */
static void believe(struct reader *reader, struct wallet_bytes encoded)
{
    const struct wlt_mdoc_session session = { transcript_bytes(), wlt_key_private(reader->key) };
    struct wlt_mdoc_document document;
    struct wallet_buffer claims = { 0 };
    struct wlt_sign1 sign1;
    struct wlt_mso mso;

    if (wlt_mdoc_document_read(encoded, &document, NULL) != WALLET_OK ||
        wlt_sign1_read(document.issuer_auth, WLT_CBOR_LENIENT, &sign1, NULL) != WALLET_OK ||
        wlt_mso_read(sign1.payload, &mso, NULL) != WALLET_OK) {
        return;
    }

    if (document.name_spaces.size > 0 &&
        wlt_mdoc_disclose(&document, &mso, reader->context, &claims, NULL) == WALLET_OK) {
        FUZZ_CHECK(
            wlt_cbor_check(wallet_buffer_bytes(&claims), WLT_CBOR_LENIENT, NULL) == WALLET_OK);
    }

    (void)wlt_device_auth_check(&document, &mso, &session, reader->context, NULL);
    wallet_buffer_clear(&claims);
}

/** As its holder looks at it: each element that is counted is there. */
static void hold(struct wallet_bytes input)
{
    struct wallet_mdoc_issued *issued = NULL;

    if (input.size == 0 || wallet_mdoc_issued_read(input, &issued, NULL) != WALLET_OK) {
        return;
    }

    FUZZ_CHECK(wallet_mdoc_issued_doc_type(issued).data != NULL);
    for (size_t i = 0; i < wallet_mdoc_issued_count(issued); i++) {
        struct wallet_mdoc_element element = { .is_by_device = true };
        wallet_mdoc_issued_at(issued, i, &element);
        FUZZ_CHECK(element.name_space.data && element.identifier.data && !element.is_by_device);
        FUZZ_CHECK(wlt_cbor_check(element.value.rest, WLT_CBOR_LENIENT, NULL) == WALLET_OK);
    }

    wallet_mdoc_issued_free(issued);
}

static void take_apart(struct reader *reader, struct wallet_bytes input)
{
    struct wlt_mdoc_response response;

    if (wlt_cbor_check(input, WLT_CBOR_LENIENT, NULL) != WALLET_OK ||
        wlt_mdoc_response_read(input, &response, NULL) != WALLET_OK) {
        return;
    }

    for (size_t i = 0; i < response.count; i++) {
        believe(reader, response.documents[i]);
    }
}

static void read_parts(struct wallet_bytes input)
{
    struct wallet_bytes found;
    struct wlt_mdoc_item item;
    struct wlt_mso mso;

    if (wlt_mso_read(input, &mso, NULL) == WALLET_OK) {
        const struct wallet_bytes name_space = bytes_of("org.iso.18013.5.1");
        (void)wlt_mso_find_digest(wlt_mso_find_digests(&mso, name_space), 0);
        (void)wlt_mso_authorises(&mso, bytes_of("a"), bytes_of("b"));
    }

    if (wlt_mdoc_item_read(input, &item, NULL) == WALLET_OK) {
        FUZZ_CHECK(item.random.size >= WLT_MDOC_RANDOM_MIN && item.identifier.size > 0);
    }

    if (wlt_transcript_find(input, &found, NULL) == WALLET_OK) {
        FUZZ_CHECK(found.size > 0 && found.size <= input.size);
    }
}

/** What is told of an explanation is told whole. */
static void read_explanation(struct wallet_bytes of, struct wallet_bytes response)
{
    struct wallet_mdoc_explanation *explanation = NULL;
    struct wallet_mdoc_explained field;

    const enum wallet_status status =
        wallet_mdoc_explain(of, response, the_reader()->key, &explanation, NULL);
    FUZZ_CHECK((status == WALLET_OK) == (explanation != NULL));
    FUZZ_CHECK(status != WALLET_ERR_MEMORY && status != WALLET_ERR_ARGUMENT);
    for (size_t i = 0; explanation && i < wallet_mdoc_explanation_count(explanation); i++) {
        wallet_mdoc_explanation_at(explanation, i, &field);
        FUZZ_CHECK(wallet_mdoc_part_name(field.part)[0] != '\0');
        FUZZ_CHECK(field.document <= WALLET_MDOC_DOCUMENT_MAX);
        FUZZ_CHECK(field.form != WALLET_MDOC_FORM_TEXT || wlt_utf8_is_valid(field.bytes));
    }

    wallet_mdoc_explanation_free(explanation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct reader *reader = the_reader();

    verify(reader, input);
    hold(input);
    take_apart(reader, input);
    read_parts(input);
    read_explanation(transcript_bytes(), input);
    read_explanation(input, (struct wallet_bytes){ 0 });
    return 0;
}
