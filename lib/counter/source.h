/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_SOURCE_H
#define WLT_COUNTER_SOURCE_H

#include <wallet/record.h>

#include "counter/dossier.h"

/** A value that a licence of the case says. */
struct wlt_said {
    const struct wallet_field *field; /* a members' field, where it is of one */
    struct wallet_value value;        /* borrows from the licence */
    size_t licence;                   /* index in the dossier */
};

enum {
    WLT_SAID_MAX = WALLET_MEMBER_MAX, /* values of one source: one of each member */
};

/**
 * The values that a source leads to, of the latest licence that has any: one, or one of each member
 * where any member will do.
 *
 * \param out  room for WLT_SAID_MAX
 * \return     how many; 0: none is there
 */
size_t wlt_source_find(
    const struct wlt_dossier *dossier, const struct wallet_source *source, struct wlt_said *out);

/** The same for the first of several sources that leads to any. */
size_t wlt_sources_find(
    const struct wlt_dossier *dossier,
    const struct wallet_source *sources,
    size_t count,
    struct wlt_said *out);

/** Whether a licence that one of the sources needs is still missing, and so may come. */
bool wlt_sources_may_come(
    const struct wlt_dossier *dossier, const struct wallet_source *sources, size_t count);

/** Writes what is said as people read it, in Chinese; `out` is replaced.  False: no memory. */
bool wlt_said_format(const struct wlt_said *said, struct wallet_buffer *out);

#endif
