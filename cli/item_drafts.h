/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ITEM_DRAFTS_H
#define WALLET_CLI_ITEM_DRAFTS_H

#include "picks.h"

#include <stdbool.h>
#include <stddef.h>

/** What was picked, as the library wants it; start with `= { .items = NULL }`, item_drafts_free(). */
struct item_drafts {
    struct wallet_request_item *items;
    size_t count;
};

/** Adds each type with its fields; one without fields has none.  False: no memory. */
bool item_drafts_add(struct item_drafts *drafts, const struct picks *picks, bool is_required);

/** Picks what operands name, one after the other; tells which names nothing. */
enum exit_code item_drafts_pick(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct operands *operands,
    struct picks *out);

void item_drafts_free(struct item_drafts *drafts);

#endif
