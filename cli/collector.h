/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_COLLECTOR_H
#define WALLET_CLI_COLLECTOR_H

#include <wallet/parts.h>

#include "input.h"

#include <stddef.h>

enum {
    COLLECTIONS_MAX = 8, /* of different licences at once; then the one that waits longest goes */
    COLLECTION_NAME_SIZE = 256,
};

/** The parts of one licence. */
struct collection {
    struct wallet_parts *parts; /* NULL: not in use */
    struct wallet_part first;
    char name[COLLECTION_NAME_SIZE]; /* of the input that the first part was in */
    size_t touched;                  /* when a part was added last, by the count of all parts */
    bool was_whole;                  /* was given on once: parts that come again are no loss */
};

/**
 * Stands before a taker and puts parts together, from whatever inputs they come: the taker gets each
 * licence once, as bytes, when its last part is there.  What is no part goes to it as it is.
 */
struct collector {
    const struct session *session;
    const struct input_taker *next;
    struct collection collections[COLLECTIONS_MAX];
    size_t taken;
    enum exit_code worst; /* of what had to go before its parts were there */
};

/** Begins; `next` is borrowed until collector_finish(). */
void collector_start(
    const struct session *session, const struct input_taker *next, struct collector *out);

/** The taker to give to inputs_take(). */
struct input_taker collector_taker(struct collector *collector);

/** Tells which parts are missing, and releases everything; returns the worst outcome with `code`. */
enum exit_code collector_finish(struct collector *collector, enum exit_code code);

#endif
