/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/signable.h"

#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/header.h"
#include "cose/sign1.h"
#include "mdoc/mso.h"

#define OWN_TYPES "application/wallet-"

enum {
    TAG_ENCODED_CBOR = 24,
};

static enum wallet_status refuse(struct wallet_error *error, const char *what)
{
    return wlt_fail(
        error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the agent does not sign %s", what);
}

/** Sig_structure = [ context, body_protected, external_aad, payload ] (RFC 9052 section 4.4). */
static bool read_parts(
    struct wallet_bytes message,
    struct wallet_bytes *out_protected,
    struct wallet_bytes *out_payload)
{
    struct wlt_reader reader = wlt_reader_start(message, WLT_CBOR_STRICT);

    wlt_read_array(&reader, 4);
    const struct wallet_bytes context = wlt_read_text(&reader);
    *out_protected = wlt_read_bytes(&reader);
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
static bool is_security_object(struct wallet_bytes payload)
{
    struct wlt_mso mso;

    return wlt_mso_read(payload, &mso, NULL) == WALLET_OK;
}

/**
 * Whether it is what a reader or a device of mobile documents proves itself by, which is named in it and not
 * in a header: ReaderAuthenticationBytes or DeviceAuthenticationBytes (ISO/IEC 18013-5 9.1.4.4, 9.1.3.4).
 */
static bool is_authentication(struct wallet_bytes payload)
{
    struct wlt_reader outer = wlt_reader_start(payload, WLT_CBOR_STRICT);

    wlt_read_tag(&outer, TAG_ENCODED_CBOR);
    const struct wallet_bytes content = wlt_read_bytes(&outer);
    if (wlt_reader_finish(&outer, NULL) != WALLET_OK) {
        return false;
    }

    struct wlt_reader inner = wlt_reader_start(content, WLT_CBOR_STRICT);
    const uint64_t parts = wlt_read_array_any(&inner);
    const struct wallet_bytes context = wlt_read_text(&inner);
    return wlt_reader_is_ok(&inner) &&
           ((parts == 3 && wlt_bytes_are(context, "ReaderAuthentication")) ||
            (parts == 4 && wlt_bytes_are(context, "DeviceAuthentication")));
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

    const bool may_be =
        headers.typ.is_present
            ? is_allowed(&headers.typ)
            : headers.count == 1 && (is_security_object(payload) || is_authentication(payload));
    return may_be ? WALLET_OK : refuse(error, "this type of object");
}
