/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_SM2_H
#define WLT_CRYPTO_SM2_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <openssl/x509.h>

#include <stdbool.h>

/*
 * SM2 with SM3 (GB/T 32918, GB/T 32905) always under the ID that GB/T 35276 gives by default and all
 * Chinese certificates use.  OpenSSL takes another one, the empty, where none is set.
 */
#define WLT_SM2_ID "1234567812345678"

enum {
    WLT_SM2_NUMBER_SIZE = 32, /* bytes of a coordinate, and of r and s */
    WLT_SM3_SIZE = 32,
};

/**
 * Writes ZA (GB/T 32918.2 section 5.5): SM3 over the ID, the curve and the point, which stands before
 * each message.  Made once a key.
 *
 * \param x    WLT_SM2_NUMBER_SIZE bytes, as is `y`
 * \return false with OpenSSL's errors queued
 */
bool wlt_sm2_identity(struct wallet_bytes x, struct wallet_bytes y, uint8_t out[WLT_SM3_SIZE]);

/**
 * Sets the ID under which the certificate's own signature is checked, if that is SM2 with SM3; with
 * any other OpenSSL would refuse it for having an ID.
 *
 * \return false if memory ran out
 */
bool wlt_sm2_identify_certificate(X509 *x509);

/**
 * Whether this is a build of OpenSSL that does not leak an SM2 key through the time that signing takes
 * (CVE-2026-77696, CVE-2026-54872): Debian's of 3.0.22-1~deb12u2 or later.  The patch level of a
 * package is in none of these strings; its date is.  What cannot be told apart counts as leaking.
 *
 * \param version   as OpenSSL_version_num() gives it
 * \param platform  as OpenSSL_version(OPENSSL_PLATFORM) gives it, such as "platform: debian-amd64"
 * \param built_on  OPENSSL_BUILT_ON, such as "built on: Wed Oct 21 09:54:24 2026 UTC"
 */
bool wlt_sm2_build_is_fixed(unsigned long version, const char *platform, const char *built_on);

/** WALLET_ERR_UNSUPPORTED unless the OpenSSL that runs here is such a build. */
enum wallet_status wlt_sm2_check_build(struct wallet_error *error);

#endif
