/* SPDX-License-Identifier: Apache-2.0 */
#include "whole.h"

#include <wallet/selection.h>

/* All that it says, as a presentation would show it. */
static enum wallet_status show_all(
    struct wallet_bytes licence,
    const struct wallet_catalogue *catalogue,
    struct wallet_buffer *out)
{
    struct wallet_selection *selection = NULL;

    enum wallet_status status = wallet_selection_new(licence, catalogue, &selection, NULL);
    if (status != WALLET_OK) {
        return status;
    }

    wallet_selection_show_holder(selection);
    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_show(selection, i);
    }
    status = wallet_selection_write(selection, out, NULL);
    wallet_selection_free(selection);
    return status;
}

/* Whether it was refused for a disclosure that no presentation has, as those of decoys are. */
static bool is_for_disclosures(const struct wallet_verdict *verdict)
{
    return wallet_verdict_decision(verdict) == WALLET_REFUSED &&
           wallet_verdict_reason(verdict) == WALLET_REASON_DISCLOSURE;
}

enum wallet_status whole_verify(struct checker *checker, struct wallet_bytes licence)
{
    const int64_t at_unix = checker->moment.unix_seconds;
    struct wallet_buffer shown = { 0 };

    enum wallet_status status =
        wallet_verify(checker->verifier, licence, at_unix, checker->verdict, NULL);
    if (status != WALLET_ERR_REFUSED || !is_for_disclosures(checker->verdict)) {
        return status;
    }

    const enum wallet_status made = show_all(licence, checker->catalogue, &shown);
    if (made == WALLET_OK) {
        status = wallet_verify(
            checker->verifier, wallet_buffer_bytes(&shown), at_unix, checker->verdict, NULL);
    }

    wallet_buffer_clear(&shown);
    return made == WALLET_ERR_MEMORY ? made : status;
}
