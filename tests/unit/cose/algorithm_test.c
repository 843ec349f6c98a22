/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/header.h"
#include "test.h"

/* The IANA COSE algorithms registry, and our own number of the private range. */
static const struct {
    const char *what;
    int64_t alg;
    enum wallet_algorithm wanted;
} rows[] = {
    { "Ed25519", -19, WALLET_ALGORITHM_ED25519 },   { "EdDSA", -8, WALLET_ALGORITHM_ED25519 },
    { "ESP256", -9, WALLET_ALGORITHM_ES256 },       { "ES256", -7, WALLET_ALGORITHM_ES256 },
    { "ESP384", -51, WALLET_ALGORITHM_ES384 },      { "ES384", -35, WALLET_ALGORITHM_ES384 },
    { "PS256", -37, WALLET_ALGORITHM_PS256 },       { "reserved", 0, WALLET_ALGORITHM_NONE },
    { "ES512", -36, WALLET_ALGORITHM_NONE },        { "ESP512", -52, WALLET_ALGORITHM_NONE },
    { "Ed448", -53, WALLET_ALGORITHM_NONE },        { "ES256K", -47, WALLET_ALGORITHM_NONE },
    { "PS384", -38, WALLET_ALGORITHM_NONE },        { "RS256", -257, WALLET_ALGORITHM_NONE },
    { "RS1", -65535, WALLET_ALGORITHM_NONE },       { "HMAC 256/256", 5, WALLET_ALGORITHM_NONE },
    { "the other sign", 7, WALLET_ALGORITHM_NONE }, { "SM2", -65537, WALLET_ALGORITHM_SM2 },
    { "ML-DSA-44", -48, WALLET_ALGORITHM_NONE },    { "beside SM2", -65538, WALLET_ALGORITHM_NONE },
};

TEST(a_number_stands_for_one_algorithm_or_none)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, wlt_cose_algorithm(rows[i].alg), rows[i].wanted);
    }
}

TEST(the_fully_specified_number_is_written)
{
    CHECK_EQUAL(wlt_cose_algorithm_number(WALLET_ALGORITHM_ED25519), -19);
    CHECK_EQUAL(wlt_cose_algorithm_number(WALLET_ALGORITHM_ES256), -9);
    CHECK_EQUAL(wlt_cose_algorithm_number(WALLET_ALGORITHM_ES384), -51);
    CHECK_EQUAL(wlt_cose_algorithm_number(WALLET_ALGORITHM_PS256), -37);
    CHECK_EQUAL(wlt_cose_algorithm_number(WALLET_ALGORITHM_SM2), -65537);
    CHECK_EQUAL(wlt_cose_algorithm_number(WALLET_ALGORITHM_NONE), 0);
}
