/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_HOSTS_H
#define WALLET_CLI_HTTP_HOSTS_H

#include "http_address.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    HTTP_HOST_MAX = 32,  /* names that a service goes by, besides its addresses */
    HTTP_HOST_SIZE = 270 /* of a name with its port: RFC 1035 allows 253 characters */
};

/** What the Host field of a request to a service may say. */
struct http_hosts {
    char texts[2 * HTTP_HOST_MAX + 8][HTTP_HOST_SIZE];
    const char *list[2 * HTTP_HOST_MAX + 9]; /* ends with NULL */
    size_t count;
};

/** Whether it can stand in a Host field: a name or an address, with or without a port. */
bool http_hosts_is_name(const char *name);

/**
 * Fills in the list: the address that the service listens on, "localhost" and both loopback addresses
 * if it is one of them, and the names, each with the port and, where that is the scheme's own or a name
 * is given, without.
 *
 * \param names  HTTP_HOST_MAX at most, of which http_hosts_is_name() is true
 */
void http_hosts_make(
    const struct http_address *address,
    bool is_secured,
    const char *const *names,
    size_t name_count,
    struct http_hosts *out);

#endif
