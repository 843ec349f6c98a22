/* SPDX-License-Identifier: Apache-2.0 */

#define _GNU_SOURCE /* memmem() */

/*
 * ISO/IEC 18013-5 Annex D from both sides: what our reader would have signed, and what our device would have
 * shown, in the same session.
 */
#include <wallet/mdoc.h>
#include <wallet/mdoc_ask.h>
#include <wallet/mdoc_present.h>

#include "annex_d.h"
#include "base/buffer.h"
#include "cbor/writer.h"
#include "crypto/certificate.h"
#include "mdoc/items_request.h"

enum {
    ELEMENTS = 6,
    SIGNATURE = 64,
    MAC = 32,
};

/** Bytes that live until the test ends; clears the buffer. */
static struct wallet_bytes kept(struct wallet_buffer *buffer)
{
    uint8_t *copy = test_memory(buffer->size);
    memcpy(copy, buffer->data, buffer->size);
    const struct wallet_bytes bytes = { copy, buffer->size };
    wallet_buffer_clear(buffer);
    return bytes;
}

static struct wallet_bytes last(struct wallet_bytes bytes, size_t size)
{
    return (struct wallet_bytes){ bytes.data + bytes.size - size, size };
}

static struct wallet_bytes embedded(struct wallet_bytes content)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    wlt_write_tag(&writer, 24);
    wlt_write_bytes(&writer, content);
    return kept(&buffer);
}

/** What a reader signs by ES256 that asks so in the session, byte by byte. */
static struct wallet_bytes message_of(const json_t *file, struct wallet_bytes items_bytes)
{
    const struct wallet_bytes transcript = vector_hex(file, "SESSION_TRANSCRIPT_BYTES");
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_encoded(&writer, test_hex("83 74 52656164657241757468656e7469636174696f6e"));
    wlt_write_encoded(&writer, (struct wallet_bytes){ transcript.data + 5, transcript.size - 5 });
    wlt_write_encoded(&writer, items_bytes);
    const struct wallet_bytes authentication = embedded(kept(&buffer));
    wlt_write_encoded(&writer, test_hex("84 6a 5369676e617475726531 43a10126 40"));
    wlt_write_bytes(&writer, authentication);
    return kept(&buffer);
}

/** Keeps what it is given to sign, and signs nothing. */
static enum wallet_status keep_message(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    struct wallet_buffer *kept_message = *(struct wallet_buffer *const *)context;
    (void)out;
    (void)error;
    *size = 0;
    wlt_buffer_set_size(kept_message, 0);
    CHECK(wlt_buffer_append(kept_message, message));
    return WALLET_OK;
}

/** What was asked in the session. */
static struct wallet_mdoc_request *read_request(
    const json_t *file, struct wallet_mdoc_asked_element out[ELEMENTS])
{
    struct wallet_mdoc_request *request = NULL;
    CHECK_EQUAL(
        wallet_mdoc_request_read(
            vector_hex(file, "DEVICE_REQUEST"), test_hex(""), NULL, IN_TIME, &request, NULL),
        WALLET_OK);
    for (size_t i = 0; i < ELEMENTS; i++) {
        wallet_mdoc_request_element(request, 0, i, &out[i]);
    }

    return request;
}

/** The published signature says that the message is the right one; then ours must be made in the same way. */
TEST(a_reader_signs_what_the_one_in_the_standard_signs)
{
    json_t *file = vector_load(FOLDER);
    const struct wallet_bytes der = vector_hex(file, "READER_CERT");
    struct wallet_certificates *certificates = NULL;
    struct wlt_certificate *certificate = NULL;
    struct wallet_mdoc_asked_element elements[ELEMENTS];
    struct wallet_buffer message = { 0 };
    struct wallet_buffer *const context = &message;
    struct wallet_buffer out = { 0 };
    struct wallet_buffer items = { 0 };
    struct wallet_mdoc_request *request = read_request(file, elements);
    const struct wallet_mdoc_wanted wanted = { MDL, elements, ELEMENTS };
    const struct wallet_signer signer = { .algorithm = WALLET_ALGORITHM_ES256,
                                          .sign = keep_message,
                                          .context = &context };

    CHECK_EQUAL(wlt_certificate_parse(der, &certificate, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_certificates_parse(der, &certificates, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_check_signature_once(
            wlt_certificate_key(certificate),
            message_of(file, embedded(vector_hex(file, "ITEMS_REQUEST"))),
            last(vector_hex(file, "READER_AUTH"), SIGNATURE),
            NULL),
        WALLET_OK);

    const struct wallet_mdoc_reader reader = { &signer,
                                               certificates,
                                               vector_hex(file, "SESSION_TRANSCRIPT_BYTES") };
    CHECK_EQUAL(wallet_mdoc_request_write(&wanted, 1, &reader, &out, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wlt_items_request_append(&wanted, &items, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&message), message_of(file, wallet_buffer_bytes(&items)));
    CHECK_EQUAL(items.size, 4 + vector_hex(file, "ITEMS_REQUEST").size);

    wallet_buffer_clear(&items);
    wallet_buffer_clear(&message);
    wallet_buffer_clear(&out);
    wallet_mdoc_request_free(request);
    wlt_certificate_free(certificate);
    wallet_certificates_free(certificates);
    json_decref(file);
}

/** What the issuer handed over, out of what the device showed: the item behind its name. */
static struct wallet_bytes find_issued(const json_t *file)
{
    const struct wallet_bytes response = vector_hex(file, "DEVICE_RESPONSE");
    const struct wallet_bytes name = test_hex("6c 6973737565725369676e6564");
    const uint8_t *found = memmem(response.data, response.size, name.data, name.size);
    CHECK(found != NULL);

    const uint8_t *start = found + name.size;
    struct wallet_claims claims = { { start, (size_t)(response.data + response.size - start) } };
    CHECK(wallet_claims_skip(&claims));
    return (struct wallet_bytes){ start, (size_t)(claims.rest.data - start) };
}

/** A MAC has one outcome: ours must be the one in the standard. */
TEST(a_device_proves_what_the_one_in_the_standard_proves)
{
    json_t *file = vector_load(FOLDER);
    const struct wallet_bytes response = vector_hex(file, "DEVICE_RESPONSE");
    const struct wallet_bytes mac_head = test_hex("84 43a10105 a0 f6 5820");
    struct wallet_key *device = load_key(file, "STATIC_DEVICE");
    struct wallet_key *reader = load_key(file, "EPHEMERAL_READER");
    struct wallet_mdoc_asked_element elements[ELEMENTS];
    struct wallet_mdoc_choice choices[ELEMENTS];
    struct wallet_mdoc_issued *issued = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_mdoc_request *request = read_request(file, elements);
    const struct wallet_bytes issuer_signed = find_issued(file);
    const struct wallet_mdoc_shown shown = { issuer_signed, device, choices, ELEMENTS, NULL };

    CHECK_EQUAL(wallet_mdoc_issued_read(issuer_signed, &issued, NULL), WALLET_OK);
    CHECK_BYTES(wallet_mdoc_issued_doc_type(issued), test_text(MDL));
    CHECK_EQUAL(wallet_mdoc_issued_count(issued), ELEMENTS);
    for (size_t i = 0; i < ELEMENTS; i++) {
        choices[i] = (struct wallet_mdoc_choice){ elements[i].name_space, elements[i].identifier };
    }

    CHECK_EQUAL(
        wallet_mdoc_present(
            &shown, 1, vector_hex(file, "SESSION_TRANSCRIPT_BYTES"), reader, &out, NULL),
        WALLET_OK);
    const uint8_t *theirs = memmem(response.data, response.size, mac_head.data, mac_head.size);
    CHECK(theirs != NULL);
    CHECK(memmem(out.data, out.size, theirs, mac_head.size + MAC) != NULL);

    wallet_mdoc_issued_free(issued);
    wallet_mdoc_request_free(request);
    wallet_buffer_clear(&out);
    wallet_key_free(reader);
    wallet_key_free(device);
    json_decref(file);
}
