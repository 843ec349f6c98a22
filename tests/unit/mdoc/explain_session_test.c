/* SPDX-License-Identifier: Apache-2.0 */

/* What is told of a session, field by field, before any document is. */
#include "explained.h"

/* Hashes of what was asked, and the names before them. */
#define REDIRECT_HASH "048bc053c00442af9b8eed494cefdd9d95240d254b046b11b68013722aad38ac"
#define DC_API_HASH   "fbece366f4212f9762c74cfdbf83b8c69e371d5d68cea09cb4c48ca6daab761a"
#define REDIRECT_NAME "71 4f70656e494434565048616e646f766572"
#define DC_API_NAME   "76 4f70656e4944345650444341504948616e646f766572"

static struct wallet_mdoc_explanation *explain_transcript(struct wallet_bytes transcript)
{
    struct wallet_mdoc_explanation *explanation = NULL;

    CHECK_EQUAL(
        wallet_mdoc_explain(transcript, (struct wallet_bytes){ 0 }, NULL, &explanation, NULL),
        WALLET_OK);
    return explanation;
}

TEST(tells_how_a_session_began)
{
    static const struct {
        const char *transcript;
        const char *kind;
        const char *hash;
    } rows[] = {
        { "83f6f6f6", "qr", NULL },
        { "83f6f6 82 41 01 f6", "nfc", NULL },
        { "83f6f6 82 41 01 41 02", "nfc", NULL },
        { "83f6f6 82" REDIRECT_NAME "5820" REDIRECT_HASH, "openid4vp", REDIRECT_HASH },
        { "83f6f6 82" DC_API_NAME "5820" DC_API_HASH, "openid4vp-dc-api", DC_API_HASH },
        { "83f6f6 82 65 6463617069 42 0102", "dcapi", "0102" },
        { "83f6f6 82 61 78 42 0102", "unknown", NULL },
        { "83f6f6 82 41 01 61 78", "unknown", NULL },
        { "83f6f6 83 41 01 41 02 f6", "unknown", NULL },
        { "83f6f6 82 65 6463617069 61 78", "unknown", NULL },
        { "83f6f6 a0", "unknown", NULL },
        { "83f6f6 01", "unknown", NULL },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_mdoc_explanation *explanation =
            explain_transcript(test_hex(rows[i].transcript));
        check_text(explanation, 0, WALLET_MDOC_PART_HANDOVER_KIND, rows[i].kind);
        CHECK_ROW(
            rows[i].transcript,
            is_told(explanation, 0, WALLET_MDOC_PART_HANDOVER_HASH),
            rows[i].hash != NULL);
        if (rows[i].hash) {
            check_bytes(explanation, 0, WALLET_MDOC_PART_HANDOVER_HASH, test_hex(rows[i].hash));
        }

        CHECK(is_told(explanation, 0, WALLET_MDOC_PART_HANDOVER));
        CHECK(!is_told(explanation, 0, WALLET_MDOC_PART_PROBLEM));
        wallet_mdoc_explanation_free(explanation);
    }
}

TEST(tells_both_messages_of_a_handover_by_nfc)
{
    struct wallet_mdoc_explanation *explanation =
        explain_transcript(test_hex("83f6f6 82 41 01 42 0203"));
    check_bytes(explanation, 0, WALLET_MDOC_PART_HANDOVER_SELECT, test_hex("01"));
    check_bytes(explanation, 0, WALLET_MDOC_PART_HANDOVER_REQUEST, test_hex("0203"));
    wallet_mdoc_explanation_free(explanation);

    explanation = explain_transcript(test_hex("83f6f6 82 41 01 f6"));
    CHECK(!is_told(explanation, 0, WALLET_MDOC_PART_HANDOVER_REQUEST));
    wallet_mdoc_explanation_free(explanation);
}

TEST(a_transcript_with_its_tag_is_explained_without)
{
    const struct wallet_bytes bare = test_hex("83f6f6f6");
    struct wallet_mdoc_explanation *explanation = explain_transcript(bare);
    check_number(explanation, 0, WALLET_MDOC_PART_TRANSCRIPT_TAGGED, 0);
    check_bytes(explanation, 0, WALLET_MDOC_PART_TRANSCRIPT, bare);
    wallet_mdoc_explanation_free(explanation);

    explanation = explain_transcript(embedded(bare));
    check_number(explanation, 0, WALLET_MDOC_PART_TRANSCRIPT_TAGGED, 1);
    check_bytes(explanation, 0, WALLET_MDOC_PART_TRANSCRIPT, bare);

    /* SHA-256 of d8 18 44 83 f6 f6 f6. */
    check_bytes(
        explanation,
        0,
        WALLET_MDOC_PART_TRANSCRIPT_SHA256,
        test_hex("0c3e410af40eeeef0f7e6a03885de8ce3891cf6ac87bc432da8775bf0fe8238d"));
    wallet_mdoc_explanation_free(explanation);
}

TEST(what_cannot_be_read_of_a_session_is_told)
{
    static const char *const rows[] = {
        "83 01 f6 f6",                          /* an engagement that is none */
        "83 d81841 01 f6 f6",                   /* nor a map in it */
        "83 d81842 a001 f6 f6",                 /* more in it than a map */
        "83 d81844 a1 01 81 01 f6 f6",          /* security of one part */
        "83 d81845 a1 01 82 01 a0 f6 f6",       /* whose key has no tag */
        "83 d81848 a1 01 82 01 d81841a0 f6 f6", /* and one that is no key */
        "83 d81843 a1 6178 f6 f6",              /* a key that is no number, without a value */
        "83 d81847 a2 00 6131 00 6132 f6 f6",   /* a key twice */
        "83 f6 01 f6",                          /* a reader's key that is none */
        "83 f6 d81841a0 f6",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_mdoc_explanation *explanation = explain_transcript(test_hex(rows[i]));
        CHECK_ROW(rows[i], is_told(explanation, 0, WALLET_MDOC_PART_PROBLEM), true);
        CHECK(is_told(explanation, 0, WALLET_MDOC_PART_HANDOVER_KIND));
        wallet_mdoc_explanation_free(explanation);
    }
}

TEST(a_session_by_a_code_is_told_with_both_keys)
{
    struct mdoc_world world;
    open_world(&world);
    struct wallet_buffer key = { 0 };
    struct wallet_buffer transcript = { 0 };
    struct wallet_mdoc_explanation *explanation = NULL;

    CHECK_EQUAL(wallet_key_write_cose(world.reader, &key, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_transcript_qr(
            test_hex("a1 00 63 312e30"), wallet_buffer_bytes(&key), &transcript, NULL),
        WALLET_OK);
    world.session.transcript = wallet_buffer_bytes(&transcript);
    explanation = explain(&world, (struct wallet_bytes){ 0 });
    check_text(explanation, 0, WALLET_MDOC_PART_ENGAGEMENT_VERSION, "1.0");
    check_bytes(explanation, 0, WALLET_MDOC_PART_ENGAGEMENT, test_hex("a1 00 63 312e30"));
    check_bytes(explanation, 0, WALLET_MDOC_PART_READER, wallet_buffer_bytes(&key));
    check_text(explanation, 0, WALLET_MDOC_PART_READER_CURVE, "P-256");
    check_bytes(
        explanation, 0, WALLET_MDOC_PART_READER_Y, wlt_public_key_y(wlt_key_public(world.reader)));
    check_bytes(
        explanation, 0, WALLET_MDOC_PART_GIVEN_X, wlt_public_key_x(wlt_key_public(world.reader)));
    check_number(explanation, 0, WALLET_MDOC_PART_GIVEN_IS_READER, 1);
    wallet_mdoc_explanation_free(explanation);

    world.session.reader_key = world.device;
    explanation = explain(&world, (struct wallet_bytes){ 0 });
    check_number(explanation, 0, WALLET_MDOC_PART_GIVEN_IS_READER, 0);
    wallet_mdoc_explanation_free(explanation);
    wallet_buffer_clear(&transcript);
    wallet_buffer_clear(&key);
    close_world(&world);
}
