/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_TAKEN_CODE_H
#define WLT_COUNTER_TAKEN_CODE_H

#include "cbor/writer.h"
#include "counter/taken.h"

/*
 * The body of the act that takes a licence: a map of
 *
 *     1  way             4  identifier    7  SHA-256 of the licence     10  SHA-256 of the holder's key
 *     2  party           5  issuer        8  SHA-256 of the original    11  whether the key proved it
 *     3  type code       6  holder        9  SHA-256 of the ground      12  whether it is to be checked
 *     13 until when it holds
 *     14 [[group, member, key, value], ...], the fields: see struct wlt_kept
 *     15 unix seconds: when it was verified, which an act that takes it may come after
 *
 * of which 9, 10 and 13 are there only if there is something to say.
 */

void wlt_kept_write(struct wlt_writer *writer, const struct wlt_kept *kept);

/** Reads `encoded` into `kept`. */
enum wallet_status wlt_taken_read_kept(struct wlt_taken *taken, struct wallet_error *error);

#endif
