/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>
#include <wallet/status.h>

#include "base/buffer.h"
#include "base/error.h"
#include "crypto/hash.h"
#include "licence/decrypt.h"
#include "licence/disclosed.h"
#include "licence/format.h"
#include "licence/holder.h"
#include "licence/in_force.h"
#include "licence/mdoc.h"
#include "licence/open.h"
#include "licence/receive.h"
#include "licence/signer.h"
#include "licence/verifier.h"

enum {
    SIGNED_OVERHEAD = 64, /* what a Sig_structure adds to the parts that it repeats */
    SIGNATURES = 2,       /* of the issuer and of the holder, each over its own structure */

    /* How long a shown code is remembered: longer than any counter's clock lets it pass. */
    REMEMBERED_SECONDS = 600,
};

/** Makes room for what will be signed, so that nothing moves while spans point into the buffer. */
static enum wallet_status hold_still(struct wallet_verdict *verdict, struct wallet_bytes received)
{
    struct wallet_buffer *buffer = &verdict->buffer;
    const bool is_here = received.data >= buffer->data && buffer->data &&
                         received.data < buffer->data + buffer->size;
    const size_t offset = is_here ? (size_t)(received.data - buffer->data) : buffer->size;
    const size_t room =
        buffer->size + received.size + SIGNATURES * (received.size + (size_t)SIGNED_OVERHEAD);

    if (!wlt_buffer_reserve(buffer, room) || (!is_here && !wlt_buffer_append(buffer, received))) {
        return WALLET_ERR_MEMORY;
    }

    verdict->received = (struct wallet_bytes){ buffer->data + offset, received.size };
    return WALLET_OK;
}

/** Of a key that the trust list does not stand by when it signed, nothing is believed or shown. */
static bool is_disowned(const struct wallet_verdict *verdict)
{
    return verdict->signatory->entry && !wlt_verdict_has_passed(verdict, WALLET_CHECK_ISSUER);
}

/** Whether the claims are all there are: nothing of them is open to doubt or hidden for good. */
static bool can_go_on(const struct wallet_verdict *verdict)
{
    return wlt_verdict_has_passed(verdict, WALLET_CHECK_DISCLOSURES) || !verdict->format->discloses;
}

/** What depends on the claims, once it is known that the issuer made them. */
static enum wallet_status check_claims(
    const struct wallet_verifier *verifier,
    const struct wlt_expectation *expectation,
    struct wallet_verdict *verdict)
{
    verdict->format->check_validity(verdict);
    enum wallet_status status = wlt_disclosures_check(expectation, verdict);
    if (status != WALLET_OK || !can_go_on(verdict)) {
        return status;
    }

    verdict->format->check_fields(verdict);
    status = wlt_holder_check(verifier, expectation, verdict);
    if (status != WALLET_OK) {
        return status;
    }

    if (verdict->cwt.has_status) {
        wlt_in_force_check(verifier, verdict);
    } else {
        wlt_verdict_skip(verdict, WALLET_CHECK_STATUS);
    }

    if (!verdict->binding.is_there) {
        wlt_verdict_skip(verdict, WALLET_CHECK_REPLAY);
    }

    wlt_verdict_skip(verdict, WALLET_CHECK_COMPLETENESS);
    return WALLET_OK;
}

/** What a code's prefix said of the format; NULL: it is found out. */
static const struct wlt_format *format_of(enum wlt_received kind)
{
    switch (kind) {
    case WLT_RECEIVED_HC1: return &wlt_format_hc1;
    case WLT_RECEIVED_OURS: return &wlt_format_licence;
    case WLT_RECEIVED_MDOC: return &wlt_format_mdoc;
    case WLT_RECEIVED_NOTHING:
    case WLT_RECEIVED_BYTES: break;
    }

    return NULL;
}

/** Nobody who holds, asks for or releases licences handles mobile documents yet, so it stays open for them. */
static enum wallet_status check_mdoc(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    const struct wlt_expectation *expectation,
    struct wallet_verdict *verdict)
{
    if (!expectation->holder && expectation->nonce.size == 0 && !expectation->release) {
        return wlt_mdoc_check_alone(verifier, received, verdict);
    }

    wlt_verdict_leave_open(
        verdict,
        WALLET_CHECK_FORM,
        WALLET_REASON_UNSUPPORTED,
        "a mobile document can be looked at here, and nothing else");
    return WALLET_OK;
}

enum wallet_status wlt_verify_bytes(
    const struct wallet_verifier *verifier,
    struct wallet_bytes received,
    const struct wlt_expectation *expectation,
    enum wlt_received kind,
    struct wallet_verdict *verdict)
{
    verdict->format = format_of(kind);
    if (kind == WLT_RECEIVED_MDOC) {
        return check_mdoc(verifier, received, expectation, verdict);
    }

    const bool is_empty = received.size == 0;
    enum wallet_status status =
        kind == WLT_RECEIVED_BYTES ? wlt_decrypt(verifier, verdict, &received) : WALLET_OK;
    if (status != WALLET_OK || (received.size == 0 && !is_empty)) {
        return status;
    }

    status = hold_still(verdict, received);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_open(verdict);
    verdict->is_released = expectation->release != NULL;
    if ((expectation->holder || expectation->release) && verdict->binding.is_there) {
        wlt_verdict_fail(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_UNSUPPORTED,
            expectation->holder ? "it was shown to somebody; no issuer hands it over like this"
                                : "it was shown to somebody; no repository releases it like this");
    }

    if (!wlt_verdict_has_passed(verdict, WALLET_CHECK_FORM)) {
        return WALLET_OK;
    }

    status = wlt_signer_check(verifier->trust, verdict);
    if (status != WALLET_OK || !wlt_verdict_has_passed(verdict, WALLET_CHECK_SIGNATURE) ||
        is_disowned(verdict)) {
        return status;
    }

    verdict->format->check_authority(verdict, verifier->catalogue);
    return wlt_verdict_has_passed(verdict, WALLET_CHECK_AUTHORITY)
               ? check_claims(verifier, expectation, verdict)
               : WALLET_OK;
}

bool wlt_verdict_holds(const struct wallet_verdict *verdict)
{
    for (size_t i = 0; i < WALLET_CHECK_COUNT; i++) {
        const enum wallet_result result = verdict->outcomes[i].result;
        if (i != WALLET_CHECK_REPLAY && result != WALLET_RESULT_PASSED &&
            result != WALLET_RESULT_NOT_APPLICABLE) {
            return false;
        }
    }

    return true;
}

enum wallet_status wlt_verifier_remember(
    const struct wallet_verifier *verifier,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t seconds,
    struct wallet_error *error)
{
    const struct wallet_replay *replay = &verifier->replay;
    int64_t until = 0;

    if (!replay->remember) {
        return wlt_fail(
            error,
            WALLET_ERR_MISSING,
            WALLET_NO_OFFSET,
            "nobody remembers whether it was shown before");
    }

    if (__builtin_add_overflow(at_unix, seconds, &until)) {
        until = INT64_MAX;
    }

    return replay->remember(replay->context, key, at_unix, until, error);
}

enum wallet_reason wlt_reason_of_memory(enum wallet_status status)
{
    if (status == WALLET_OK) {
        return WALLET_REASON_NONE;
    }

    /* What remembers tells so where the clock went back: see replay.h. */
    return status == WALLET_ERR_UNDETERMINED ? WALLET_REASON_CLOCK : WALLET_REASON_REPLAYED;
}

void wlt_verify_remember(const struct wallet_verifier *verifier, struct wallet_verdict *verdict)
{
    struct wallet_error error = { .message = "" };
    uint8_t key[WLT_HASH_SIZE_MAX]; /* of which WALLET_REPLAY_KEY_SIZE are used */

    if (!verdict->binding.is_there || !wlt_verdict_holds(verdict)) {
        return;
    }

    (void)wlt_hash_with(
        wlt_verdict_hashing(verdict), WLT_HASH_SHA256, verdict->shown, key); /* cannot fail */
    const enum wallet_status status =
        wlt_verifier_remember(verifier, key, verdict->at_unix, REMEMBERED_SECONDS, &error);
    if (status == WALLET_OK) {
        wlt_verdict_pass(verdict, WALLET_CHECK_REPLAY);
    } else if (status == WALLET_ERR_REFUSED) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_REPLAY, WALLET_REASON_REPLAYED, "it was shown before");
    } else {
        wlt_verdict_leave_open(
            verdict, WALLET_CHECK_REPLAY, wlt_reason_of_memory(status), "%s", error.message);
    }
}

enum wallet_status wlt_verdict_conclude(
    const struct wallet_verdict *verdict, struct wallet_error *error)
{
    const enum wallet_decision decision = wallet_verdict_decision(verdict);

    if (decision == WALLET_ACCEPTED) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        decision == WALLET_REFUSED ? WALLET_ERR_REFUSED : WALLET_ERR_UNDETERMINED,
        WALLET_NO_OFFSET,
        "%s: %s",
        wallet_reason_name(wallet_verdict_reason(verdict)),
        verdict->detail);
}

static enum wallet_status verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wlt_expectation *expectation,
    int64_t at_unix,
    struct wallet_verdict *verdict)
{
    enum wlt_received kind = WLT_RECEIVED_NOTHING;
    struct wallet_bytes received = { 0 };

    wlt_verdict_reset(verdict, at_unix);
    const enum wallet_status status = wlt_receive(verdict, input, &kind, &received);
    verdict->format = format_of(kind);
    if (status != WALLET_OK || received.size == 0) {
        return status;
    }

    if (wlt_receive_is_several(received)) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_UNSUPPORTED,
            "several licences are shown at once");
        return WALLET_OK;
    }

    return wlt_verify_bytes(verifier, received, expectation, kind, verdict);
}

enum wallet_status wallet_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_error *error)
{
    const struct wlt_expectation expectation = { 0 };

    if (!verifier || !verdict || (!input.data && input.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (verify(verifier, input, &expectation, at_unix, verdict) != WALLET_OK) {
        wlt_verdict_reset(verdict, at_unix);
        return wlt_fail_memory(error);
    }

    wlt_verify_remember(verifier, verdict);
    return wlt_verdict_conclude(verdict, error);
}

enum wallet_status wallet_verify_received(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wallet_key *holder,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_error *error)
{
    const struct wlt_expectation expectation = { .holder = holder };

    if (!verifier || !verdict || !holder || (!input.data && input.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (verify(verifier, input, &expectation, at_unix, verdict) != WALLET_OK) {
        wlt_verdict_reset(verdict, at_unix);
        return wlt_fail_memory(error);
    }

    return wlt_verdict_conclude(verdict, error);
}
