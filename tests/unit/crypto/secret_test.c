/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/secret.h"

#include "test.h"

#include <string.h>

TEST(a_secret_can_be_written_and_released)
{
    uint8_t *secret = wlt_secret_alloc(64);
    CHECK(secret != NULL);
    memset(secret, 0xa5, 64);
    CHECK_EQUAL(secret[63], 0xa5);
    wlt_secret_free(secret);
}

TEST(releasing_nothing_is_allowed)
{
    wlt_secret_free(NULL);
}

TEST(more_than_there_can_be_is_refused)
{
    CHECK(wlt_secret_alloc(SIZE_MAX - 1) == NULL);
}
