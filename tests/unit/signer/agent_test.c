/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* syscall() */
#include <wallet/agent.h>

#include "agency.h"
#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

/* A Sig_structure over {1: -19, 16: 61} and one byte. */
#define SIGNABLE "846a5369676e61747572653146a2013210183d404101"

/** An agent in a thread, which serves connection after connection until the listener is shut. */
struct host {
    char folder[32];
    char path[64];
    int listener;
    pthread_t thread;
    struct wallet_agent_service service;
    struct wallet_signer signer;
    struct wallet_key *key;
    enum wallet_status last; /* how the last connection ended */
};

static void *serve(void *opaque)
{
    struct host *host = opaque;

    for (;;) {
        const int connection = accept(host->listener, NULL, NULL);
        if (connection < 0) {
            return NULL;
        }

        host->last = wallet_agent_serve(connection, &host->service, NULL);
        (void)close(connection);
    }
}

static void host_start(struct host *host)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    const struct wallet_key_owner owner = { .issuer = AGENCY_ISSUER, .name_en = "A Bureau" };

    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &host->key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(host->key, &host->signer, NULL), WALLET_OK);
    host->service.signer = &host->signer;
    host->service.key = host->key;

    (void)snprintf(host->folder, sizeof host->folder, "/tmp/wallet-agent-XXXXXX");
    CHECK(mkdtemp(host->folder) != NULL);
    (void)snprintf(host->path, sizeof host->path, "%s/agent", host->folder);
    memcpy(address.sun_path, host->path, strlen(host->path));
    host->listener = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK_EQUAL(bind(host->listener, (const struct sockaddr *)&address, sizeof address), 0);
    CHECK_EQUAL(listen(host->listener, 8), 0);
    CHECK_EQUAL(pthread_create(&host->thread, NULL, serve, host), 0);
}

static void host_stop(struct host *host)
{
    (void)shutdown(host->listener, SHUT_RDWR);
    CHECK_EQUAL(pthread_join(host->thread, NULL), 0);
    (void)close(host->listener);
    (void)unlink(host->path);
    (void)rmdir(host->folder);
    wallet_key_free(host->key);
}

TEST(a_peer_without_a_key_signs_through_the_agent)
{
    struct host host = { .last = WALLET_OK };
    struct wallet_agent *agent = NULL;
    struct wallet_signer signer;
    struct wallet_buffer told = { 0 };
    struct wallet_buffer wanted = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    host_start(&host);
    CHECK_EQUAL(wallet_agent_connect(host.path, &agent, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_agent_signer(agent, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(signer.algorithm, WALLET_ALGORITHM_ED25519);
    CHECK_TEXT(signer.issuer, AGENCY_ISSUER);
    CHECK_BYTES(
        ((struct wallet_bytes){ signer.key_id, WALLET_KEY_ID_SIZE }), wallet_key_id(host.key));

    CHECK_EQUAL(wallet_agent_write_public(agent, &told, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_public(host.key, &wanted, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&told), wallet_buffer_bytes(&wanted));
    for (int i = 0; i < 3; i++) {
        CHECK_EQUAL(
            signer.sign(signer.context, test_hex(SIGNABLE), signature, &size, NULL), WALLET_OK);
        CHECK_EQUAL(size, 64);
    }

    wallet_buffer_clear(&told);
    wallet_buffer_clear(&wanted);
    wallet_agent_close(agent);
    host_stop(&host);
    CHECK_EQUAL(host.last, WALLET_OK);
}

TEST(a_licence_of_the_agent_verifies)
{
    struct host host = { .last = WALLET_OK };
    struct agency agency;
    struct wallet_agent *agent = NULL;
    struct wallet_signer signer;

    host_start(&host);
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    agency_trust(&agency, host.key);
    CHECK_EQUAL(wallet_agent_connect(host.path, &agent, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_agent_signer(agent, &signer, NULL), WALLET_OK);
    agency_issue(&agency, &signer);
    CHECK_EQUAL(
        agency_verify(&agency, wallet_buffer_bytes(&agency.licence), AGENCY_NOW),
        WALLET_REASON_NONE);

    wallet_agent_close(agent);
    agency_close(&agency);
    host_stop(&host);
}

TEST(the_agent_is_no_oracle_and_goes_on_after_a_refusal)
{
    struct host host = { .last = WALLET_OK };
    struct wallet_agent *agent = NULL;
    struct wallet_signer signer;
    struct wallet_error error = { .status = WALLET_OK };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    host_start(&host);
    CHECK_EQUAL(wallet_agent_connect(host.path, &agent, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_agent_signer(agent, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(
        signer.sign(signer.context, test_text("a cheque"), signature, &size, &error),
        WALLET_ERR_REFUSED);
    CHECK(strstr(error.message, "does not sign") != NULL);
    const struct wallet_bytes huge = { test_memory(WALLET_AGENT_MESSAGE_MAX + 1),
                                       WALLET_AGENT_MESSAGE_MAX + 1 };
    CHECK_EQUAL(signer.sign(signer.context, huge, signature, &size, NULL), WALLET_ERR_TOO_LARGE);
    const struct wallet_bytes large = { huge.data, WALLET_AGENT_MESSAGE_MAX };
    CHECK_EQUAL(signer.sign(signer.context, large, signature, &size, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(signer.sign(signer.context, test_hex(SIGNABLE), signature, &size, NULL), WALLET_OK);

    wallet_agent_close(agent);
    host_stop(&host);
}

/** Connects as this user; the bare call changes the calling thread alone. */
static enum wallet_status connect_as(const struct host *host, unsigned uid)
{
    struct wallet_agent *agent = NULL;

    CHECK_EQUAL(syscall(SYS_setresuid, -1, uid, -1), 0);
    const enum wallet_status status = wallet_agent_connect(host->path, &agent, NULL);
    CHECK_EQUAL(syscall(SYS_setresuid, -1, 0, -1), 0);
    wallet_agent_close(agent);
    return status;
}

TEST(only_the_users_it_was_told_are_served)
{
    static const unsigned friends[] = { 65533 };
    struct host host = { .service = { .allowed_uids = friends, .allowed_count = 1 } };

    if (geteuid() != 0) {
        skip(); /* only root can be somebody else */
    }

    host_start(&host);
    CHECK_EQUAL(chmod(host.folder, 0711), 0);
    CHECK_EQUAL(chmod(host.path, 0666), 0);
    CHECK_EQUAL(connect_as(&host, 65533), WALLET_OK);
    CHECK_EQUAL(connect_as(&host, 65534), WALLET_ERR_FILE);
    host_stop(&host);
    CHECK_EQUAL(host.last, WALLET_ERR_REFUSED);
}

static enum wallet_status sign_rubbish(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)context;
    (void)message;
    (void)error;
    memset(out, 7, 64);
    *size = 64;
    return WALLET_OK;
}

TEST(a_signature_that_does_not_fit_is_not_given_out)
{
    struct host host = { .last = WALLET_OK };
    struct wallet_agent *agent = NULL;
    struct wallet_signer signer;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    host_start(&host);
    host.signer.sign = sign_rubbish;
    CHECK_EQUAL(wallet_agent_connect(host.path, &agent, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_agent_signer(agent, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(
        signer.sign(signer.context, test_hex(SIGNABLE), signature, &size, NULL), WALLET_ERR_CRYPTO);
    wallet_agent_close(agent);
    host_stop(&host);
}

TEST(nobody_listens)
{
    struct wallet_agent *agent = NULL;
    char path[120];

    memset(path, 'a', sizeof path);
    path[119] = '\0';
    CHECK_EQUAL(wallet_agent_connect("/tmp/no/such/agent", &agent, NULL), WALLET_ERR_FILE);
    CHECK_EQUAL(wallet_agent_connect("", &agent, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_agent_connect(path, &agent, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_agent_connect(NULL, &agent, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_agent_signer(NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_agent_write_public(NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_agent_close(NULL);
}

/** What stands in the agent's place: takes one request, and says this. */
struct impostor {
    int socket;
    struct wallet_bytes says;
};

static void *pretend(void *opaque)
{
    const struct impostor *impostor = opaque;
    uint8_t request[64];
    const int connection = accept(impostor->socket, NULL, NULL);

    (void)!read(connection, request, sizeof request);
    (void)!write(connection, impostor->says.data, impostor->says.size);
    (void)close(connection);
    return NULL;
}

static enum wallet_status connect_to_impostor(struct wallet_bytes says)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    struct impostor impostor = { socket(AF_UNIX, SOCK_STREAM, 0), says };
    struct wallet_agent *agent = NULL;
    char folder[] = "/tmp/wallet-agent-XXXXXX";
    pthread_t thread;

    CHECK(mkdtemp(folder) != NULL);
    (void)snprintf(address.sun_path, sizeof address.sun_path, "%s/agent", folder);
    CHECK_EQUAL(bind(impostor.socket, (const struct sockaddr *)&address, sizeof address), 0);
    CHECK_EQUAL(listen(impostor.socket, 1), 0);
    CHECK_EQUAL(pthread_create(&thread, NULL, pretend, &impostor), 0);
    const enum wallet_status status = wallet_agent_connect(address.sun_path, &agent, NULL);
    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    (void)close(impostor.socket);
    (void)unlink(address.sun_path);
    (void)rmdir(folder);
    wallet_agent_close(agent);
    return status;
}

TEST(an_agent_that_talks_nonsense_is_left)
{
    CHECK_EQUAL(connect_to_impostor(test_hex("")), WALLET_ERR_FILE);
    CHECK_EQUAL(connect_to_impostor(test_hex("0000")), WALLET_ERR_FILE);
    CHECK_EQUAL(connect_to_impostor(test_hex("ffffffff")), WALLET_ERR_FILE);
    CHECK_EQUAL(connect_to_impostor(test_hex("00000000")), WALLET_ERR_FILE);
    CHECK_EQUAL(connect_to_impostor(test_hex("00000004deadbeef")), WALLET_ERR_FILE);
    CHECK_EQUAL(connect_to_impostor(test_hex("0000000584010041ff")), WALLET_ERR_FILE);
    CHECK_EQUAL(
        connect_to_impostor(test_hex("00000006"
                                     "84010041ff60")),
        WALLET_ERR_KEY);
    CHECK_EQUAL(
        connect_to_impostor(test_hex("00000008"
                                     "8401"
                                     "19012c"
                                     "40"
                                     "61"
                                     "6e")),
        WALLET_ERR_REFUSED);
}
