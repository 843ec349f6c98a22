/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/key.h>

#include "test.h"

static const struct {
    enum wallet_algorithm algorithm;
    const char *name;
    const char *shouted;
} rows[] = {
    { WALLET_ALGORITHM_ED25519, "Ed25519", "ED25519" },
    { WALLET_ALGORITHM_ES256, "ES256", "es256" },
    { WALLET_ALGORITHM_ES384, "ES384", "Es384" },
    { WALLET_ALGORITHM_PS256, "PS256", "ps256" },
    { WALLET_ALGORITHM_SM2, "SM2", "sm2" },
};

TEST(names_are_found_again_in_any_case)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_TEXT(wallet_algorithm_name(rows[i].algorithm), rows[i].name);
        CHECK_ROW(rows[i].name, wallet_algorithm_find(rows[i].name), rows[i].algorithm);
        CHECK_ROW(rows[i].shouted, wallet_algorithm_find(rows[i].shouted), rows[i].algorithm);
    }
}

TEST(knows_no_other_names)
{
    static const char *const names[] = { "", "none", "RS256", "ES256 ", "ES25", "EdDSA" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        CHECK_ROW(names[i], wallet_algorithm_find(names[i]), WALLET_ALGORITHM_NONE);
    }

    CHECK_EQUAL(wallet_algorithm_find(NULL), WALLET_ALGORITHM_NONE);
    CHECK_TEXT(wallet_algorithm_name(WALLET_ALGORITHM_NONE), "none");
    CHECK_TEXT(wallet_algorithm_name((enum wallet_algorithm)99), "none");
}

TEST(nobody_signs_with_algorithms_that_are_only_checked)
{
    struct wallet_error error;

    CHECK_EQUAL(
        wallet_algorithm_check_signing(WALLET_ALGORITHM_PS256, &error), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(error.status, WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_algorithm_check_signing(WALLET_ALGORITHM_NONE, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_algorithm_check_signing((enum wallet_algorithm)99, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_algorithm_check_signing(WALLET_ALGORITHM_ED25519, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_algorithm_check_signing(WALLET_ALGORITHM_ES256, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_algorithm_check_signing(WALLET_ALGORITHM_ES384, NULL), WALLET_OK);
}
