/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_REQUEST_H
#define WALLET_TEST_MAKE_REQUEST_H

#include <wallet/mdoc_request.h>

#include "make_issuer_signed.h"

/* Requests for mobile documents, and who asks, with keys made on the spot. */

/** What is odd about a request. */
enum request_odd {
    REQUEST_GOOD = 0,
    REQUEST_UNSIGNED,
    REQUEST_PAYLOAD_SENT, /* allowed */
    REQUEST_SIGNED_BY_OTHERS,
    REQUEST_OTHER_ITEMS,         /* than were signed */
    REQUEST_TRANSCRIPT_TAGGED,   /* in what was signed */
    REQUEST_AUTHENTICATION_BARE, /* what was signed is not in a byte string */
    REQUEST_ALGORITHM_UNPROTECTED,
    REQUEST_ALGORITHM_OF_OTHERS, /* for another curve */
    REQUEST_ALGORITHM_UNKNOWN,
    REQUEST_ALGORITHM_OF_RSA, /* PS256, by others */
    REQUEST_NO_CHAIN,
    REQUEST_NO_SIGNATURE, /* something else in its place */
    REQUEST_OTHER_PAYLOAD,
};

struct asking {
    struct identity root;
    struct identity reader;
    struct identity other;
    struct wallet_certificates *roots;
    struct wallet_bytes transcript;
};

#define READER_EXTENSIONS                     \
    LEAF_EXTENSIONS,                          \
    {                                         \
        "extendedKeyUsage", "1.0.18013.5.1.6" \
    }

static const struct recipe reader_root = { .name = "Reader Root",
                                           .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe good_reader = { .name = "A Counter",
                                           .extensions = { READER_EXTENSIONS } };

static const char items[] =
    "a2 67 646f6354797065 75 6f72672e69736f2e31383031332e352e312e6d444c"
    "6a 6e616d65537061636573 a2 61 61 a2 61 62 f4 61 63 f5 61 64 a1 61 62 f5";
static const char other_items[] =
    "a2 67 646f6354797065 75 6f72672e69736f2e31383031332e352e312e6d444c"
    "6a 6e616d65537061636573 a1 61 61 a1 61 62 f5";

UNUSED static void open_asking(struct asking *asking, const struct recipe *reader)
{
    asking->root = make_certificate(&reader_root, NULL);
    asking->reader = make_certificate(reader, &asking->root);
    asking->other = make_certificate(&good_reader, &asking->root);
    asking->roots = roots_of(&asking->root);
    asking->transcript = test_hex("83 f6 f6 f6");
}

UNUSED static void close_asking(struct asking *asking)
{
    wallet_certificates_free(asking->roots);
    release_identity(&asking->other);
    release_identity(&asking->reader);
    release_identity(&asking->root);
}

/** ReaderAuthenticationBytes. */
UNUSED static struct wallet_bytes make_signed(const struct asking *asking, enum request_odd odd)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    const bool is_tagged = odd == REQUEST_TRANSCRIPT_TAGGED;

    wlt_write_array(&writer, 3);
    wlt_write_text(&writer, test_text("ReaderAuthentication"));
    wlt_write_encoded(&writer, is_tagged ? embedded(asking->transcript) : asking->transcript);
    wlt_write_encoded(
        &writer, embedded(test_hex(odd == REQUEST_OTHER_ITEMS ? other_items : items)));
    const struct wallet_bytes made = kept(&buffer);
    return odd == REQUEST_AUTHENTICATION_BARE ? made : embedded(made);
}

/** The protected header. */
static inline struct wallet_bytes header_of(const struct wlt_private_key *key, enum request_odd odd)
{
    if (odd == REQUEST_ALGORITHM_UNPROTECTED) {
        return test_hex("");
    }

    if (odd == REQUEST_ALGORITHM_OF_RSA) {
        return test_hex("a1013824");
    }

    if (odd == REQUEST_ALGORITHM_UNKNOWN) {
        return test_hex("a1013903e7");
    }

    return odd == REQUEST_ALGORITHM_OF_OTHERS ? test_hex("a1013822")
                                              : header_for(wlt_private_key_public(key));
}

static inline struct wallet_bytes payload_of_request(
    struct wallet_bytes signed_bytes, enum request_odd odd)
{
    if (odd == REQUEST_PAYLOAD_SENT) {
        return in_bytes(signed_bytes);
    }

    return test_hex(odd == REQUEST_OTHER_PAYLOAD ? "41 01" : "f6");
}

/** With the reader's certificate. */
static inline struct wallet_bytes unprotected_of(const struct asking *asking, enum request_odd odd)
{
    const struct wallet_bytes chain = x5chain_header(&asking->reader, NULL);

    if (odd == REQUEST_ALGORITHM_UNPROTECTED) {
        return joined(
            test_hex("a2 01 26"), (struct wallet_bytes){ chain.data + 1, chain.size - 1 });
    }

    return odd == REQUEST_NO_CHAIN ? test_hex("a0") : chain;
}

UNUSED static struct wallet_bytes make_reader_auth(
    const struct asking *asking, enum request_odd odd)
{
    const bool is_others = odd == REQUEST_SIGNED_BY_OTHERS || odd == REQUEST_ALGORITHM_OF_RSA;
    const struct identity *signer = is_others ? &asking->other : &asking->reader;
    const struct wallet_bytes signed_bytes = make_signed(asking, odd);
    struct wlt_private_key *key = NULL;

    CHECK_EQUAL(wlt_private_key_from_pkcs8(pkcs8_of(signer->pkey), &key, NULL), WALLET_OK);
    const struct wallet_bytes header = header_of(key, odd);
    const struct wallet_bytes signature = sign_by(key, header, signed_bytes);
    wlt_private_key_free(key);
    return make_cose(
        header, unprotected_of(asking, odd), payload_of_request(signed_bytes, odd), signature);
}

/** A DeviceRequest for one document; `reader_auth` may be empty: unsigned. */
UNUSED static struct wallet_bytes make_request_of(
    struct wallet_bytes items_request, struct wallet_bytes reader_auth)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, 2);
    write_text(&writer, "version", "1.0");
    write_key(&writer, "docRequests");
    wlt_write_array(&writer, 1);
    wlt_write_map(&writer, reader_auth.size > 0 ? 2 : 1);
    write_key(&writer, "itemsRequest");
    wlt_write_encoded(&writer, items_request);
    if (reader_auth.size > 0) {
        write_key(&writer, "readerAuth");
        wlt_write_encoded(&writer, reader_auth);
    }

    return kept(&buffer);
}

UNUSED static struct wallet_bytes make_request(const struct asking *asking, enum request_odd odd)
{
    struct wallet_bytes reader_auth = { 0 };

    if (odd == REQUEST_NO_SIGNATURE) {
        reader_auth = test_hex("01");
    } else if (odd != REQUEST_UNSIGNED) {
        reader_auth = make_reader_auth(asking, odd);
    }

    return make_request_of(embedded(test_hex(items)), reader_auth);
}

UNUSED static enum wallet_status read_at_noon(
    const struct asking *asking, struct wallet_bytes input, struct wallet_mdoc_request **out)
{
    return wallet_mdoc_request_read(input, asking->transcript, asking->roots, NOON, out, NULL);
}

#endif
