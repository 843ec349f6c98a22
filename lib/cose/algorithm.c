/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/header.h"

/** A number of the IANA COSE algorithms registry, or of our own. */
struct number {
    enum wallet_algorithm algorithm;
    int64_t alg;
};

/*
 * The number that we write comes first: fully specified (RFC 9864).  The older ones are read: they
 * leave the curve open, which the key then tells.
 */
static const struct number numbers[] = {
    { WALLET_ALGORITHM_ED25519, -19 }, /* Ed25519 */
    { WALLET_ALGORITHM_ED25519, -8 },  /* EdDSA */
    { WALLET_ALGORITHM_ES256, -9 },    /* ESP256 */
    { WALLET_ALGORITHM_ES256, -7 },    /* ES256 */
    { WALLET_ALGORITHM_ES384, -51 },   /* ESP384 */
    { WALLET_ALGORITHM_ES384, -35 },   /* ES384 */
    { WALLET_ALGORITHM_PS256, -37 },   /* PS256, RFC 8230 */
    { WALLET_ALGORITHM_SM2, WLT_COSE_SM2 },
};

enum wallet_algorithm wlt_cose_algorithm(int64_t alg)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (numbers[i].alg == alg) {
            return numbers[i].algorithm;
        }
    }

    return WALLET_ALGORITHM_NONE;
}

int64_t wlt_cose_algorithm_number(enum wallet_algorithm algorithm)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (numbers[i].algorithm == algorithm) {
            return numbers[i].alg;
        }
    }

    return 0; /* reserved: no algorithm has it */
}

int64_t wlt_cose_algorithm_general(enum wallet_algorithm algorithm)
{
    int64_t alg = 0;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        alg = numbers[i].algorithm == algorithm ? numbers[i].alg : alg;
    }

    return alg;
}

/** RFC 9053 section 2. */
size_t wlt_cose_signature_size(enum wallet_algorithm algorithm)
{
    switch (algorithm) {
    case WALLET_ALGORITHM_ED25519:
    case WALLET_ALGORITHM_ES256:
    case WALLET_ALGORITHM_SM2: return 64;
    case WALLET_ALGORITHM_ES384: return 96;
    case WALLET_ALGORITHM_PS256:
    case WALLET_ALGORITHM_NONE: break;
    }

    return 0;
}
