/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/service.h"

static struct wlt_share_query query_of(const struct wallet_task *one, size_t item)
{
    const struct wallet_request *request = one->call->request;

    return (struct wlt_share_query){
        .department = request->counter,
        .type = request->list.items[item].type,
        .matter = request->matter.code,
        .at_unix = one->at_unix,
    };
}

enum wallet_status wlt_ask_subscription(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < one->call->request->list.item_count; i++) {
        const struct wlt_share_query query = query_of(one, i);
        status = wlt_share_ask(service->share, &query, error);
    }

    return status;
}

enum wallet_status wlt_handle_subscription(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    const struct wallet_request *request = one->call->request;
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < request->list.item_count; i++) {
        const struct wallet_request_item *item = &request->list.items[i];
        const struct wlt_share_query query = query_of(one, i);
        enum wlt_shared shared = WLT_SHARED_NOT;

        status =
            wlt_share_find(service->share, &query, service->terms.catalogue, item, &shared, error);
        if (status == WALLET_OK && shared != WLT_SHARED) {
            wlt_task_refuse(
                one,
                shared == WLT_SHARED_ENDED ? WALLET_OUTCOME_SUBSCRIPTION_ENDED
                                           : WALLET_OUTCOME_NOT_SUBSCRIBED,
                item->type);
        }
    }

    return status;
}
