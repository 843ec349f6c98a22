/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_USAGE_H
#define WLT_CRYPTO_USAGE_H

#include "crypto/certificate.h"

/** The extended key usages of a certificate. */
struct wlt_usages {
    bool is_there;    /* the extension is, readable or not */
    bool has_any;     /* anyExtendedKeyUsage */
    bool has_others;  /* that are neither ours nor "any" */
    bool has_unknown; /* and of these, some of which nobody here knows what they are for */
    unsigned roles;   /* of enum wallet_role: ours */
};

struct wlt_usages wlt_usages_read(const struct wlt_certificate *certificate);

#endif
