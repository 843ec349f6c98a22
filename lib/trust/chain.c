/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/trust_list.h>

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/certificate.h"
#include "crypto/pem.h"

#include <string.h>

enum {
    DER_SEQUENCE = 0x30,
};

static enum wallet_status append(
    struct wallet_buffer *out, struct wallet_bytes der, struct wallet_error *error)
{
    struct wlt_certificate *certificate = NULL;

    const enum wallet_status status = wlt_certificate_parse(der, &certificate, error);
    wlt_certificate_free(certificate);
    if (status != WALLET_OK) {
        return status;
    }

    return wlt_buffer_append(out, der) ? WALLET_OK : wlt_fail_memory(error);
}

static enum wallet_status append_pem(
    struct wallet_buffer *out, struct wallet_bytes text, struct wallet_error *error)
{
    struct wlt_pem pem = { .label = "" };
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK) {
        status = wlt_pem_next(&text, &pem, error);
        if (status == WALLET_OK && strcmp(pem.label, "CERTIFICATE") == 0) {
            status = append(out, wallet_buffer_bytes(&pem.der), error);
        }
    }

    wallet_buffer_clear(&pem.der);
    return status == WALLET_ERR_MISSING ? WALLET_OK : status;
}

enum wallet_status wallet_trust_read_chain(
    struct wallet_bytes file, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wallet_buffer chain = { 0 };

    if (!out || (!file.data && file.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (file.size > WALLET_KEY_FILE_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", file.size);
    }

    const bool is_der = file.size > 0 && file.data[0] == DER_SEQUENCE;
    enum wallet_status status =
        is_der ? append(&chain, file, error) : append_pem(&chain, file, error);
    if (status == WALLET_OK && chain.size == 0) {
        status = wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "expected a certificate");
    }

    if (status == WALLET_OK) {
        wallet_buffer_clear(out);
        *out = chain;
    } else {
        wallet_buffer_clear(&chain);
    }

    return status;
}
