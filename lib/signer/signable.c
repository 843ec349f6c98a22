/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/signable.h"

#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/header.h"
#include "cose/sign1.h"
#include "mdoc/mso.h"

#define OWN_TYPES "application/wallet-"

static enum wallet_status refuse(struct wallet_error *error, const char *what)
{
    return wlt_fail(
        error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the agent does not sign %s", what);
}

/** Sig_structure = [ context, body_protected, external_aad, payload ] (RFC 9052 section 4.4). */
static bool read_parts(
    struct wallet_bytes message, struct wallet_bytes *out, struct wallet_bytes *out_payload)
{
    struct wlt_reader reader = wlt_reader_start(message, WLT_CBOR_STRICT);

    wlt_read_array(&reader, 4);
    const struct wallet_bytes context = wlt_read_text(&reader);
    *out = wlt_read_bytes(&reader);
    (void)wlt_read_bytes(&reader);
    *out_payload = wlt_read_bytes(&reader);
    return wlt_reader_finish(&reader, NULL) == WALLET_OK && wlt_bytes_are(context, "Signature1");
}

static bool read_headers(struct wallet_bytes protected_encoded, struct wlt_cose_headers *out)
{
    /* A header that is there twice would let two readers see two types. */
    if (wlt_cbor_check(protected_encoded, WLT_CBOR_STRICT, NULL) != WALLET_OK) {
        return false;
    }

    struct wlt_reader reader = wlt_reader_start(protected_encoded, WLT_CBOR_STRICT);
    wlt_cose_headers_read(&reader, out);
    return wlt_reader_finish(&reader, NULL) == WALLET_OK;
}

static bool is_allowed(const struct wlt_cose_type *type)
{
    if (type->is_number) {
        return type->number == WLT_TAG_CWT; /* the CoAP content format has the tag's number */
    }

    return wlt_bytes_are(type->text, "application/cwt") ||
           wlt_bytes_are(type->text, "application/statuslist+cwt") ||
           (wlt_bytes_start_with(type->text, OWN_TYPES) && type->text.size > sizeof OWN_TYPES - 1);
}

/** A mobile document has no `typ`; what it has for a payload, no CWT and no other object of ours is. */
static bool is_mdoc(const struct wlt_cose_headers *headers, struct wallet_bytes payload)
{
    struct wlt_mso mso;

    return headers->count == 1 && wlt_mso_read(payload, &mso, NULL) == WALLET_OK;
}

enum wallet_status wlt_signable_check(
    struct wallet_bytes message, enum wallet_algorithm algorithm, struct wallet_error *error)
{
    struct wallet_bytes protected_encoded = { 0 };
    struct wallet_bytes payload = { 0 };
    struct wlt_cose_headers headers;

    if (!read_parts(message, &protected_encoded, &payload) ||
        !read_headers(protected_encoded, &headers)) {
        return refuse(error, "what is no Sig_structure for COSE_Sign1");
    }

    if (!headers.has_alg || wlt_cose_algorithm(headers.alg) != algorithm) {
        return refuse(error, "for another algorithm than its key's");
    }

    const bool fits =
        headers.typ.is_present ? is_allowed(&headers.typ) : is_mdoc(&headers, payload);
    return fits ? WALLET_OK : refuse(error, "this type of object");
}
