/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_REPOSITORY_MAKE_SERVICE_H
#define TEST_REPOSITORY_MAKE_SERVICE_H

#include <wallet/wallet.h>

#include "make_call.h"
#include "make_keeper.h"
#include "repository/service.h"
#include "repository/store.h"

#include <stdlib.h>

/*
 * A region: who issues, who asks, who keeps the licences and who compares faces, in one trust list; a
 * holder with a key and an ID card bound to it, in the repository; and the counter's subscription.
 */

#define MATTER  "11360500MB0X12345X4000123001"
#define FOOD    "11100000MB0143028R901"
#define CITIZEN "111:360502199003070024"

struct region {
    struct member issuer;
    struct member counter;
    struct member keeper;
    struct member faces;
    struct wallet_key *holder;
    struct wallet_signer holder_signer;
    struct wallet_trust *trust;
    struct wallet_catalogue *catalogue;
    struct wallet_verifier *verifier;
    struct wallet_record *record; /* the ID card's, for more of them */
    struct test_repository store;
    struct wallet_service *service;
    struct wallet_answer *answer; /* the last */
};

static const struct wallet_request_field name_and_number[] = { { .key = 1 }, { .key = 6 } };
static const struct wallet_request_field name_alone[] = { { .key = 1 } };
static const struct wallet_request_item card_item[] = { { ID_CARD, name_and_number, 2, true } };
static const struct wallet_request_item whole_card[] = { { .type = ID_CARD } };

static inline void demand(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(status), error->message);
    }
}

static inline void put_entry(
    struct wallet_trust_list *list,
    const struct member *member,
    unsigned roles,
    const char *const *types,
    size_t count)
{
    struct wallet_trust_entry entry = entry_of(member, types, count);

    entry.roles = roles;
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
}

static inline void open_trust(struct region *region)
{
    static const char *const asked[] = { ID_CARD "#1,2,4,5,6,7", LICENCE, FOOD };
    static const char *const issued[] = { ID_CARD, LICENCE, FOOD };
    struct wallet_trust_list *list = NULL;

    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    put_entry(list, &region->issuer, WALLET_ROLE_ISSUER, issued, 3);
    put_entry(list, &region->counter, WALLET_ROLE_COUNTER, asked, 3);
    put_entry(list, &region->keeper, WALLET_ROLE_REPOSITORY, NULL, 0);
    put_entry(list, &region->faces, WALLET_ROLE_IDENTITY_SERVICE | WALLET_ROLE_COUNTER, asked, 3);
    CHECK_EQUAL(wallet_trust_new(&region->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(region->trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
}

/** Puts a licence into the repository. */
static inline void store_licence(struct region *region, struct wallet_bytes licence)
{
    const struct wallet_repository_item item = { .licence = licence, .at_unix = NOW };
    struct wallet_repository *repository = region->store.handle;
    enum wallet_deposit deposit = WALLET_DEPOSIT_KNOWN;
    struct wallet_error error = { .message = "" };

    demand(wallet_repository_begin(repository, &error), &error);
    demand(wallet_repository_put(repository, &item, &deposit, &error), &error);
    demand(wallet_repository_commit(repository, NOW, &error), &error);
    CHECK(deposit == WALLET_DEPOSIT_NEW || deposit == WALLET_DEPOSIT_NEWER_VERSION);
}

static inline struct wallet_record *parse_record(
    const struct region *region, const char *type, const char *json)
{
    struct wallet_record *record = NULL;
    struct wallet_error error = { .message = "" };

    demand(
        wallet_record_parse(
            wallet_catalogue_find(region->catalogue, test_text(type)),
            test_text(json),
            &record,
            &error),
        &error);
    return record;
}

/** Issues for a key, or to be printed where there is none, and stores. */
static inline void issue_and_store(
    struct region *region, const struct wallet_record *record, const struct wallet_key *key)
{
    const struct wallet_signer *signer = &region->issuer.signer;
    struct wallet_buffer licence = { 0 };
    struct wallet_error error = { .message = "" };

    demand(
        key ? wallet_issue_bound(record, key, signer, NOW, &licence, &error)
            : wallet_issue(record, signer, NOW, &licence, &error),
        &error);
    store_licence(region, wallet_buffer_bytes(&licence));
    wallet_buffer_clear(&licence);
}

static inline void subscribe(struct region *region, const char *scope, int64_t until_unix)
{
    const struct wallet_subscription subscription = {
        .department = region->counter.id,
        .scope = scope,
        .matter = MATTER,
        .from_unix = NOW - 1000,
        .until_unix = until_unix,
    };
    struct wallet_error error = { .message = "" };

    demand(wallet_share_put(region->store.handle, &subscription, &error), &error);
}

static const char *const card_json =
    "{\"serial\":\"TEST20260001\",\"fields\":{"
    "\"name\":\"简素心\",\"sex\":\"女\",\"ethnic_group\":\"汉\",\"birth_date\":\"1990-03-07\","
    "\"address\":\"江西省新余市渝水区样例路1号\",\"citizen_number\":\"360502199003070024\","
    "\"issuing_authority\":\"新余市公安局渝水分局\","
    "\"valid_from\":\"2026-01-01\",\"valid_until\":\"2046-01-01\"}}";

static inline void open_service(struct region *region)
{
    const struct wallet_service_terms terms = {
        .repository = region->store.handle,
        .trust = region->trust,
        .catalogue = region->catalogue,
        .verifier = region->verifier,
        .signer = &region->keeper.signer,
    };
    struct wallet_error error = { .message = "" };

    demand(wallet_service_new(&terms, &region->service, &error), &error);
}

/** With everybody there, but no licences. */
static inline void open_empty_region(struct region *region)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };

    *region = (struct region){
        .issuer = make_member(1, NULL, WALLET_ALGORITHM_ED25519),
        .counter = make_member(2, NULL, WALLET_ALGORITHM_ED25519),
        .keeper = make_member(3, NULL, WALLET_ALGORITHM_ED25519),
        .faces = make_member(4, NULL, WALLET_ALGORITHM_ED25519),
    };
    CHECK_EQUAL(
        wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &region->holder, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(region->holder, &region->holder_signer, NULL), WALLET_OK);
    region->holder_signer.issuer[0] = '\0';
    CHECK_EQUAL(
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &region->catalogue, NULL), WALLET_OK);
    open_trust(region);
    CHECK_EQUAL(
        wallet_verifier_new(region->trust, region->catalogue, &region->verifier, NULL), WALLET_OK);
    open_repository(&region->store, region->catalogue, region->keeper.id);
    open_service(region);
}

static inline void open_region(struct region *region)
{
    open_empty_region(region);
    region->record = parse_record(region, "id-card", card_json);
    wallet_record_terms(region->record)->until_unix = NOW + 31536000;
    issue_and_store(region, region->record, region->holder);
    subscribe(region, ID_CARD, NOW + 86400);
}

static inline void close_region(struct region *region)
{
    wallet_answer_free(region->answer);
    wallet_service_free(region->service);
    close_repository(&region->store);
    wallet_record_free(region->record);
    wallet_verifier_free(region->verifier);
    wallet_trust_free(region->trust);
    wallet_catalogue_free(region->catalogue);
    wallet_key_free(region->holder);
    clear_member(&region->issuer);
    clear_member(&region->counter);
    clear_member(&region->keeper);
    clear_member(&region->faces);
}

/** How many entries the log has. */
static inline uint64_t entries_of(const struct region *region)
{
    uint64_t count = 0;

    CHECK_EQUAL(wlt_log_size(wlt_repository_log(region->store.handle), &count, NULL), WALLET_OK);
    return count;
}

/** What the holder's wallet says to a shown code: this counter, this matter, the whole card. */
static inline struct wallet_grant_terms show_terms(const struct region *region)
{
    return (struct wallet_grant_terms){
        .method = WALLET_GRANT_SHOW,
        .audience = region->counter.id,
        .matter = { .category = WALLET_CALL_MATTER, .name = "申请租赁补贴", .code = MATTER },
        .items = whole_card,
        .item_count = 1,
    };
}

/** Signs a grant at a time; it lives until the test ends. */
static inline struct wallet_bytes sign_grant_at(
    const struct wallet_grant_terms *terms, const struct wallet_signer *signer, int64_t at_unix)
{
    struct wallet_buffer object = { 0 };
    struct wallet_error error = { .message = "" };

    demand(wallet_grant_sign(terms, signer, at_unix, &object, &error), &error);
    uint8_t *kept = test_memory(object.size);
    memcpy(kept, object.data, object.size);
    const struct wallet_bytes grant = { kept, object.size };
    wallet_buffer_clear(&object);
    return grant;
}

static inline struct wallet_bytes make_grant(const struct region *region)
{
    const struct wallet_grant_terms terms = show_terms(region);
    return sign_grant_at(&terms, &region->holder_signer, NOW);
}

/** A call for name and number of the card, on the holder's leave. */
static inline struct wallet_call_terms data_terms(const struct region *region)
{
    return (struct wallet_call_terms){
        .operation = WALLET_OPERATION_DATA,
        .repository = region->keeper.id,
        .clerk = { .name = "钟见山", .account = "zhong", .window = "A12" },
        .matter = { .system = "新余市一窗受理平台",
                    .category = WALLET_CALL_MATTER,
                    .name = "申请租赁补贴",
                    .code = MATTER },
        .case_number = "XY20261123001",
        .items = card_item,
        .item_count = 1,
    };
}

/** Calls, and verifies the answer; it lives until the next call. */
static inline enum wallet_outcome ask_at(
    struct region *region, struct wallet_bytes call, int64_t at_unix)
{
    enum wallet_outcome outcome = WALLET_OUTCOME_OTHER;
    struct wallet_buffer answer = { 0 };
    struct wallet_error error = { .message = "" };

    demand(
        wallet_service_answer(region->service, call, at_unix, &answer, &outcome, &error), &error);
    wallet_answer_free(region->answer);
    region->answer = NULL;
    demand(
        wallet_answer_verify(
            wallet_buffer_bytes(&answer), call, region->trust, at_unix, &region->answer, &error),
        &error);
    CHECK_EQUAL(wallet_answer_outcome(region->answer), outcome);
    wallet_buffer_clear(&answer);
    return outcome;
}

static inline enum wallet_outcome ask(struct region *region, const struct wallet_call_terms *terms)
{
    return ask_at(region, sign_call(&region->counter, terms), NOW);
}

#endif
