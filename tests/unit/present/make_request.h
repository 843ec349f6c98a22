/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_PRESENT_MAKE_REQUEST_H
#define TEST_PRESENT_MAKE_REQUEST_H

#include <wallet/request.h>

#include "unit/trust/make_entry.h"

#include <stdlib.h>

/*
 * A counter with its entry in a trust list, and a request of it: two fields of an ID card, and of a
 * household register the head and two fields of the members.
 */

#define ID_CARD   "11100000000013127D001"
#define HOUSEHOLD "11100000000013127D002"

enum {
    NOW = 1795420800, /* 2026-11-23T08:00:00Z */
};

static const uint64_t member_keys[] = { 1, 2 };
static const struct wallet_request_field id_card_fields[] = { { .key = 1 }, { .key = 6 } };
static const struct wallet_request_field household_fields[] = {
    { .key = 2 },
    { .key = 9, .members = member_keys, .member_count = 2 },
};
static const struct wallet_request_item two_items[] = {
    { ID_CARD, id_card_fields, 2, true },
    { HOUSEHOLD, household_fields, 2, false },
};

static inline struct wallet_request_terms make_terms(void)
{
    return (struct wallet_request_terms){
        .matter = { .system = "新余市一窗受理平台",
                    .category = WALLET_CALL_MATTER,
                    .name = "申请租赁补贴",
                    .code = "11360500MB0X12345X4000123001",
                    .cause = "核对申请人身份与家庭成员" },
        .items = two_items,
        .item_count = 2,
        .relation = WALLET_RELATION_ONE_HOUSEHOLD,
        .reply_url = "https://desk.example/answers/17",
    };
}

struct counter {
    struct member member;
    struct wallet_trust *trust;
    struct wallet_catalogue *catalogue;
    struct wallet_buffer request;
};

/** Trust in what one entry of a list says. */
static inline struct wallet_trust *trust_in(const struct wallet_trust_entry *entry)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_trust *trust = NULL;

    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    return trust;
}

static inline struct wallet_trust_entry counter_entry(
    const struct member *member, const char *const *types, size_t count)
{
    struct wallet_trust_entry entry = entry_of(member, types, count);
    entry.roles = WALLET_ROLE_COUNTER;
    return entry;
}

static inline void sign_request(struct counter *counter, const struct wallet_request_terms *terms)
{
    struct wallet_error error = { .message = "" };
    if (wallet_request_sign(terms, &counter->member.signer, NOW, &counter->request, &error) !=
        WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }
}

static inline struct counter make_counter(enum wallet_algorithm algorithm)
{
    static const char *const types[] = { ID_CARD, HOUSEHOLD };
    struct counter counter = { .member = make_member(1, NULL, algorithm) };
    const struct wallet_trust_entry entry = counter_entry(&counter.member, types, 2);
    const struct wallet_request_terms terms = make_terms();

    counter.trust = trust_in(&entry);
    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &counter.catalogue, NULL), WALLET_OK);
    sign_request(&counter, &terms);
    return counter;
}

static inline void clear_counter(struct counter *counter)
{
    wallet_buffer_clear(&counter->request);
    wallet_catalogue_free(counter->catalogue);
    wallet_trust_free(counter->trust);
    clear_member(&counter->member);
}

/** Verifies; the request is thrown away. */
static inline enum wallet_status try_verify(
    const struct counter *counter,
    struct wallet_bytes bytes,
    int64_t at_unix,
    struct wallet_error *error)
{
    struct wallet_request *request = NULL;
    const enum wallet_status status =
        wallet_request_verify(bytes, counter->trust, at_unix, &request, error);

    CHECK_EQUAL(status == WALLET_OK, request != NULL);
    wallet_request_free(request);
    return status;
}

static inline struct wallet_bytes whole(const struct counter *counter)
{
    return wallet_buffer_bytes(&counter->request);
}

static inline void check_refused(
    const struct counter *counter, struct wallet_bytes bytes, int64_t at_unix, const char *story)
{
    struct wallet_error error = { .message = "" };
    CHECK_EQUAL(try_verify(counter, bytes, at_unix, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, story);
}

#endif
