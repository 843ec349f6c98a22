/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/agent.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "signer/channel.h"
#include "signer/message.h"
#include "trust/key.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    ANSWER_MAX = WALLET_KEY_FILE_MAX + 1024,
};

/** What changes while an agent is asked. */
struct connection {
    struct wlt_channel channel;
    struct wallet_buffer request;
    struct wallet_buffer answer;
    bool
        is_broken; /* something failed half-way: the next answer could be one to an older question */
};

struct wallet_agent {
    struct connection *connection;
    struct wlt_check_context *checking;
    struct wallet_key *key; /* public */
};

WLT_DEFINE_AUTO(agent, struct wallet_agent, wallet_agent_close)

static void connection_free(struct connection *connection)
{
    if (!connection) {
        return;
    }

    if (connection->channel.socket >= 0) {
        (void)close(connection->channel.socket);
        wlt_channel_finish(&connection->channel);
    }

    wallet_buffer_clear(&connection->request);
    wallet_buffer_clear(&connection->answer);
    wlt_free(connection);
}

void wallet_agent_close(struct wallet_agent *agent)
{
    if (!agent) {
        return;
    }

    connection_free(agent->connection);
    wlt_check_context_free(agent->checking);
    wallet_key_free(agent->key);
    wlt_free(agent);
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static enum wallet_status fail_connect(struct wallet_error *error, int problem)
{
    char reason[128] = "";

    (void)strerror_r(problem, reason, sizeof reason);
    return wlt_fail(
        error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "no agent can be reached: %s", reason);
}

static enum wallet_status connect_socket(
    const char *path, struct wlt_channel *out, struct wallet_error *error)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    const size_t size = strlen(path);

    if (size == 0 || size >= sizeof address.sun_path) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "the name of a socket has 1 to %zu bytes",
            sizeof address.sun_path - 1);
    }

    memcpy(address.sun_path, path, size);
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return fail_connect(error, errno);
    }

    /* An agent that takes no more connections must not be waited for. */
    const struct timeval limit = { .tv_sec = WALLET_AGENT_MESSAGE_SECONDS };
    (void)setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const bool is_connected =
        connect(descriptor, (const struct sockaddr *)&address, sizeof address) == 0;
    const int problem = errno;
    const enum wallet_status status =
        is_connected ? wlt_channel_start(descriptor, out, error) : fail_connect(error, problem);
    if (status != WALLET_OK) {
        (void)close(descriptor);
    }

    return status;
}

static enum wallet_status exchange(
    struct connection *connection,
    const struct wlt_agent_request *request,
    struct wlt_agent_answer *out,
    struct wallet_error *error)
{
    static const struct wlt_channel_limits limits = {
        .size = ANSWER_MAX,
        .idle_seconds = WALLET_AGENT_ANSWER_SECONDS,
        .message_seconds = WALLET_AGENT_MESSAGE_SECONDS,
    };

    enum wallet_status status = wlt_agent_write_request(request, &connection->request, error);
    if (status == WALLET_OK) {
        status = wlt_channel_send(
            &connection->channel, &connection->request, WALLET_AGENT_MESSAGE_SECONDS, error);
    }

    if (status == WALLET_OK) {
        status = wlt_channel_receive(&connection->channel, &limits, &connection->answer, error);
    }

    if (status == WALLET_OK) {
        status = wlt_agent_read_answer(wallet_buffer_bytes(&connection->answer), out, error);
    }

    return status;
}

/** Asks and waits; what the agent refuses comes back with its status and words. */
static enum wallet_status ask(
    struct connection *connection,
    const struct wlt_agent_request *request,
    struct wallet_bytes *out,
    struct wallet_error *error)
{
    struct wlt_agent_answer answer = { .status = WALLET_OK };

    if (connection->is_broken) {
        return wlt_fail(
            error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "the connection to the agent is broken");
    }

    struct wallet_error last = { .status = WALLET_OK };
    connection->is_broken = true;
    const enum wallet_status status = exchange(connection, request, &answer, &last);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    if (status != WALLET_OK) {
        return wlt_fail(
            error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "no answer of the agent: %s", last.message);
    }

    connection->is_broken = false;
    if (answer.status != WALLET_OK) {
        return wlt_fail(
            error,
            answer.status,
            WALLET_NO_OFFSET,
            "%.*s",
            (int)(answer.words.size < 200 ? answer.words.size : 200),
            (const char *)answer.words.data);
    }

    *out = answer.result;
    return WALLET_OK;
}

static enum wallet_status identify(struct wallet_agent *agent, struct wallet_error *error)
{
    const struct wlt_agent_request request = { .operation = WLT_AGENT_IDENTIFY };
    struct wallet_bytes file = { 0 };

    enum wallet_status status = ask(agent->connection, &request, &file, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wallet_key_parse(file, &agent->key, NULL);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    if (status != WALLET_OK || wallet_key_is_private(agent->key) ||
        wallet_key_issuer(agent->key)[0] == '\0') {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "what the agent says of its key is no public key with an issuer");
    }

    return WALLET_OK;
}

enum wallet_status wallet_agent_connect(
    const char *path, struct wallet_agent **out, struct wallet_error *error)
{
    if (!path || !out) {
        return fail_null(error);
    }

    WLT_AUTO(agent) struct wallet_agent *agent = wlt_alloc(1, sizeof *agent);
    struct connection *connection = agent ? wlt_alloc(1, sizeof *connection) : NULL;
    if (!connection) {
        return wlt_fail_memory(error);
    }

    connection->channel.socket = -1;
    agent->connection = connection;
    enum wallet_status status = connect_socket(path, &connection->channel, error);
    if (status == WALLET_OK) {
        status = wlt_check_context_new(&agent->checking, error);
    }

    if (status == WALLET_OK) {
        status = identify(agent, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(agent);
    }

    return status;
}

static enum wallet_status sign_with_agent(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct wallet_agent *agent = context;
    const struct wlt_agent_request request = { WLT_AGENT_SIGN, message };
    struct wallet_bytes signature = { 0 };

    if (message.size > WALLET_AGENT_MESSAGE_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "more than an agent signs at once");
    }

    enum wallet_status status = ask(agent->connection, &request, &signature, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_check_signature(
        agent->checking,
        wlt_key_public(agent->key),
        wallet_key_algorithm(agent->key),
        message,
        signature);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    if (status != WALLET_OK || signature.size > WALLET_SIGNATURE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_CRYPTO,
            WALLET_NO_OFFSET,
            "the agent's signature does not fit its public key");
    }

    memcpy(out, signature.data, signature.size);
    *size = signature.size;
    return WALLET_OK;
}

enum wallet_status wallet_agent_signer(
    const struct wallet_agent *agent, struct wallet_signer *out, struct wallet_error *error)
{
    if (!agent || !out) {
        return fail_null(error);
    }

    struct wallet_signer signer = {
        .algorithm = wallet_key_algorithm(agent->key),
        .sign = sign_with_agent,
        .context = agent,
    };
    memcpy(signer.key_id, wallet_key_id(agent->key).data, sizeof signer.key_id);
    memcpy(signer.issuer, wallet_key_issuer(agent->key), sizeof signer.issuer);
    *out = signer;
    return WALLET_OK;
}

enum wallet_status wallet_agent_write_public(
    const struct wallet_agent *agent, struct wallet_buffer *out, struct wallet_error *error)
{
    return agent ? wallet_key_write_public(agent->key, out, error) : fail_null(error);
}
