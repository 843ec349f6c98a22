/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/again.h"

#include <wallet/copy.h>
#include <wallet/presentation.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "licence/verifier.h"

#include <string.h>

WLT_DEFINE_AUTO(presentation, struct wallet_presentation, wallet_presentation_free)
WLT_DEFINE_AUTO(verdict, struct wallet_verdict, wallet_verdict_free)
WLT_DEFINE_AUTO(request, struct wallet_request, wallet_request_free)

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

/** One look: the verifier as the caller's, but that it forgets. */
struct look {
    const struct wlt_again *again;
    struct wallet_verifier verifier;
    int64_t at_unix;
    wlt_again_judge *judge;
    void *context;
};

static enum wallet_status verify_copy(const struct look *look, struct wallet_error *error)
{
    WLT_AUTO(verdict) struct wallet_verdict *verdict = NULL;

    enum wallet_status status = wallet_verdict_new(&verdict, error);
    if (status == WALLET_OK) {
        status = wallet_copy_verify(
            &look->verifier, look->again->original, look->at_unix, verdict, NULL, error);
    }
    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    look->judge(look->context, verdict);
    return WALLET_OK;
}

/** The verdict on the licence of the act; several came in one presentation. */
static const struct wallet_verdict *find_verdict(
    const struct wlt_again *again, const struct wallet_presentation *presentation)
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
    const struct wlt_again *again, struct wallet_request **out, struct wallet_error *error)
{
    return again->ground.size > 0 && wallet_request_recognise(again->ground)
               ? wallet_request_parse(again->ground, out, error)
               : WALLET_OK;
}

static enum wallet_status verify_presentation(const struct look *look, struct wallet_error *error)
{
    WLT_AUTO(presentation) struct wallet_presentation *presentation = NULL;
    WLT_AUTO(request) struct wallet_request *request = NULL;

    enum wallet_status status = wallet_presentation_new(&presentation, error);
    if (status == WALLET_OK) {
        status = read_request(look->again, &request, error);
    }
    if (status != WALLET_OK) {
        return status;
    }

    status = wallet_presentation_verify(
        &look->verifier, look->again->original, request, look->at_unix, presentation, error);
    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    const struct wallet_verdict *verdict = find_verdict(look->again, presentation);
    if (!verdict) {
        return wlt_fail(
            error, WALLET_ERR_MALFORMED, WALLET_NO_OFFSET, "the licence is not in its original");
    }

    look->judge(look->context, verdict);
    return WALLET_OK;
}

enum wallet_status wlt_again_verify(
    const struct wlt_again *again,
    int64_t at_unix,
    wlt_again_judge *judge,
    void *context,
    struct wallet_error *error)
{
    struct look look = {
        .again = again,
        .verifier = *again->verifier,
        .at_unix = at_unix,
        .judge = judge,
        .context = context,
    };

    look.verifier.replay = (struct wallet_replay){ forget, NULL };
    return wallet_copy_recognise(again->original) ? verify_copy(&look, error)
                                                  : verify_presentation(&look, error);
}
