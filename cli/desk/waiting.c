/* SPDX-License-Identifier: Apache-2.0 */
#include "waiting.h"

bool waiting_add(struct waiting *waiting, const struct waiter *waiter)
{
    for (size_t i = 0; i < WAITING_MAX; i++) {
        if (!waiting->waiters[i].exchange) {
            waiting->waiters[i] = *waiter;
            return true;
        }
    }

    return false;
}

static void take(struct waiter *waiter, struct waiter *out)
{
    *out = *waiter;
    waiter->exchange = NULL;
}

bool waiting_take(struct waiting *waiting, uint64_t version, double now, struct waiter *out)
{
    for (size_t i = 0; i < WAITING_MAX; i++) {
        struct waiter *waiter = &waiting->waiters[i];
        if (waiter->exchange && (waiter->version != version || now >= waiter->until)) {
            take(waiter, out);
            return true;
        }
    }

    return false;
}

bool waiting_take_any(struct waiting *waiting, struct waiter *out)
{
    for (size_t i = 0; i < WAITING_MAX; i++) {
        if (waiting->waiters[i].exchange) {
            take(&waiting->waiters[i], out);
            return true;
        }
    }

    return false;
}

int64_t waiting_due(const struct waiting *waiting, double now)
{
    int64_t due = -1;

    for (size_t i = 0; i < WAITING_MAX; i++) {
        const struct waiter *waiter = &waiting->waiters[i];
        const int64_t left = waiter->until > now ? (int64_t)(waiter->until - now) + 1 : 0;
        if (waiter->exchange && (due < 0 || left < due)) {
            due = left;
        }
    }

    return due;
}
