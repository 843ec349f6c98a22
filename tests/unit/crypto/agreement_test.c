/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/agreement.h"

#include "test.h"

#include <string.h>

static struct wlt_private_key *make(enum wallet_algorithm algorithm)
{
    struct wlt_private_key *key = NULL;
    CHECK_EQUAL(wlt_private_key_generate(algorithm, &key, NULL), WALLET_OK);
    return key;
}

static enum wallet_status agree(
    const struct wlt_private_key *ours,
    const struct wlt_private_key *theirs,
    struct wallet_bytes *out)
{
    uint8_t *secret = test_memory(WLT_POINT_MAX);
    struct wallet_error error = { .message = "" };

    out->size = 0;
    out->data = secret;
    const enum wallet_status status =
        wlt_agree(ours, wlt_private_key_public(theirs), secret, &out->size, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return status;
}

/* That it is the right secret is told by Annex D, in vectors/mdoc_test.c. */
static void check_curve(enum wallet_algorithm algorithm, size_t size)
{
    struct wlt_private_key *one = make(algorithm);
    struct wlt_private_key *two = make(algorithm);
    struct wlt_private_key *three = make(algorithm);
    struct wallet_bytes a;
    struct wallet_bytes b;

    CHECK_EQUAL(agree(one, two, &a), WALLET_OK);
    CHECK_EQUAL(agree(two, one, &b), WALLET_OK);
    CHECK_EQUAL(a.size, size);
    CHECK_BYTES(a, b);
    CHECK_EQUAL(agree(one, three, &b), WALLET_OK);
    CHECK(memcmp(a.data, b.data, size) != 0);
    wlt_private_key_free(three);
    wlt_private_key_free(two);
    wlt_private_key_free(one);
}

TEST(both_sides_get_the_same)
{
    check_curve(WALLET_ALGORITHM_ES256, 32);
    check_curve(WALLET_ALGORITHM_ES384, 48);
}

TEST(keys_on_different_curves_or_of_other_kinds_agree_on_nothing)
{
    struct wlt_private_key *small = make(WALLET_ALGORITHM_ES256);
    struct wlt_private_key *large = make(WALLET_ALGORITHM_ES384);
    struct wlt_private_key *other = make(WALLET_ALGORITHM_ED25519);
    struct wallet_bytes secret;

    CHECK_EQUAL(agree(small, large, &secret), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(agree(large, small, &secret), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(agree(other, other, &secret), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(agree(small, other, &secret), WALLET_ERR_UNSUPPORTED);
    wlt_private_key_free(other);
    wlt_private_key_free(large);
    wlt_private_key_free(small);
}
