/* SPDX-License-Identifier: Apache-2.0 */

/* Transcripts: those of OpenID4VP against the examples in its Annex B.2.6. */
#include "mdoc/transcript.h"

#include "test.h"

#define NONCE      "exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA"
#define THUMBPRINT "4283ec927ae0f208daaa2d026a814f2b22dca52cf85ffa8f3f8626c6bd669047"

/** Compares what was written, and releases it. */
static void check_written(enum wallet_status status, struct wallet_buffer *out, const char *wanted)
{
    CHECK_EQUAL(status, WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(out), test_hex(wanted));
    wallet_buffer_clear(out);
}

static void check_refused(
    enum wallet_status status, const struct wallet_buffer *out, enum wallet_status wanted)
{
    CHECK_EQUAL(status, wanted);
    CHECK_EQUAL(out->size, 0);
}

TEST(a_redirect_is_as_in_the_example)
{
    struct wallet_buffer out = { 0 };

    const enum wallet_status status = wallet_transcript_redirect(
        "x509_san_dns:example.com",
        NONCE,
        test_hex(THUMBPRINT),
        "https://example.com/response",
        &out,
        NULL);
    check_written(
        status,
        &out,
        "83f6f682714f70656e494434565048616e646f7665725820048bc053c00442af9b8e"
        "ed494cefdd9d95240d254b046b11b68013722aad38ac");
}

TEST(the_dc_api_is_as_in_the_example)
{
    struct wallet_buffer out = { 0 };

    const enum wallet_status status =
        wallet_transcript_dc_api("https://example.com", NONCE, test_hex(THUMBPRINT), &out, NULL);
    check_written(
        status,
        &out,
        "83f6f682764f70656e4944345650444341504948616e646f7665725820fbece366f4"
        "212f9762c74cfdbf83b8c69e371d5d68cea09cb4c48ca6daab761a");
}

TEST(an_answer_that_is_not_encrypted_has_null_for_a_thumbprint)
{
    struct wallet_buffer out = { 0 };
    struct wallet_buffer same = { 0 };

    /* SHA-256 of 84 61 "c" 61 "n" f6 61 "u", and of 83 61 "o" 61 "n" f6. */
    CHECK_EQUAL(
        wallet_transcript_redirect("c", "n", (struct wallet_bytes){ 0 }, "u", &out, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_transcript_dc_api("o", "n", (struct wallet_bytes){ 0 }, &same, NULL), WALLET_OK);
    CHECK_BYTES(
        ((struct wallet_bytes){ out.data + out.size - 32, 32 }),
        test_hex("c166808a9c98e3ffa7940c933653c27beceb607b1bcb6c120b2896360bee4562"));
    CHECK_BYTES(
        ((struct wallet_bytes){ same.data + same.size - 32, 32 }),
        test_hex("b896875585c798dbc527079cfe4d70345f5ef443a14d7d785b2f9208d014bb51"));
    wallet_buffer_clear(&same);
    wallet_buffer_clear(&out);
}

TEST(nearby_sessions_hold_what_was_sent_as_it_was_sent)
{
    const struct wallet_bytes engagement = test_hex("b90001 00 63312e30");
    const struct wallet_bytes key = test_hex("a1 01 02");
    struct wallet_buffer out = { 0 };

    check_written(
        wallet_transcript_qr(engagement, key, &out, NULL),
        &out,
        "83 d818 48 b90001 00 63312e30 d818 43 a10102 f6");
    check_written(
        wallet_transcript_nfc(
            engagement, key, test_hex("9102"), (struct wallet_bytes){ 0 }, &out, NULL),
        &out,
        "83 d818 48 b90001 00 63312e30 d818 43 a10102 82 42 9102 f6");
    check_written(
        wallet_transcript_nfc(engagement, key, test_hex("9102"), test_hex("01"), &out, NULL),
        &out,
        "83 d818 48 b90001 00 63312e30 d818 43 a10102 82 42 9102 41 01");
}

TEST(refuses_parts_that_are_none)
{
    const struct wallet_bytes map = test_hex("a0");
    const struct wallet_bytes none = { 0 };
    struct wallet_buffer out = { 0 };

    check_refused(wallet_transcript_qr(none, map, &out, NULL), &out, WALLET_ERR_TRUNCATED);
    check_refused(
        wallet_transcript_qr(test_hex("80"), map, &out, NULL), &out, WALLET_ERR_STRUCTURE);
    check_refused(
        wallet_transcript_qr(map, test_hex("d81841a0"), &out, NULL), &out, WALLET_ERR_STRUCTURE);
    check_refused(
        wallet_transcript_qr(map, test_hex("a0a0"), &out, NULL), &out, WALLET_ERR_STRUCTURE);
    check_refused(
        wallet_transcript_nfc(map, map, none, none, &out, NULL), &out, WALLET_ERR_ARGUMENT);
    check_refused(
        wallet_transcript_redirect("c", "n", map, "u", &out, NULL), &out, WALLET_ERR_ARGUMENT);
    check_refused(
        wallet_transcript_dc_api("o", "n", test_hex(THUMBPRINT "00"), &out, NULL),
        &out,
        WALLET_ERR_ARGUMENT);
    check_refused(
        wallet_transcript_redirect("c", NULL, none, "u", &out, NULL), &out, WALLET_ERR_ARGUMENT);
    check_refused(wallet_transcript_dc_api(NULL, "n", none, &out, NULL), &out, WALLET_ERR_ARGUMENT);
}

TEST(a_failure_leaves_nothing_of_the_last_one)
{
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wallet_transcript_qr(test_hex("a0"), test_hex("a0"), &out, NULL), WALLET_OK);
    CHECK(out.size > 0);
    check_refused(
        wallet_transcript_qr(test_hex("a0"), test_hex("01"), &out, NULL),
        &out,
        WALLET_ERR_STRUCTURE);
    wallet_buffer_clear(&out);
}

TEST(finds_a_transcript_with_or_without_its_tag)
{
    struct wallet_bytes found = { 0 };

    CHECK_EQUAL(wlt_transcript_find(test_hex("83f6f6f6"), &found, NULL), WALLET_OK);
    CHECK_BYTES(found, test_hex("83f6f6f6"));
    CHECK_EQUAL(wlt_transcript_find(test_hex("d818 44 83f6f6f6"), &found, NULL), WALLET_OK);
    CHECK_BYTES(found, test_hex("83f6f6f6"));
}

TEST(finds_no_transcript_in_anything_else)
{
    static const struct {
        const char *hex;
        enum wallet_status wanted;
    } rows[] = {
        { "", WALLET_ERR_TRUNCATED },
        { "82f6f6", WALLET_ERR_STRUCTURE },
        { "a0", WALLET_ERR_STRUCTURE },
        { "83f6f6f6f6", WALLET_ERR_STRUCTURE },
        { "d819 44 83f6f6f6", WALLET_ERR_STRUCTURE },
        { "d818 83f6f6f6", WALLET_ERR_STRUCTURE },
        { "d818 43 82f6f6", WALLET_ERR_STRUCTURE },
        { "d818 43 83f6f6", WALLET_ERR_TRUNCATED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_bytes found = { 0 };
        CHECK_ROW(
            rows[i].hex, wlt_transcript_find(test_hex(rows[i].hex), &found, NULL), rows[i].wanted);
        CHECK_EQUAL(found.size, 0);
    }
}
