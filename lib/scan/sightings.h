/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SCAN_SIGHTINGS_H
#define WLT_SCAN_SIGHTINGS_H

#include <wallet/bytes.h>

#include <stdbool.h>
#include <stdint.h>

enum {
    WLT_SIGHTINGS_MAX = 64, /* then the one that was out of view longest is forgotten */
};

/** The codes that were in view of late.  Start with `= { 0 }`; wlt_sightings_clear() releases. */
struct wlt_sightings {
    size_t count;
    struct {
        struct wallet_buffer text;
        int64_t at_ms; /* when it was in view last */
    } items[WLT_SIGHTINGS_MAX];
};

/** Forgets what was not in view for more than WALLET_SCAN_AWAY. */
void wlt_sightings_age(struct wlt_sightings *sightings, int64_t at_ms);

/**
 * Notes that a code is in view.
 *
 * \param out_is_new  whether it was not known
 *
 * \return false: out of memory, and nothing is noted
 */
bool wlt_sightings_note(
    struct wlt_sightings *sightings, struct wallet_bytes text, int64_t at_ms, bool *out_is_new);

void wlt_sightings_clear(struct wlt_sightings *sightings);

#endif
