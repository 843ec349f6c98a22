/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_ASKED_FIELDS_H
#define WLT_CATALOGUE_ASKED_FIELDS_H

#include <wallet/request.h>

#include "catalogue/arena.h"
#include "catalogue/type.h"

/*
 * Which fields of a licence are asked for, gathered one by one and then written as a request has them.
 */

/** A field that is asked for. */
struct wlt_asked_field {
    const struct wallet_field *field;
    const struct wallet_field *member; /* of its members; NULL: the field itself */
};

struct wlt_asked_fields {
    size_t count;
    struct wlt_asked_field items[WALLET_REQUEST_FIELD_MAX];
};

/** Adds a field unless it is there already; false: there is no room. */
bool wlt_asked_fields_add(
    struct wlt_asked_fields *asked,
    const struct wallet_field *field,
    const struct wallet_field *member);

/** Adds all that a request has of a type; false: there is no room. */
bool wlt_asked_fields_add_all(
    struct wlt_asked_fields *asked,
    const struct wallet_type *type,
    const struct wallet_request_field *fields,
    size_t count);

/**
 * Writes them as a request has them, ascending by key.  Where both a field and some of its members'
 * fields are asked for, the field stands for those of them that are shown by default.
 *
 * \param out  their memory is the arena's
 * \return false: out of memory
 */
bool wlt_asked_fields_write(
    const struct wlt_asked_fields *asked,
    const struct wallet_type *type,
    struct wlt_arena *arena,
    const struct wallet_request_field **out,
    size_t *out_count);

#endif
