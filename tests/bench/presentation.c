/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How much the verification of what a holder shows costs beside the two bare signature checks in it, the
 * issuer's and the holder's, measured in turns in one process on one thread.
 *
 * The bare checks are the vendors' own calls with prepared keys, over messages of the very sizes: for
 * Ed25519 libsodium's, for ES256 OpenSSL's EVP_PKEY_verify() on a digest made with a fetched EVP_MD.
 */
#include "cose/sign1.h"
#include "count.h"
#include "desk.h"
#include "es256.h"
#include "job.h"

#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <sodium.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PER_ROUND = 40,
    MESSAGE_MAX = 2048,
    SIGNATURES = 2,
    COUNTED = 1000,
};

/** A presentation as bytes and as a code's text, and what checks it. */
struct whole {
    struct desk desk;
    struct wallet_bytes bytes;
    struct wallet_buffer text;
    size_t sizes[SIGNATURES]; /* of what is signed */
};

static size_t openssl_count;

static void *count_malloc(size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    openssl_count++;
    return malloc(size);
}

static void *count_realloc(void *memory, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    openssl_count++;
    return realloc(memory, size);
}

static void plain_free(void *memory, const char *file, int line)
{
    (void)file;
    (void)line;
    free(memory);
}

/** Whatever is shown is new. */
static enum wallet_status remember(
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

static void verify(struct whole *whole, struct wallet_bytes input)
{
    job_demand(
        wallet_presentation_verify(
            whole->desk.verifier, input, NULL, AGENCY_NOW, whole->desk.presentation, NULL) ==
            WALLET_OK,
        "verification");
}

static void verify_bytes(void *context)
{
    struct whole *whole = context;
    verify(whole, whole->bytes);
}

static void verify_text(void *context)
{
    struct whole *whole = context;
    verify(whole, wallet_buffer_bytes(&whole->text));
}

/** How many bytes are signed by a COSE_Sign1. */
static size_t signed_size(const struct wlt_sign1 *sign1)
{
    struct wallet_buffer message = { 0 };

    job_demand(
        wlt_sign1_append_signed(
            sign1->protected_encoded, (struct wallet_bytes){ 0 }, sign1->payload, &message, NULL) ==
            WALLET_OK,
        "what is signed");
    const size_t size = message.size;
    wallet_buffer_clear(&message);
    return size;
}

static void measure(struct whole *whole)
{
    struct wlt_sign1 token;
    struct wlt_sign1 licence;

    job_demand(
        wlt_sign1_read(whole->bytes, WLT_CBOR_STRICT, &token, NULL) == WALLET_OK &&
            wlt_sign1_read(token.protected_headers.kcwt, WLT_CBOR_STRICT, &licence, NULL) ==
                WALLET_OK,
        "reading");
    whole->sizes[0] = signed_size(&licence);
    whole->sizes[1] = signed_size(&token);
}

static void open_whole(struct whole *whole, enum wallet_algorithm algorithm)
{
    const struct wallet_bytes nobody_asked = { 0 };

    *whole = (struct whole){ 0 };
    desk_open(&whole->desk, algorithm);
    wallet_verifier_set_replay(whole->desk.verifier, (struct wallet_replay){ remember, NULL });
    struct wallet_selection *selection = desk_select(
        &whole->desk,
        desk_issue(&whole->desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), whole->desk.holder),
        "citizen_number birth_date sex");
    whole->bytes = desk_show(&whole->desk, &selection, 1, NULL, nobody_asked, AGENCY_NOW);
    job_demand(wallet_qr_write_text(whole->bytes, &whole->text, NULL) == WALLET_OK, "text");
    measure(whole);
}

static void close_whole(struct whole *whole)
{
    wallet_buffer_clear(&whole->text);
    desk_close(&whole->desk);
}

/** Two bare keys and messages, the issuer's and the holder's. */
struct bare_ed25519 {
    uint8_t message[MESSAGE_MAX];
    const size_t *sizes;
    uint8_t public_keys[SIGNATURES][crypto_sign_PUBLICKEYBYTES];
    uint8_t signatures[SIGNATURES][crypto_sign_BYTES];
};

static void open_ed25519(struct bare_ed25519 *bare, const size_t *sizes)
{
    uint8_t secret[crypto_sign_SECRETKEYBYTES];

    bare->sizes = sizes;
    for (size_t i = 0; i < SIGNATURES; i++) {
        (void)crypto_sign_keypair(bare->public_keys[i], secret);
        (void)crypto_sign_detached(bare->signatures[i], NULL, bare->message, sizes[i], secret);
    }
}

static void check_ed25519(void *context)
{
    const struct bare_ed25519 *bare = context;

    for (size_t i = 0; i < SIGNATURES; i++) {
        job_demand(
            crypto_sign_verify_detached(
                bare->signatures[i], bare->message, bare->sizes[i], bare->public_keys[i]) == 0,
            "bare Ed25519");
    }
}

struct bare_es256 {
    struct es256_digest digest;
    struct es256 signatures[SIGNATURES];
};

static void open_es256(struct bare_es256 *bare, const size_t *sizes)
{
    static const uint8_t zeros[MESSAGE_MAX];

    es256_digest_open(&bare->digest);
    for (size_t i = 0; i < SIGNATURES; i++) {
        EVP_PKEY *key = EVP_EC_gen("P-256");
        es256_sign(
            &bare->digest, &bare->signatures[i], key, (struct wallet_bytes){ zeros, sizes[i] });
        EVP_PKEY_free(key);
    }
}

static void check_es256(void *context)
{
    struct bare_es256 *bare = context;

    for (size_t i = 0; i < SIGNATURES; i++) {
        es256_check(&bare->digest, &bare->signatures[i]);
    }
}

static void close_es256(struct bare_es256 *bare)
{
    for (size_t i = 0; i < SIGNATURES; i++) {
        es256_close(&bare->signatures[i]);
    }

    es256_digest_close(&bare->digest);
}

/** OpenSSL's allocations in so many runs of the bare checks. */
static size_t count_bare(struct bare_es256 *bare)
{
    const size_t before = openssl_count;
    for (int i = 0; i < COUNTED; i++) {
        check_es256(bare);
    }

    return openssl_count - before;
}

/** Our own allocations, of which none is left, and OpenSSL's. */
static bool count_allocations(const char *what, struct whole *whole)
{
    verify_text(whole);
    const size_t before = allocations_so_far();
    const size_t openssl_before = openssl_count;
    for (int i = 0; i < COUNTED; i++) {
        verify_text(whole);
    }

    const size_t ours = allocations_so_far() - before;
    printf(
        "%s: allocations in %d verifications, after the first: %zu (wanted 0), OpenSSL's %zu\n",
        what,
        COUNTED,
        ours,
        openssl_count - openssl_before);
    return ours == 0;
}

int main(int argc, char *argv[])
{
    static struct whole ed25519;
    static struct whole es256;
    static struct bare_ed25519 bare_ed25519;
    static struct bare_es256 bare_es256;
    const bool profile = argc > 1; /* "ed25519" or "es256": that alone, for perf */

    job_demand(CRYPTO_set_mem_functions(count_malloc, count_realloc, plain_free) == 1, "counting");
    job_demand(sodium_init() >= 0, "libsodium");
    open_whole(&ed25519, WALLET_ALGORITHM_ED25519);
    open_whole(&es256, WALLET_ALGORITHM_ES256);
    open_ed25519(&bare_ed25519, ed25519.sizes);
    open_es256(&bare_es256, es256.sizes);
    printf(
        "a presentation of %zu bytes, %zu characters; signed are %zu and %zu bytes; one thread\n",
        ed25519.bytes.size,
        ed25519.text.size,
        ed25519.sizes[0],
        ed25519.sizes[1]);

    struct whole *chosen = profile && strcmp(argv[1], "es256") == 0 ? &es256 : &ed25519;
    for (int i = 0; profile && i < JOB_ROUNDS * PER_ROUND; i++) {
        verify_text(chosen);
    }

    struct job jobs[] = {
        { .name = "Ed25519 two bare checks", .run = check_ed25519, .context = &bare_ed25519 },
        { .name = "Ed25519 bytes to verdict", .run = verify_bytes, .context = &ed25519 },
        { .name = "Ed25519 two bare checks", .run = check_ed25519, .context = &bare_ed25519 },
        { .name = "Ed25519 EL1: text to verdict", .run = verify_text, .context = &ed25519 },
        { .name = "ES256 two bare checks", .run = check_es256, .context = &bare_es256 },
        { .name = "ES256 bytes to verdict", .run = verify_bytes, .context = &es256 },
        { .name = "ES256 two bare checks", .run = check_es256, .context = &bare_es256 },
        { .name = "ES256 EL1: text to verdict", .run = verify_text, .context = &es256 },
    };
    bool holds = true;
    for (size_t i = 0; !profile && i < sizeof jobs / sizeof jobs[0]; i += 2) {
        holds = job_compare(&jobs[i], &jobs[i + 1], PER_ROUND, 0.85) && holds;
    }

    holds = count_allocations("Ed25519", &ed25519) && holds;
    holds = count_allocations("ES256", &es256) && holds;
    printf("the bare ES256 checks alone: OpenSSL's %zu\n", count_bare(&bare_es256));
    close_es256(&bare_es256);
    close_whole(&es256);
    close_whole(&ed25519);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
