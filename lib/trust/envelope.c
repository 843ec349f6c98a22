/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/envelope.h"

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "trust/key.h"

enum {
    HEADER_COUNT = 3, /* alg, kid, typ */
};

WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)

static enum wallet_status append_protected(
    const struct wallet_signer *signer,
    const char *typ,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, HEADER_COUNT);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, wlt_cose_algorithm_number(signer->algorithm));
    wlt_write_int(&writer, WLT_COSE_KID);
    wlt_write_bytes(&writer, (struct wallet_bytes){ signer->key_id, WALLET_KEY_ID_SIZE });
    wlt_write_int(&writer, WLT_COSE_TYP);
    wlt_write_text(&writer, wlt_bytes_of(typ));
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_envelope_sign_under(
    const struct wallet_signer *signer,
    struct wallet_bytes protected_encoded,
    struct wallet_bytes payload,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    enum wallet_status status = wlt_sign1_append_signed(
        protected_encoded, (struct wallet_bytes){ 0 }, payload, &message, error);
    if (status == WALLET_OK) {
        const struct wallet_bytes bytes = wallet_buffer_bytes(&message);
        status = signer->sign(signer->context, bytes, signature, &size, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    wlt_buffer_set_size(out, 0);
    return wlt_sign1_append(
        protected_encoded, payload, (struct wallet_bytes){ signature, size }, out, error);
}

enum wallet_status wlt_envelope_sign(
    const struct wallet_signer *signer,
    const char *typ,
    struct wallet_bytes claims,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer head = { 0 };

    const enum wallet_status status = append_protected(signer, typ, &head, error);
    return status == WALLET_OK
               ? wlt_envelope_sign_under(signer, wallet_buffer_bytes(&head), claims, out, error)
               : status;
}

enum wallet_status wlt_envelope_sign_readable(
    const struct wallet_signer *signer,
    const char *typ,
    struct wallet_bytes claims,
    wlt_envelope_open *open,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer object = { 0 };
    struct wlt_sign1 sign1 = { 0 };

    enum wallet_status status = wlt_envelope_sign(signer, typ, claims, &object, error);
    if (status == WALLET_OK) {
        status = open(wallet_buffer_bytes(&object), &sign1, error);
    }

    if (status == WALLET_OK) {
        wallet_buffer_clear(out);
        *out = object;
        object = (struct wallet_buffer){ 0 };
    }

    return status;
}

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

enum wallet_status wlt_envelope_check_type(
    const struct wlt_sign1 *sign1, const char *typ, const char *what, struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;

    if (!headers->typ.is_present || headers->typ.is_number ||
        !wlt_bytes_are(headers->typ.text, typ)) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected %s", what);
    }

    /* Nothing in it would be signed. */
    if (sign1->unprotected_headers.count > 0) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected no unprotected headers");
    }

    return WALLET_OK;
}

static enum wallet_status check_signature(
    const struct wlt_sign1 *sign1, const struct wallet_key *root, struct wallet_error *error)
{
    WLT_AUTO(context) struct wlt_check_context *context = NULL;
    struct wallet_buffer message = { 0 };

    enum wallet_status status = wlt_check_context_new(&context, error);
    if (status == WALLET_OK) {
        status = wlt_sign1_append_signed(
            sign1->protected_encoded, (struct wallet_bytes){ 0 }, sign1->payload, &message, error);
    }

    if (status == WALLET_OK) {
        status = wlt_check_signature(
            context,
            wlt_key_public(root),
            wallet_key_algorithm(root),
            wallet_buffer_bytes(&message),
            sign1->signature);
        if (status == WALLET_ERR_MEMORY) {
            status = wlt_fail_memory(error);
        } else if (status != WALLET_OK) {
            status = refuse(error, "the root's signature does not fit the content");
        }
    }

    wallet_buffer_clear(&message);
    return status;
}

enum wallet_status wlt_envelope_check_root(
    const struct wlt_sign1 *sign1, const struct wallet_key *root, struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;

    if (!headers->has_kid || !wlt_bytes_equal(headers->kid, wallet_key_id(root))) {
        return refuse(error, "another root signed it");
    }

    if (!headers->has_alg || wlt_cose_algorithm(headers->alg) != wallet_key_algorithm(root)) {
        return refuse(error, "its algorithm is not that of the root's key");
    }

    return check_signature(sign1, root, error);
}
