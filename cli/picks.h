/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PICKS_H
#define WALLET_CLI_PICKS_H

#include <wallet/catalogue.h>
#include <wallet/grant.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/*
 * Licence types and fields of them, as people write them:
 *
 *     id-card:name+sex,household-register:head_name+members.name
 *
 * A type is named as in the catalogue or by its code, a field by its name, title, identifier or key, a
 * member's field behind a dot.  Fields may also be separated by commas.
 */

struct field_pick {
    const struct wallet_field *field;
    const struct wallet_field *member; /* NULL: the field itself */
};

struct type_pick {
    const struct wallet_type *type;
    bool is_whole; /* it was named without fields, perhaps besides */
    struct field_pick
        *fields; /* ascending by key, none twice, a field before its members' fields */
    size_t count;
};

/** What was picked, each type once; picks_free() releases it. */
struct picks {
    struct type_pick *items;
    size_t count;
};

/** Adds what each item of the list names; tells which may have been meant where there is none. */
enum exit_code picks_read(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct option_list *list,
    struct picks *picks);

/**
 * Adds what an item of a request asks for.
 *
 * \param catalogue  that has the item's type; of any other nothing is added
 * \param grant      whose scope it is to be in, field by field; NULL: all is added
 *
 * \return false: no memory
 */
bool picks_add_item(
    struct picks *picks,
    const struct wallet_catalogue *catalogue,
    const struct wallet_request_item *item,
    const struct wallet_grant *grant);

/** The field of a type that is called so, or for "members.name" that and the members'; false: none. */
bool picks_find_field(const struct wallet_type *type, const char *name, struct field_pick *out);

/** The pick of this type; NULL if there is none. */
struct type_pick *picks_find(const struct picks *picks, const struct wallet_type *type);

void picks_free(struct picks *picks);

#endif
