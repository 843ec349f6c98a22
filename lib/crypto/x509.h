/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_X509_H
#define WLT_CRYPTO_X509_H

#include "crypto/certificate.h"

#include <openssl/x509v3.h>

/* The inside of certificates, for the files of this layer that read them and check their path. */

struct wlt_certificate {
    X509 *x509;
    struct wlt_public_key *key;
    uint8_t digest[WLT_DIGEST_SIZE];
    int64_t not_before;
    int64_t not_after;
    EXTENDED_KEY_USAGE *usages; /* NULL if there is no such extension */
    char *country;              /* never NULL once parsed */
    char *organisation;
    char *name;
};

#endif
