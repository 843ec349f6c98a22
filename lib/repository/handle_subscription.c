/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/service.h"

enum wallet_status wlt_handle_subscription(
    struct wallet_service *service, struct wallet_case *one, struct wallet_error *error)
{
    const struct wallet_request *request = one->call->request;
    struct wlt_share_query query = {
        .department = request->counter,
        .matter = request->matter.code,
        .at_unix = one->at_unix,
    };
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < request->list.item_count; i++) {
        const struct wallet_request_item *item = &request->list.items[i];
        enum wlt_shared shared = WLT_SHARED_NOT;

        query.type = item->type;
        status =
            wlt_share_find(service->share, &query, service->terms.catalogue, item, &shared, error);
        if (status == WALLET_OK && shared != WLT_SHARED) {
            wlt_case_refuse(
                one,
                shared == WLT_SHARED_ENDED ? WALLET_OUTCOME_SUBSCRIPTION_ENDED
                                           : WALLET_OUTCOME_NOT_SUBSCRIBED,
                item->type);
        }
    }

    return status;
}
