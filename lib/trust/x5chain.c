/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/x5chain.h"

#include "base/error.h"

struct wallet_bytes wlt_x5chain_find(const struct wlt_sign1 *sign1)
{
    const struct wallet_bytes in_protected = sign1->protected_headers.x5chain;
    return in_protected.size > 0 ? in_protected : sign1->unprotected_headers.x5chain;
}

/* RFC 9360 section 2: one certificate is a byte string, several are an array of them. */
enum wallet_status wlt_x5chain_read(
    struct wallet_bytes encoded, struct wlt_x5chain *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_LENIENT);
    uint64_t count = wlt_next_is(&reader, WLT_CBOR_ARRAY) ? wlt_read_array_any(&reader) : 1;
    enum wallet_status status = WALLET_OK;

    if (count == 0 || encoded.size == 0) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "it carries no certificates");
    }

    if (count > WLT_CHAIN_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "it carries over %d certificates",
            WLT_CHAIN_MAX);
    }

    for (; count > 0 && status == WALLET_OK; count--) {
        const struct wallet_bytes der = wlt_read_bytes(&reader);
        status = wlt_certificate_parse(der, &out->certificates[out->count], error);
        out->count += status == WALLET_OK;
    }

    return status;
}

void wlt_x5chain_write(
    struct wlt_writer *writer, const struct wlt_certificate *const *certificates, size_t count)
{
    if (count > 1) {
        wlt_write_array(writer, count);
    }

    for (size_t i = 0; i < count; i++) {
        const size_t mark = wlt_write_bytes_open(writer);
        if (writer->status == WALLET_OK) {
            writer->status = wlt_certificate_append_der(certificates[i], writer->out, NULL);
        }

        wlt_write_bytes_close(writer, mark);
    }
}

const struct wlt_certificate *const *wlt_x5chain_items(const struct wlt_x5chain *chain)
{
    return (const struct wlt_certificate *const *)chain->certificates;
}

void wlt_x5chain_clear(struct wlt_x5chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        wlt_certificate_free(chain->certificates[i]);
    }

    *chain = (struct wlt_x5chain){ 0 };
}

enum wallet_algorithm wlt_x5chain_algorithm(
    const struct wlt_x5chain *chain, const struct wlt_sign1 *sign1)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;
    const enum wallet_algorithm algorithm =
        wlt_public_key_algorithm(wlt_certificate_key(chain->certificates[0]));
    const bool is_named = headers->has_alg && wlt_cose_algorithm_may_be(headers->alg, algorithm);

    return is_named && algorithm != WALLET_ALGORITHM_PS256 ? algorithm : WALLET_ALGORITHM_NONE;
}

enum wallet_status wlt_x5chain_check_signature(
    const struct wlt_x5chain *chain,
    const struct wlt_sign1 *sign1,
    struct wallet_bytes payload,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };

    const enum wallet_status status = wlt_sign1_append_signed(
        sign1->protected_encoded, (struct wallet_bytes){ 0 }, payload, &message, error);
    return status == WALLET_OK ? wlt_check_signature_once(
                                     wlt_certificate_key(chain->certificates[0]),
                                     wallet_buffer_bytes(&message),
                                     sign1->signature,
                                     error)
                               : status;
}
