/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/key.h>

#include "base/error.h"
#include "crypto/public_key.h"
#include "crypto/sm2.h"

#include <strings.h>

static const char *const names[] = {
    [WALLET_ALGORITHM_NONE] = "none",     [WALLET_ALGORITHM_ED25519] = "Ed25519",
    [WALLET_ALGORITHM_ES256] = "ES256",   [WALLET_ALGORITHM_ES384] = "ES384",
    [WALLET_ALGORITHM_PS256] = "PS256",   [WALLET_ALGORITHM_SM2] = "SM2",
    [WALLET_ALGORITHM_ES512] = "ES512",   [WALLET_ALGORITHM_ESB256] = "ESB256",
    [WALLET_ALGORITHM_ESB320] = "ESB320", [WALLET_ALGORITHM_ESB384] = "ESB384",
    [WALLET_ALGORITHM_ESB512] = "ESB512", [WALLET_ALGORITHM_ED448] = "Ed448",
};

enum {
    NAMES = sizeof names / sizeof names[0],
};

const char *wallet_algorithm_name(enum wallet_algorithm algorithm)
{
    return (unsigned)algorithm < NAMES ? names[algorithm] : names[WALLET_ALGORITHM_NONE];
}

enum wallet_algorithm wallet_algorithm_find(const char *name)
{
    for (unsigned i = WALLET_ALGORITHM_NONE + 1; name && i < NAMES; i++) {
        if (strcasecmp(name, names[i]) == 0) {
            return (enum wallet_algorithm)i;
        }
    }

    return WALLET_ALGORITHM_NONE;
}

bool wlt_algorithm_is_foreign(enum wallet_algorithm algorithm)
{
    return algorithm == WALLET_ALGORITHM_PS256 || algorithm >= WALLET_ALGORITHM_ES512;
}

enum wallet_status wallet_algorithm_check_signing(
    enum wallet_algorithm algorithm, struct wallet_error *error)
{
    if (algorithm == WALLET_ALGORITHM_NONE || wlt_algorithm_is_foreign(algorithm)) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected Ed25519, ES256, ES384 or SM2");
    }

    return algorithm == WALLET_ALGORITHM_SM2 ? wlt_sm2_check_build(error) : WALLET_OK;
}
