/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/header.h"
#include "crypto/public_key.h"

/** A number of the IANA COSE algorithms registry, or of our own. */
struct number {
    enum wallet_algorithm algorithm;
    int64_t alg;
};

/*
 * The number that we write comes first: fully specified (RFC 9864).  The older ones are read: they
 * leave the curve open, which the key then tells.  Which of them go with Brainpool's: ISO/IEC 18013-5
 * 9.1.2.4.
 */
static const struct number numbers[] = {
    { WALLET_ALGORITHM_ED25519, -19 },      /* Ed25519 */
    { WALLET_ALGORITHM_ED25519, -8 },       /* EdDSA */
    { WALLET_ALGORITHM_ES256, -9 },         /* ESP256 */
    { WALLET_ALGORITHM_ES256, -7 },         /* ES256 */
    { WALLET_ALGORITHM_ES384, -51 },        /* ESP384 */
    { WALLET_ALGORITHM_ES384, -35 },        /* ES384 */
    { WALLET_ALGORITHM_PS256, -37 },        /* PS256, RFC 8230 */
    { WALLET_ALGORITHM_SM2, WLT_COSE_SM2 }, /* see there */
    { WALLET_ALGORITHM_ES512, -52 },        /* ESP512 */
    { WALLET_ALGORITHM_ES512, -36 },        /* ES512 */
    { WALLET_ALGORITHM_ESB256, -265 },      /* ESB256 */
    { WALLET_ALGORITHM_ESB256, -7 },        /* ES256 */
    { WALLET_ALGORITHM_ESB320, -266 },      /* ESB320 */
    { WALLET_ALGORITHM_ESB320, -35 },       /* ES384 */
    { WALLET_ALGORITHM_ESB384, -267 },      /* ESB384 */
    { WALLET_ALGORITHM_ESB384, -35 },       /* ES384 */
    { WALLET_ALGORITHM_ESB512, -268 },      /* ESB512 */
    { WALLET_ALGORITHM_ESB512, -36 },       /* ES512 */
    { WALLET_ALGORITHM_ED448, -53 },        /* Ed448 */
    { WALLET_ALGORITHM_ED448, -8 },         /* EdDSA */
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

bool wlt_cose_algorithm_may_be(int64_t alg, enum wallet_algorithm algorithm)
{
    bool is_one = false;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        is_one = is_one || (numbers[i].alg == alg && numbers[i].algorithm == algorithm);
    }

    return is_one;
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
    if (algorithm == WALLET_ALGORITHM_NONE || wlt_algorithm_is_foreign(algorithm)) {
        return 0;
    }

    return algorithm == WALLET_ALGORITHM_ES384 ? 96 : 64;
}
