/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/copy.h>

#include "base/error.h"
#include "repository/service.h"

/** Wraps the licence as a copy: for whom, what for, by whom, and until when. */
static enum wallet_status sign_copy(
    const struct wallet_service *service,
    const struct wallet_task *one,
    struct wlt_release *release,
    struct wallet_error *error)
{
    const struct wallet_call *call = one->call;
    const bool is_file = call->operation == WALLET_OPERATION_FILE;
    const struct wallet_copy_terms terms = {
        .audience = call->request->counter,
        .matter = call->request->matter,
        .clerk = call->clerk.name,
        .method = wallet_grant_method(one->grant),
        .grant = one->grant_digest,
        .licence = wallet_buffer_bytes(&release->shown),
        .seconds = is_file ? WALLET_COPY_SECONDS_MAX : WALLET_COPY_SECONDS,
    };

    const enum wallet_status status =
        wallet_copy_sign(&terms, service->terms.signer, one->at_unix, &release->copy, error);
    release->licence.copy = wallet_buffer_bytes(&release->copy);
    return status;
}

static enum wallet_status sign_copies(
    const struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < one->release_count; i++) {
        if (one->releases[i].shown.size > 0) {
            status = sign_copy(service, one, &one->releases[i], error);
        }
    }

    return status;
}

enum wallet_status wallet_service_finish(
    const struct wallet_service *service,
    struct wallet_task *one,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_answer_entry entries[WALLET_ANSWER_LICENCE_MAX];

    if (!service || !one || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = sign_copies(service, one, error);
    if (status != WALLET_OK) {
        return status;
    }

    for (size_t i = 0; i < one->release_count; i++) {
        const struct wlt_release *release = &one->releases[i];
        entries[i] = (struct wlt_answer_entry){
            .licence = release->licence,
            .comparisons = &one->comparisons[release->comparison_at],
        };
    }

    const struct wlt_answer_terms terms = {
        .call = one->call->digest,
        .outcome = one->finding.outcome,
        .detail = one->finding.detail,
        .receipt = one->receipt,
        .entries = entries,
        .entry_count = one->release_count,
    };
    return wlt_answer_sign(&terms, service->terms.signer, one->at_unix, out, error);
}
