/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/openssl_error.h"

#include "base/error.h"

#include <openssl/err.h>

enum wallet_status wlt_openssl_verdict(enum wallet_status status)
{
    enum wallet_status verdict = status;

    for (unsigned long code = ERR_get_error(); code != 0; code = ERR_get_error()) {
        if (ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE) {
            verdict = WALLET_ERR_MEMORY;
        }
    }

    return verdict;
}

enum wallet_status wlt_fail_openssl(
    struct wallet_error *error, enum wallet_status status, const char *message)
{
    const enum wallet_status verdict = wlt_openssl_verdict(status);

    if (verdict == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    return wlt_fail(error, verdict, WALLET_NO_OFFSET, "%s", message);
}
