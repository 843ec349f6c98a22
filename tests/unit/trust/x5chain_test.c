/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/x5chain.h"

#include "make_vical.h"

/** What is made of the value of a header: what comes behind {33: . */
static enum wallet_status verdict(struct wallet_bytes header, size_t *out_count)
{
    const size_t head = 3;
    struct wlt_x5chain chain = { .count = 0 };
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wlt_x5chain_read(
        (struct wallet_bytes){ header.data + head, header.size - head }, &chain, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    *out_count = chain.count;
    wlt_x5chain_clear(&chain);
    CHECK_EQUAL(chain.count, 0);
    return status;
}

TEST(reads_one_certificate_or_an_array)
{
    struct provider provider = make_provider(&provider_signer);
    size_t count = 0;

    CHECK_EQUAL(verdict(x5chain_header(&provider.signer, NULL), &count), WALLET_OK);
    CHECK_EQUAL(count, 1);
    CHECK_EQUAL(verdict(x5chain_header(&provider.signer, &provider.root), &count), WALLET_OK);
    CHECK_EQUAL(count, 2);
    clear_provider(&provider);
}

TEST(refuses_what_is_no_chain)
{
    size_t count = 0;

    CHECK_EQUAL(verdict(test_hex("a11821"), &count), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(verdict(test_hex("a1182180"), &count), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(verdict(test_hex("a1182143666f6f"), &count), WALLET_ERR_KEY);
    CHECK_EQUAL(verdict(test_hex("a118218101"), &count), WALLET_ERR_KEY);
    CHECK_EQUAL(verdict(test_hex("a118218541614161416141614161"), &count), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(count, 0);
}
