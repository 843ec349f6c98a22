/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_REPOSITORY_MAKE_CALL_H
#define TEST_REPOSITORY_MAKE_CALL_H

#include <wallet/call.h>

#include "unit/trust/make_entry.h"

/*
 * A counter and a repository with their entries in a trust list, and calls of that counter.
 */

#define ID_CARD "11100000000013127D001"
#define LICENCE "11100000MB0143028R001"

enum {
    NOW = 1795420800, /* 2026-11-23T08:00:00Z */
};

struct pair {
    struct member counter;
    struct member repository;
    struct wallet_trust *trust;
};

static const struct wallet_request_field two_fields[] = { { .key = 1 }, { .key = 6 } };
static const struct wallet_request_item one_item[] = { { ID_CARD, two_fields, 2, true } };
static const struct wallet_call_value two_values[] = {
    { 0, 6, "11010519491231002X", 0 },
    { 0, 1, "张三", 0 },
};

static inline struct pair make_pair(void)
{
    static const char *const types[] = { ID_CARD };
    struct pair pair = {
        .counter = make_member(1, NULL, WALLET_ALGORITHM_ED25519),
        .repository = make_member(2, NULL, WALLET_ALGORITHM_ED25519),
    };
    struct wallet_trust_entry counter = entry_of(&pair.counter, types, 1);
    struct wallet_trust_entry repository = entry_of(&pair.repository, types, 1);
    struct wallet_trust_list *list = NULL;

    counter.roles = WALLET_ROLE_COUNTER;
    repository.roles = WALLET_ROLE_REPOSITORY;
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &counter, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &repository, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&pair.trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(pair.trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    return pair;
}

static inline void clear_pair(struct pair *pair)
{
    wallet_trust_free(pair->trust);
    clear_member(&pair->counter);
    clear_member(&pair->repository);
}

/** A comparison of two fields. */
static inline struct wallet_call_terms compare_terms(const struct pair *pair)
{
    return (struct wallet_call_terms){
        .operation = WALLET_OPERATION_COMPARE,
        .repository = pair->repository.id,
        .clerk = { .name = "李四", .account = "ls001", .window = "3号窗口" },
        .matter = { .system = "新余市一窗受理平台",
                    .category = WALLET_CALL_MATTER,
                    .name = "申请租赁补贴",
                    .code = "11360500MB0X12345X4000123001" },
        .case_number = "XY20261123001",
        .grant = { (const uint8_t *)"grant", 5 },
        .items = one_item,
        .item_count = 1,
        .values = two_values,
        .value_count = 2,
    };
}

/** Signs a call; it lives until the test ends. */
static inline struct wallet_bytes sign_call(
    const struct member *counter, const struct wallet_call_terms *terms)
{
    struct wallet_buffer object = { 0 };
    struct wallet_error error = { .message = "" };

    if (wallet_call_sign(terms, &counter->signer, NOW, &object, &error) != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(error.status), error.message);
    }

    uint8_t *kept = test_memory(object.size);
    memcpy(kept, object.data, object.size);
    const struct wallet_bytes call = { kept, object.size };
    wallet_buffer_clear(&object);
    return call;
}

#endif
