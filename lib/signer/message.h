/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_MESSAGE_H
#define WLT_SIGNER_MESSAGE_H

#include <wallet/bytes.h>

/*
 * What an agent and its peers say, in deterministic CBOR behind the head of wlt_channel_send():
 *
 *     request = [ version, operation, message: bstr ]
 *     answer  = [ version, status: uint, result: bstr, words: tstr ]
 */

enum {
    WLT_AGENT_VERSION = 1,
    WLT_AGENT_OVERHEAD = 32, /* bytes of a request beside its message, at most */
};

enum wlt_agent_operation {
    WLT_AGENT_IDENTIFY = 1, /* no message; the result is a public key file */
    WLT_AGENT_SIGN = 2,     /* a Sig_structure; the result is its signature */
};

struct wlt_agent_request {
    enum wlt_agent_operation operation;
    struct wallet_bytes message;
};

struct wlt_agent_answer {
    enum wallet_status status;
    struct wallet_bytes result;
    struct wallet_bytes words; /* one printable line, where the status is no OK */
};

/** Replaces the content of `out` by the message with room for its head. */
enum wallet_status wlt_agent_write_request(
    const struct wlt_agent_request *request, struct wallet_buffer *out, struct wallet_error *error);
enum wallet_status wlt_agent_write_answer(
    const struct wlt_agent_answer *answer, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Reads a message without its head; borrows from it.
 *
 * \retval WALLET_ERR_TRUNCATED, WALLET_ERR_MALFORMED  no deterministic CBOR
 * \retval WALLET_ERR_STRUCTURE    of another shape, or no such operation or status
 * \retval WALLET_ERR_UNSUPPORTED  another version
 */
enum wallet_status wlt_agent_read_request(
    struct wallet_bytes encoded, struct wlt_agent_request *out, struct wallet_error *error);
enum wallet_status wlt_agent_read_answer(
    struct wallet_bytes encoded, struct wlt_agent_answer *out, struct wallet_error *error);

#endif
