/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "counter/again.h"
#include "counter/package.h"

#include <string.h>

/** A licence of a package, and what is found. */
struct checking {
    const struct wlt_again *again;
    struct wallet_package_finding *out;
};

static bool says_the_same(const struct wlt_again *again, const struct wallet_verdict *verdict)
{
    const struct wlt_taken *taken = again->taken;
    const struct wallet_case_licence licence = {
        .way = taken->way,
        .original = again->original,
        .verdict = verdict,
    };
    WLT_AUTO(taken) struct wlt_taken *made = NULL;

    return wlt_taken_make(&licence, &made, NULL) == WALLET_OK &&
           strcmp(made->type_code, taken->type_code) == 0 &&
           strcmp(made->identifier, taken->identifier) == 0 &&
           strcmp(made->issuer, taken->issuer) == 0 && strcmp(made->holder, taken->holder) == 0 &&
           memcmp(made->key, taken->key, sizeof made->key) == 0 &&
           made->has_until == taken->has_until && made->until_unix == taken->until_unix &&
           wlt_bytes_equal(
               wallet_buffer_bytes(&made->encoded), wallet_buffer_bytes(&taken->encoded));
}

static void judge(void *context, const struct wallet_verdict *verdict)
{
    const struct checking *checking = context;

    checking->out->decision = wallet_verdict_decision(verdict);
    checking->out->reason = wallet_verdict_reason(verdict);
    checking->out->is_same = says_the_same(checking->again, verdict);
}

enum wallet_status wallet_package_check(
    const struct wallet_package *package,
    size_t licence,
    const struct wallet_verifier *verifier,
    struct wallet_package_finding *out,
    struct wallet_error *error)
{
    if (!package || !verifier || !out || licence >= wallet_case_licence_count(package->item)) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected a package and a licence of it");
    }

    struct wlt_again again = {
        .taken = package->item->made->dossier->licences[licence],
        .verifier = verifier,
    };
    struct checking checking = { &again, out };

    /* Both were compared with their digests when the package was read; a ground may be none. */
    (void)wlt_package_original(package->bundle, again.taken->original, &again.original);
    (void)wlt_package_original(package->bundle, again.taken->ground, &again.ground);
    *out = (struct wallet_package_finding){ WALLET_UNKNOWN, WALLET_REASON_NONE, false };
    return wlt_again_verify(&again, again.taken->verified_unix, judge, &checking, error);
}
