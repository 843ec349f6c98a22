/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "counter/do.h"

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

static bool is_collecting(enum wallet_case_state state)
{
    return state == WALLET_CASE_COLLECTING || state == WALLET_CASE_CORRECTING;
}

static bool is_on_its_way(enum wallet_case_state state)
{
    return state == WALLET_CASE_ACCEPTED || state == WALLET_CASE_IN_PROGRESS ||
           state == WALLET_CASE_SUSPENDED;
}

/** What was deferred, or is to be checked, comes later; nothing else does. */
static enum wallet_status demand_taking(
    const struct wlt_made *before, const struct wlt_made *after, struct wallet_error *error)
{
    if (is_collecting(before->state)) {
        return WALLET_OK;
    }
    if (!is_on_its_way(before->state)) {
        return refuse(error, "the case is over");
    }

    return wlt_made_open_count(after) < wlt_made_open_count(before)
               ? WALLET_OK
               : refuse(
                     error,
                     "the case was accepted: only what was deferred or is to be checked comes "
                     "later");
}

/** Licences that come after the acceptance may leave something to decide. */
static bool may_decide(enum wlt_deed deed, enum wallet_case_state state)
{
    return deed == WLT_DEED_DECIDE && is_on_its_way(state);
}

/** The state machine lets it; what is in the case must as well. */
static enum wallet_status demand_going(
    const struct wlt_made *before, const struct wlt_made *after, struct wallet_error *error)
{
    if (after->state == WALLET_CASE_ACCEPTED && after->dossier->lack_count > 0) {
        return refuse(error, "something is still lacking");
    }
    if (after->state == WALLET_CASE_CORRECTING && before->dossier->lack_count == 0) {
        return refuse(error, "nothing is lacking");
    }
    if (after->state == WALLET_CASE_CLOSED && wlt_made_open_count(before) > 0) {
        return refuse(error, "a material was deferred, or is to be checked, and has not come");
    }
    if (after->state == WALLET_CASE_CLOSED && before->dossier->lack_count > 0) {
        return refuse(error, "what came later does not agree with what was there");
    }

    return WALLET_OK;
}

enum wallet_status wlt_case_demand(
    const struct wlt_made *before,
    const struct wlt_made *after,
    enum wlt_deed deed,
    struct wallet_error *error)
{
    switch (deed) {
    case WLT_DEED_TAKE:
    case WLT_DEED_PAPER:
    case WLT_DEED_REUSE: return demand_taking(before, after, error);
    case WLT_DEED_GO: return demand_going(before, after, error);
    case WLT_DEED_DEFER:
    case WLT_DEED_WRITE:
    case WLT_DEED_UNWRITE:
    case WLT_DEED_DECIDE:
    case WLT_DEED_NONE:
    case WLT_DEED_OPEN: break;
    }

    return is_collecting(before->state) || may_decide(deed, before->state)
               ? WALLET_OK
               : refuse(error, "the case was accepted or is over: it no longer changes");
}
