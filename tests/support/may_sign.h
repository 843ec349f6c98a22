/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_MAY_SIGN_H
#define TEST_MAY_SIGN_H

#include <wallet/key.h>

#include "test.h"

/** Whether signing with it can be tested here: with SM2 not under an OpenSSL that leaks the key. */
static inline bool may_sign(enum wallet_algorithm algorithm)
{
    struct wallet_error error = { .message = "" };
    const bool may = wallet_algorithm_check_signing(algorithm, &error) == WALLET_OK;

    if (!may) {
        print_message("# SKIP %s\n", error.message);
    }

    return may;
}

#endif
