/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DOOR_RESULT_H
#define WALLET_DESK_DOOR_RESULT_H

#include <wallet/reason.h>

#include <jansson.h>

#include <stddef.h>

/** What came of what a citizen handed in. */
enum door_result {
    DOOR_ACCEPTED = 0,
    DOOR_LOOKING = 1, /* it arrived, and the clerk looks at it */
    DOOR_REFUSED = 2,
    DOOR_UNKNOWN = 3, /* it cannot be told whether it is good */
    DOOR_PART = 4,    /* more of the same licence is needed */
    DOOR_OTHER = 5,   /* it is no licence, or none that can be read */
    DOOR_BUSY = 6,    /* the desk cannot take anything now */
    DOOR_OVER = 7,    /* the counter has gone on */
};

/**
 * {"v", "result", "sentence", "hint"} in words for a citizen, and nothing about anybody; the caller owns
 * it.
 *
 * \param reason  of what was refused or cannot be told
 */
json_t *door_result_json(enum door_result result, enum wallet_reason reason);

/** The same of a part: {"have", "of"} besides. */
json_t *door_result_part_json(size_t have, size_t of);

/** The same of what is no licence; `foreign` is as foreign.h makes it, and released. */
json_t *door_result_other_json(json_t *foreign);

#endif
