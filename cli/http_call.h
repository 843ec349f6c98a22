/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_CALL_H
#define WALLET_CLI_HTTP_CALL_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "http_post.h"
#include "session.h"

/** Where calls of a repository's service go, below its address. */
#define HTTP_CALL_PATH "/v1/call"

/** A service that is called, by its address: "https://repository.example". */
struct http_callee {
    const char *url; /* HTTP_CALL_PATH is put behind it where it names no path */
    const char
        *authorities; /* a file of certificates in PEM instead of the system's; may be NULL */
};

/**
 * Sends a signed call, and gets the signed answer, which is still to be verified; tells why where there
 * is none.  http:// is taken to this machine only.
 *
 * \param out  on success the answer: http_reply_clear()
 */
enum exit_code http_call(
    const struct session *session,
    const struct http_callee *callee,
    struct wallet_bytes call,
    struct http_reply *out);

#endif
