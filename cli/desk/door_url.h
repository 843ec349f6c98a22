/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DOOR_URL_H
#define WALLET_DESK_DOOR_URL_H

#include <stdbool.h>

struct http_address;

enum {
    DOOR_URL_SIZE = 200, /* of an address below which phones are let in, its NUL included */
};

/** How phones reach the desk: "https://hall.example:8443/7". */
struct door_url {
    char
        origin[DOOR_URL_SIZE]; /* "https://hall.example:8443", as a browser's Origin field has it */
    char path[DOOR_URL_SIZE];  /* "/7", or "" */
};

/**
 * Reads an https address without user, query and fragment.  Its path is of capitals, digits, '-', '.'
 * and '/', since a code has to hold it (ISO/IEC 18004, alphanumeric mode), and no part of it is empty or
 * dots alone; one '/' at its end is left out.
 *
 * \return false where it is none
 */
bool door_url_parse(const char *text, struct door_url *out);

/** The address of a service that speaks TLS itself; false where no code can hold it: IPv6. */
bool door_url_of_address(const struct http_address *address, struct door_url *out);

/** The name and port, as the Host field has them; borrows. */
const char *door_url_host(const struct door_url *url);

#endif
