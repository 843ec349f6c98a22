/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_CERTIFICATES_H
#define WLT_TRUST_CERTIFICATES_H

#include <wallet/certificate.h>

#include "crypto/certificate.h"

/** The certificates of a file, in its order. */
struct wallet_certificates {
    struct wlt_certificate *items[WALLET_CERTIFICATES_MAX];
    size_t count;
};

#endif
