/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_OPENSSL_ERROR_H
#define WLT_CRYPTO_OPENSSL_ERROR_H

#include "base/error.h"

/**
 * Empties OpenSSL's queue of errors, so that none shows up in the caller's own use of OpenSSL.
 *
 * \return WALLET_ERR_MEMORY if one of them was a failed allocation, else `status`
 */
enum wallet_status wlt_openssl_verdict(enum wallet_status status);

/** The same, and tells the story: `message` unless memory ran out. */
enum wallet_status wlt_fail_openssl(
    struct wallet_error *error, enum wallet_status status, const char *message) WLT_COLD;

#endif
