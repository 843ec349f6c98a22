/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_GATE_H
#define WALLET_DESK_GATE_H

#include <wallet/digest.h>

#include "door_url.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What is open to phones: the request that is up, under a name that cannot be guessed and is made anew
 * for each request; and, for whoever handed something in, what came of that.  It is asked before anything
 * is given to the clerk's hand, so that a crowd at the door costs the clerk nothing.  Any thread; times
 * are milliseconds of a clock that only goes forward.
 */

enum {
    GATE_NAME_SIZE =
        27, /* 128 bits in base32 (RFC 4648 section 6), which a code holds, and a NUL */
    GATE_ADDRESS_SIZE = DOOR_URL_SIZE * 2 + GATE_NAME_SIZE,
};

/** Below the door's address, followed by a name: what is there. */
#define GATE_PAGE   "/P/" /* the page of the request */
#define GATE_VIEW   "/V/" /* what the page shows */
#define GATE_ANSWER "/A/" /* where an object is posted: the request's reply channel */
#define GATE_FILE   "/F/" /* where the page posts a picture, a file or a text */
#define GATE_RESULT "/R/" /* what came of it; the name is the ticket's */

struct gate {
    pthread_mutex_t lock;
    struct door_url url;       /* written before anybody else knows the gate */
    char name[GATE_NAME_SIZE]; /* ""; nothing is open */
    double closes_at;
    char *asked; /* what the page shows, as JSON; without anything personal */
    bool is_taken;
    char ticket[GATE_NAME_SIZE]; /* "": nobody has one */
    uint8_t digest[WALLET_DIGEST_SIZE];
};

void gate_start(struct gate *gate);
void gate_finish(struct gate *gate);

/** Makes a name; false where the system has no randomness. */
bool gate_make_name(char out[GATE_NAME_SIZE]);

/** Where the answer to a request is posted. */
void gate_write_reply(const struct gate *gate, const char *name, char out[GATE_ADDRESS_SIZE]);

/** Where the page of a request is, in capitals, which a code holds in less room. */
void gate_write_page(const struct gate *gate, const char *name, char out[GATE_ADDRESS_SIZE]);

/** Opens it for a request, and closes it for the one before; false: no memory, and nothing is open. */
bool gate_open(struct gate *gate, const char *name, const char *asked, double closes_at);

void gate_close(struct gate *gate);

/** Whether a request of this name is open. */
bool gate_is_open(struct gate *gate, const char *name, double now);

/** {"v", "left_seconds", "request"} as text, which the caller owns: free(); NULL: it is not open. */
char *gate_view(struct gate *gate, const char *name, double now);

/** What somebody who wants to hand something in is told. */
enum gate_entry {
    GATE_ENTERED = 0, /* until gate_leave() */
    GATE_OVER = 1,    /* no request of this name is open */
    GATE_TAKEN = 2,   /* somebody else is just handing something in */
};

/** Lets one in at a time. */
enum gate_entry gate_enter(struct gate *gate, const char *name, double now);
void gate_leave(struct gate *gate);

/** Makes a ticket for what was handed in; the one before is worth nothing any more; false: no randomness. */
bool gate_give_ticket(
    struct gate *gate, const uint8_t digest[WALLET_DIGEST_SIZE], char out[GATE_NAME_SIZE]);

/** The digest of what a ticket was given for; false where it is none. */
bool gate_has_ticket(struct gate *gate, const char *ticket, uint8_t out_digest[WALLET_DIGEST_SIZE]);

#endif
