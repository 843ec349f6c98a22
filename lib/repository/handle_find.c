/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "repository/ask.h"
#include "repository/service.h"

static bool visit(void *context, const struct wallet_holding *holding)
{
    struct wlt_found *found = context;

    if (!holding->is_live) {
        if (!found->has_last) {
            found->last = *holding;
            found->has_last = true;
        }

        return found->live_count == 0; /* the live ones come first */
    }

    if (found->live_count < WLT_FOUND_MAX) {
        found->live[found->live_count++] = *holding;
    }

    return true;
}

/** What is searched for: one that is history says why there is none in force. */
static struct wallet_repository_query query_of(
    const struct wallet_service *service, const struct wallet_task *one, size_t item)
{
    const char *code = one->call->request->list.items[item].type;

    return (struct wallet_repository_query){
        .type = wallet_catalogue_find(service->terms.catalogue, wlt_bytes_of(code)),
        .history = true,
    };
}

enum wallet_status wlt_ask_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const size_t count = one->call->request->list.item_count;
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < count; i++) {
        const struct wallet_repository_query query = query_of(service, one, i);
        for (size_t j = 0; status == WALLET_OK && j < one->holder_count; j++) {
            status = wlt_ask_hash(service->terms.repository, one->holders[j], &query, error);
        }
    }

    return status;
}

/** Finds the licences of an item, of all holders whose leave the grant is. */
static enum wallet_status find_item(
    struct wallet_service *service,
    struct wallet_task *one,
    size_t item,
    struct wallet_error *error)
{
    const struct wallet_repository_query query = query_of(service, one, item);
    struct wlt_found *found = &one->found[item];
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < one->holder_count; i++) {
        status = wallet_repository_find_hash(
            service->terms.repository, one->holders[i], &query, visit, found, error);
    }

    for (size_t i = 0; status == WALLET_OK && i < found->live_count; i++) {
        if (wlt_holding_outcome(&found->live[i], one->at_unix) == WALLET_OUTCOME_SUCCESS) {
            status = wlt_ask_body(service->terms.repository, &found->live[i], error);
        }
    }

    return status;
}

enum wallet_status wlt_find_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const size_t count = one->call->request->list.item_count;
    enum wallet_status status = WALLET_OK;

    wlt_free(one->found);
    one->found = wlt_alloc(count, sizeof *one->found);
    if (!one->found) {
        return wlt_fail_memory(error);
    }

    for (size_t i = 0; status == WALLET_OK && i < count; i++) {
        status = find_item(service, one, i, error);
    }

    return status;
}
