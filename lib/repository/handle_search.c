/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "repository/service.h"
#include "trust/scope.h"

#include <stdio.h>
#include <string.h>

/** What is told of a holder's licences. */
struct search {
    const struct wallet_service *service;
    struct wallet_task *one;
};

/** Whether the counter's entry names the type at all. */
static bool counter_has_type(const struct wallet_request *request, struct wallet_bytes type)
{
    for (size_t at = 0; at < request->scopes.size;) {
        const struct wallet_bytes scope = wlt_bytes_of((const char *)request->scopes.data + at);
        struct wallet_bytes code;
        struct wallet_bytes fields;

        wlt_scope_split(scope, &code, &fields);
        if (wlt_bytes_are(code, "*") || wlt_bytes_equal(code, type)) {
            return true;
        }

        at += scope.size + 1;
    }

    return false;
}

/** Whether a call that names types names this one. */
static bool is_wanted(const struct wlt_field_list *list, const char *type)
{
    for (size_t i = 0; i < list->item_count; i++) {
        if (strcmp(list->items[i].type, type) == 0) {
            return true;
        }
    }

    return list->item_count == 0;
}

/** Takes a licence that grant and counter allow to know of; `visit` of a search. */
static bool visit(void *context, const struct wallet_holding *holding)
{
    const struct search *search = context;
    struct wallet_task *one = search->one;
    const struct wallet_request *request = one->call->request;
    const char *type = holding->type_code;

    if (!is_wanted(&request->list, type) || !wallet_grant_has_type(one->grant, type) ||
        !counter_has_type(request, wlt_bytes_of(type))) {
        return true;
    }

    struct wlt_release *release = wlt_task_add(one, type, WALLET_REQUEST_ITEM_MAX);
    if (!release) {
        return false;
    }

    wlt_release_describe(release, holding);
    return true;
}

/** Drops what the department has not subscribed to for this matter. */
static enum wallet_status keep_subscribed(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    struct wlt_share_query query = {
        .department = one->call->request->counter,
        .matter = one->call->request->matter.code,
        .at_unix = one->at_unix,
    };
    size_t kept = 0;

    for (size_t i = 0; i < one->release_count; i++) {
        enum wlt_shared shared = WLT_SHARED_NOT;
        query.type = one->releases[i].type;
        const enum wallet_status status =
            wlt_share_find(service->share, &query, service->terms.catalogue, NULL, &shared, error);
        if (status != WALLET_OK) {
            return status;
        }

        if (shared == WLT_SHARED) {
            struct wlt_release *to = &one->releases[kept++];
            *to = one->releases[i];
            to->licence.type = to->type;
            to->licence.identifier = to->identifier;
        }
    }

    one->release_count = kept;
    return WALLET_OK;
}

enum wallet_status wlt_handle_search(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    struct search search = { .service = service, .one = one };

    enum wallet_status status = wlt_handle_subscription(service, one, error);
    if (status == WALLET_OK && wlt_task_is_fine(one)) {
        status = wlt_find_grant(service, one, error);
    }

    if (status == WALLET_OK && wlt_task_is_fine(one)) {
        status = wlt_check_grant(service, one, error);
    }

    for (size_t i = 0; status == WALLET_OK && wlt_task_is_fine(one) && i < one->holder_count; i++) {
        status = wallet_repository_find_hash(
            service->terms.repository, one->holders[i], NULL, visit, &search, error);
    }

    if (status == WALLET_OK && wlt_task_is_fine(one)) {
        status = keep_subscribed(service, one, error);
    }

    if (status == WALLET_OK && wlt_task_is_fine(one) && one->release_count == 0) {
        wlt_task_refuse(one, WALLET_OUTCOME_NONE_FOUND, "");
    }

    return status;
}
