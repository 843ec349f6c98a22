/* SPDX-License-Identifier: Apache-2.0 */

/* What a repository answers where nothing speaks against it. */
#include "make_service.h"

/** The one licence in the last answer. */
static struct wallet_answer_licence only_licence(const struct region *region)
{
    struct wallet_answer_licence licence;

    CHECK_EQUAL(wallet_answer_licence_count(region->answer), 1);
    wallet_answer_licence_at(region->answer, 0, &licence);
    CHECK_EQUAL(licence.outcome, WALLET_OUTCOME_SUCCESS);
    return licence;
}

/** Verifies a copy as the counter does, and tells which of the fields 1 to 10 are in it, as bits. */
static unsigned fields_of(const struct region *region, struct wallet_bytes copy)
{
    const char *const audience[] = { region->counter.id };
    struct wallet_verifier *verifier = NULL;
    struct wallet_verdict *verdict = NULL;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    struct wallet_error error = { .message = "" };
    unsigned fields = 0;

    CHECK_EQUAL(wallet_verifier_new(region->trust, region->catalogue, &verifier, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verifier_set_audience(verifier, audience, 1, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_verdict_new(&verdict, NULL), WALLET_OK);
    demand(wallet_copy_verify(verifier, copy, NOW, verdict, NULL, &error), &error);
    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        fields |= 1U << fact.key;
    }

    wallet_verdict_free(verdict);
    wallet_verifier_free(verifier);
    return fields;
}

enum {
    ALWAYS = 1U << 1 | 1U << 7 | 1U << 8 | 1U << 9, /* of an ID card */
};

TEST(data_are_a_copy_with_what_was_asked_for)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);

    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    const struct wallet_answer_licence licence = only_licence(&region);
    CHECK_TEXT(licence.type, ID_CARD);
    CHECK_TEXT(licence.state, "valid");
    CHECK(licence.has_until && licence.until_unix == NOW + 31536000);
    CHECK_EQUAL(fields_of(&region, licence.copy), ALWAYS | 1U << 6);
    close_region(&region);
}

TEST(a_file_is_a_copy_with_all_that_grant_and_counter_allow)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.operation = WALLET_OPERATION_FILE;
    terms.grant = make_grant(&region);

    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(
        fields_of(&region, only_licence(&region).copy),
        ALWAYS | 1U << 2 | 1U << 4 | 1U << 5 | 1U << 6);
    close_region(&region);
}

static enum wallet_comparison comparison_at(const struct region *region, size_t index)
{
    struct wallet_answer_comparison comparison;

    wallet_answer_comparison_at(region->answer, 0, index, &comparison);
    return comparison.comparison;
}

TEST(a_comparison_tells_of_each_value_and_nothing_else)
{
    static const struct wallet_request_field fields[] = { { .key = 1 },
                                                          { .key = 4 },
                                                          { .key = 6 } };
    static const struct wallet_request_item items[] = { { ID_CARD, fields, 3, true } };
    static const struct wallet_call_value values[] = { { 0, 1, "简素心", 0 },
                                                       { 0, 4, "a day", 0 },
                                                       { 0, 6, "360502199003070025", 0 } };
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.operation = WALLET_OPERATION_COMPARE;
    terms.grant = make_grant(&region);
    terms.items = items;
    terms.values = values;
    terms.value_count = 3;

    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    const struct wallet_answer_licence licence = only_licence(&region);
    CHECK_EQUAL(licence.copy.size, 0);
    CHECK_EQUAL(licence.comparison_count, 3);
    CHECK_EQUAL(comparison_at(&region, 0), WALLET_COMPARISON_SAME);
    CHECK_EQUAL(comparison_at(&region, 1), WALLET_COMPARISON_IMPOSSIBLE);
    CHECK_EQUAL(comparison_at(&region, 2), WALLET_COMPARISON_DIFFERENT);
    close_region(&region);
}

TEST(a_search_tells_what_there_is_and_leaves_the_grant_to_be_used)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    terms.operation = WALLET_OPERATION_SEARCH;
    terms.item_count = 0;

    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    const struct wallet_answer_licence licence = only_licence(&region);
    CHECK_TEXT(licence.type, ID_CARD);
    CHECK(strstr(licence.identifier, "TEST20260001"));
    CHECK_EQUAL(licence.copy.size, 0);
    terms.item_count = 1;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    terms.operation = WALLET_OPERATION_DATA;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    close_region(&region);
}

static const uint8_t portrait[WALLET_GRANT_DIGEST_SIZE] = { 0x70 };
static const uint8_t nonce[WALLET_REQUEST_NONCE_SIZE] = { 1, 2, 3 };
static const struct wallet_grant_evidence face = {
    .way = "one to one",
    .level = 2,
    .compared_unix = NOW - 20,
    .portrait = { portrait, sizeof portrait },
    .model = "example 1.0",
    .score = 870,
    .threshold = 800,
};
static const struct wallet_grant_evidence duty = { .clerk = "钟见山" };

TEST(a_compared_face_opens_what_its_holder_has)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    struct wallet_grant_terms grant = show_terms(&region);
    grant.method = WALLET_GRANT_FACE;
    grant.holder = CITIZEN;
    grant.nonce = (struct wallet_bytes){ nonce, sizeof nonce };
    grant.evidence = &face;
    terms.grant = sign_grant_at(&grant, &region.faces.signer, NOW);

    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(fields_of(&region, only_licence(&region).copy), ALWAYS | 1U << 6);
    close_region(&region);
}

/** Counts the uses that the holder's list shows. */
static bool count_use(void *context, uint64_t number, const struct wallet_audit_entry *entry)
{
    unsigned *count = context;

    (void)number;
    CHECK(entry && entry->is_use && entry->details.size > 0);
    *count += 1;
    return true;
}

static unsigned uses_of(const struct region *region, const char *holder)
{
    struct wallet_repository *repository = region->store.handle;
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];
    unsigned count = 0;

    CHECK_EQUAL(wallet_repository_holder(repository, holder, hash, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_log_uses(wlt_repository_log(repository), hash, count_use, &count, NULL), WALLET_OK);
    return count;
}

TEST(duty_and_every_use_are_in_the_holders_list)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    struct wallet_grant_terms grant = show_terms(&region);
    grant.method = WALLET_GRANT_DUTY;
    grant.holder = CITIZEN;
    grant.matter.cause = "核对申请人身份";
    grant.evidence = &duty;
    terms.grant = sign_grant_at(&grant, &region.counter.signer, NOW);

    CHECK_EQUAL(uses_of(&region, CITIZEN), 0);
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(uses_of(&region, CITIZEN), 1);
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_USED_ALREADY);
    CHECK_EQUAL(uses_of(&region, CITIZEN), 1);
    terms.grant = make_grant(&region);
    terms.operation = WALLET_OPERATION_SEARCH;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(uses_of(&region, CITIZEN), 2);
    close_region(&region);
}

/** Terms that have a file verified. */
static struct wallet_call_terms verify_terms(const struct region *region, struct wallet_bytes file)
{
    struct wallet_call_terms terms = data_terms(region);

    terms.operation = WALLET_OPERATION_VERIFY;
    terms.item_count = 0;
    terms.file = file;
    return terms;
}

TEST(a_copy_that_was_given_out_is_genuine_and_in_force)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    const struct wallet_bytes copy = only_licence(&region).copy;
    uint8_t *kept = test_memory(copy.size);
    memcpy(kept, copy.data, copy.size);

    terms = verify_terms(&region, (struct wallet_bytes){ kept, copy.size });
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_TEXT(only_licence(&region).type, ID_CARD);
    kept[copy.size / 2] ^= 1;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_NOT_GENUINE);
    close_region(&region);
}

TEST(a_problem_gets_a_receipt_number_of_its_own)
{
    struct region region;
    char first[WALLET_RECEIPT_NUMBER_SIZE];
    open_region(&region);
    struct wallet_call_terms terms = verify_terms(&region, (struct wallet_bytes){ 0 });
    terms.operation = WALLET_OPERATION_PROBLEM;
    terms.problem = WALLET_PROBLEM_MISSING;
    terms.holder = CITIZEN;
    terms.type = LICENCE;

    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    (void)snprintf(first, sizeof first, "%s", wallet_answer_receipt(region.answer));
    CHECK(first[0]);
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK(strcmp(wallet_answer_receipt(region.answer), first) != 0);
    close_region(&region);
}

TEST(many_calls_are_done_in_one_transaction)
{
    enum {
        COUNT = 5
    };
    struct region region;
    struct wallet_task *tasks[COUNT] = { NULL };
    struct wallet_buffer answer = { 0 };
    struct wallet_error error = { .message = "" };
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);

    for (size_t i = 0; i < COUNT; i++) {
        const struct wallet_bytes call = sign_call(&region.counter, &terms);
        demand(wallet_service_prepare(region.service, call, NOW, &tasks[i], &error), &error);
    }

    demand(wallet_service_begin(region.service, &error), &error);
    for (size_t i = 0; i < COUNT; i++) {
        demand(wallet_service_handle(region.service, tasks[i], &error), &error);
    }

    demand(wallet_service_commit(region.service, &error), &error);
    for (size_t i = 0; i < COUNT; i++) {
        demand(wallet_service_finish(region.service, tasks[i], &answer, &error), &error);
        CHECK_EQUAL(
            wallet_task_outcome(tasks[i]),
            i == 0 ? WALLET_OUTCOME_SUCCESS : WALLET_OUTCOME_USED_ALREADY);
        wallet_task_free(tasks[i]);
    }

    CHECK_EQUAL(uses_of(&region, CITIZEN), 1);
    wallet_buffer_clear(&answer);
    close_region(&region);
}

TEST(a_group_does_what_one_after_the_other_would)
{
    static const struct {
        const char *what;
        int grant; /* the calls of a number show the same one */
        enum wallet_operation operation;
        bool is_again; /* the call before, byte for byte */
        enum wallet_outcome wanted;
    } rows[] = {
        { "a first call", 0, WALLET_OPERATION_DATA, false, WALLET_OUTCOME_SUCCESS },
        { "the same call", 0, WALLET_OPERATION_DATA, true, WALLET_OUTCOME_USED_ALREADY },
        { "its grant", 0, WALLET_OPERATION_FILE, false, WALLET_OUTCOME_USED_ALREADY },
        { "a search", 1, WALLET_OPERATION_SEARCH, false, WALLET_OUTCOME_SUCCESS },
        { "what it left", 1, WALLET_OPERATION_FILE, false, WALLET_OUTCOME_SUCCESS },
        { "a search with what is used", 1, WALLET_OPERATION_SEARCH, false, WALLET_OUTCOME_SUCCESS },
        { "a second grant", 2, WALLET_OPERATION_DATA, false, WALLET_OUTCOME_SUCCESS },
    };
    enum {
        COUNT = sizeof rows / sizeof *rows
    };
    struct region region;
    struct wallet_task *tasks[COUNT] = { NULL };
    struct wallet_bytes grants[3];
    struct wallet_bytes call = { 0 };
    struct wallet_error error = { .message = "" };
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);

    for (size_t i = 0; i < sizeof grants / sizeof *grants; i++) {
        grants[i] = make_grant(&region);
    }
    for (size_t i = 0; i < COUNT; i++) {
        terms.grant = grants[rows[i].grant];
        terms.operation = rows[i].operation;
        call = rows[i].is_again ? call : sign_call(&region.counter, &terms);
        demand(wallet_service_prepare(region.service, call, NOW, &tasks[i], &error), &error);
    }

    const uint64_t entries = entries_of(&region);
    demand(wallet_service_begin(region.service, &error), &error);
    demand(wallet_service_handle_group(region.service, tasks, COUNT, &error), &error);
    demand(wallet_service_commit(region.service, &error), &error);
    for (size_t i = 0; i < COUNT; i++) {
        CHECK_ROW(rows[i].what, wallet_task_outcome(tasks[i]), rows[i].wanted);
        wallet_task_free(tasks[i]);
    }

    CHECK_EQUAL(entries_of(&region) - entries, COUNT);
    close_region(&region);
}

TEST(what_was_rolled_back_was_not_done)
{
    struct region region;
    struct wallet_task *one = NULL;
    struct wallet_buffer answer = { 0 };
    struct wallet_error error = { .message = "" };
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    const struct wallet_bytes call = sign_call(&region.counter, &terms);

    demand(wallet_service_prepare(region.service, call, NOW, &one, &error), &error);
    demand(wallet_service_begin(region.service, &error), &error);
    demand(wallet_service_handle(region.service, one, &error), &error);
    wallet_service_rollback(region.service);
    wallet_task_give_up(one, WALLET_OUTCOME_BUSY);
    demand(wallet_service_finish(region.service, one, &answer, &error), &error);
    CHECK_EQUAL(wallet_task_outcome(one), WALLET_OUTCOME_BUSY);
    CHECK_EQUAL(uses_of(&region, CITIZEN), 0);
    CHECK_EQUAL(ask_at(&region, call, NOW), WALLET_OUTCOME_SUCCESS);
    wallet_task_free(one);
    wallet_buffer_clear(&answer);
    close_region(&region);
}
