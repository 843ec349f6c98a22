/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "licence/cwt.h"
#include "repository/ask.h"
#include "repository/service.h"

#include <string.h>

/** What a search for the holder's key goes over. */
struct search {
    struct wallet_service *service;
    struct wallet_task *one;
    struct wallet_grant *verified; /* by the first key that fits */
    struct wlt_finding finding;    /* what is wrong with it under a key that fits by its number */
    enum wallet_status status;     /* what ended the search before its time */
    struct wallet_error error;
};

WLT_DEFINE_AUTO(grant, struct wallet_grant, wallet_grant_free)

static bool is_valid(const struct wallet_holding *holding, int64_t at_unix)
{
    return holding->is_live && holding->state == WALLET_STATE_VALID && !holding->is_custody &&
           holding->has_key && (!holding->has_from || holding->from_unix <= at_unix) &&
           (!holding->has_until || at_unix < holding->until_unix);
}

/** The whole key that a licence is bound to; empty where it cannot be read. */
static struct wallet_bytes key_of(struct wallet_bytes licence)
{
    struct wlt_sign1 sign1 = { 0 };
    struct wlt_cwt cwt = { 0 };

    if (wlt_sign1_read(licence, WLT_CBOR_STRICT, &sign1, NULL) != WALLET_OK ||
        wlt_cwt_read(sign1.payload, WLT_CBOR_STRICT, &cwt, NULL) != WALLET_OK) {
        return (struct wallet_bytes){ 0 };
    }

    return wlt_cwt_holder_key(&cwt, WLT_CBOR_STRICT);
}

/** Whether the grant is signed by the key that the licence in `body` is bound to. */
static bool try_key(struct search *search)
{
    const struct wallet_bytes key = key_of(wallet_buffer_bytes(&search->service->body));
    const struct wallet_task *one = search->one;
    const struct wallet_grant_use use = {
        .counter = one->call->request->counter,
        .is_nonce_unknown = true,
    };
    WLT_AUTO(grant) struct wallet_grant *verified = NULL;
    enum wallet_reason reason = WALLET_REASON_NONE;
    struct wallet_error why = { .message = "" };

    const enum wallet_status status = wallet_grant_verify_holder(
        one->call->grant, key, &use, one->at_unix, &verified, &reason, &why);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        search->status = status;
        search->error = why;
    } else if (status != WALLET_OK) {
        search->finding.outcome = wlt_grant_outcome(reason);
        memcpy(search->finding.detail, why.message, sizeof search->finding.detail);
    } else if (!search->verified) {
        search->verified = WLT_TAKE(verified);
    }

    return status == WALLET_OK;
}

static bool has_holder(const struct wallet_task *one, const uint8_t *holder)
{
    for (size_t i = 0; i < one->holder_count; i++) {
        if (memcmp(one->holders[i], holder, WALLET_AUDIT_HOLDER_SIZE) == 0) {
            return true;
        }
    }

    return false;
}

/** Whether a holder signed the grant, whose key is to be found. */
static bool has_signer_to_find(const struct wallet_task *one)
{
    return one->grant_finding.outcome == WALLET_OUTCOME_SUCCESS &&
           !wallet_grant_is_verified(one->grant);
}

enum wallet_status wlt_ask_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    return has_signer_to_find(one)
               ? wlt_ask_key(service->terms.repository, wallet_grant_key_id(one->grant).data, error)
               : WALLET_OK;
}

/** Keeps a licence whose key may be the grant's; `visit` of a search. */
static bool keep_bound(void *context, const struct wallet_holding *holding)
{
    struct search *search = context;
    const struct wallet_bytes bytes = { (const uint8_t *)holding, sizeof *holding };

    if (is_valid(holding, search->one->at_unix) && !wlt_buffer_append(&search->one->bound, bytes)) {
        search->status = wlt_fail_memory(&search->error);
    }

    return search->status == WALLET_OK;
}

static struct wallet_holding bound_at(const struct wallet_task *one, size_t index)
{
    struct wallet_holding holding;

    memcpy(&holding, one->bound.data + index * sizeof holding, sizeof holding);
    return holding;
}

static size_t bound_count(const struct wallet_task *one)
{
    return one->bound.size / sizeof(struct wallet_holding);
}

/** Asks for one licence of each holder: they stand together, and another is hardly ever looked at. */
static enum wallet_status ask_bodies(
    struct wallet_service *service, const struct wallet_task *one, struct wallet_error *error)
{
    uint8_t last[WALLET_AUDIT_HOLDER_SIZE] = { 0 };
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; status == WALLET_OK && i < bound_count(one); i++) {
        const struct wallet_holding holding = bound_at(one, i);
        if (i == 0 || memcmp(last, holding.holder, sizeof last) != 0) {
            status = wlt_ask_body(service->terms.repository, &holding, error);
            memcpy(last, holding.holder, sizeof last);
        }
    }

    return status;
}

static enum wallet_status hand_on(const struct search *search, struct wallet_error *error)
{
    return search->status == WALLET_OK
               ? WALLET_OK
               : wlt_fail(error, search->status, WALLET_NO_OFFSET, "%s", search->error.message);
}

enum wallet_status wlt_find_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    struct search search = { .service = service, .one = one };

    if (!has_signer_to_find(one)) {
        return WALLET_OK;
    }

    wlt_buffer_set_size(&one->bound, 0);
    enum wallet_status status = wallet_repository_find_key(
        service->terms.repository,
        wallet_grant_key_id(one->grant).data,
        NULL,
        keep_bound,
        &search,
        error);
    status = status == WALLET_OK ? hand_on(&search, error) : status;
    return status == WALLET_OK ? ask_bodies(service, one, error) : status;
}

/** Takes the holder of a licence if it is bound to the key. */
static void try_holding(struct search *search, const struct wallet_holding *holding)
{
    struct wallet_task *one = search->one;

    if (has_holder(one, holding->holder)) {
        return;
    }

    const enum wallet_status status = wallet_repository_body(
        search->service->terms.repository, holding, &search->service->body, &search->error);
    if (wallet_status_fault(status) == WALLET_FAULT_SYSTEM) {
        search->status = status;
    } else if (status == WALLET_OK && try_key(search)) {
        memcpy(one->holders[one->holder_count++], holding->holder, WALLET_AUDIT_HOLDER_SIZE);
    }
}

/** Finds out whose key signed the grant. */
static enum wallet_status check_signer(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    struct search search = { .service = service, .one = one };

    for (size_t i = 0; search.status == WALLET_OK && i < bound_count(one) &&
                       one->holder_count < WLT_TASK_HOLDERS_MAX;
         i++) {
        const struct wallet_holding holding = bound_at(one, i);
        try_holding(&search, &holding);
    }

    if (search.status != WALLET_OK) {
        wallet_grant_free(search.verified);
        return hand_on(&search, error);
    }

    if (search.verified) {
        wallet_grant_free(one->grant);
        one->grant = search.verified;
    } else if (search.finding.outcome != WALLET_OUTCOME_SUCCESS) {
        wlt_task_refuse(one, search.finding.outcome, search.finding.detail);
    } else {
        wlt_task_refuse(
            one, WALLET_OUTCOME_GRANT_HOLDER, "no valid licence is bound to the grant's key");
    }

    return WALLET_OK;
}

/** The holder whom an identity service or a department names. */
static enum wallet_status take_holder(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    struct wallet_error why = { .message = "" };

    const enum wallet_status status = wallet_repository_holder(
        service->terms.repository, wallet_grant_holder(one->grant), one->holders[0], &why);
    if (status == WALLET_OK) {
        one->holder_count = 1;
    }

    return wlt_task_refuse_for(one, WALLET_OUTCOME_GRANT_REFUSED, status, &why, error);
}

static bool is_same(const char *granted, const char *asked)
{
    return !granted[0] || strcmp(granted, asked) == 0;
}

/** What a grant says of the matter must be what the call says; a shown code may say nothing. */
static bool matter_fits(const struct wallet_task *one)
{
    const struct wallet_request_matter *asked = &one->call->request->matter;
    struct wallet_request_matter granted;

    wallet_grant_matter(one->grant, &granted);
    if (wlt_purpose_is_empty(&granted)) {
        return true;
    }

    /* The department's own words say why it is its duty; the holder's say what was agreed to. */
    const bool is_duty = wallet_grant_method(one->grant) == WALLET_GRANT_DUTY;
    return granted.category == asked->category && is_same(granted.code, asked->code) &&
           is_same(granted.name, asked->name) &&
           (is_duty || granted.category == WALLET_CALL_MATTER ||
            is_same(granted.cause, asked->cause));
}

static bool covers(
    const struct wallet_service *service,
    const struct wallet_task *one,
    const char *type,
    const struct wallet_request_field *field)
{
    const struct wallet_catalogue *catalogue = service->terms.catalogue;

    if (field->member_count == 0) {
        return wallet_grant_allows(
            one->grant, catalogue, type, field->key, WALLET_REQUEST_NO_MEMBER);
    }

    for (size_t i = 0; i < field->member_count; i++) {
        if (!wallet_grant_allows(one->grant, catalogue, type, field->key, field->members[i])) {
            return false;
        }
    }

    return true;
}

static bool scope_fits(const struct wallet_service *service, const struct wallet_task *one)
{
    const struct wlt_field_list *list = &one->call->request->list;

    for (size_t i = 0; i < list->item_count; i++) {
        const struct wallet_request_item *item = &list->items[i];
        for (size_t j = 0; j < item->field_count; j++) {
            if (!covers(service, one, item->type, &item->fields[j])) {
                return false;
            }
        }
    }

    return true;
}

enum wallet_status wlt_check_grant(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error)
{
    if (one->grant_finding.outcome != WALLET_OUTCOME_SUCCESS) {
        wlt_task_refuse(one, one->grant_finding.outcome, one->grant_finding.detail);
        return WALLET_OK;
    }

    const enum wallet_status status = wallet_grant_is_verified(one->grant)
                                          ? take_holder(service, one, error)
                                          : check_signer(service, one, error);
    if (status != WALLET_OK || !wlt_task_is_fine(one)) {
        return status;
    }

    if (!matter_fits(one)) {
        wlt_task_refuse(one, WALLET_OUTCOME_GRANT_MATTER, "it was given for another matter");
    } else if (!scope_fits(service, one)) {
        wlt_task_refuse(
            one, WALLET_OUTCOME_GRANT_SCOPE, "it does not cover one of the fields asked for");
    }

    return WALLET_OK;
}
