/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_ADDRESS_H
#define WALLET_CLI_HTTP_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

enum {
    HTTP_ADDRESS_SIZE = 64, /* of an address as text, its NUL included */
};

/** Where a service listens. */
struct http_address {
    struct sockaddr_storage socket;
    socklen_t size;
};

/**
 * Reads "127.0.0.1:8080", "[::1]:8080" or "localhost:8080"; port 0 is any that is free.  No name is
 * looked up.
 *
 * \return false where it is neither
 */
bool http_address_parse(const char *text, struct http_address *out);

/** Whether only this machine can reach it. */
bool http_address_is_loopback(const struct http_address *address);

/** Whether it stands for every address of this machine. */
bool http_address_is_any(const struct http_address *address);

uint16_t http_address_port(const struct http_address *address);

/** As it is parsed. */
void http_address_text(const struct http_address *address, char out[HTTP_ADDRESS_SIZE]);

/**
 * Listens there; the port that was free is written back.
 *
 * \param out  the socket, which the caller closes
 *
 * \return 0 or an errno
 */
int http_address_listen(struct http_address *address, int *out);

#endif
