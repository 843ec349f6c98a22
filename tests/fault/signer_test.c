/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/agent.h>
#include <wallet/token.h>

#include "alloc_faulty.h"
#include "fault.h"
#include "signer/channel.h"
#include "signer/message.h"
#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Opening a key in a token, and an agent: each allocation fails once. */

static enum wallet_status read_pin_source(void)
{
    struct wallet_buffer path = { 0 };
    const enum wallet_status status =
        wallet_token_pin_source("pkcs11:object=a?pin-source=/etc/pin", &path, NULL);
    wallet_buffer_clear(&path);
    return status;
}

static enum wallet_status open_token(void)
{
    static const char *const types[] = { "11100000000013127D001" };
    const struct wallet_key_owner owner = { "11360500000000019F", "某局", "A Bureau", types, 1 };
    struct wallet_token *token = NULL;
    struct wallet_buffer file = { 0 };

    enum wallet_status status = wallet_token_open(
        "pkcs11:object=a", getenv("WALLET_FAKE_MODULE"), test_text("1234"), &owner, &token, NULL);
    if (status == WALLET_OK) {
        status = wallet_token_write_public(token, &file, NULL);
    }

    wallet_buffer_clear(&file);
    wallet_token_close(token);
    return status;
}

/** Stands in for an agent without allocating, and says what one says of its key. */
static struct {
    int listener;
    struct sockaddr_un address;
    struct wallet_buffer answer;
    struct wallet_buffer file;
} stand_in;

static void *answer_all(void *unused)
{
    (void)unused;
    for (;;) {
        uint8_t request[64];
        const int connection = accept(stand_in.listener, NULL, NULL);
        if (connection < 0) {
            return NULL;
        }

        if (read(connection, request, sizeof request) > 0) {
            (void)!write(connection, stand_in.answer.data, stand_in.answer.size);
        }

        (void)close(connection);
    }
}

static void write_answer(void)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    struct wallet_key *key = NULL;

    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_public(key, &stand_in.file, NULL), WALLET_OK);
    wallet_key_free(key);

    const struct wlt_agent_answer answer = { .result = wallet_buffer_bytes(&stand_in.file) };
    CHECK_EQUAL(wlt_agent_write_answer(&answer, &stand_in.answer, NULL), WALLET_OK);
    const size_t size = stand_in.answer.size - WLT_CHANNEL_HEAD_SIZE;
    stand_in.answer.data[2] = (uint8_t)(size >> 8);
    stand_in.answer.data[3] = (uint8_t)size;
}

static enum wallet_status connect_to_agent(void)
{
    struct wallet_agent *agent = NULL;
    struct wallet_buffer file = { 0 };

    enum wallet_status status = wallet_agent_connect(stand_in.address.sun_path, &agent, NULL);
    if (status == WALLET_OK) {
        status = wallet_agent_write_public(agent, &file, NULL);
    }

    wallet_buffer_clear(&file);
    wallet_agent_close(agent);
    return status;
}

TEST(signers_survive_every_failing_allocation)
{
    char folder[] = "/tmp/wallet-fault-XXXXXX";
    pthread_t thread;

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    write_answer();
    CHECK(mkdtemp(folder) != NULL);
    stand_in.address.sun_family = AF_UNIX;
    (void)snprintf(stand_in.address.sun_path, sizeof stand_in.address.sun_path, "%s/agent", folder);
    stand_in.listener = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK_EQUAL(
        bind(
            stand_in.listener, (const struct sockaddr *)&stand_in.address, sizeof stand_in.address),
        0);
    CHECK_EQUAL(listen(stand_in.listener, 1), 0);
    CHECK_EQUAL(pthread_create(&thread, NULL, answer_all, NULL), 0);

    fault_each("read_pin_source", read_pin_source);
    fault_each("connect_to_agent", connect_to_agent);
    if (getenv("WALLET_FAKE_MODULE")) {
        fault_each("open_token", open_token);
    }

    (void)shutdown(stand_in.listener, SHUT_RDWR);
    CHECK_EQUAL(pthread_join(thread, NULL), 0);
    (void)close(stand_in.listener);
    (void)unlink(stand_in.address.sun_path);
    (void)rmdir(folder);
    wallet_buffer_clear(&stand_in.answer);
    wallet_buffer_clear(&stand_in.file);
}
