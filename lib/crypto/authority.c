/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/authority.h"

#include "crypto/digest.h"
#include "crypto/openssl_error.h"
#include "crypto/x509.h"

#include <string.h>

void wlt_authority_digest(const struct wlt_certificate *authority, uint8_t out[WLT_DIGEST_SIZE])
{
    const X509_NAME *name = X509_get_subject_name(authority->x509);
    const unsigned char *key = NULL;
    const unsigned char *subject = NULL;
    uint8_t parts[2 * WLT_SHA256_SIZE];
    size_t size = 0;
    int key_size = 0;

    /* A parsed certificate keeps both as they came. */
    (void)X509_NAME_get0_der(name, &subject, &size);
    (void)X509_PUBKEY_get0_param(
        NULL, &key, &key_size, NULL, X509_get_X509_PUBKEY(authority->x509));
    wlt_sha256((struct wallet_bytes){ subject, size }, parts);
    wlt_sha256((struct wallet_bytes){ key, (size_t)key_size }, parts + WLT_SHA256_SIZE);
    wlt_sha256((struct wallet_bytes){ parts, sizeof parts }, out);
}

bool wlt_authority_issued(
    const struct wlt_certificate *authority, const struct wlt_certificate *certificate)
{
    EVP_PKEY *key = X509_get0_pubkey(authority->x509);
    const bool issued =
        key &&
        X509_NAME_cmp(
            X509_get_subject_name(authority->x509), X509_get_issuer_name(certificate->x509)) == 0 &&
        X509_verify(certificate->x509, key) == 1;

    (void)wlt_openssl_verdict(WALLET_OK);
    return issued;
}
