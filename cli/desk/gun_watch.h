/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_GUN_WATCH_H
#define WALLET_DESK_GUN_WATCH_H

#include "gun.h"
#include "hand.h"
#include "visit.h"

#include <pthread.h>
#include <stdbool.h>

struct desk;

/** A scanner gun of the desk's own, read by a thread; it may be unplugged, and comes back by itself. */
struct gun_watch {
    struct desk *desk;
    const char *path;
    pthread_t thread;
    int stop; /* eventfd */
    bool is_started;
    struct gun gun;
};

/** Starts the thread; false where it cannot. */
bool gun_watch_start(struct gun_watch *watch, struct desk *desk, const char *path);

/** Ends it; the gun is given back. */
void gun_watch_stop(struct gun_watch *watch);

#endif
