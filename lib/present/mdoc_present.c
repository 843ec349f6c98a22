/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_present.h>

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/key.h"
#include "mdoc/choose.h"
#include "mdoc/device_signed.h"
#include "mdoc/issued.h"
#include "mdoc/transcript.h"
#include "trust/key.h"

/** What is the same for all documents that are shown together. */
struct session {
    struct wallet_bytes transcript;
    const struct wlt_public_key *reader; /* NULL: no MAC */
};

WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

static enum wallet_status fail_argument(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "%s", why);
}

static enum wallet_status check_device(
    const struct wallet_key *device, const struct wlt_mso *mso, struct wallet_error *error)
{
    bool is_its = false;

    if (!device || !wlt_key_private(device)) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "the device's key has no secret to prove it");
    }

    const enum wallet_status status = wlt_mso_is_for(mso, wlt_key_public(device), &is_its, error);
    if (status != WALLET_OK) {
        return status;
    }

    return is_its ? WALLET_OK
                  : wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, WLT_MDOC_OTHER_KEY);
}

static enum wallet_status sign_with_secret(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    return wlt_private_key_sign(context, message, out, size, error);
}

/** deviceSigned, by a key whose secret is here. */
static enum wallet_status append_by_key(
    const struct wallet_mdoc_shown *shown,
    const struct wlt_mso *mso,
    const struct session *session,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const enum wallet_status status = check_device(shown->device, mso, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_signer signer = {
        .algorithm = wallet_key_algorithm(shown->device),
        .sign = sign_with_secret,
        .context = wlt_key_private(shown->device),
    };
    const struct wlt_device_proof proof = {
        .transcript = session->transcript,
        .reader = session->reader,
        .device = wlt_key_private(shown->device),
        .signer = &signer,
        .key = wlt_key_public(shown->device),
    };
    return wlt_device_signed_append(&proof, mso->doc_type, out, error);
}

/** deviceSigned, by a signer elsewhere; its signature tells whether its key is the document's. */
static enum wallet_status append_by_signer(
    const struct wallet_mdoc_shown *shown,
    const struct wlt_mso *mso,
    const struct session *session,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    WLT_AUTO(public_key) struct wlt_public_key *key = NULL;

    const enum wallet_status status = wlt_cose_key_read(mso->device_key, &key, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_device_proof proof = {
        .transcript = session->transcript,
        .signer = shown->signer,
        .key = key,
    };
    return wlt_device_signed_append(&proof, mso->doc_type, out, error);
}

/** A Document. */
static enum wallet_status append_document(
    const struct wallet_mdoc_shown *shown,
    const struct session *session,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_mdoc_document document = { 0 };
    struct wlt_mso mso = { 0 };
    struct wlt_writer writer = wlt_writer_start(out);

    enum wallet_status status = wlt_mdoc_issued_read(shown->issuer_signed, &document, &mso, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_map(&writer, 3);
    wlt_write_text(&writer, wlt_bytes_of("docType"));
    wlt_write_text(&writer, mso.doc_type);
    wlt_write_text(&writer, wlt_bytes_of("deviceSigned"));
    status = wlt_writer_status(&writer, error);
    if (status == WALLET_OK) {
        status = shown->signer && !session->reader
                     ? append_by_signer(shown, &mso, session, out, error)
                     : append_by_key(shown, &mso, session, out, error);
    }

    wlt_write_text(&writer, wlt_bytes_of("issuerSigned"));
    status = status == WALLET_OK ? wlt_writer_status(&writer, error) : status;
    return status == WALLET_OK
               ? wlt_mdoc_choose(&document, shown->choices, shown->choice_count, out, error)
               : status;
}

/** A DeviceResponse. */
static enum wallet_status append_response(
    const struct wallet_mdoc_shown *documents,
    size_t count,
    const struct session *session,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, 3);
    wlt_write_text(&writer, wlt_bytes_of("status"));
    wlt_write_unsigned(&writer, 0);
    wlt_write_text(&writer, wlt_bytes_of("version"));
    wlt_write_text(&writer, wlt_bytes_of("1.0"));
    wlt_write_text(&writer, wlt_bytes_of("documents"));
    wlt_write_array(&writer, count);

    enum wallet_status status = wlt_writer_status(&writer, error);
    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        status = append_document(&documents[i], session, out, error);
    }

    if (status == WALLET_OK && out->size > WALLET_INPUT_MAX) {
        status = wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the answer would have more than %d bytes",
            WALLET_INPUT_MAX);
    }

    return status;
}

/** Whether there is something of each document to show. */
static bool are_shown(const struct wallet_mdoc_shown *documents, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct wallet_mdoc_shown *shown = &documents[i];
        if (!shown->issuer_signed.data || !shown->choices || shown->choice_count < 1 ||
            shown->choice_count > WALLET_MDOC_ELEMENT_MAX ||
            (shown->signer && !shown->signer->sign)) {
            return false;
        }
    }

    return true;
}

enum wallet_status wallet_mdoc_present(
    const struct wallet_mdoc_shown *documents,
    size_t count,
    struct wallet_bytes transcript,
    const struct wallet_key *reader,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct session session = { .reader = reader ? wlt_key_public(reader) : NULL };
    struct wallet_error story = { .message = "" };

    if (!documents || !transcript.data || !out) {
        return fail_argument(error, "a required pointer is NULL");
    }

    if (count < 1 || count > WALLET_MDOC_DOCUMENT_MAX || !are_shown(documents, count)) {
        return fail_argument(error, "expected documents, and elements of each that are shown");
    }

    if (wlt_transcript_find(transcript, &session.transcript, &story) != WALLET_OK) {
        return fail_argument(error, "expected the session's transcript");
    }

    wlt_buffer_set_size(out, 0);
    const enum wallet_status status = append_response(documents, count, &session, out, error);
    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, 0);
    }

    return status;
}
