/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_HOLDING_H
#define WLT_LICENCE_HOLDING_H

#include <wallet/verify.h>

/** Who holds a licence, as its fields tell while a walk goes over them; start with the type alone. */
struct wlt_holding {
    const struct wallet_type *type;
    size_t count; /* numbers of holders, of a household heads */
    const struct wallet_field *field;
    struct wallet_bytes number; /* of no size: none was seen yet */
    size_t head;                /* of a household: the last member that is the head */
    size_t numbered;            /* and the last whose number was seen */
    struct wallet_bytes last;   /* which is this one */
};

/** Takes note of a field; its finding has been set. */
void wlt_holding_note(struct wlt_holding *holding, const struct wallet_fact *fact);

/**
 * What is wrong once all fields were seen; NULL: nothing.
 *
 * \param sub            whom the licence names; of no size where that is not disclosed
 * \param may_be_hidden  whether there may be fields that were not disclosed
 */
const char *wlt_holding_problem(
    const struct wlt_holding *holding, struct wallet_bytes sub, bool may_be_hidden);

#endif
