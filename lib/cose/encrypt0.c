/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/encrypt0.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cbor/writer.h"
#include "cose/sign1.h"
#include "crypto/aes_gcm.h"

/** The parts of a COSE_Encrypt0; borrows from the bytes it was read from. */
struct encrypt0 {
    struct wallet_bytes protected_encoded;
    struct wlt_cose_headers protected_headers;
    struct wlt_cose_headers unprotected_headers;
    struct wallet_bytes ciphertext;
};

bool wlt_encrypt0_begins_so(struct wallet_bytes bytes)
{
    struct wlt_reader reader = wlt_reader_start(bytes, WLT_CBOR_LENIENT);

    (void)wlt_read_optional_tag(&reader, WLT_TAG_CWT);
    return wlt_read_optional_tag(&reader, WLT_TAG_COSE_ENCRYPT0);
}

/** COSE_Encrypt0 = [ protected, unprotected, ciphertext ] */
static enum wallet_status read_parts(
    struct wallet_bytes encoded, struct encrypt0 *out, struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(encoded, WLT_CBOR_LENIENT);
    (void)wlt_read_optional_tag(&reader, WLT_TAG_CWT);
    wlt_read_tag(&reader, WLT_TAG_COSE_ENCRYPT0);
    wlt_read_array(&reader, 3);
    out->protected_encoded = wlt_read_bytes(&reader);
    wlt_cose_headers_read(&reader, &out->unprotected_headers);
    out->ciphertext = wlt_read_bytes(&reader);
    status = wlt_reader_finish(&reader, error);
    return status == WALLET_OK
               ? wlt_cose_protected_read(
                     out->protected_encoded, WLT_CBOR_LENIENT, &out->protected_headers, error)
               : status;
}

static size_t key_size_of(int64_t alg)
{
    switch (alg) {
    case WLT_COSE_A128GCM: return 16;
    case WLT_COSE_A192GCM: return 24;
    case WLT_COSE_A256GCM: return 32;
    default: return 0;
    }
}

static struct wallet_bytes find_iv(const struct encrypt0 *encrypt0)
{
    const struct wallet_bytes iv = encrypt0->protected_headers.iv;
    return iv.size > 0 ? iv : encrypt0->unprotected_headers.iv;
}

static enum wallet_status check_headers(
    const struct encrypt0 *encrypt0, struct wallet_bytes key, struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &encrypt0->protected_headers;
    const struct wlt_cose_headers *unprotected = &encrypt0->unprotected_headers;

    if (!wlt_cose_headers_are_disjoint(headers, unprotected, WLT_CBOR_STRICT) ||
        unprotected->crit.size > 0) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "its headers contradict each other, or critical ones are not protected");
    }

    if (!wlt_cose_crit_is_understood(headers)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "critical headers that are not understood");
    }

    const size_t key_size = headers->has_alg ? key_size_of(headers->alg) : 0;
    if (key_size == 0 || find_iv(encrypt0).size != WLT_AES_GCM_IV_SIZE) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "it is encrypted, but not by AES-GCM with a whole IV");
    }

    return key.size == key_size ? WALLET_OK
                                : wlt_fail(
                                      error,
                                      WALLET_ERR_REFUSED,
                                      WALLET_NO_OFFSET,
                                      "it is encrypted with a key of %zu bytes, not of %zu",
                                      key_size,
                                      key.size);
}

/** RFC 9052 section 5.3: Enc_structure. */
static enum wallet_status write_bound_to(
    const struct encrypt0 *encrypt0, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_array(&writer, 3);
    wlt_write_text(&writer, wlt_bytes_of("Encrypt0"));
    wlt_write_bytes(&writer, encrypt0->protected_encoded);
    wlt_write_bytes(&writer, (struct wallet_bytes){ 0 });
    return wlt_writer_status(&writer, error);
}

static enum wallet_status decrypt(
    const struct encrypt0 *encrypt0,
    struct wallet_bytes key,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer bound_to = { 0 };
    const struct wallet_bytes sealed = encrypt0->ciphertext;

    enum wallet_status status = write_bound_to(encrypt0, &bound_to, error);
    if (status != WALLET_OK || !wlt_buffer_reserve(out, out->size + sealed.size)) {
        return wlt_fail_memory(error);
    }

    status = wlt_aes_gcm_open(
        key, find_iv(encrypt0).data, wallet_buffer_bytes(&bound_to), sealed, out->data + out->size);
    if (status == WALLET_OK) {
        wlt_buffer_set_size(out, out->size + sealed.size - WLT_AES_GCM_TAG_SIZE);
        return WALLET_OK;
    }

    return status == WALLET_ERR_MEMORY
               ? wlt_fail_memory(error)
               : wlt_fail(
                     error,
                     status,
                     WALLET_NO_OFFSET,
                     "it does not open with this key: another one is needed, or it was changed");
}

enum wallet_status wlt_encrypt0_open(
    struct wallet_bytes encoded,
    struct wallet_bytes key,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct encrypt0 encrypt0 = { 0 };

    enum wallet_status status = read_parts(encoded, &encrypt0, error);
    status = status == WALLET_OK ? check_headers(&encrypt0, key, error) : status;
    return status == WALLET_OK ? decrypt(&encrypt0, key, out, error) : status;
}
