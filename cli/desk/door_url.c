/* SPDX-License-Identifier: Apache-2.0 */
#include "door_url.h"

#include "http_address.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SCHEME       "https://"
#define DEFAULT_PORT ":443"

static bool is_of(const char *text, size_t size, const char *letters)
{
    return size > 0 && strspn(text, letters) >= size;
}

static bool is_port(const char *text, size_t size)
{
    enum {
        PORT_MAX = 65535,
        PORT_DIGITS = 5,
    };

    return size <= PORT_DIGITS && is_of(text, size, "0123456789") && text[0] != '0' &&
           strtoul(text, NULL, 10) <= PORT_MAX;
}

/* A name or an IPv4 address, with or without a port. */
static bool is_authority(const char *text, size_t size)
{
    const char *colon = memchr(text, ':', size);
    const size_t name_size = colon ? (size_t)(colon - text) : size;

    return is_of(
               text,
               name_size,
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") &&
           (!colon || is_port(colon + 1, size - name_size - 1));
}

/* "" or "/A/B": no browser and no proxy makes anything else of it. */
static bool is_path(const char *path)
{
    while (path[0] == '/') {
        const size_t size = strcspn(path + 1, "/");
        if (!is_of(path + 1, size, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") ||
            strspn(path + 1, ".") >= size) {
            return false;
        }
        path += 1 + size;
    }

    return path[0] == '\0';
}

/* As browsers write it: in small letters, and without the port that goes without saying. */
static void write_origin(const char *authority, size_t size, char out[DOOR_URL_SIZE])
{
    const size_t port = strlen(DEFAULT_PORT);

    if (size > port && strncmp(authority + size - port, DEFAULT_PORT, port) == 0) {
        size -= port;
    }
    (void)snprintf(out, DOOR_URL_SIZE, SCHEME "%.*s", (int)size, authority);
    for (char *letter = out; *letter; letter++) {
        *letter = (char)(tolower)((unsigned char)*letter);
    }
}

bool door_url_parse(const char *text, struct door_url *out)
{
    const size_t scheme = strlen(SCHEME);
    if (strlen(text) >= DOOR_URL_SIZE || strncasecmp(text, SCHEME, scheme) != 0) {
        return false;
    }

    const char *authority = text + scheme;
    const size_t size = strcspn(authority, "/");
    const int path = (int)snprintf(out->path, sizeof out->path, "%s", authority + size);
    if (path > 0 && out->path[path - 1] == '/') {
        out->path[path - 1] = '\0';
    }

    write_origin(authority, size, out->origin);
    return is_authority(authority, size) && is_path(out->path);
}

bool door_url_of_address(const struct http_address *address, struct door_url *out)
{
    char name[HTTP_ADDRESS_SIZE];
    char text[sizeof SCHEME + HTTP_ADDRESS_SIZE];

    http_address_text(address, name);
    (void)snprintf(text, sizeof text, SCHEME "%s", name);
    return door_url_parse(text, out);
}

const char *door_url_host(const struct door_url *url)
{
    return url->origin + strlen(SCHEME);
}
