/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_POST_H
#define WALLET_CLI_HTTP_POST_H

#include <wallet/bytes.h>

#include <stdbool.h>
#include <stddef.h>

/** One POST of an object over HTTPS; no redirection is followed. */
struct http_post {
    const char *url;
    const char *type; /* media type of the object */
    const char *const
        *fields; /* of the head, besides: "Name: value", ends with NULL; may be NULL */
    struct wallet_bytes object;
    const char
        *authorities;  /* a file of certificates in PEM instead of the system's; may be NULL */
    size_t answer_max; /* bytes of the answer that are kept: a longer one is an error; 0: none */
    bool may_be_plain; /* http:// will do where it does not leave this machine */
};

/** What came back; release with http_reply_clear(). */
struct http_reply {
    long status;      /* of HTTP */
    long retry_after; /* seconds after which to come again; 0: it does not say */
    char type[128];
    uint8_t *data;
    size_t size;
};

/** Whether `url` is http:// to this machine. */
bool http_post_is_local(const char *url);

/**
 * Posts it.
 *
 * \return NULL, or why there is no answer: in English, of static duration
 */
const char *http_post_send(const struct http_post *post, struct http_reply *out);

void http_reply_clear(struct http_reply *reply);

#endif
