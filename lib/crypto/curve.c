/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/curve.h"

#include "crypto/sm2.h"

#include <string.h>

static const struct wlt_curve curves[] = {
    { WLT_KEY_P256, WALLET_ALGORITHM_ES256, "EC", "prime256v1", "SHA2-256", 32 },
    { WLT_KEY_P384, WALLET_ALGORITHM_ES384, "EC", "secp384r1", "SHA2-384", 48 },
    { WLT_KEY_P521, WALLET_ALGORITHM_ES512, "EC", "secp521r1", "SHA2-512", 66 },
    { WLT_KEY_BRAINPOOL_256, WALLET_ALGORITHM_ESB256, "EC", "brainpoolP256r1", "SHA2-256", 32 },
    { WLT_KEY_BRAINPOOL_320, WALLET_ALGORITHM_ESB320, "EC", "brainpoolP320r1", "SHA2-384", 40 },
    { WLT_KEY_BRAINPOOL_384, WALLET_ALGORITHM_ESB384, "EC", "brainpoolP384r1", "SHA2-384", 48 },
    { WLT_KEY_BRAINPOOL_512, WALLET_ALGORITHM_ESB512, "EC", "brainpoolP512r1", "SHA2-512", 64 },
    { WLT_KEY_SM2, WALLET_ALGORITHM_SM2, "SM2", "SM2", "SM3", WLT_SM2_NUMBER_SIZE },
};

const struct wlt_curve *wlt_curve_of(enum wlt_key_kind kind)
{
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        if (curves[i].kind == kind) {
            return &curves[i];
        }
    }

    return NULL;
}

const struct wlt_curve *wlt_curve_find(const char *name)
{
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        if (strcmp(curves[i].name, name) == 0) {
            return &curves[i];
        }
    }

    return NULL;
}
