/* SPDX-License-Identifier: Apache-2.0 */
#include "http_hosts.h"

#include <stdio.h>
#include <string.h>

enum {
    PORT_HTTP = 80,
    PORT_HTTPS = 443,
    NAME_MAX_SIZE = 253,
};

bool http_hosts_is_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789.-_:[]";
    const size_t size = strlen(name);

    return size > 0 && size <= NAME_MAX_SIZE && strspn(name, letters) == size;
}

static void add(struct http_hosts *hosts, const char *name, const char *port)
{
    char *text = hosts->texts[hosts->count];

    (void)snprintf(text, HTTP_HOST_SIZE, "%s%s", name, port);
    hosts->list[hosts->count++] = text;
    hosts->list[hosts->count] = NULL;
}

/* The host of an address as text: what stands before its last colon. */
static void name_host(const struct http_address *address, char out[HTTP_ADDRESS_SIZE])
{
    http_address_text(address, out);
    *strrchr(out, ':') = '\0';
}

void http_hosts_make(
    const struct http_address *address,
    bool is_secured,
    const char *const *names,
    size_t name_count,
    struct http_hosts *out)
{
    static const char *const loopback[] = { "localhost", "127.0.0.1", "[::1]" };
    const unsigned number = http_address_port(address);
    const bool is_default = number == (is_secured ? PORT_HTTPS : PORT_HTTP);
    char host[HTTP_ADDRESS_SIZE];
    char port[8];

    out->count = 0;
    (void)snprintf(port, sizeof port, ":%u", number);
    name_host(address, host);
    add(out, host, port);
    if (is_default) {
        add(out, host, "");
    }
    for (size_t i = 0; http_address_is_loopback(address) && i < 3; i++) {
        add(out, loopback[i], port);
        if (is_default) {
            add(out, loopback[i], "");
        }
    }
    for (size_t i = 0; i < name_count && i < HTTP_HOST_MAX; i++) {
        add(out, names[i], "");
        add(out, names[i], port);
    }
}
