/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "crypto/deflate.h"
#include "make_identity.h"
#include "qr/base45.h"
#include "unit/cose/make_encrypted.h"

/* Identities that only those can read who were given the key. */

#define OTHER_KEY "ff0102030405060708090a0b0c0d0e0f"

static const struct encrypted_recipe plain_recipe;

static void give(const struct identity_world *world, const char *key)
{
    CHECK_EQUAL(
        wallet_verifier_set_decryption_key(world->agency.verifier, test_hex(key), NULL), WALLET_OK);
}

static enum wallet_decision decide(
    struct identity_world *world, struct wallet_bytes input, enum wallet_reason *out_reason)
{
    *out_reason = identity_judge(world, input);
    return wallet_verdict_decision(world->agency.verdict);
}

TEST(is_left_open_until_the_key_is_there)
{
    const struct {
        const char *what;
        const char *key;
        enum wallet_decision decision;
        enum wallet_reason reason;
        const char *detail;
    } rows[] = {
        { "no key", "", WALLET_UNKNOWN, WALLET_REASON_UNSUPPORTED, "no key was given" },
        { "another key", OTHER_KEY, WALLET_UNKNOWN, WALLET_REASON_UNSUPPORTED, "does not open" },
        { "a key of another size",
          ENCRYPTED_KEY ENCRYPTED_KEY,
          WALLET_UNKNOWN,
          WALLET_REASON_UNSUPPORTED,
          "a key of 16 bytes, not of 32" },
        { "the key", ENCRYPTED_KEY, WALLET_ACCEPTED, WALLET_REASON_NONE, "" },
        { "none again", "", WALLET_UNKNOWN, WALLET_REASON_UNSUPPORTED, "no key was given" },
    };
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes sealed =
        make_encrypted(&plain_recipe, ENCRYPTED_KEY, identity_issued(&world));

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum wallet_reason reason = WALLET_REASON_NONE;
        give(&world, rows[i].key);
        CHECK_ROW(rows[i].what, decide(&world, sealed, &reason), rows[i].decision);
        CHECK_ROW(rows[i].what, reason, rows[i].reason);
        CHECK_ROW(
            rows[i].what,
            strstr(wallet_verdict_detail(world.agency.verdict), rows[i].detail) != NULL,
            true);
        CHECK_EQUAL(
            wallet_verdict_has_claims(world.agency.verdict), rows[i].decision == WALLET_ACCEPTED);
    }

    identity_close(&world);
}

TEST(is_read_out_of_a_code_and_under_the_tag_of_a_CWT)
{
    const struct encrypted_recipe tagged = { .head = "d83dd083" };
    struct identity_world world;
    enum wallet_reason reason = WALLET_REASON_NONE;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    give(&world, ENCRYPTED_KEY);

    const struct wallet_bytes sealed =
        make_encrypted(&tagged, ENCRYPTED_KEY, identity_issued(&world));
    CHECK_EQUAL(decide(&world, sealed, &reason), WALLET_ACCEPTED);

    struct wallet_buffer text = { 0 };
    CHECK_EQUAL(wlt_base45_encode(sealed, &text, NULL), WALLET_OK);
    CHECK_EQUAL(decide(&world, wallet_buffer_bytes(&text), &reason), WALLET_ACCEPTED);
    wlt_buffer_set_size(&text, 0);

    struct wallet_buffer packed = { 0 };
    CHECK_EQUAL(wlt_deflate(sealed, &packed, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_base45_encode(wallet_buffer_bytes(&packed), &text, NULL), WALLET_OK);
    CHECK_EQUAL(decide(&world, wallet_buffer_bytes(&text), &reason), WALLET_ACCEPTED);
    wallet_buffer_clear(&packed);
    wallet_buffer_clear(&text);
    identity_close(&world);
}

TEST(opens_to_something_signed_and_nothing_else)
{
    struct identity_world world;
    enum wallet_reason reason = WALLET_REASON_NONE;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    give(&world, ENCRYPTED_KEY);
    const struct wallet_bytes identity = identity_issued(&world);
    const struct wallet_bytes sealed = make_encrypted(&plain_recipe, ENCRYPTED_KEY, identity);
    const struct encrypted_recipe bare = { .tail = "f6" };
    const struct {
        const char *what;
        struct wallet_bytes input;
        enum wallet_decision decision;
        enum wallet_reason reason;
    } rows[] = {
        { "claims alone",
          make_encrypted(&plain_recipe, ENCRYPTED_KEY, test_hex("a118a9a0")),
          WALLET_REFUSED,
          WALLET_REASON_MALFORMED },
        { "sealed twice",
          make_encrypted(&plain_recipe, ENCRYPTED_KEY, sealed),
          WALLET_REFUSED,
          WALLET_REASON_MALFORMED },
        { "no ciphertext",
          make_encrypted(&bare, ENCRYPTED_KEY, identity),
          WALLET_REFUSED,
          WALLET_REASON_MALFORMED },
        { "sealed before it was signed",
          identity_sign(&world, sealed),
          WALLET_UNKNOWN,
          WALLET_REASON_UNSUPPORTED },
        { "too large",
          make_encrypted(
              &plain_recipe, ENCRYPTED_KEY, (struct wallet_bytes){ test_memory(65500), 65500 }),
          WALLET_REFUSED,
          WALLET_REASON_TOO_LARGE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, decide(&world, rows[i].input, &reason), rows[i].decision);
        CHECK_ROW(rows[i].what, reason, rows[i].reason);
        CHECK(!wallet_verdict_has_claims(world.agency.verdict));
    }

    identity_close(&world);
}

TEST(takes_no_key_that_is_none)
{
    struct identity_world world;
    enum wallet_reason reason = WALLET_REASON_NONE;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    struct wallet_verifier *verifier = world.agency.verifier;
    const struct wallet_bytes sealed =
        make_encrypted(&plain_recipe, ENCRYPTED_KEY, identity_issued(&world));
    const struct wallet_bytes nothing = { NULL, 16 };

    give(&world, ENCRYPTED_KEY);
    for (size_t size = 1; size <= 40; size++) {
        if (size != 16 && size != 24 && size != 32) {
            const struct wallet_bytes key = { test_memory(size), size };
            CHECK_EQUAL(wallet_verifier_set_decryption_key(verifier, key, NULL), WALLET_ERR_VALUE);
        }
    }

    CHECK_EQUAL(wallet_verifier_set_decryption_key(verifier, nothing, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_verifier_set_decryption_key(NULL, test_hex(ENCRYPTED_KEY), NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(decide(&world, sealed, &reason), WALLET_ACCEPTED);
    identity_close(&world);
}

TEST(opens_nothing_of_which_a_bit_is_another)
{
    struct identity_world world;
    enum wallet_reason reason = WALLET_REASON_NONE;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    give(&world, ENCRYPTED_KEY);
    const struct wallet_bytes sealed =
        make_encrypted(&plain_recipe, ENCRYPTED_KEY, identity_issued(&world));
    uint8_t *changed = test_memory(sealed.size);
    const struct wallet_bytes input = { changed, sealed.size };

    memcpy(changed, sealed.data, sealed.size);
    CHECK_EQUAL(decide(&world, input, &reason), WALLET_ACCEPTED);
    for (size_t bit = 0; bit < 8 * sealed.size; bit++) {
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        if (decide(&world, input, &reason) == WALLET_ACCEPTED) {
            fail_msg("bit %zu of byte %zu", bit % 8, bit / 8);
        }

        CHECK(!wallet_verdict_has_claims(world.agency.verdict));
        changed[bit / 8] = sealed.data[bit / 8];
    }

    identity_close(&world);
}
