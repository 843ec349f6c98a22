/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/known_chains.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

static void clear_place(struct wlt_known_chain *place)
{
    wlt_x5chain_clear(&place->chain);
    wallet_buffer_clear(&place->doc_type);
    *place = (struct wlt_known_chain){ .last_use = 0 };
}

void wlt_known_chains_clear(struct wlt_known_chains *known)
{
    for (size_t i = 0; i < WLT_KNOWN_CHAINS; i++) {
        clear_place(&known->places[i]);
    }
}

struct wlt_known_chain *wlt_known_chains_find(
    struct wlt_known_chains *known, const uint8_t digest[WLT_SHA256_SIZE])
{
    for (size_t i = 0; i < WLT_KNOWN_CHAINS; i++) {
        struct wlt_known_chain *place = &known->places[i];
        if (place->chain.count > 0 && memcmp(place->digest, digest, sizeof place->digest) == 0) {
            place->last_use = ++known->uses;
            return place;
        }
    }

    return NULL;
}

/** Free ones were used last at 0. */
static struct wlt_known_chain *find_oldest(struct wlt_known_chains *known)
{
    struct wlt_known_chain *oldest = &known->places[0];

    for (size_t i = 1; i < WLT_KNOWN_CHAINS; i++) {
        oldest = known->places[i].last_use < oldest->last_use ? &known->places[i] : oldest;
    }

    return oldest;
}

struct wlt_known_chain *wlt_known_chains_keep(
    struct wlt_known_chains *known,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wlt_x5chain *chain)
{
    struct wlt_known_chain *place = find_oldest(known);

    clear_place(place);
    place->chain = *chain;
    place->holds = (struct wlt_period){ INT64_MAX, INT64_MIN };
    place->last_use = ++known->uses;
    memcpy(place->digest, digest, sizeof place->digest);
    *chain = (struct wlt_x5chain){ .count = 0 };
    return place;
}

bool wlt_known_chain_note(
    struct wlt_known_chain *place,
    const struct wlt_chain_question *question,
    struct wlt_period holds,
    const uint64_t *deviations)
{
    place->holds = (struct wlt_period){ INT64_MAX, INT64_MIN };
    wlt_buffer_set_size(&place->doc_type, 0);
    if (!wlt_buffer_append(&place->doc_type, question->doc_type)) {
        return false;
    }

    memcpy(place->stamp, wlt_trust_stamp(question->trust).data, sizeof place->stamp);
    memcpy(place->deviations, deviations, sizeof place->deviations);
    place->holds = holds;
    return true;
}

bool wlt_known_chain_answers(
    const struct wlt_known_chain *place, const struct wlt_chain_question *question)
{
    const struct wallet_bytes stamp = { place->stamp, sizeof place->stamp };

    return question->at_unix >= place->holds.first_unix &&
           question->at_unix <= place->holds.last_unix &&
           wlt_bytes_equal(stamp, wlt_trust_stamp(question->trust)) &&
           wlt_bytes_equal(wallet_buffer_bytes(&place->doc_type), question->doc_type);
}
