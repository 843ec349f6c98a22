/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/service.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "repository/store.h"

#include <string.h>

WLT_DEFINE_AUTO(service, struct wallet_service, wallet_service_free)
WLT_DEFINE_AUTO(one, struct wallet_task, wallet_task_free)

void wallet_service_free(struct wallet_service *service)
{
    if (!service) {
        return;
    }

    wallet_service_rollback(service);
    wlt_used_close(service->used);
    wlt_share_close(service->share);
    wallet_buffer_clear(&service->body);
    wlt_free(service);
}

static enum wallet_status check_terms(
    const struct wallet_service_terms *terms, struct wallet_error *error)
{
    if (!terms->repository || !terms->trust || !terms->catalogue || !terms->verifier ||
        !terms->signer) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    return strcmp(terms->signer->issuer, wallet_repository_id(terms->repository)) == 0
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_KEY,
                     WALLET_NO_OFFSET,
                     "the key is not that of this repository");
}

enum wallet_status wallet_service_new(
    const struct wallet_service_terms *terms,
    struct wallet_service **out,
    struct wallet_error *error)
{
    if (!terms || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = check_terms(terms, error);
    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(service) struct wallet_service *service = wlt_alloc(1, sizeof *service);
    if (!service) {
        return wlt_fail_memory(error);
    }

    struct wlt_database *database = wlt_repository_database(terms->repository);
    service->terms = *terms;
    service->log = wlt_repository_log(terms->repository);
    status = wlt_used_open(database, &service->used, error);
    if (status == WALLET_OK) {
        status = wlt_share_open(database, &service->share, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(service);
    }

    return status;
}

enum wallet_status wallet_service_begin(struct wallet_service *service, struct wallet_error *error)
{
    if (!service || service->is_open) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "no service, or a transaction is open");
    }

    const enum wallet_status status = wallet_repository_begin(service->terms.repository, error);
    service->is_open = status == WALLET_OK;
    service->at_unix = 0;
    return status;
}

void wallet_service_rollback(struct wallet_service *service)
{
    if (service->is_open) {
        wallet_repository_rollback(service->terms.repository);
        service->is_open = false;
    }
}

enum wallet_status wallet_service_commit(struct wallet_service *service, struct wallet_error *error)
{
    if (!service || !service->is_open) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "there is no transaction");
    }

    enum wallet_status status = WALLET_OK;
    if (service->at_unix > 0) {
        status = wlt_used_forget(service->used, service->at_unix, error);
    }

    if (status != WALLET_OK) {
        wallet_service_rollback(service);
        return status;
    }

    service->is_open = false;
    return wallet_repository_commit(service->terms.repository, service->at_unix, error);
}

/** Handles a task in a transaction of its own. */
static enum wallet_status settle(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    enum wallet_status status = wallet_service_begin(service, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wallet_service_handle(service, one, error);
    if (status != WALLET_OK) {
        wallet_service_rollback(service);
        return status;
    }

    return wallet_service_commit(service, error);
}

enum wallet_status wallet_service_answer(
    struct wallet_service *service,
    struct wallet_bytes call,
    int64_t at_unix,
    struct wallet_buffer *out,
    enum wallet_outcome *out_outcome,
    struct wallet_error *error)
{
    WLT_AUTO(one) struct wallet_task *one = NULL;

    enum wallet_status status = wallet_service_prepare(service, call, at_unix, &one, error);
    if (status == WALLET_OK) {
        status = settle(service, one, error);
    }

    if (status == WALLET_OK) {
        status = wallet_service_finish(service, one, out, error);
    }

    if (status == WALLET_OK && out_outcome) {
        *out_outcome = wallet_task_outcome(one);
    }

    return status;
}
