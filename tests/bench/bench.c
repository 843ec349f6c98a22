/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How much a whole verification and a whole issue cost beside the bare signature operation, measured
 * in turns in one process on one thread, so that the ratios hold on any machine.
 *
 * The bare operations are the vendors' own calls with prepared keys: for Ed25519 libsodium's, for
 * ES256 OpenSSL's EVP_PKEY_verify() and EVP_PKEY_sign() on a digest made with a fetched EVP_MD.
 */
#include <wallet/wallet.h>

#include "agency.h"
#include "count.h"
#include "job.h"
#include "test.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum {
    PER_ROUND = 100,
    MILLION = 1000000,
    MESSAGE_SIZE = 300,
};

/** A licence of about MESSAGE_SIZE bytes as its code's text, and what checks it. */
struct whole {
    struct agency agency;
    struct wallet_buffer text;
};

static void verify_whole(void *context)
{
    struct whole *whole = context;
    job_demand(
        wallet_verify(
            whole->agency.verifier,
            wallet_buffer_bytes(&whole->text),
            AGENCY_NOW,
            whole->agency.verdict,
            NULL) == WALLET_OK,
        "verification");
}

static void issue_whole(void *context)
{
    struct whole *whole = context;
    job_demand(
        wallet_issue(
            whole->agency.record,
            &whole->agency.signer,
            AGENCY_NOW,
            &whole->agency.licence,
            NULL) == WALLET_OK,
        "issuing");
}

/** A bare Ed25519 key and message. */
struct bare_ed25519 {
    uint8_t message[MESSAGE_SIZE];
    uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    uint8_t signature[crypto_sign_BYTES];
};

static void sign_ed25519(void *context)
{
    struct bare_ed25519 *bare = context;
    (void)crypto_sign_detached(
        bare->signature, NULL, bare->message, sizeof bare->message, bare->secret);
}

static void verify_ed25519(void *context)
{
    const struct bare_ed25519 *bare = context;
    job_demand(
        crypto_sign_verify_detached(
            bare->signature, bare->message, sizeof bare->message, bare->public_key) == 0,
        "bare Ed25519");
}

/** A bare P-256 key and message. */
struct bare_es256 {
    uint8_t message[MESSAGE_SIZE];
    uint8_t signature[80];
    size_t signature_size;
    EVP_MD *sha256;
    EVP_MD_CTX *digest;
    EVP_PKEY_CTX *signer;
    EVP_PKEY_CTX *checker;
};

static void digest_es256(struct bare_es256 *bare, uint8_t out[32])
{
    unsigned size = 0;
    job_demand(
        EVP_DigestInit_ex2(bare->digest, bare->sha256, NULL) == 1 &&
            EVP_DigestUpdate(bare->digest, bare->message, sizeof bare->message) == 1 &&
            EVP_DigestFinal_ex(bare->digest, out, &size) == 1,
        "bare SHA-256");
}

static void sign_es256(void *context)
{
    struct bare_es256 *bare = context;
    uint8_t digest[32];
    digest_es256(bare, digest);
    bare->signature_size = sizeof bare->signature;
    job_demand(
        EVP_PKEY_sign(
            bare->signer, bare->signature, &bare->signature_size, digest, sizeof digest) == 1,
        "bare ES256");
}

static void verify_es256(void *context)
{
    struct bare_es256 *bare = context;
    uint8_t digest[32];
    digest_es256(bare, digest);
    job_demand(
        EVP_PKEY_verify(
            bare->checker, bare->signature, bare->signature_size, digest, sizeof digest) == 1,
        "bare ES256");
}

static void open_bare(struct bare_ed25519 *ed25519, struct bare_es256 *es256)
{
    job_demand(sodium_init() >= 0, "libsodium");
    (void)crypto_sign_keypair(ed25519->public_key, ed25519->secret);

    EVP_PKEY *key = EVP_EC_gen("P-256");
    es256->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    es256->digest = EVP_MD_CTX_new();
    es256->signer = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    es256->checker = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    job_demand(
        EVP_PKEY_sign_init(es256->signer) == 1 && EVP_PKEY_verify_init(es256->checker) == 1,
        "OpenSSL");
    EVP_PKEY_free(key);
    sign_ed25519(ed25519);
    sign_es256(es256);
}

static void close_bare(struct bare_es256 *es256)
{
    EVP_PKEY_CTX_free(es256->signer);
    EVP_PKEY_CTX_free(es256->checker);
    EVP_MD_CTX_free(es256->digest);
    EVP_MD_free(es256->sha256);
}

static void open_whole(struct whole *whole, enum wallet_algorithm algorithm)
{
    *whole = (struct whole){ 0 };
    agency_open(&whole->agency, algorithm);
    job_demand(
        wallet_qr_write_text(wallet_buffer_bytes(&whole->agency.licence), &whole->text, NULL) ==
            WALLET_OK,
        "text");
}

static void close_whole(struct whole *whole)
{
    wallet_buffer_clear(&whole->text);
    agency_close(&whole->agency);
}

static long peak_kib(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/** Our own allocations in 1,000 verifications after the first. */
static bool count_allocations(struct whole *whole)
{
    verify_whole(whole);
    const size_t before = allocations_so_far();
    for (int i = 0; i < 1000; i++) {
        verify_whole(whole);
    }

    const size_t count = allocations_so_far() - before;
    printf("allocations in 1,000 verifications, after the first: %zu (wanted 0)\n", count);
    return count == 0;
}

static bool verify_a_million(struct whole *whole)
{
    for (int i = 0; i < MILLION / 100; i++) {
        verify_whole(whole);
    }

    const long early = peak_kib();
    for (int i = MILLION / 100; i < MILLION; i++) {
        verify_whole(whole);
    }

    const long late = peak_kib();
    printf("peak memory after 10^4 and after 10^6 verifications: %ld and %ld KiB\n", early, late);
    return late - early <= 64;
}

int main(int argc, char *argv[])
{
    static struct whole ed25519;
    static struct whole es256;
    struct bare_ed25519 bare_ed25519 = { 0 };
    struct bare_es256 bare_es256 = { 0 };
    const bool is_quick = argc > 1 && strcmp(argv[1], "--quick") == 0;

    open_bare(&bare_ed25519, &bare_es256);
    open_whole(&ed25519, WALLET_ALGORITHM_ED25519);
    open_whole(&es256, WALLET_ALGORITHM_ES256);
    printf("a licence of %zu bytes, one thread\n", ed25519.agency.licence.size);

    struct job jobs[] = {
        { .name = "Ed25519 bare check", .run = verify_ed25519, .context = &bare_ed25519 },
        { .name = "Ed25519 EL1: text to verdict", .run = verify_whole, .context = &ed25519 },
        { .name = "ES256 bare check", .run = verify_es256, .context = &bare_es256 },
        { .name = "ES256 EL1: text to verdict", .run = verify_whole, .context = &es256 },
        { .name = "Ed25519 bare signing", .run = sign_ed25519, .context = &bare_ed25519 },
        { .name = "Ed25519 record to licence", .run = issue_whole, .context = &ed25519 },
        { .name = "ES256 bare signing", .run = sign_es256, .context = &bare_es256 },
        { .name = "ES256 record to licence", .run = issue_whole, .context = &es256 },
    };
    static const double wanted[] = { 0.92, 0.95, 0.80, 0.80 };
    bool holds = true;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        holds = job_compare(&jobs[2 * i], &jobs[2 * i + 1], PER_ROUND, wanted[i]) && holds;
    }

    holds = count_allocations(&ed25519) && holds;
    holds = count_allocations(&es256) && holds;
    holds = (is_quick || verify_a_million(&ed25519)) && holds;
    close_whole(&es256);
    close_whole(&ed25519);
    close_bare(&bare_es256);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
