/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_ask.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/header.h"
#include "mdoc/items_request.h"
#include "mdoc/proof.h"
#include "mdoc/request.h"
#include "mdoc/transcript.h"
#include "trust/certificates.h"
#include "trust/x5chain.h"

/** Whoever signs, and what every signature of theirs has in it. */
struct signatory {
    const struct wallet_signer *signer; /* NULL: nobody */
    const struct wlt_public_key *key;
    struct wallet_bytes transcript;
    struct wallet_buffer unprotected; /* an encoded map: the certificates */
};

static enum wallet_status fail_argument(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "%s", why);
}

/** readerAuth, over what is asked in this session. */
static enum wallet_status write_reader_auth(
    const struct signatory *signatory,
    struct wallet_bytes items,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER payload = { 0 };
    const struct wlt_doc_request request = { .items = { .whole = items } };

    const enum wallet_status status =
        wlt_doc_request_append_signed(&request, signatory->transcript, &payload, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_text(writer, wlt_bytes_of("readerAuth"));
    return wlt_proof_sign(
        signatory->signer,
        signatory->key,
        "the first certificate is not that of the key that signs",
        wallet_buffer_bytes(&signatory->unprotected),
        wallet_buffer_bytes(&payload),
        writer,
        error);
}

/** A DocRequest. */
static enum wallet_status write_doc_request(
    const struct wallet_mdoc_wanted *wanted,
    const struct signatory *signatory,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER items = { 0 };

    enum wallet_status status = wlt_items_request_append(wanted, &items, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_map(writer, signatory->signer ? 2 : 1);
    if (signatory->signer) {
        status = write_reader_auth(signatory, wallet_buffer_bytes(&items), writer, error);
    }

    wlt_write_text(writer, wlt_bytes_of("itemsRequest"));
    wlt_write_encoded(writer, wallet_buffer_bytes(&items));
    return status;
}

/** A DeviceRequest. */
static enum wallet_status write_request(
    const struct wallet_mdoc_wanted *wanted,
    size_t count,
    const struct signatory *signatory,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    enum wallet_status status = WALLET_OK;

    wlt_write_map(&writer, 2);
    wlt_write_text(&writer, wlt_bytes_of("version"));
    wlt_write_text(&writer, wlt_bytes_of("1.0"));
    wlt_write_text(&writer, wlt_bytes_of("docRequests"));
    wlt_write_array(&writer, count);
    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        status = write_doc_request(&wanted[i], signatory, &writer, error);
    }

    status = status == WALLET_OK ? wlt_writer_status(&writer, error) : status;
    if (status == WALLET_OK && out->size > WALLET_MDOC_REQUEST_MAX) {
        status = wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the request would have more than %d bytes",
            WALLET_MDOC_REQUEST_MAX);
    }

    return status;
}

/** How many certificates are sent: a root at the end is the device's business. */
static size_t count_sent(const struct wallet_certificates *certificates)
{
    size_t count = certificates->count;

    while (count > 1 && wlt_certificate_is_self_issued(certificates->items[count - 1])) {
        count--;
    }

    return count;
}

/** {33: certificates} */
static enum wallet_status append_chain(
    const struct wallet_certificates *certificates,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, WLT_COSE_X5CHAIN);
    wlt_x5chain_write(
        &writer,
        (const struct wlt_certificate *const *)certificates->items,
        count_sent(certificates));
    return wlt_writer_status(&writer, error);
}

/** ISO/IEC 18013-5 9.1.4.5: of these algorithms; RSA and SM2 are none for requests. */
static enum wallet_status check_algorithm(
    const struct wallet_signer *signer, struct wallet_error *error)
{
    if (signer->algorithm == WALLET_ALGORITHM_ED25519 ||
        signer->algorithm == WALLET_ALGORITHM_ES256 ||
        signer->algorithm == WALLET_ALGORITHM_ES384) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_UNSUPPORTED,
        WALLET_NO_OFFSET,
        "readers sign by Ed25519, ES256 or ES384, not by %s",
        wallet_algorithm_name(signer->algorithm));
}

/** Devices take it for a reader's only if it is one (Annex B.1.7). */
static enum wallet_status check_leaf(const struct wlt_certificate *leaf, struct wallet_error *error)
{
    return wlt_certificate_is_readers(leaf)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_KEY,
                     WALLET_NO_OFFSET,
                     "the first certificate is not for readers of mobile documents");
}

static enum wallet_status take_reader(
    const struct wallet_mdoc_reader *reader, struct signatory *out, struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };

    if (!reader->signer || !reader->signer->sign || !reader->certificates ||
        !reader->transcript.data) {
        return fail_argument(error, "a required pointer is NULL");
    }

    if (count_sent(reader->certificates) >= WALLET_CHAIN_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d certificates, of which the root need not be one",
            WALLET_CHAIN_MAX - 1);
    }

    if (wlt_transcript_find(reader->transcript, &out->transcript, &story) != WALLET_OK) {
        return fail_argument(error, "expected the session's transcript");
    }

    enum wallet_status status = check_algorithm(reader->signer, error);
    if (status == WALLET_OK) {
        status = check_leaf(reader->certificates->items[0], error);
    }

    if (status == WALLET_OK) {
        out->signer = reader->signer;
        out->key = wlt_certificate_key(reader->certificates->items[0]);
        status = append_chain(reader->certificates, &out->unprotected, error);
    }

    return status;
}

static bool are_wanted(const struct wallet_mdoc_wanted *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!wanted[i].doc_type || !wanted[i].elements || wanted[i].element_count < 1 ||
            wanted[i].element_count > WALLET_MDOC_REQUEST_ELEMENT_MAX) {
            return false;
        }
    }

    return true;
}

enum wallet_status wallet_mdoc_request_write(
    const struct wallet_mdoc_wanted *wanted,
    size_t count,
    const struct wallet_mdoc_reader *reader,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct signatory signatory = { .signer = NULL };
    enum wallet_status status = WALLET_OK;

    if (!wanted || !out) {
        return fail_argument(error, "a required pointer is NULL");
    }

    if (count < 1 || count > WALLET_MDOC_REQUEST_DOC_MAX || !are_wanted(wanted, count)) {
        return fail_argument(error, "expected documents, and elements of each that are wanted");
    }

    wlt_buffer_set_size(out, 0);
    status = reader ? take_reader(reader, &signatory, error) : WALLET_OK;
    status = status == WALLET_OK ? write_request(wanted, count, &signatory, out, error) : status;
    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, 0);
    }

    wallet_buffer_clear(&signatory.unprotected);
    return status;
}
