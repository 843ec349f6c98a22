/* SPDX-License-Identifier: Apache-2.0 */

/* The reader's key in a transcript, to which devices make a MAC. */
#include <wallet/transcript.h>

#include "base/buffer.h"
#include "unit/crypto/make_wallet_key.h"

/** A point on P-256: that of the secret 1. */
#define READER_KEY                                                            \
    "a4 0102 2001"                                                            \
    "215820 6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296" \
    "225820 4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"

static enum wallet_status find(const char *transcript, struct wallet_key **out)
{
    return wallet_transcript_reader_key(test_hex(transcript), out, NULL);
}

TEST(the_readers_key_is_taken_out_of_a_transcript_with_or_without_its_tag)
{
    struct wallet_buffer transcript = { 0 };
    struct wallet_buffer tagged = { 0 };
    struct wallet_key *key = NULL;
    struct wallet_key *same = NULL;

    CHECK_EQUAL(
        wallet_transcript_qr(test_hex("a0"), test_hex(READER_KEY), &transcript, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_transcript_reader_key(wallet_buffer_bytes(&transcript), &key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_read_cose(test_hex(READER_KEY), &same, NULL), WALLET_OK);
    CHECK_BYTES(wallet_key_id(key), wallet_key_id(same));
    wallet_key_free(key);

    const uint8_t head[] = { 0xd8, 0x18, 0x58, (uint8_t)transcript.size };
    CHECK(wlt_buffer_append(&tagged, (struct wallet_bytes){ head, sizeof head }));
    CHECK(wlt_buffer_append(&tagged, wallet_buffer_bytes(&transcript)));
    CHECK_EQUAL(wallet_transcript_reader_key(wallet_buffer_bytes(&tagged), &key, NULL), WALLET_OK);
    CHECK_BYTES(wallet_key_id(key), wallet_key_id(same));

    wallet_key_free(key);
    wallet_key_free(same);
    wallet_buffer_clear(&tagged);
    wallet_buffer_clear(&transcript);
}

TEST(a_transcript_without_a_key_of_the_reader_has_none)
{
    static const struct {
        const char *transcript;
        enum wallet_status status;
    } rows[] = {
        { "83 f6 f6 f6", WALLET_ERR_MISSING }, /* as over OpenID4VP */
        { "83 f6 01 f6", WALLET_ERR_MISSING }, /* something else in its place */
        { "83 f6 d8184180 f6", WALLET_ERR_STRUCTURE },
        { "83 f6 d81901 f6", WALLET_ERR_STRUCTURE }, /* another tag */
        { "82 f6 f6", WALLET_ERR_STRUCTURE },
        { "83 f6 f6", WALLET_ERR_TRUNCATED },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_key *key = NULL;
        CHECK_EQUAL(find(rows[i].transcript, &key), rows[i].status);
        CHECK(!key);
    }
}

TEST(a_null_is_no_transcript)
{
    struct wallet_key *key = NULL;

    CHECK_EQUAL(
        wallet_transcript_reader_key((struct wallet_bytes){ 0 }, &key, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_transcript_reader_key(test_hex("83f6f6f6"), NULL, NULL), WALLET_ERR_ARGUMENT);
}
