/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/reuse_state.h"

#include "base/error.h"

/** What is found. */
struct standing {
    enum wallet_decision decision;
    enum wallet_reason reason;
};

static bool is_asked(enum wallet_check check)
{
    return check != WALLET_CHECK_HOLDER && check != WALLET_CHECK_REPLAY;
}

/** The first check that failed counts, else the first that is open. */
static void judge(void *context, const struct wallet_verdict *verdict)
{
    struct standing *standing = context;

    *standing = (struct standing){ WALLET_ACCEPTED, WALLET_REASON_NONE };
    for (enum wallet_check check = WALLET_CHECK_FORM; check < WALLET_CHECK_COUNT; check++) {
        enum wallet_reason reason = WALLET_REASON_NONE;
        const enum wallet_result result = wallet_verdict_check(verdict, check, &reason);

        if (is_asked(check) && result == WALLET_RESULT_FAILED) {
            *standing = (struct standing){ WALLET_REFUSED, reason };
            return;
        }
        if (is_asked(check) && result == WALLET_RESULT_UNKNOWN &&
            standing->decision == WALLET_ACCEPTED) {
            *standing = (struct standing){ WALLET_UNKNOWN, reason };
        }
    }
}

enum wallet_status wlt_reuse_ask_state(
    const struct wlt_again *again, int64_t at_unix, bool *out_is_known, struct wallet_error *error)
{
    struct standing standing = { WALLET_UNKNOWN, WALLET_REASON_NONE };

    const enum wallet_status status = wlt_again_verify(again, at_unix, judge, &standing, error);
    *out_is_known = standing.decision != WALLET_UNKNOWN;
    if (status != WALLET_OK || standing.decision == WALLET_ACCEPTED) {
        return status;
    }

    return wlt_fail(
        error,
        standing.decision == WALLET_REFUSED ? WALLET_ERR_REFUSED : WALLET_ERR_UNDETERMINED,
        WALLET_NO_OFFSET,
        standing.decision == WALLET_REFUSED
            ? "the licence no longer holds: %s"
            : "it cannot be told whether the licence still holds: %s",
        wallet_reason_name(standing.reason));
}
