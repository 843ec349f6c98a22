/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_WAITING_H
#define WALLET_DESK_WAITING_H

#include "http_exchange.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    WAITING_MAX = 32,   /* windows at a time */
    WAITING_MS = 25000, /* then they are told that nothing happened */
};

/** A window that waits for something to happen. */
struct waiter {
    struct http_exchange *exchange; /* NULL: not in use */
    uint64_t version;               /* that it shows already */
    bool is_citizen;
    double until; /* milliseconds */
};

/** All that wait. */
struct waiting {
    struct waiter waiters[WAITING_MAX];
};

/** False where too many wait. */
bool waiting_add(struct waiting *waiting, const struct waiter *waiter);

/** Takes one out that waits no longer; false: there is none. */
bool waiting_take(struct waiting *waiting, uint64_t version, double now, struct waiter *out);

/** Takes any out, at the end. */
bool waiting_take_any(struct waiting *waiting, struct waiter *out);

/** In how many milliseconds the first has waited long enough; negative: nobody waits. */
int64_t waiting_due(const struct waiting *waiting, double now);

#endif
