/* SPDX-License-Identifier: Apache-2.0 */
#include "http_address.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    HOST_SIZE = 48,
    PORT_SIZE = 6,
    BACKLOG = 4096, /* the kernel takes less where net.core.somaxconn says so */
};

/* Cuts "HOST:PORT" or "[HOST]:PORT" in two. */
static bool cut(const char *text, char host[HOST_SIZE], char port[PORT_SIZE])
{
    const char *colon = strrchr(text, ':');
    if (!colon || colon == text || strlen(colon + 1) >= PORT_SIZE || colon[1] == '\0') {
        return false;
    }

    const bool is_bracketed = text[0] == '[' && colon[-1] == ']';
    const char *from = is_bracketed ? text + 1 : text;
    const size_t size = (size_t)(colon - from) - (is_bracketed ? 1 : 0);
    if (size == 0 || size >= HOST_SIZE || (!is_bracketed && memchr(from, ':', size))) {
        return false;
    }

    memcpy(host, from, size);
    host[size] = '\0';
    (void)snprintf(port, PORT_SIZE, "%s", colon + 1);
    /* getaddrinfo() takes 65536 for 0. */
    return strspn(port, "0123456789") == strlen(port) && strtoul(port, NULL, 10) <= UINT16_MAX;
}

bool http_address_parse(const char *text, struct http_address *out)
{
    const struct addrinfo wanted = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                                     .ai_family = AF_UNSPEC,
                                     .ai_socktype = SOCK_STREAM };
    struct addrinfo *found = NULL;
    char host[HOST_SIZE];
    char port[PORT_SIZE];

    if (!cut(text, host, port)) {
        return false;
    }

    const char *name = strcmp(host, "localhost") == 0 ? "127.0.0.1" : host;
    if (getaddrinfo(name, port, &wanted, &found) != 0) {
        return false;
    }

    *out = (struct http_address){ .size = found->ai_addrlen };
    memcpy(&out->socket, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return true;
}

static const struct sockaddr_in *as_ipv4(const struct http_address *address)
{
    return (const struct sockaddr_in *)(const void *)&address->socket;
}

static const struct sockaddr_in6 *as_ipv6(const struct http_address *address)
{
    return (const struct sockaddr_in6 *)(const void *)&address->socket;
}

bool http_address_is_loopback(const struct http_address *address)
{
    return address->socket.ss_family == AF_INET
               ? ntohl(as_ipv4(address)->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET
               : IN6_IS_ADDR_LOOPBACK(&as_ipv6(address)->sin6_addr) != 0;
}

bool http_address_is_any(const struct http_address *address)
{
    return address->socket.ss_family == AF_INET
               ? as_ipv4(address)->sin_addr.s_addr == htonl(INADDR_ANY)
               : IN6_IS_ADDR_UNSPECIFIED(&as_ipv6(address)->sin6_addr) != 0;
}

uint16_t http_address_port(const struct http_address *address)
{
    return ntohs(
        address->socket.ss_family == AF_INET ? as_ipv4(address)->sin_port
                                             : as_ipv6(address)->sin6_port);
}

void http_address_text(const struct http_address *address, char out[HTTP_ADDRESS_SIZE])
{
    char host[HOST_SIZE] = "";
    const bool is_ipv6 = address->socket.ss_family == AF_INET6;

    (void)getnameinfo(
        (const struct sockaddr *)&address->socket,
        address->size,
        host,
        sizeof host,
        NULL,
        0,
        NI_NUMERICHOST);
    (void)snprintf(
        out,
        HTTP_ADDRESS_SIZE,
        is_ipv6 ? "[%s]:%u" : "%s:%u",
        host,
        (unsigned)http_address_port(address));
}

static int listen_on(int descriptor, struct http_address *address)
{
    const int yes = 1;
    struct sockaddr *place = (struct sockaddr *)&address->socket;

    /* A port of which connections are still being closed is ours again after a restart. */
    const bool is_ready = setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                          bind(descriptor, place, address->size) == 0 &&
                          listen(descriptor, BACKLOG) == 0 &&
                          getsockname(descriptor, place, &address->size) == 0;
    return is_ready ? 0 : errno;
}

int http_address_listen(struct http_address *address, int *out)
{
    const int descriptor =
        socket(address->socket.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) {
        return errno;
    }

    const int problem = listen_on(descriptor, address);
    if (problem != 0) {
        (void)close(descriptor);
        return problem;
    }

    *out = descriptor;
    return 0;
}
