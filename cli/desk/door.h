/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DOOR_H
#define WALLET_DESK_DOOR_H

#include "exit_code.h"
#include "gate.h"
#include "hand.h"
#include "http_options.h"

#include <stdatomic.h>

/*
 * A second listener, for citizens' phones: while the counter's code is up, a page below its own address
 * says who asks for what, and takes a picture, a file or a code, as if it had been scanned at the desk.
 * `wallet answer --post` reaches the desk by it, too.  Nothing of the clerk's can be reached through it.
 */

struct desk;

enum {
    DOOR_ROUTE_MAX = 16,
    DOOR_PATH_SIZE = DOOR_URL_SIZE + 24,
};

struct door {
    bool is_wanted;
    struct gate gate;
    struct http_run run;
    struct http_tls tls;
    struct http_guard guard;
    const char *host; /* that a proxy passes on */
    struct http_route routes[DOOR_ROUTE_MAX + 1];
    char paths[DOOR_ROUTE_MAX][DOOR_PATH_SIZE];
    struct hand *eyes;   /* phones' pictures never wait before those of the clerk */
    atomic_uint waiting; /* who asks now what came of it */
};

/** Reads what was asked for, before anybody is let in; tells why where that makes no sense. */
enum exit_code door_prepare(struct desk *desk);

/** What the counter's code opens; NULL: there is no door. */
struct gate *door_gate(struct desk *desk);

/** Serves; the clerk's hand is there.  Tells why where it cannot.  Where none is wanted there is none. */
enum exit_code door_open(struct desk *desk);

/** Does what was taken, while the clerk's hand is still there. */
void door_close(struct desk *desk);

/** What releases the rest, at the end. */
void door_free(struct desk *desk);

/** Where it is, such as "https://hall.example/7"; NULL: nowhere.  The caller owns it: free(). */
char *door_place(const struct desk *desk);

#endif
