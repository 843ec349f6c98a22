/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a signature costs through an agent and in a token beside one by a key file, measured in turns
 * in one process, so that the ratios hold on any machine.
 *
 * A key in a token, such as SoftHSM's, is measured too if $BENCH_TOKEN has its URI, module included,
 * and $BENCH_PIN the PIN.
 */
#include <wallet/wallet.h>

#include "agency.h"
#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
    ROUNDS = 15,
    PER_ROUND = 500,
};

/** A signer that is timed. */
struct runner {
    const char *name;
    struct wallet_signer signer;
    double seconds[ROUNDS];
};

/** ["Signature1", {1: alg, 16: 61}, h'', 300 bytes] */
static struct wallet_bytes message_for(enum wallet_algorithm algorithm)
{
    static const char head[] = "\x84\x6aSignature1\x46\xa2\x01";
    static const char typ[] = "\x10\x18\x3d\x40\x59\x01\x2c";
    uint8_t *message = test_memory(512);
    size_t size = sizeof head - 1;

    memcpy(message, head, size);
    message[size++] = algorithm == WALLET_ALGORITHM_ED25519 ? 0x32 : 0x28;
    memcpy(message + size, typ, sizeof typ - 1);
    return (struct wallet_bytes){ message, size + sizeof typ - 1 + 300 };
}

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run_round(struct runner *runner, int round)
{
    const struct wallet_bytes message = message_for(runner->signer.algorithm);
    const double start = now();

    for (int i = 0; i < PER_ROUND; i++) {
        uint8_t signature[WALLET_SIGNATURE_MAX];
        size_t size = 0;
        CHECK_EQUAL(
            runner->signer.sign(runner->signer.context, message, signature, &size, NULL),
            WALLET_OK);
    }

    runner->seconds[round] = now() - start;
}

static int compare(const void *a, const void *b)
{
    const double left = *(const double *)a;
    const double right = *(const double *)b;
    return (left > right) - (left < right);
}

static void report(const struct runner *bare, const struct runner *runner)
{
    double ratios[ROUNDS];
    double seconds[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        ratios[i] = bare->seconds[i] / runner->seconds[i];
        seconds[i] = runner->seconds[i];
    }

    qsort(ratios, ROUNDS, sizeof ratios[0], compare);
    qsort(seconds, ROUNDS, sizeof seconds[0], compare);
    printf(
        "# %-10s %-8s %9.0f a second, %.3f of the key file's rate\n",
        runner->name,
        wallet_algorithm_name(runner->signer.algorithm),
        PER_ROUND / seconds[ROUNDS / 2],
        ratios[ROUNDS / 2]);
}

/** The agent of a key file, in a thread. */
struct host {
    int listener;
    struct wallet_agent_service service;
};

static void *serve(void *opaque)
{
    struct host *host = opaque;
    const int connection = accept(host->listener, NULL, NULL);

    CHECK_EQUAL(wallet_agent_serve(connection, &host->service, NULL), WALLET_OK);
    (void)close(connection);
    return NULL;
}

static void run_all(struct runner *runners, size_t count)
{
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++) {
            run_round(&runners[i], round);
        }
    }

    for (size_t i = 0; i < count; i++) {
        report(&runners[0], &runners[i]);
    }
}

static void measure(enum wallet_algorithm algorithm, const struct wallet_token *token)
{
    const struct wallet_key_owner owner = { .issuer = AGENCY_ISSUER };
    struct runner runners[3] = { { .name = "key file" }, { .name = "agent" }, { .name = "token" } };
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    char folder[] = "/tmp/wallet-bench-XXXXXX";
    struct wallet_key *key = NULL;
    struct wallet_agent *agent = NULL;
    pthread_t thread;

    CHECK_EQUAL(wallet_key_generate(algorithm, &owner, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(key, &runners[0].signer, NULL), WALLET_OK);
    CHECK(mkdtemp(folder) != NULL);
    (void)snprintf(address.sun_path, sizeof address.sun_path, "%s/agent", folder);
    struct host host = { .listener = socket(AF_UNIX, SOCK_STREAM, 0),
                         .service = { .signer = &runners[0].signer, .key = key } };
    CHECK_EQUAL(bind(host.listener, (const struct sockaddr *)&address, sizeof address), 0);
    CHECK_EQUAL(listen(host.listener, 1), 0);
    CHECK_EQUAL(pthread_create(&thread, NULL, serve, &host), 0);
    CHECK_EQUAL(wallet_agent_connect(address.sun_path, &agent, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_agent_signer(agent, &runners[1].signer, NULL), WALLET_OK);
    if (token) {
        CHECK_EQUAL(wallet_token_signer(token, &runners[2].signer, NULL), WALLET_OK);
    }

    run_all(runners, token && runners[2].signer.algorithm == algorithm ? 3 : 2);
    wallet_agent_close(agent);
    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    (void)close(host.listener);
    (void)unlink(address.sun_path);
    (void)rmdir(folder);
    wallet_key_free(key);
}

TEST(signing_rates)
{
    const struct wallet_key_owner owner = { .issuer = AGENCY_ISSUER };
    const char *uri = getenv("BENCH_TOKEN");
    const char *pin = getenv("BENCH_PIN");
    struct wallet_token *token = NULL;

    if (uri) {
        CHECK_EQUAL(
            wallet_token_open(uri, NULL, test_text(pin ? pin : ""), &owner, &token, NULL),
            WALLET_OK);
    }

    measure(WALLET_ALGORITHM_ED25519, token);
    measure(WALLET_ALGORITHM_ES256, token);
    wallet_token_close(token);
}
