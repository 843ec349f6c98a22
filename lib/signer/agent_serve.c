/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE /* struct ucred */
#include <wallet/agent.h>

#include "base/error.h"
#include "base/text.h"
#include "signer/channel.h"
#include "signer/message.h"
#include "signer/signable.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_allowed(const struct wallet_agent_service *service, unsigned uid)
{
    if (uid == (unsigned)geteuid()) {
        return true;
    }

    for (size_t i = 0; i < service->allowed_count; i++) {
        if (service->allowed_uids[i] == uid) {
            return true;
        }
    }

    return false;
}

/** unix(7): whoever called connect(), as the kernel saw it then. */
static enum wallet_status check_peer(
    int socket, const struct wallet_agent_service *service, struct wallet_error *error)
{
    struct ucred peer = { .uid = (uid_t)-1 };
    socklen_t size = sizeof peer;

    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || size != sizeof peer ||
        peer.uid == (uid_t)-1) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "a peer whom the kernel does not know");
    }

    if (!is_allowed(service, (unsigned)peer.uid)) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "user %u may not use this agent",
            (unsigned)peer.uid);
    }

    return WALLET_OK;
}

/** One connection. */
struct talk {
    const struct wallet_agent_service *service;
    struct wlt_channel channel;
    struct wlt_channel_limits limits;
    struct wallet_buffer request;
    struct wallet_buffer answer;
    struct wallet_buffer file;
};

static enum wallet_status sign(
    const struct wallet_signer *signer,
    struct wallet_bytes message,
    uint8_t out[WALLET_SIGNATURE_MAX],
    size_t *size,
    struct wallet_error *error)
{
    if (message.size > WALLET_AGENT_MESSAGE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a message of over %d bytes",
            WALLET_AGENT_MESSAGE_MAX);
    }

    const enum wallet_status status = wlt_signable_check(message, signer->algorithm, error);
    return status == WALLET_OK ? signer->sign(signer->context, message, out, size, error) : status;
}

/** Writes the answer to a request that was understood; fails only where it cannot be written. */
static enum wallet_status write_answer(
    struct talk *talk, const struct wlt_agent_request *request, struct wallet_error *error)
{
    struct wallet_error refusal = { .status = WALLET_OK };
    struct wlt_agent_answer answer = { .status = WALLET_OK };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    if (request->operation == WLT_AGENT_SIGN) {
        answer.status = sign(talk->service->signer, request->message, signature, &size, &refusal);
        answer.result = (struct wallet_bytes){ signature, size };
    } else {
        answer.status = wallet_key_write_public(talk->service->key, &talk->file, &refusal);
        answer.result = wallet_buffer_bytes(&talk->file);
    }

    if (answer.status != WALLET_OK) {
        const struct wallet_bytes words = wlt_bytes_of(refusal.message);
        const bool can_be_said = wlt_utf8_is_valid(words) && wlt_text_is_printable(words);
        answer.result = (struct wallet_bytes){ 0 };
        answer.words = can_be_said ? words : wlt_bytes_of("a reason that cannot be shown");
    }

    return wlt_agent_write_answer(&answer, &talk->answer, error);
}

static enum wallet_status answer_next(struct talk *talk, struct wallet_error *error)
{
    struct wlt_agent_request request;

    enum wallet_status status =
        wlt_channel_receive(&talk->channel, &talk->limits, &talk->request, error);
    if (status == WALLET_OK) {
        status = wlt_agent_read_request(wallet_buffer_bytes(&talk->request), &request, error);
    }

    if (status == WALLET_OK) {
        status = write_answer(talk, &request, error);
    }

    if (status == WALLET_OK) {
        status =
            wlt_channel_send(&talk->channel, &talk->answer, talk->limits.message_seconds, error);
    }

    return status;
}

static enum wallet_status serve(struct talk *talk, struct wallet_error *error)
{
    struct wallet_error last = { .status = WALLET_OK };
    enum wallet_status status = WALLET_OK;

    while (status == WALLET_OK) {
        status = answer_next(talk, &last);
    }

    wallet_buffer_clear(&talk->request);
    wallet_buffer_clear(&talk->answer);
    wallet_buffer_clear(&talk->file);
    if (status == WALLET_ERR_MISSING) {
        return WALLET_OK;
    }

    return wlt_fail(error, status, last.offset, "%s", last.message);
}

static bool is_whole(const struct wallet_agent_service *service)
{
    return service && service->signer && service->signer->sign && service->key &&
           (service->allowed_uids || service->allowed_count == 0);
}

enum wallet_status wallet_agent_serve(
    int socket, const struct wallet_agent_service *service, struct wallet_error *error)
{
    if (!is_whole(service)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const struct wallet_bytes id = { service->signer->key_id, WALLET_KEY_ID_SIZE };
    if (!wlt_bytes_equal(id, wallet_key_id(service->key))) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "the signer has another key");
    }

    struct talk talk = { .service = service };
    talk.limits = (struct wlt_channel_limits){
        .size = WALLET_AGENT_MESSAGE_MAX + WLT_AGENT_OVERHEAD,
        .idle_seconds = service->idle_seconds ? service->idle_seconds : WALLET_AGENT_IDLE_SECONDS,
        .message_seconds =
            service->message_seconds ? service->message_seconds : WALLET_AGENT_MESSAGE_SECONDS,
    };

    enum wallet_status status = check_peer(socket, service, error);
    if (status == WALLET_OK) {
        status = wlt_channel_start(socket, &talk.channel, error);
    }

    if (status == WALLET_OK) {
        status = serve(&talk, error);
        wlt_channel_finish(&talk.channel);
    }

    return status;
}
