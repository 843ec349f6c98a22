/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_CURVE_H
#define WLT_CRYPTO_CURVE_H

#include "crypto/public_key.h"

/**
 * A curve with what goes with it.  ISO/IEC 18013-5 (9.1.2.4, 9.1.3.6) has readers know P-521 and the
 * Brainpool curves of RFC 5639; nothing of ours is signed on them.
 */
struct wlt_curve {
    enum wlt_key_kind kind;
    enum wallet_algorithm algorithm;
    const char *type;   /* of its keys in OpenSSL */
    const char *name;   /* its own in OpenSSL */
    const char *digest; /* in OpenSSL: what a signature by its algorithm is over */
    size_t size;        /* bytes of a coordinate, and of its order */
};

/** NULL for kinds of key that are on no such curve. */
const struct wlt_curve *wlt_curve_of(enum wlt_key_kind kind);

/** By its name in OpenSSL; NULL if it is none of these. */
const struct wlt_curve *wlt_curve_find(const char *name);

#endif
