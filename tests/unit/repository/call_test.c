/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/call.h"

#include "base/text.h"
#include "make_call.h"

static struct wallet_call *read_call(struct wallet_bytes bytes)
{
    struct wallet_call *call = NULL;
    struct wlt_sign1 sign1 = { 0 };

    CHECK_EQUAL(wlt_call_new(bytes, &call, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_call_open(wallet_buffer_bytes(&call->received), &sign1, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_call_read(sign1.payload, call, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_call_check(call, NULL), WALLET_OK);
    return call;
}

TEST(a_call_says_who_asks_for_what)
{
    struct pair pair = make_pair();
    const struct wallet_call_terms terms = compare_terms(&pair);
    const struct wallet_bytes bytes = sign_call(&pair.counter, &terms);
    struct wallet_call *call = read_call(bytes);

    CHECK(wallet_call_recognise(bytes));
    CHECK_EQUAL(call->operation, WALLET_OPERATION_COMPARE);
    CHECK_TEXT(call->request->counter, pair.counter.id);
    CHECK_TEXT(call->repository, pair.repository.id);
    CHECK_TEXT(call->clerk.name, "李四");
    CHECK_TEXT(call->clerk.account, "ls001");
    CHECK_TEXT(call->clerk.window, "3号窗口");
    CHECK_TEXT(call->request->matter.code, "11360500MB0X12345X4000123001");
    CHECK_TEXT(call->case_number, "XY20261123001");
    CHECK_BYTES(call->grant, test_text("grant"));
    CHECK_EQUAL(call->request->until_unix, NOW + WALLET_CALL_SECONDS);
    CHECK_EQUAL(call->value_count, 2);
    wlt_call_free(call);
    clear_pair(&pair);
}

TEST(values_come_in_the_order_of_the_fields)
{
    struct pair pair = make_pair();
    const struct wallet_call_terms terms = compare_terms(&pair);
    struct wallet_call *call = read_call(sign_call(&pair.counter, &terms));

    CHECK_TEXT(call->values[0], "张三");
    CHECK_TEXT(call->values[1], "11010519491231002X");
    wlt_call_free(call);
    clear_pair(&pair);
}

/* Of a household register the head, and of a member number and name. */
static const uint64_t member_keys[] = { 11, 1 };
static const struct wallet_request_field member_fields[] = {
    { .key = 9, .members = member_keys, .member_count = 2 },
    { .key = 2 },
};
static const struct wallet_request_item member_item[] = {
    { "11100000000013127D002", member_fields, 2, true },
};

TEST(values_of_members_come_in_the_order_of_their_fields)
{
    static const struct wallet_call_value values[] = { { 0, 9, "11010519491231002X", 11 },
                                                       { 0, 9, "张三", 1 },
                                                       { 0, 2, "李四", 0 } };
    struct pair pair = make_pair();
    struct wallet_call_terms terms = compare_terms(&pair);
    terms.items = member_item;
    terms.values = values;
    terms.value_count = 3;
    struct wallet_call *call = read_call(sign_call(&pair.counter, &terms));

    CHECK_EQUAL(call->value_count, 3);
    CHECK_TEXT(call->values[0], "李四");
    CHECK_TEXT(call->values[1], "张三");
    CHECK_TEXT(call->values[2], "11010519491231002X");
    wlt_call_free(call);
    clear_pair(&pair);
}

TEST(each_call_is_another_one)
{
    struct pair pair = make_pair();
    const struct wallet_call_terms terms = compare_terms(&pair);
    struct wallet_call *one = read_call(sign_call(&pair.counter, &terms));
    struct wallet_call *two = read_call(sign_call(&pair.counter, &terms));

    CHECK(memcmp(one->number, two->number, sizeof one->number) != 0);
    CHECK(memcmp(one->digest, two->digest, sizeof one->digest) != 0);
    wlt_call_free(two);
    wlt_call_free(one);
    clear_pair(&pair);
}

static void without_clerk(struct wallet_call_terms *terms)
{
    terms->clerk.name = "";
}

static void without_code(struct wallet_call_terms *terms)
{
    terms->matter.code = NULL;
}

static void without_name(struct wallet_call_terms *terms)
{
    terms->matter.name = NULL;
}

static void with_a_cause_that_is_too_long(struct wallet_call_terms *terms)
{
    char *cause = test_memory(WALLET_REQUEST_TEXT_MAX + 2);
    memset(cause, 'x', WALLET_REQUEST_TEXT_MAX + 1);
    terms->matter.cause = cause;
}

static void without_cause(struct wallet_call_terms *terms)
{
    terms->matter = (struct wallet_request_matter){ .category = WALLET_CALL_OTHER };
}

static void without_values(struct wallet_call_terms *terms)
{
    terms->value_count = 0;
}

static void with_one_value(struct wallet_call_terms *terms)
{
    terms->value_count = 1;
}

static void with_values_for_data(struct wallet_call_terms *terms)
{
    terms->operation = WALLET_OPERATION_DATA;
}

static void without_items(struct wallet_call_terms *terms)
{
    terms->item_count = 0;
    terms->value_count = 0;
}

static void with_a_file(struct wallet_call_terms *terms)
{
    terms->file = test_text("file");
}

static void without_file(struct wallet_call_terms *terms)
{
    *terms = (struct wallet_call_terms){
        .operation = WALLET_OPERATION_VERIFY,
        .repository = terms->repository,
        .clerk = terms->clerk,
        .matter = terms->matter,
    };
}

static void without_problem(struct wallet_call_terms *terms)
{
    without_file(terms);
    terms->operation = WALLET_OPERATION_PROBLEM;
}

static void with_a_problem_of_nobody(struct wallet_call_terms *terms)
{
    without_problem(terms);
    terms->problem = WALLET_PROBLEM_MISSING;
    terms->type = ID_CARD;
    terms->holder = "somebody";
}

static void with_a_problem_of_nothing(struct wallet_call_terms *terms)
{
    with_a_problem_of_nobody(terms);
    terms->problem = WALLET_PROBLEM_WRONG;
    terms->holder = "111:11010519491231002X";
}

static void with_one_value_for_two_members_fields(struct wallet_call_terms *terms)
{
    static const struct wallet_call_value values[] = { { 0, 2, "李四", 0 }, { 0, 9, "张三", 1 } };

    terms->items = member_item;
    terms->values = values;
    terms->value_count = 2;
}

static void with_a_value_for_all_members(struct wallet_call_terms *terms)
{
    static const struct wallet_call_value values[] = { { 0, 2, "李四", 0 },
                                                       { 0, 9, "张三", 1 },
                                                       { 0, 9, "张三", 0 } };

    terms->items = member_item;
    terms->values = values;
    terms->value_count = 3;
}

static void with_no_operation(struct wallet_call_terms *terms)
{
    terms->operation = WALLET_OPERATION_NONE;
}

static void with_no_repository(struct wallet_call_terms *terms)
{
    terms->repository = "110";
}

static void with_a_large_grant(struct wallet_call_terms *terms)
{
    terms->grant =
        (struct wallet_bytes){ test_memory(WALLET_CALL_GRANT_MAX + 1), WALLET_CALL_GRANT_MAX + 1 };
}

static void with_two_lines(struct wallet_call_terms *terms)
{
    terms->case_number = "1\n2";
}

/** What may not be signed: each changes a call that may be. */
static const struct {
    const char *what;
    void (*change)(struct wallet_call_terms *terms);
    enum wallet_status status;
} wrong[] = {
    { "no clerk", without_clerk, WALLET_ERR_STRUCTURE },
    { "a matter without code", without_code, WALLET_ERR_VALUE },
    { "a matter without name", without_name, WALLET_ERR_VALUE },
    { "a long cause", with_a_cause_that_is_too_long, WALLET_ERR_TOO_LARGE },
    { "no cause", without_cause, WALLET_ERR_VALUE },
    { "no values", without_values, WALLET_ERR_STRUCTURE },
    { "a field without value", with_one_value, WALLET_ERR_VALUE },
    { "a members' field without value", with_one_value_for_two_members_fields, WALLET_ERR_VALUE },
    { "a value for no members' field", with_a_value_for_all_members, WALLET_ERR_VALUE },
    { "values for data", with_values_for_data, WALLET_ERR_STRUCTURE },
    { "no items", without_items, WALLET_ERR_STRUCTURE },
    { "a file to compare", with_a_file, WALLET_ERR_STRUCTURE },
    { "no file to verify", without_file, WALLET_ERR_STRUCTURE },
    { "no problem to report", without_problem, WALLET_ERR_STRUCTURE },
    { "a problem of nobody", with_a_problem_of_nobody, WALLET_ERR_VALUE },
    { "a problem of nothing", with_a_problem_of_nothing, WALLET_ERR_VALUE },
    { "no operation", with_no_operation, WALLET_ERR_UNSUPPORTED },
    { "no repository", with_no_repository, WALLET_ERR_VALUE },
    { "a large grant", with_a_large_grant, WALLET_ERR_TOO_LARGE },
    { "two lines", with_two_lines, WALLET_ERR_VALUE },
};

TEST(what_makes_no_sense_is_not_signed)
{
    struct pair pair = make_pair();
    struct wallet_buffer object = { 0 };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct wallet_call_terms terms = compare_terms(&pair);
        wrong[i].change(&terms);
        const enum wallet_status status =
            wallet_call_sign(&terms, &pair.counter.signer, NOW, &object, NULL);
        CHECK_ROW(wrong[i].what, status, wrong[i].status);
        CHECK_EQUAL(object.size, 0);
    }

    clear_pair(&pair);
}

TEST(every_operation_can_be_signed)
{
    struct pair pair = make_pair();
    struct wallet_call_terms terms = compare_terms(&pair);

    terms.value_count = 0;
    terms.operation = WALLET_OPERATION_DATA;
    wlt_call_free(read_call(sign_call(&pair.counter, &terms)));
    terms.operation = WALLET_OPERATION_FILE;
    wlt_call_free(read_call(sign_call(&pair.counter, &terms)));
    terms.operation = WALLET_OPERATION_SEARCH;
    terms.item_count = 0;
    wlt_call_free(read_call(sign_call(&pair.counter, &terms)));
    terms.operation = WALLET_OPERATION_VERIFY;
    terms.grant = (struct wallet_bytes){ 0 };
    terms.file = test_text("file");
    wlt_call_free(read_call(sign_call(&pair.counter, &terms)));
    terms.operation = WALLET_OPERATION_PROBLEM;
    terms.file = (struct wallet_bytes){ 0 };
    terms.problem = WALLET_PROBLEM_DOES_NOT_LOAD;
    terms.holder = "111:11010519491231002X";
    terms.type = ID_CARD;
    terms.identifier = "1.2.156.3005.2.11100000000013127D001.11360500000000019F.A.001.X";
    terms.note = "打不开";
    wlt_call_free(read_call(sign_call(&pair.counter, &terms)));
    clear_pair(&pair);
}

TEST(operations_and_problems_have_names)
{
    for (int i = 1; i < WALLET_OPERATION_COUNT; i++) {
        const char *name = wallet_operation_name((enum wallet_operation)i);
        CHECK_EQUAL(wallet_operation_find(name), i);
    }

    for (int i = 1; i <= WALLET_PROBLEM_DOES_NOT_LOAD; i++) {
        CHECK_EQUAL(wallet_problem_find(wallet_problem_name((enum wallet_problem)i)), i);
    }

    CHECK_EQUAL(wallet_operation_find("steal"), WALLET_OPERATION_NONE);
    CHECK_EQUAL(wallet_operation_find(NULL), WALLET_OPERATION_NONE);
    CHECK_TEXT(wallet_operation_name((enum wallet_operation)99), "none");
    CHECK_TEXT(wallet_problem_name((enum wallet_problem)99), "none");
    CHECK_TEXT(wallet_comparison_label(WALLET_COMPARISON_DIFFERENT, WALLET_CHINESE), "不一致");
    CHECK_TEXT(wallet_comparison_name((enum wallet_comparison)99), "cannot-compare");
}

TEST(every_outcome_has_its_story)
{
    for (int i = 0; i < WALLET_OUTCOME_COUNT; i++) {
        const enum wallet_outcome outcome = (enum wallet_outcome)i;
        for (int language = 0; language < 2; language++) {
            CHECK(wallet_outcome_sentence(outcome, (enum wallet_language)language)[0] != '\0');
            CHECK_EQUAL(
                wallet_outcome_remedy(outcome, (enum wallet_language)language)[0] != '\0',
                outcome != WALLET_OUTCOME_SUCCESS);
        }
    }

    CHECK_TEXT(wallet_outcome_name((enum wallet_outcome)99), "OTHER");
}

TEST(demands_its_arguments)
{
    struct pair pair = make_pair();
    struct wallet_buffer object = { 0 };
    struct wallet_call_terms terms = compare_terms(&pair);
    struct wallet_signer nobody = pair.counter.signer;

    CHECK_EQUAL(
        wallet_call_sign(NULL, &pair.counter.signer, NOW, &object, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_call_sign(&terms, NULL, NOW, &object, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_call_sign(&terms, &pair.counter.signer, NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_call_sign(&terms, &pair.counter.signer, 0, &object, NULL), WALLET_ERR_VALUE);
    nobody.issuer[0] = '\0';
    CHECK_EQUAL(wallet_call_sign(&terms, &nobody, NOW, &object, NULL), WALLET_ERR_KEY);
    terms.repository = NULL;
    CHECK_EQUAL(
        wallet_call_sign(&terms, &pair.counter.signer, NOW, &object, NULL), WALLET_ERR_ARGUMENT);
    CHECK(!wallet_call_recognise(test_text("no call")));
    clear_pair(&pair);
}
