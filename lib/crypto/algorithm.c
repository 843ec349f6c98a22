/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/key.h>

#include "base/error.h"
#include "crypto/sm2.h"

#include <strings.h>

static const enum wallet_algorithm all[] = {
    WALLET_ALGORITHM_ED25519, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES384,
    WALLET_ALGORITHM_PS256,   WALLET_ALGORITHM_SM2,
};

const char *wallet_algorithm_name(enum wallet_algorithm algorithm)
{
    switch (algorithm) {
    case WALLET_ALGORITHM_ED25519: return "Ed25519";
    case WALLET_ALGORITHM_ES256: return "ES256";
    case WALLET_ALGORITHM_ES384: return "ES384";
    case WALLET_ALGORITHM_PS256: return "PS256";
    case WALLET_ALGORITHM_SM2: return "SM2";
    case WALLET_ALGORITHM_NONE: break;
    }

    return "none";
}

enum wallet_algorithm wallet_algorithm_find(const char *name)
{
    for (size_t i = 0; name && i < sizeof all / sizeof all[0]; i++) {
        if (strcasecmp(name, wallet_algorithm_name(all[i])) == 0) {
            return all[i];
        }
    }

    return WALLET_ALGORITHM_NONE;
}

enum wallet_status wallet_algorithm_check_signing(
    enum wallet_algorithm algorithm, struct wallet_error *error)
{
    switch (algorithm) {
    case WALLET_ALGORITHM_ED25519:
    case WALLET_ALGORITHM_ES256:
    case WALLET_ALGORITHM_ES384: return WALLET_OK;
    case WALLET_ALGORITHM_SM2: return wlt_sm2_check_build(error);
    case WALLET_ALGORITHM_PS256:
    case WALLET_ALGORITHM_NONE: break;
    }

    return wlt_fail(
        error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected Ed25519, ES256, ES384 or SM2");
}
