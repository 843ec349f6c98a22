/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "present/selection.h"
#include "repository/compare.h"
#include "repository/service.h"

#include <stdio.h>
#include <string.h>

WLT_DEFINE_AUTO(selection, struct wallet_selection, wallet_selection_free)

static const struct wallet_request_field *find_field(
    const struct wallet_request_item *item, uint64_t key)
{
    for (size_t i = 0; i < item->field_count; i++) {
        if (item->fields[i].key == key) {
            return &item->fields[i];
        }
    }

    return NULL;
}

/** Whether a call asks for a field of a licence. */
static bool is_asked(const struct wallet_request_item *item, const struct wlt_leaf *leaf)
{
    const struct wallet_request_field *field = find_field(item, leaf->place);
    if (!field) {
        return false;
    }

    for (size_t i = 0; i < field->member_count; i++) {
        if (field->members[i] == leaf->fact.key) {
            return true;
        }
    }

    /* A field that holds members stands for what they show by default. */
    return field->member_count == 0 &&
           (leaf->fact.member == 0 ||
            (leaf->fact.field &&
             wallet_field_disclosure(leaf->fact.field) != WALLET_DISCLOSE_NEVER_BY_DEFAULT));
}

/** Whether grant and counter allow a field of a licence, whether or not it is asked for by name. */
static bool is_allowed(
    const struct wallet_service *service,
    const struct wallet_task *one,
    size_t item,
    const struct wlt_leaf *leaf)
{
    const struct wallet_catalogue *catalogue = service->terms.catalogue;
    const struct wallet_request *request = one->call->request;
    const uint64_t member =
        leaf->fact.member > 0 ? leaf->fact.key : (uint64_t)WALLET_REQUEST_NO_MEMBER;
    const char *type = request->list.items[item].type;

    return wallet_grant_allows(one->grant, catalogue, type, leaf->place, member) &&
           wallet_request_may_ask(request, catalogue, item, leaf->place, member);
}

/** Shows what the call is to be given, and nothing else; false where the licence cannot be parted. */
static bool show(
    const struct wallet_service *service,
    const struct wallet_task *one,
    size_t item,
    struct wallet_selection *selection)
{
    const bool is_file = one->call->operation == WALLET_OPERATION_FILE;

    for (size_t i = 0; i < selection->leaves.count; i++) {
        const struct wlt_leaf *leaf = &selection->leaves.items[i];
        const bool is_given = is_asked(&one->call->request->list.items[item], leaf) ||
                              (is_file && is_allowed(service, one, item, leaf));
        if (is_given) {
            wallet_selection_show(selection, i);
        } else if (!wallet_selection_is_bound(selection)) {
            return false; /* a printed one hides nothing */
        }
    }

    return true;
}

/** The number of values for the items before this one: values are in the order of items and fields. */
static size_t first_value(const struct wlt_field_list *list, size_t item)
{
    size_t count = 0;

    for (size_t i = 0; i < item; i++) {
        count += wlt_call_values_of(&list->items[i]);
    }

    return count;
}

/** What there is no room for in the answer is not told of. */
static void compare(
    struct wallet_task *one, struct wlt_release *release, const struct wallet_selection *selection)
{
    const struct wlt_field_list *list = &one->call->request->list;
    const struct wallet_request_item *item = &list->items[release->item];
    const char *const *values = &one->call->values[first_value(list, release->item)];
    const size_t count = wlt_call_values_of(item);

    if (count <= WALLET_CALL_VALUE_MAX - one->comparison_count) {
        wlt_compare_item(item, selection, values, &one->comparisons[one->comparison_count]);
        one->comparison_count += count;
        release->licence.comparison_count += count;
    }
}

/** Takes out of the opened licence what the call is to be told or given. */
static enum wallet_status take(
    struct wallet_service *service,
    struct wallet_task *one,
    struct wlt_release *release,
    struct wallet_error *error)
{
    WLT_AUTO(selection) struct wallet_selection *selection = NULL;

    const enum wallet_status status = wallet_selection_new(
        wallet_buffer_bytes(&service->body), service->terms.catalogue, &selection, error);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        return status;
    }

    if (status != WALLET_OK) {
        release->licence.outcome = WALLET_OUTCOME_UNREADABLE;
        return WALLET_OK;
    }

    if (one->call->operation == WALLET_OPERATION_COMPARE) {
        compare(one, release, selection);
        return WALLET_OK;
    }

    if (!show(service, one, release->item, selection)) {
        release->licence.outcome = WALLET_OUTCOME_USE_RESTRICTED;
        return WALLET_OK;
    }

    return wallet_selection_write(selection, &release->shown, error);
}

static enum wallet_status release_one(
    struct wallet_service *service,
    struct wallet_task *one,
    struct wlt_release *release,
    const struct wallet_holding *holding,
    struct wallet_error *error)
{
    wlt_release_describe(release, holding);
    release->licence.outcome = wlt_holding_outcome(holding, one->at_unix);
    if (release->licence.outcome != WALLET_OUTCOME_SUCCESS) {
        return WALLET_OK;
    }

    const enum wallet_status status =
        wallet_repository_body(service->terms.repository, holding, &service->body, error);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        return status;
    }

    if (status != WALLET_OK) {
        release->licence.outcome = WALLET_OUTCOME_UNREADABLE;
        return WALLET_OK;
    }

    return take(service, one, release, error);
}

static enum wallet_status release_item(
    struct wallet_service *service,
    struct wallet_task *one,
    size_t item,
    struct wallet_error *error)
{
    const char *type = one->call->request->list.items[item].type;
    const struct wlt_found *found = &one->found[item];
    enum wallet_status status = WALLET_OK;

    if (found->live_count == 0) {
        struct wlt_release *release = wlt_task_add(one, type, item);
        if (release && found->has_last) {
            wlt_release_describe(release, &found->last);
            release->licence.outcome = wlt_holding_outcome(&found->last, one->at_unix);
        } else if (release) {
            release->licence.outcome = WALLET_OUTCOME_NONE_FOUND;
        }
    }

    for (size_t i = 0; status == WALLET_OK && i < found->live_count; i++) {
        struct wlt_release *release = wlt_task_add(one, type, item);
        if (release) {
            status = release_one(service, one, release, &found->live[i], error);
        }
    }

    return status;
}

/** Whether an item is answered; if not, by which outcome. */
static enum wallet_outcome item_outcome(const struct wallet_task *one, size_t item)
{
    enum wallet_outcome outcome = WALLET_OUTCOME_NONE_FOUND;

    for (size_t i = one->release_count; i > 0; i--) {
        const struct wlt_release *release = &one->releases[i - 1];
        if (release->item == item &&
            (outcome = release->licence.outcome) == WALLET_OUTCOME_SUCCESS) {
            return outcome;
        }
    }

    return outcome;
}

/** What is required must be there, and something at all. */
static void conclude(struct wallet_task *one)
{
    const struct wlt_field_list *list = &one->call->request->list;
    enum wallet_outcome first = WALLET_OUTCOME_SUCCESS;
    size_t answered = 0;

    for (size_t i = 0; i < list->item_count; i++) {
        const enum wallet_outcome outcome = item_outcome(one, i);
        answered += outcome == WALLET_OUTCOME_SUCCESS;
        first = first == WALLET_OUTCOME_SUCCESS ? outcome : first;
        if (outcome != WALLET_OUTCOME_SUCCESS && list->items[i].is_required) {
            wlt_task_refuse(one, outcome, list->items[i].type);
        }
    }

    if (answered == 0) {
        wlt_task_refuse(one, first, "");
    }
}

enum {
    NUMBER_SIZE = WALLET_KEY_ID_SIZE + WALLET_GRANT_ID_SIZE,
};

/** The number under which a grant is used: its signer's and its own. */
static struct wallet_bytes write_number(const struct wallet_task *one, uint8_t out[NUMBER_SIZE])
{
    memcpy(out, wallet_grant_key_id(one->grant).data, WALLET_KEY_ID_SIZE);
    memcpy(out + WALLET_KEY_ID_SIZE, wallet_grant_id(one->grant).data, WALLET_GRANT_ID_SIZE);
    return (struct wallet_bytes){ out, NUMBER_SIZE };
}

enum wallet_status wlt_take_release(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    uint8_t number[NUMBER_SIZE];
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < one->call->request->list.item_count; i++) {
        status = release_item(service, one, i, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    conclude(one);
    return wlt_task_is_fine(one) ? wlt_used_ask(
                                       service->used,
                                       WLT_USE_GRANT,
                                       write_number(one, number),
                                       wallet_grant_until(one->grant) + WALLET_GRANT_LEEWAY,
                                       error)
                                 : WALLET_OK;
}

/** A grant is good for one time. */
enum wallet_status wlt_use_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    uint8_t number[NUMBER_SIZE];
    bool is_new = false;

    const enum wallet_status status = wlt_used_remember(
        service->used,
        WLT_USE_GRANT,
        write_number(one, number),
        wallet_grant_until(one->grant) + WALLET_GRANT_LEEWAY,
        &is_new,
        error);
    if (status == WALLET_OK && !is_new) {
        wlt_task_refuse(one, WALLET_OUTCOME_USED_ALREADY, "the grant was used before");
    }

    return status;
}
