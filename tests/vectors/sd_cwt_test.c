/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The examples of draft-ietf-spice-sd-cwt: as issued and as shown, with and without disclosures within
 * disclosures.
 */
#include <wallet/wallet.h>

#include "base/text.h"
#include "licence/verifier.h"
#include "vector.h"

#define AUDIENCE "https://verifier.example/app"
#define SHOWN_AT 1725244237

static const uint8_t nonce[] = {
    0x8c, 0x0f, 0x5f, 0x52, 0x3b, 0x95, 0xbe, 0xa4, 0x4a, 0x9a, 0x48, 0xc6, 0x49, 0x24, 0x08, 0x03,
};

struct world {
    struct wallet_catalogue *catalogue;
    struct wallet_trust *trust;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
};

static struct wallet_bytes load(const char *name)
{
    const char *path = vector_path(name);
    if (!path) {
        fail_msg("no vectors '%s'", name);
    }

    return test_file(path);
}

/** The issuer's key file: absent authority is none, so it has to say that it may sign anything. */
static struct wallet_bytes issuer_file(void)
{
    static const char types[] = "Types: *\n";
    const struct wallet_bytes pem = load("sd-cwt/issuer_pubkey.pem");
    uint8_t *file = test_memory(sizeof types - 1 + pem.size);

    memcpy(file, types, sizeof types - 1);
    memcpy(file + sizeof types - 1, pem.data, pem.size);
    return (struct wallet_bytes){ file, sizeof types - 1 + pem.size };
}

/** Remembers nothing: one example is verified many times here. */
static enum wallet_status always_new(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    (void)context;
    (void)key;
    (void)at_unix;
    (void)until_unix;
    (void)error;
    return WALLET_OK;
}

static void open_world(struct world *world)
{
    static const char *const audience[] = { AUDIENCE };
    const struct wallet_replay replay = { always_new, NULL };

    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &world->catalogue, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&world->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(world->trust, issuer_file(), NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_verifier_new(world->trust, world->catalogue, &world->verifier, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_set_audience(world->verifier, audience, 1, NULL), WALLET_OK);
    wallet_verifier_set_replay(world->verifier, replay);
    CHECK_EQUAL(wallet_verdict_new(&world->verdict, NULL), WALLET_OK);
}

static void close_world(struct world *world)
{
    wallet_verdict_free(world->verdict);
    wallet_verifier_free(world->verifier);
    wallet_trust_free(world->trust);
    wallet_catalogue_free(world->catalogue);
}

/** The reason for not accepting it as an answer to a request with a nonce. */
static enum wallet_reason judge(
    struct world *world, struct wallet_bytes token, struct wallet_bytes wanted, int64_t at_unix)
{
    const struct wlt_expectation expectation = { .nonce = wanted };

    wlt_verdict_reset(world->verdict, at_unix);
    CHECK_EQUAL(
        wlt_verify_bytes(world->verifier, token, &expectation, WLT_RECEIVED_BYTES, world->verdict),
        WALLET_OK);
    wlt_verify_remember(world->verifier, world->verdict);
    return wallet_verdict_decision(world->verdict) == WALLET_ACCEPTED
               ? WALLET_REASON_NONE
               : wallet_verdict_reason(world->verdict);
}

static const struct wallet_bytes right_nonce = { nonce, sizeof nonce };

TEST(what_is_shown_in_the_draft_is_accepted)
{
    struct world world = { 0 };
    open_world(&world);

    CHECK_EQUAL(judge(&world, load("sd-cwt/kbt.cbor"), right_nonce, SHOWN_AT), WALLET_REASON_NONE);
    CHECK_EQUAL(
        judge(&world, load("sd-cwt/nested_kbt.cbor"), right_nonce, SHOWN_AT), WALLET_REASON_NONE);
    CHECK(wallet_verdict_is_bound(world.verdict));
    close_world(&world);
}

/** The draft's figure of the claims that are left, in the order of their keys. */
TEST(the_disclosed_claims_are_those_of_the_draft)
{
    struct world world = { 0 };
    open_world(&world);

    CHECK_EQUAL(judge(&world, load("sd-cwt/kbt.cbor"), right_nonce, SHOWN_AT), WALLET_REASON_NONE);
    const struct wallet_bytes claims = wallet_verdict_claims(world.verdict).rest;
    const struct wallet_bytes tail =
        test_hex("1901f4f5"                       /* 500: true */
                 "1901f56b414243442d313233343536" /* 501: "ABCD-123456" */
                 "1901f682 1a5c5c6b90 1a63c74904" /* 502: [1549560720, 1674004740] */
                 "1901f7a2 66726567696f6e 626361" /* 503: { "region": "ca", */
                 "67636f756e747279 627573");      /*        "country": "us" } */
    CHECK(claims.size > tail.size);
    CHECK_BYTES(((struct wallet_bytes){ claims.data + claims.size - tail.size, tail.size }), tail);
    close_world(&world);
}

TEST(each_condition_of_the_draft_has_its_refusal)
{
    struct world world = { 0 };
    const struct wallet_bytes kbt = load("sd-cwt/kbt.cbor");
    static const char *const somebody_else[] = { "https://verifier.example/other" };
    open_world(&world);

    CHECK_EQUAL(judge(&world, kbt, (struct wallet_bytes){ 0 }, SHOWN_AT), WALLET_REASON_NONCE);
    CHECK_EQUAL(judge(&world, kbt, test_hex("00"), SHOWN_AT), WALLET_REASON_NONCE);
    CHECK_EQUAL(judge(&world, kbt, right_nonce, SHOWN_AT + 90), WALLET_REASON_NONE);
    CHECK_EQUAL(judge(&world, kbt, right_nonce, SHOWN_AT + 91), WALLET_REASON_CODE_EXPIRED);
    CHECK_EQUAL(judge(&world, kbt, right_nonce, SHOWN_AT - 31), WALLET_REASON_NOT_YET_VALID);
    CHECK_EQUAL(wallet_verifier_set_audience(world.verifier, somebody_else, 1, NULL), WALLET_OK);
    CHECK_EQUAL(judge(&world, kbt, right_nonce, SHOWN_AT), WALLET_REASON_AUDIENCE);
    CHECK_EQUAL(wallet_verifier_set_audience(world.verifier, NULL, 0, NULL), WALLET_OK);
    CHECK_EQUAL(judge(&world, kbt, right_nonce, SHOWN_AT), WALLET_REASON_AUDIENCE);
    close_world(&world);
}

TEST(no_bit_and_no_prefix_of_what_is_shown_can_change)
{
    struct world world = { 0 };
    const struct wallet_bytes kbt = load("sd-cwt/nested_kbt.cbor");
    uint8_t *copy = test_memory(kbt.size);
    open_world(&world);

    memcpy(copy, kbt.data, kbt.size);
    for (size_t i = 0; i < kbt.size; i++) {
        const struct wallet_bytes flipped = { copy, kbt.size };
        copy[i] ^= (uint8_t)(1 << (i % 8));
        CHECK(judge(&world, flipped, right_nonce, SHOWN_AT) != WALLET_REASON_NONE);
        copy[i] = kbt.data[i];
        CHECK(
            judge(&world, (struct wallet_bytes){ kbt.data, i }, right_nonce, SHOWN_AT) !=
            WALLET_REASON_NONE);
    }

    close_world(&world);
}

/** As issued it is for its holder, who knows the key and nothing of a request. */
TEST(what_is_issued_in_the_draft_is_received_by_its_holder_alone)
{
    static const char *const names[] = { "sd-cwt/issuer_cwt.cbor",
                                         "sd-cwt/nested_issuer_cwt.cbor" };
    struct world world = { 0 };
    struct wallet_key *holder = NULL;
    struct wallet_key *issuer = NULL;
    open_world(&world);
    CHECK_EQUAL(wallet_key_parse(load("sd-cwt/holder_pubkey.pem"), &holder, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_parse(load("sd-cwt/issuer_pubkey.pem"), &issuer, NULL), WALLET_OK);

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct wallet_bytes cwt = load(names[i]);
        CHECK_EQUAL(
            wallet_verify_received(world.verifier, cwt, holder, SHOWN_AT, world.verdict, NULL),
            WALLET_OK);
        CHECK_EQUAL(
            wallet_verify_received(world.verifier, cwt, issuer, SHOWN_AT, world.verdict, NULL),
            WALLET_ERR_REFUSED);
        CHECK_EQUAL(wallet_verdict_reason(world.verdict), WALLET_REASON_HOLDER);
        CHECK_EQUAL(
            wallet_verify(world.verifier, cwt, SHOWN_AT, world.verdict, NULL),
            WALLET_ERR_UNDETERMINED);
        CHECK_EQUAL(wallet_verdict_reason(world.verdict), WALLET_REASON_HOLDER);
    }

    wallet_key_free(issuer);
    wallet_key_free(holder);
    close_world(&world);
}
