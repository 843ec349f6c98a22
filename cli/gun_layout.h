/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_LAYOUT_H
#define WALLET_CLI_GUN_LAYOUT_H

#include <wallet/bytes.h>

#include "gun_align.h"
#include "session.h"

/** The characters of a code, in the order in which the test card has them: RFC 9285. */
#define GUN_ALPHABET "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

/** Who takes the keys for those of another keyboard. */
enum gun_layout_side {
    GUN_LAYOUT_HOST = 0, /* this machine: the gun types as a US keyboard does */
    GUN_LAYOUT_GUN = 1,  /* the gun: it types for another layout, and is read as a US keyboard */
};

/** A keyboard of another country. */
struct gun_layout {
    const char *name;
    const char *name_zh;
    const char *shown[2]; /* UTF-8: what comes of GUN_ALPHABET, by enum gun_layout_side */
};

/** What the alphabet's code tells. */
struct gun_layout_match {
    const struct gun_layout *layout; /* NULL: none that is known */
    enum gun_layout_side side;
    bool is_capital;                  /* small letters came as such, or there are none */
    bool is_card;                     /* false: what came is no such code at all */
    struct gun_difference difference; /* from the alphabet itself */
};

/** Reads a text's characters, full-width ones as plain; false where it has too many. */
bool gun_points_read(struct wallet_bytes text, struct gun_points *out);

/** Makes capitals of small letters where there are no capitals; whether it did. */
bool gun_points_raise(struct gun_points *points);

/** Finds what the alphabet's code came through; false: out of memory. */
bool gun_layout_find(const struct gun_points *got, struct gun_layout_match *out);

/**
 * Writes which characters come wrong: "'+' comes as '?', '-' is lost", up to what fits.
 *
 * \return false: out of memory
 */
bool gun_layout_list(
    const struct session *session, const struct gun_points *got, char *out, size_t capacity);

#endif
