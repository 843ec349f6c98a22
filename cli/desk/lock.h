/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_LOCK_H
#define WALLET_DESK_LOCK_H

#include "exit_code.h"
#include "secret_line.h"

#include <stdbool.h>
#include <stdint.h>

/** What unlocks the desk again.  Start with `= { .has_pin = false }`. */
struct lock {
    bool has_pin;
    struct secret_line pin;
    unsigned wrong;        /* PINs, one after the other */
    int64_t patient_until; /* milliseconds; before it no PIN is looked at */
};

/** Reads the file of the PIN, which nobody else may read; tells why where it cannot. */
enum exit_code lock_read(const struct session *session, const char *path, struct lock *out);

/** What came of a PIN. */
enum lock_result {
    LOCK_OPEN = 0,
    LOCK_WRONG = 1,
    LOCK_WAIT = 2, /* too many were wrong: half a minute first */
};

/** Tries a PIN; without one any opens.  The comparison takes the same time wherever they differ. */
enum lock_result lock_try(struct lock *lock, struct wallet_bytes pin, int64_t now_milliseconds);

void lock_forget(struct lock *lock);

#endif
