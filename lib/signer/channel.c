/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/channel.h"

#include "base/buffer.h"
#include "base/error.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum {
    CHUNK_SIZE = 16384,
};

static enum wallet_status fail_system(struct wallet_error *error, int problem)
{
    char reason[128] = "";

    (void)strerror_r(problem, reason, sizeof reason);
    return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "the connection fails: %s", reason);
}

enum wallet_status wlt_channel_start(
    int socket, struct wlt_channel *out, struct wallet_error *error)
{
    const int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (timer < 0) {
        return fail_system(error, errno);
    }

    *out = (struct wlt_channel){ .socket = socket, .timer = timer };
    return WALLET_OK;
}

void wlt_channel_finish(struct wlt_channel *channel)
{
    (void)close(channel->timer);
    *channel = (struct wlt_channel){ .socket = -1, .timer = -1 };
}

/** From now on wait() gives up after so many seconds. */
static enum wallet_status set_limit(
    const struct wlt_channel *channel, unsigned seconds, struct wallet_error *error)
{
    const struct itimerspec limit = { .it_value = { .tv_sec = (time_t)seconds } };

    return timerfd_settime(channel->timer, 0, &limit, NULL) == 0 ? WALLET_OK
                                                                 : fail_system(error, errno);
}

/** Waits until the socket is ready for `events`, or ended. */
static enum wallet_status wait_for(
    const struct wlt_channel *channel, short events, struct wallet_error *error)
{
    struct pollfd polls[] = { { .fd = channel->socket, .events = events },
                              { .fd = channel->timer, .events = POLLIN } };

    /* A signal ends the wait: whoever sent it wants something else. */
    if (poll(polls, 2, -1) < 0) {
        return fail_system(error, errno);
    }

    if (polls[1].revents != 0) {
        return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "the peer takes too long");
    }

    return WALLET_OK;
}

static bool is_not_ready(ssize_t got)
{
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

enum wallet_status wlt_channel_send(
    const struct wlt_channel *channel,
    struct wallet_buffer *message,
    unsigned seconds,
    struct wallet_error *error)
{
    const size_t size = message->size - WLT_CHANNEL_HEAD_SIZE;
    for (size_t i = 0; i < WLT_CHANNEL_HEAD_SIZE; i++) {
        message->data[i] = (uint8_t)(size >> (24 - 8 * i));
    }

    enum wallet_status status = set_limit(channel, seconds, error);
    for (size_t done = 0; status == WALLET_OK && done < message->size;) {
        const ssize_t sent = send(
            channel->socket,
            message->data + done,
            message->size - done,
            MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            done += (size_t)sent;
        } else {
            status =
                is_not_ready(sent) ? wait_for(channel, POLLOUT, error) : fail_system(error, errno);
        }
    }

    return status;
}

/** At least one byte; none where the peer has ended the talk. */
static enum wallet_status receive_some(
    const struct wlt_channel *channel,
    uint8_t *out,
    size_t size,
    size_t *out_got,
    struct wallet_error *error)
{
    for (;;) {
        const ssize_t got = recv(channel->socket, out, size, MSG_DONTWAIT);
        if (got >= 0) {
            *out_got = (size_t)got;
            return WALLET_OK;
        }

        const enum wallet_status status =
            is_not_ready(got) ? wait_for(channel, POLLIN, error) : fail_system(error, errno);
        if (status != WALLET_OK) {
            return status;
        }
    }
}

/** The head; its first byte may let wait, the rest not. */
static enum wallet_status receive_size(
    const struct wlt_channel *channel,
    const struct wlt_channel_limits *limits,
    size_t *out_size,
    struct wallet_error *error)
{
    uint8_t head[WLT_CHANNEL_HEAD_SIZE];
    size_t size = 0;

    enum wallet_status status = set_limit(channel, limits->idle_seconds, error);
    for (size_t done = 0; status == WALLET_OK && done < sizeof head;) {
        size_t got = 0;
        status = receive_some(channel, head + done, sizeof head - done, &got, error);
        if (status == WALLET_OK && got == 0) {
            return wlt_fail(
                error,
                done == 0 ? WALLET_ERR_MISSING : WALLET_ERR_TRUNCATED,
                done,
                "the peer has ended the talk");
        }

        if (status == WALLET_OK && done == 0) {
            status = set_limit(channel, limits->message_seconds, error);
        }

        done += got;
    }

    if (status != WALLET_OK) {
        return status;
    }

    for (size_t i = 0; i < sizeof head; i++) {
        size = size << 8 | head[i];
    }

    *out_size = size;
    return WALLET_OK;
}

static enum wallet_status receive_content(
    const struct wlt_channel *channel,
    size_t size,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    while (out->size < size) {
        const size_t left = size - out->size;
        size_t got = 0;

        if (!wlt_buffer_reserve(out, out->size + (left < CHUNK_SIZE ? left : CHUNK_SIZE))) {
            return wlt_fail_memory(error);
        }

        const enum wallet_status status = receive_some(
            channel, out->data + out->size, left < CHUNK_SIZE ? left : CHUNK_SIZE, &got, error);
        if (status != WALLET_OK) {
            return status;
        }

        if (got == 0) {
            return wlt_fail(
                error,
                WALLET_ERR_TRUNCATED,
                WLT_CHANNEL_HEAD_SIZE + out->size,
                "the peer ended the talk in the middle of a message");
        }

        wlt_buffer_set_size(out, out->size + got);
    }

    return WALLET_OK;
}

enum wallet_status wlt_channel_receive(
    const struct wlt_channel *channel,
    const struct wlt_channel_limits *limits,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    size_t size = 0;

    wlt_buffer_set_size(out, 0);
    const enum wallet_status status = receive_size(channel, limits, &size, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (size > limits->size) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, 0, "a message of over %zu bytes", limits->size);
    }

    if (size == 0) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, 0, "a message of no bytes");
    }

    return receive_content(channel, size, out, error);
}
