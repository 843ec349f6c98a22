/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/header.h"
#include "test.h"

/* The IANA COSE algorithms registry, and our own number of the private range. */
static const struct {
    const char *what;
    int64_t alg;
    enum wallet_algorithm wanted;
} rows[] = {
    { "Ed25519", -19, WALLET_ALGORITHM_ED25519 },
    { "EdDSA", -8, WALLET_ALGORITHM_ED25519 },
    { "ESP256", -9, WALLET_ALGORITHM_ES256 },
    { "ES256", -7, WALLET_ALGORITHM_ES256 },
    { "ESP384", -51, WALLET_ALGORITHM_ES384 },
    { "ES384", -35, WALLET_ALGORITHM_ES384 },
    { "PS256", -37, WALLET_ALGORITHM_PS256 },
    { "reserved", 0, WALLET_ALGORITHM_NONE },
    { "ES512", -36, WALLET_ALGORITHM_ES512 },
    { "ESP512", -52, WALLET_ALGORITHM_ES512 },
    { "Ed448", -53, WALLET_ALGORITHM_ED448 },
    { "ESB256", -265, WALLET_ALGORITHM_ESB256 },
    { "ESB320", -266, WALLET_ALGORITHM_ESB320 },
    { "ESB384", -267, WALLET_ALGORITHM_ESB384 },
    { "ESB512", -268, WALLET_ALGORITHM_ESB512 },
    { "behind ESB512", -269, WALLET_ALGORITHM_NONE },
    { "ES256K", -47, WALLET_ALGORITHM_NONE },
    { "PS384", -38, WALLET_ALGORITHM_NONE },
    { "RS256", -257, WALLET_ALGORITHM_NONE },
    { "RS1", -65535, WALLET_ALGORITHM_NONE },
    { "HMAC 256/256", 5, WALLET_ALGORITHM_NONE },
    { "the other sign", 7, WALLET_ALGORITHM_NONE },
    { "SM2", -65537, WALLET_ALGORITHM_SM2 },
    { "ML-DSA-44", -48, WALLET_ALGORITHM_NONE },
    { "beside SM2", -65538, WALLET_ALGORITHM_NONE },
};

TEST(a_number_stands_for_one_algorithm_or_none)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, wlt_cose_algorithm(rows[i].alg), rows[i].wanted);
    }
}

/* RFC 9053 section 2.1 leaves the curve open, and ISO/IEC 18013-5 9.1.2.4 lists which there are. */
TEST(an_older_number_goes_with_several_curves)
{
    static const struct {
        const char *what;
        int64_t alg;
        enum wallet_algorithm algorithm;
        bool wanted;
    } pairs[] = {
        { "ES256, P-256", -7, WALLET_ALGORITHM_ES256, true },
        { "ES256, Brainpool", -7, WALLET_ALGORITHM_ESB256, true },
        { "ES256, P-384", -7, WALLET_ALGORITHM_ES384, false },
        { "ES256, Brainpool 320", -7, WALLET_ALGORITHM_ESB320, false },
        { "ES384, Brainpool 320", -35, WALLET_ALGORITHM_ESB320, true },
        { "ES384, Brainpool 384", -35, WALLET_ALGORITHM_ESB384, true },
        { "ES384, Brainpool 256", -35, WALLET_ALGORITHM_ESB256, false },
        { "ES512, P-521", -36, WALLET_ALGORITHM_ES512, true },
        { "ES512, Brainpool 512", -36, WALLET_ALGORITHM_ESB512, true },
        { "ES512, P-256", -36, WALLET_ALGORITHM_ES256, false },
        { "EdDSA, Ed25519", -8, WALLET_ALGORITHM_ED25519, true },
        { "EdDSA, Ed448", -8, WALLET_ALGORITHM_ED448, true },
        { "EdDSA, P-256", -8, WALLET_ALGORITHM_ES256, false },
        { "ESP256, P-256", -9, WALLET_ALGORITHM_ES256, true },
        { "ESP256, Brainpool", -9, WALLET_ALGORITHM_ESB256, false },
        { "ESB256, P-256", -265, WALLET_ALGORITHM_ES256, false },
        { "Ed448, Ed25519", -53, WALLET_ALGORITHM_ED25519, false },
        { "none", 0, WALLET_ALGORITHM_NONE, false },
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        CHECK_ROW(
            pairs[i].what,
            wlt_cose_algorithm_may_be(pairs[i].alg, pairs[i].algorithm),
            pairs[i].wanted);
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
