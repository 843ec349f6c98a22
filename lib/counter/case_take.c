/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "counter/do.h"

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

static enum wallet_status check_size(
    const struct wallet_case_licence *licence, struct wallet_error *error)
{
    if (licence->original.size == 0) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is nothing that it came in");
    }

    return licence->original.size <= WALLET_CASE_ORIGINAL_MAX &&
                   licence->ground.size <= WALLET_CASE_ORIGINAL_MAX
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_TOO_LARGE,
                     WALLET_NO_OFFSET,
                     "what it came in is larger than %d bytes",
                     WALLET_CASE_ORIGINAL_MAX);
}

static enum wallet_status check_licence(
    const struct wallet_case_licence *licence, struct wallet_error *error)
{
    const enum wallet_decision decision = wallet_verdict_decision(licence->verdict);
    const bool is_later = licence->is_to_be_checked && decision == WALLET_UNKNOWN;

    if (licence->way < WALLET_WAY_SHOW || licence->way > WALLET_WAY_SHEET) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a licence does not come in this way");
    }
    if (decision == WALLET_REFUSED) {
        return refuse(error, "the licence was refused");
    }
    if (decision != WALLET_ACCEPTED && !is_later) {
        return refuse(error, "it could not be told whether the licence holds");
    }
    if (licence->is_to_be_checked && !is_later) {
        return refuse(error, "the licence was accepted: there is nothing to be checked later");
    }

    return check_size(licence, error);
}

/** Whoever's it is, it is taken as theirs. */
static enum wallet_status take(
    struct wallet_case *item,
    const struct wallet_case_licence *licence,
    struct wlt_taken *taken,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    struct wallet_buffer body = { 0 };

    enum wallet_status status =
        wlt_dossier_place(item->made->dossier, taken, NULL, &taken->party, error);
    status = status == WALLET_OK ? wlt_taken_write(taken, &body, error) : status;
    if (status == WALLET_OK) {
        const struct wlt_doing doing = {
            .deed = WLT_DEED_TAKE,
            .body = wallet_buffer_bytes(&body),
            .taken = taken,
            .original = licence->original,
            .ground = licence->ground,
            .actor = actor,
        };
        status = wlt_case_do(item, &doing, error);
    }

    wallet_buffer_clear(&body);
    return status;
}

enum wallet_status wallet_case_take(
    struct wallet_case *item,
    const struct wallet_case_licence *licence,
    const struct wallet_case_actor *actor,
    struct wallet_error *error)
{
    WLT_AUTO(taken) struct wlt_taken *taken = NULL;

    if (!item || !licence || !licence->verdict || !actor) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = check_licence(licence, error);
    status = status == WALLET_OK ? wlt_taken_make(licence, &taken, error) : status;
    return status == WALLET_OK ? take(item, licence, taken, actor, error) : status;
}
