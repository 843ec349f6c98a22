/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/device_auth.h"

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/key.h"
#include "cose/mac0.h"
#include "mdoc/mac_key.h"

#include <string.h>

WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

/** A key that others may know how to read accuses nobody. */
static enum wallet_status without_accusing(enum wallet_status of_key)
{
    return of_key == WALLET_ERR_UNSUPPORTED ? WALLET_ERR_UNDETERMINED : of_key;
}

/* The transcript stands in it bare, the device's namespaces as they came. */
enum wallet_status wlt_device_auth_append_signed(
    struct wallet_bytes doc_type,
    struct wallet_bytes transcript,
    struct wallet_bytes device_name_spaces,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    const size_t mark = wlt_write_embedded_open(&writer);

    wlt_write_array(&writer, 4);
    wlt_write_text(&writer, wlt_bytes_of("DeviceAuthentication"));
    wlt_write_encoded(&writer, transcript);
    wlt_write_text(&writer, doc_type);
    wlt_write_encoded(&writer, device_name_spaces);
    wlt_write_embedded_close(&writer, mark);
    return wlt_writer_status(&writer, error);
}

/** What is signed is not sent: the reader knows it.  Sent all the same, it must be that. */
static enum wallet_status check_payload(
    const struct wlt_sign1 *sign1, struct wallet_bytes payload, struct wallet_error *error)
{
    return sign1->is_detached || wlt_bytes_equal(sign1->payload, payload)
               ? WALLET_OK
               : refuse(error, "what the device signed is not of this session");
}

static enum wallet_status check_signature(
    struct wallet_bytes encoded,
    const struct wlt_mso *mso,
    struct wallet_bytes payload,
    struct wlt_check_context *context,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER message = { 0 };
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_sign1_read(encoded, WLT_CBOR_LENIENT, &sign1, error);
    if (status == WALLET_OK) {
        status = check_payload(&sign1, payload, error);
    }

    if (status == WALLET_OK) {
        status = wlt_sign1_append_signed(
            sign1.protected_encoded, (struct wallet_bytes){ 0 }, payload, &message, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_cose_headers *headers = &sign1.protected_headers;
    status = wlt_cose_key_check_signature(
        context,
        mso->device_key,
        headers->has_alg ? headers->alg : 0, /* which is reserved */
        wallet_buffer_bytes(&message),
        sign1.signature,
        error);
    return status == WALLET_ERR_REFUSED
               ? refuse(error, "the device's signature does not fit this session")
               : without_accusing(status);
}

static enum wallet_status derive_key(
    const struct wlt_mso *mso,
    const struct wlt_mdoc_session *session,
    uint8_t out[WLT_SHA256_SIZE],
    struct wallet_error *error)
{
    WLT_AUTO(public_key) struct wlt_public_key *device = NULL;

    const enum wallet_status status = wlt_cose_key_read(mso->device_key, &device, error);
    return status == WALLET_OK
               ? wlt_mdoc_mac_key(session->reader_key, device, session->transcript, out, error)
               : without_accusing(status);
}

static enum wallet_status check_mac(
    struct wallet_bytes encoded,
    const struct wlt_mso *mso,
    const struct wlt_mdoc_session *session,
    struct wallet_bytes payload,
    struct wallet_error *error)
{
    struct wlt_sign1 mac0 = { 0 };
    uint8_t key[WLT_SHA256_SIZE];

    enum wallet_status status = wlt_mac0_read(encoded, &mac0, error);
    if (status == WALLET_OK) {
        status = check_payload(&mac0, payload, error);
    }

    if (status == WALLET_OK && !session->reader_key) {
        return wlt_fail(
            error,
            WALLET_ERR_UNDETERMINED,
            WALLET_NO_OFFSET,
            "the device answered with a MAC, which needs the key that the reader made for the "
            "session");
    }

    if (status == WALLET_OK) {
        status = derive_key(mso, session, key, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_mac0_check(&mac0, (struct wallet_bytes){ key, sizeof key }, payload, error);
    explicit_bzero(key, sizeof key);
    return status == WALLET_ERR_REFUSED
               ? refuse(error, "the device's MAC does not fit this session")
               : status;
}

/** One namespace: {element: value}. */
static void check_name_space(
    struct wlt_reader *reader, const struct wlt_mso *mso, bool *all_authorised)
{
    const struct wallet_bytes name_space = wlt_read_text(reader);

    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        const struct wallet_bytes identifier = wlt_read_text(reader);
        (void)wlt_read_any(reader);
        *all_authorised = *all_authorised && wlt_mso_authorises(mso, name_space, identifier);
    }
}

/** ISO/IEC 18013-5 9.1.2.4: a device signs what keyAuthorizations let it, and nothing else. */
static enum wallet_status check_authorised(
    const struct wlt_mdoc_document *document, const struct wlt_mso *mso, struct wallet_error *error)
{
    const struct wallet_bytes map = document->device_name_spaces.content;
    bool all_authorised = true;

    enum wallet_status status = wlt_cbor_check(map, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_LENIENT);
    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        check_name_space(&reader, mso, &all_authorised);
    }

    status = wlt_reader_finish(&reader, error);
    if (status != WALLET_OK) {
        return status;
    }

    return all_authorised ? WALLET_OK
                          : refuse(error, "the device says something that its key may not sign");
}

enum wallet_status wlt_device_auth_is_there(
    const struct wlt_mdoc_document *document, struct wallet_error *error)
{
    const bool has_signature = document->device_signature.size > 0;
    const bool has_mac = document->device_mac.size > 0;

    if (has_signature && has_mac) {
        return refuse(error, "the device proves it twice, by a signature and by a MAC");
    }

    return (has_signature || has_mac) && document->device_name_spaces.whole.size > 0
               ? WALLET_OK
               : refuse(error, "the device does not prove that it shows it");
}

enum wallet_status wlt_device_auth_check(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    const struct wlt_mdoc_session *session,
    struct wlt_check_context *context,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER payload = { 0 };

    enum wallet_status status = wlt_device_auth_is_there(document, error);
    if (status == WALLET_OK) {
        status = wlt_device_auth_append_signed(
            document->doc_type,
            session->transcript,
            document->device_name_spaces.whole,
            &payload,
            error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_bytes signed_bytes = wallet_buffer_bytes(&payload);
    status = document->device_mac.size > 0
                 ? check_mac(document->device_mac, mso, session, signed_bytes, error)
                 : check_signature(document->device_signature, mso, signed_bytes, context, error);
    return status == WALLET_OK ? check_authorised(document, mso, error) : status;
}
