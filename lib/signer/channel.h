/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_CHANNEL_H
#define WLT_SIGNER_CHANNEL_H

#include <wallet/bytes.h>

enum {
    WLT_CHANNEL_HEAD_SIZE = 4, /* of a message: its size without the head, big-endian */
};

/**
 * A stream socket on which whole messages come and go, each within a time limit that the kernel
 * keeps, so that a peer who sends a byte a minute holds up nobody.
 */
struct wlt_channel {
    int socket;
    int timer;
};

/** Borrows `socket`. */
enum wallet_status wlt_channel_start(
    int socket, struct wlt_channel *out, struct wallet_error *error);

/** Leaves the socket as it is. */
void wlt_channel_finish(struct wlt_channel *channel);

/**
 * Sends what is in `message` behind its first WLT_CHANNEL_HEAD_SIZE bytes, which are filled in.
 *
 * \retval WALLET_ERR_FILE  the peer is gone, or does not take it within so many seconds
 */
enum wallet_status wlt_channel_send(
    const struct wlt_channel *channel,
    struct wallet_buffer *message,
    unsigned seconds,
    struct wallet_error *error);

/** How much and for how long. */
struct wlt_channel_limits {
    size_t size;              /* of a message */
    unsigned idle_seconds;    /* until it begins */
    unsigned message_seconds; /* from there to its end */
};

/**
 * Receives a message without its head; replaces the content of `out`, which grows with what comes in
 * and not with what is announced.
 *
 * \retval WALLET_ERR_MISSING    the peer has ended the talk
 * \retval WALLET_ERR_TRUNCATED  it ended it in the middle of a message
 * \retval WALLET_ERR_TOO_LARGE  it announced more than the limit
 * \retval WALLET_ERR_STRUCTURE  it announced nothing
 * \retval WALLET_ERR_FILE       it took too long, or the socket fails
 */
enum wallet_status wlt_channel_receive(
    const struct wlt_channel *channel,
    const struct wlt_channel_limits *limits,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
