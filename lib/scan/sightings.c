/* SPDX-License-Identifier: Apache-2.0 */
#include "scan/sightings.h"

#include <wallet/scan_stream.h>

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

static void forget(struct wlt_sightings *sightings, size_t index)
{
    wallet_buffer_clear(&sightings->items[index].text);
    sightings->count--;
    sightings->items[index] = sightings->items[sightings->count];
    memset(&sightings->items[sightings->count], 0, sizeof sightings->items[0]);
}

void wlt_sightings_age(struct wlt_sightings *sightings, int64_t at_ms)
{
    for (size_t i = sightings->count; i > 0; i--) {
        if (at_ms - sightings->items[i - 1].at_ms > WALLET_SCAN_AWAY) {
            forget(sightings, i - 1);
        }
    }
}

static void forget_oldest(struct wlt_sightings *sightings)
{
    size_t oldest = 0;
    for (size_t i = 1; i < sightings->count; i++) {
        if (sightings->items[i].at_ms < sightings->items[oldest].at_ms) {
            oldest = i;
        }
    }

    forget(sightings, oldest);
}

bool wlt_sightings_note(
    struct wlt_sightings *sightings, struct wallet_bytes text, int64_t at_ms, bool *out_is_new)
{
    for (size_t i = 0; i < sightings->count; i++) {
        if (wlt_bytes_equal(wallet_buffer_bytes(&sightings->items[i].text), text)) {
            sightings->items[i].at_ms = at_ms;
            *out_is_new = false;
            return true;
        }
    }

    struct wallet_buffer copy = { 0 };
    if (!wlt_buffer_append(&copy, text)) {
        return false;
    }

    if (sightings->count == WLT_SIGHTINGS_MAX) {
        forget_oldest(sightings);
    }

    sightings->items[sightings->count].text = copy;
    sightings->items[sightings->count].at_ms = at_ms;
    sightings->count++;
    *out_is_new = true;
    return true;
}

void wlt_sightings_clear(struct wlt_sightings *sightings)
{
    while (sightings->count > 0) {
        forget(sightings, sightings->count - 1);
    }
}
