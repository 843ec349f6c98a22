/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_MADE_H
#define WLT_COUNTER_MADE_H

#include "counter/act.h"
#include "counter/dossier.h"

/** What the acts of a case make of it, worked out from them alone. */
struct wlt_made {
    enum wallet_case_state state;
    enum wallet_case_channel channel;
    int64_t opened_unix;
    int64_t changed_unix;
    bool was_accepted;
    int64_t accepted_unix;
    uint8_t last[WLT_SHA256_SIZE]; /* of the last act */
    struct wlt_dossier *dossier;
    size_t licence_acts[WALLET_CASE_LICENCE_MAX]; /* which act took each licence */
    size_t paper_acts[WALLET_MATERIAL_MAX];       /* which one took the paper; SIZE_MAX: none */
};

/** Of which case the acts are, and by what they are read; all is borrowed. */
struct wlt_making {
    const char *number;
    const struct wallet_matter *matter;
    const struct wallet_catalogue *catalogue;
    const struct wallet_buffer *acts;
    size_t act_count;
};

/**
 * Goes through all acts from the first, and weighs what is there: at the time of the last one, or of
 * the acceptance.
 *
 * \retval WALLET_ERR_MALFORMED  they do not follow each other, or one of them makes no sense
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_made_new(
    const struct wlt_making *making, struct wlt_made **out, struct wallet_error *error);

void wlt_made_free(struct wlt_made *made);
WLT_DEFINE_AUTO(made, struct wlt_made, wlt_made_free)

/** How many materials are deferred, or to be checked later. */
size_t wlt_made_open_count(const struct wlt_made *made);

#endif
