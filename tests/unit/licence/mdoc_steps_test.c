/* SPDX-License-Identifier: Apache-2.0 */

/* A mobile document of ours in two steps, for a signer that answers later. */
#include "make_mobile.h"

/** A first step and what belongs to it; the second goes wrong with anything else. */
static void check_second_step(
    struct mobile *mobile,
    struct wallet_bytes signed_bytes,
    struct wallet_bytes good,
    struct wallet_bytes others)
{
    const struct {
        const char *what;
        struct wallet_bytes to_be_signed;
        struct wallet_bytes signature;
        struct wallet_bytes beside;
        enum wallet_status wanted;
    } rows[] = {
        { "bytes of something else", test_hex("00"), good, others, WALLET_ERR_STRUCTURE },
        { "a signature cut off", signed_bytes, { good.data, 63 }, others, WALLET_ERR_VALUE },
        { "nothing beside", signed_bytes, good, { 0 }, WALLET_ERR_TRUNCATED },
        { "no array beside", signed_bytes, good, test_hex("a0"), WALLET_ERR_STRUCTURE },
        { "no header beside", signed_bytes, good, test_hex("82 00 a0"), WALLET_ERR_STRUCTURE },
        { "no namespaces beside", signed_bytes, good, test_hex("82 a0 00"), WALLET_ERR_STRUCTURE },
        { "more beside", signed_bytes, good, test_hex("83 a0 a0 a0"), WALLET_ERR_STRUCTURE },
        { "no array that ends", signed_bytes, good, test_hex("82 a0"), WALLET_ERR_TRUNCATED },
        { "NULL", { NULL, 1 }, good, others, WALLET_ERR_ARGUMENT },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            wallet_mdoc_issue_finish(
                rows[i].to_be_signed, rows[i].signature, rows[i].beside, &mobile->document, NULL),
            rows[i].wanted);
        CHECK_ROW(rows[i].what, i < 8 && mobile->document.size > 0, false);
    }
}

TEST(two_steps_are_as_good_as_one)
{
    struct mobile mobile;
    struct wallet_mdoc_draft draft = { .beside = { 0 } };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const struct agency *agency = &mobile.agency;
    struct wallet_signer distant = agency->signer;
    distant.sign = NULL;

    CHECK_EQUAL(mobile_issue(&mobile, agency->record, NULL), WALLET_OK);
    const size_t one_step = mobile.document.size;
    CHECK_EQUAL(
        wallet_mdoc_issue_start(
            agency->record, mobile.device, mobile.chain, &distant, AGENCY_NOW, &draft, NULL),
        WALLET_OK);
    const struct wallet_bytes signed_bytes = wallet_buffer_bytes(&draft.to_be_signed);
    const struct wallet_bytes others = wallet_buffer_bytes(&draft.beside);
    CHECK_EQUAL(
        agency->signer.sign(agency->signer.context, signed_bytes, signature, &size, NULL),
        WALLET_OK);
    const struct wallet_bytes good = { signature, size };
    CHECK_EQUAL(
        wallet_mdoc_issue_finish(signed_bytes, good, others, &mobile.document, NULL), WALLET_OK);
    CHECK_EQUAL(mobile.document.size, one_step);
    CHECK_EQUAL(
        wallet_verdict_decision(mobile_verify(&mobile, wallet_buffer_bytes(&mobile.document))),
        WALLET_ACCEPTED);

    check_second_step(&mobile, signed_bytes, good, others);
    wallet_buffer_clear(&draft.to_be_signed);
    wallet_buffer_clear(&draft.beside);
    mobile_close(&mobile);
}
