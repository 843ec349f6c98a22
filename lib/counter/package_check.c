/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/copy.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "counter/package.h"
#include "licence/verifier.h"

#include <assert.h>
#include <string.h>

WLT_DEFINE_AUTO(presentation, struct wallet_presentation, wallet_presentation_free)
WLT_DEFINE_AUTO(verdict, struct wallet_verdict, wallet_verdict_free)
WLT_DEFINE_AUTO(request, struct wallet_request, wallet_request_free)

/** A licence that is looked at again. */
struct again {
    const struct wlt_taken *taken;
    struct wallet_verifier verifier; /* as the caller's, but that it forgets */
    struct wallet_bytes original;
    struct wallet_bytes ground; /* empty: none */
};

/* What was shown in a case was shown once, which the counter's memory saw to. */
static enum wallet_status forget(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    (void)context, (void)key, (void)at_unix, (void)until_unix, (void)error;
    return WALLET_OK;
}

static bool says_the_same(const struct again *again, const struct wallet_verdict *verdict)
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

static void judge(
    const struct again *again,
    const struct wallet_verdict *verdict,
    struct wallet_package_finding *out)
{
    out->decision = wallet_verdict_decision(verdict);
    out->reason = wallet_verdict_reason(verdict);
    out->is_same = says_the_same(again, verdict);
}

static enum wallet_status check_copy(
    const struct again *again, struct wallet_package_finding *out, struct wallet_error *error)
{
    WLT_AUTO(verdict) struct wallet_verdict *verdict = NULL;

    enum wallet_status status = wallet_verdict_new(&verdict, error);
    if (status == WALLET_OK) {
        status = wallet_copy_verify(
            &again->verifier, again->original, again->taken->verified_unix, verdict, NULL, error);
    }
    if (status != WALLET_ERR_MEMORY) {
        judge(again, verdict, out);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

/** The verdict on the licence of the act; several came in one presentation. */
static const struct wallet_verdict *find_verdict(
    const struct again *again, const struct wallet_presentation *presentation)
{
    uint8_t digest[WLT_SHA256_SIZE];

    for (size_t i = 0; i < wallet_presentation_count(presentation); i++) {
        const struct wallet_verdict *verdict = wallet_presentation_verdict(presentation, i);
        wallet_verdict_digest(verdict, digest);
        if (memcmp(digest, again->taken->digest, sizeof digest) == 0) {
            return verdict;
        }
    }

    return NULL;
}

/** Reads the request that was answered, if it was one. */
static enum wallet_status read_request(
    const struct again *again, struct wallet_request **out, struct wallet_error *error)
{
    return again->ground.size > 0 && wallet_request_recognise(again->ground)
               ? wallet_request_parse(again->ground, out, error)
               : WALLET_OK;
}

static enum wallet_status check_presentation(
    const struct again *again, struct wallet_package_finding *out, struct wallet_error *error)
{
    WLT_AUTO(presentation) struct wallet_presentation *presentation = NULL;
    WLT_AUTO(request) struct wallet_request *request = NULL;

    enum wallet_status status = wallet_presentation_new(&presentation, error);
    if (status == WALLET_OK) {
        status = read_request(again, &request, error);
    }
    if (status != WALLET_OK) {
        return status;
    }

    status = wallet_presentation_verify(
        &again->verifier,
        again->original,
        request,
        again->taken->verified_unix,
        presentation,
        error);
    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    const struct wallet_verdict *verdict = find_verdict(again, presentation);
    if (!verdict) {
        return wlt_fail(
            error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "the licence is not in its original");
    }

    judge(again, verdict, out);
    return WALLET_OK;
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

    struct again again = {
        .taken = package->item->made->dossier->licences[licence],
        .verifier = *verifier,
    };
    again.verifier.replay = (struct wallet_replay){ forget, NULL };

    /* Both were compared with their digests when the package was read; a ground may be none. */
    (void)wlt_package_original(package->bundle, again.taken->original, &again.original);
    (void)wlt_package_original(package->bundle, again.taken->ground, &again.ground);
    *out = (struct wallet_package_finding){ WALLET_UNKNOWN, WALLET_REASON_NONE, false };
    return wallet_copy_recognise(again.original) ? check_copy(&again, out, error)
                                                 : check_presentation(&again, out, error);
}
