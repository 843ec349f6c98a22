/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/openssl_error.h"

#include "test.h"

#include <openssl/err.h>

TEST(the_queue_is_empty_afterwards)
{
    ERR_raise(ERR_LIB_EC, ERR_R_INTERNAL_ERROR);
    ERR_raise(ERR_LIB_X509, ERR_R_PASSED_NULL_PARAMETER);
    CHECK_EQUAL(wlt_openssl_verdict(WALLET_ERR_REFUSED), WALLET_ERR_REFUSED);
    CHECK_EQUAL(ERR_peek_error(), 0);
}

TEST(a_failed_allocation_is_no_verdict)
{
    struct wallet_error error;

    ERR_raise(ERR_LIB_EC, ERR_R_MALLOC_FAILURE);
    ERR_raise(ERR_LIB_EC, ERR_R_EC_LIB);
    CHECK_EQUAL(wlt_fail_openssl(&error, WALLET_ERR_KEY, "a story"), WALLET_ERR_MEMORY);
    CHECK_EQUAL(error.status, WALLET_ERR_MEMORY);
    CHECK_TEXT(error.message, "out of memory");
    CHECK_EQUAL(ERR_peek_error(), 0);
}

TEST(otherwise_the_story_is_told)
{
    struct wallet_error error;

    ERR_raise(ERR_LIB_EC, ERR_R_EC_LIB);
    CHECK_EQUAL(wlt_fail_openssl(&error, WALLET_ERR_KEY, "a story"), WALLET_ERR_KEY);
    CHECK_EQUAL(error.status, WALLET_ERR_KEY);
    CHECK_TEXT(error.message, "a story");
}
