/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/agent.h>

#include "agency.h"
#include "test.h"

#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/** A peer at one end of a pair of sockets, who says what a test wants, and the agent at the other. */
struct bench {
    int ends[2];
    pthread_t thread;
    struct wallet_key *key;
    struct wallet_signer signer;
    struct wallet_agent_service service;
    enum wallet_status status;
};

static void *serve(void *opaque)
{
    struct bench *bench = opaque;

    bench->status = wallet_agent_serve(bench->ends[1], &bench->service, NULL);
    (void)shutdown(bench->ends[1], SHUT_RDWR);
    return NULL;
}

static void bench_make(struct bench *bench)
{
    const struct wallet_key_owner owner = { .issuer = AGENCY_ISSUER };

    *bench = (struct bench){ .ends = { -1, -1 } };
    CHECK_EQUAL(
        wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &bench->key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(bench->key, &bench->signer, NULL), WALLET_OK);
    bench->service.signer = &bench->signer;
    bench->service.key = bench->key;
    CHECK_EQUAL(socketpair(AF_UNIX, SOCK_STREAM, 0, bench->ends), 0);
}

static void bench_start(struct bench *bench)
{
    bench_make(bench);
    CHECK_EQUAL(pthread_create(&bench->thread, NULL, serve, bench), 0);
}

/** Waits until the agent is done with the peer. */
static enum wallet_status bench_finish(struct bench *bench)
{
    CHECK_EQUAL(pthread_join(bench->thread, NULL), 0);
    (void)close(bench->ends[0]);
    (void)close(bench->ends[1]);
    wallet_key_free(bench->key);
    return bench->status;
}

static void say(const struct bench *bench, struct wallet_bytes bytes)
{
    CHECK_EQUAL(send(bench->ends[0], bytes.data, bytes.size, MSG_NOSIGNAL), bytes.size);
}

static const struct {
    const char *what;
    const char *said; /* and then the peer is gone */
    enum wallet_status status;
} talks[] = {
    { "nothing", "", WALLET_OK },
    { "half a head", "0000", WALLET_ERR_TRUNCATED },
    { "a head alone", "00000004", WALLET_ERR_TRUNCATED },
    { "half a message", "000000048301", WALLET_ERR_TRUNCATED },
    { "a huge length", "ffffffff00", WALLET_ERR_TOO_LARGE },
    { "one byte more than any request", "00210021", WALLET_ERR_TOO_LARGE },
    { "no length", "00000000", WALLET_ERR_STRUCTURE },
    { "garbage", "00000008ffffffffffffffff", WALLET_ERR_MALFORMED },
    { "an HTTP request", "474554202f20485454502f312e310d0a", WALLET_ERR_TOO_LARGE },
    { "an operation that is none", "0000000483010940", WALLET_ERR_STRUCTURE },
    { "a version to come", "0000000483020140", WALLET_ERR_UNSUPPORTED },
    { "a question", "0000000483010140", WALLET_OK },
    { "a question, then garbage", "000000048301014000000001ff", WALLET_ERR_MALFORMED },
};

TEST(who_does_not_keep_to_the_protocol_is_left)
{
    for (size_t i = 0; i < sizeof talks / sizeof talks[0]; i++) {
        struct bench bench;
        bench_start(&bench);
        say(&bench, test_hex(talks[i].said));
        (void)shutdown(bench.ends[0], SHUT_WR);
        CHECK_ROW(talks[i].what, bench_finish(&bench), talks[i].status);
    }
}

TEST(a_peer_who_is_too_slow_is_left)
{
    struct bench bench;
    uint8_t byte = 0;

    bench_make(&bench);
    bench.service.idle_seconds = 60;
    bench.service.message_seconds = 1;
    CHECK_EQUAL(pthread_create(&bench.thread, NULL, serve, &bench), 0);
    say(&bench, test_hex("00000004"));
    CHECK_EQUAL(recv(bench.ends[0], &byte, 1, 0), 0); /* comes when the agent hangs up */
    CHECK_EQUAL(bench_finish(&bench), WALLET_ERR_FILE);
}

TEST(a_peer_who_says_nothing_is_left)
{
    struct bench bench;
    uint8_t byte = 0;

    bench_make(&bench);
    bench.service.idle_seconds = 1;
    CHECK_EQUAL(pthread_create(&bench.thread, NULL, serve, &bench), 0);
    CHECK_EQUAL(recv(bench.ends[0], &byte, 1, 0), 0);
    CHECK_EQUAL(bench_finish(&bench), WALLET_ERR_FILE);
}

TEST(a_peer_who_does_not_read_is_left)
{
    struct bench bench;

    bench_make(&bench);
    bench.service.message_seconds = 1;
    CHECK_EQUAL(pthread_create(&bench.thread, NULL, serve, &bench), 0);
    const struct wallet_bytes question = test_hex("0000000483010140");
    while (send(bench.ends[0], question.data, question.size, MSG_NOSIGNAL) ==
           (ssize_t)question.size) {
    }

    CHECK_EQUAL(bench_finish(&bench), WALLET_ERR_FILE);
}

TEST(the_users_of_the_agent_are_its_own_and_those_it_was_told)
{
    const unsigned others[] = { (unsigned)geteuid() + 1, (unsigned)geteuid() + 2 };
    struct bench bench;

    bench_make(&bench);
    bench.service.allowed_uids = others;
    bench.service.allowed_count = 2;
    CHECK_EQUAL(pthread_create(&bench.thread, NULL, serve, &bench), 0);
    (void)shutdown(bench.ends[0], SHUT_WR);
    CHECK_EQUAL(bench_finish(&bench), WALLET_OK);
}

TEST(a_peer_whom_the_kernel_does_not_vouch_for_is_refused)
{
    struct bench bench;
    int ends[2];

    bench_make(&bench);
    CHECK_EQUAL(pipe(ends), 0);
    CHECK_EQUAL(wallet_agent_serve(ends[0], &bench.service, NULL), WALLET_ERR_REFUSED);
    (void)close(ends[0]);
    (void)close(ends[1]);
    (void)close(bench.ends[0]);
    (void)close(bench.ends[1]);
    wallet_key_free(bench.key);
}

TEST(the_signer_must_have_the_key)
{
    struct bench bench;
    const struct wallet_agent_service nothing = { .signer = NULL };

    bench_make(&bench);
    bench.signer.key_id[0] ^= 1;
    CHECK_EQUAL(wallet_agent_serve(bench.ends[1], &bench.service, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_agent_serve(bench.ends[1], &nothing, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_agent_serve(bench.ends[1], NULL, NULL), WALLET_ERR_ARGUMENT);
    (void)close(bench.ends[0]);
    (void)close(bench.ends[1]);
    wallet_key_free(bench.key);
}
