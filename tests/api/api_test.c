/* SPDX-License-Identifier: Apache-2.0 */

/* The main job through the shared library, with nothing but its public headers. */
#include <wallet/wallet.h>

#include "agency.h"
#include "test.h"

#include <string.h>

TEST(tells_its_version)
{
    CHECK(strncmp(wallet_version(), "0.", 2) == 0);
}

TEST(issues_writes_draws_reads_and_verifies)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_PNG };
    struct agency agency;
    struct wallet_buffer text = { 0 };
    struct wallet_buffer picture = { 0 };
    struct wallet_buffer read = { 0 };
    unsigned version = 0;
    agency_open(&agency, WALLET_ALGORITHM_ES256);
    const struct wallet_bytes licence = wallet_buffer_bytes(&agency.licence);

    CHECK_EQUAL(wallet_qr_write_text(licence, &text, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_qr_draw(wallet_buffer_bytes(&text), &options, &picture, &version, NULL), WALLET_OK);
    CHECK(version > 0 && version <= WALLET_QR_VERSION_PREFERRED);
    CHECK_EQUAL(wallet_qr_read_text(wallet_buffer_bytes(&text), &read, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&read), licence);
    CHECK_EQUAL(agency_verify(&agency, wallet_buffer_bytes(&text), AGENCY_NOW), WALLET_REASON_NONE);

    wallet_buffer_clear(&read);
    wallet_buffer_clear(&picture);
    wallet_buffer_clear(&text);
    agency_close(&agency);
}

/** A signer of the program's own, such as a token would be: counts how often it is asked. */
struct token {
    struct wallet_signer inner;
    unsigned asked;
};

static enum wallet_status sign_with_token(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    struct token *const *token = context;
    (*token)->asked++;
    return (*token)->inner.sign((*token)->inner.context, message, out, size, error);
}

TEST(signs_with_whatever_stands_behind_the_table)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    struct token token = { .inner = agency.signer };
    struct token *place = &token;
    struct wallet_signer signer = agency.signer;
    signer.sign = sign_with_token;
    signer.context = &place;

    agency_issue(&agency, &signer);
    CHECK_EQUAL(token.asked, 1);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);
    agency_close(&agency);
}

TEST(walks_the_claims_of_a_verified_licence)
{
    struct agency agency;
    struct wallet_item item;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    struct wallet_claims claims = wallet_verdict_claims(agency.verdict);
    CHECK(wallet_claims_next(&claims, &item));
    CHECK_EQUAL(item.kind, WALLET_ITEM_MAP);
    for (uint64_t pairs = item.number; pairs > 0; pairs--) {
        CHECK(wallet_claims_next(&claims, &item));
        CHECK(wallet_claims_skip(&claims));
    }

    CHECK(!wallet_claims_next(&claims, &item));
    agency_close(&agency);
}
