/* SPDX-License-Identifier: Apache-2.0 */
#include "make_repository.h"

static const struct wallet_repository_problem wrong = {
    .kind = WALLET_PROBLEM_WRONG,
    .at_unix = AGENCY_NOW,
    .holder = "111:360502199003070024",
    .type = AGENCY_TYPE,
    .identifier = "11100000000013127D001.11360500000000019F.TEST20260001.001.S",
    .counter = AGENCY_ISSUER,
    .clerk = "甲",
    .note = "住址有误",
};

static enum wallet_status report(
    struct town *town,
    const struct wallet_repository_problem *problem,
    char receipt[WALLET_RECEIPT_NUMBER_SIZE])
{
    CHECK_EQUAL(wallet_repository_begin(town->repository, NULL), WALLET_OK);
    const enum wallet_status status =
        wallet_repository_report(town->repository, problem, receipt, NULL);
    if (status == WALLET_OK) {
        CHECK_EQUAL(wallet_repository_commit(town->repository, AGENCY_NOW, NULL), WALLET_OK);
    } else {
        wallet_repository_rollback(town->repository);
    }

    return status;
}

struct told {
    size_t count;
    char receipts[600][WALLET_RECEIPT_NUMBER_SIZE];
    char note[64];
};

static bool note_report(
    void *context, const char *receipt, const struct wallet_repository_problem *problem)
{
    struct told *told = context;

    CHECK_TEXT(problem->holder, wrong.holder);
    CHECK_TEXT(problem->type, wrong.type);
    CHECK_TEXT(problem->counter, wrong.counter);
    CHECK_TEXT(problem->clerk, wrong.clerk);
    (void)snprintf(told->note, sizeof told->note, "%s", problem->note);
    (void)snprintf(told->receipts[told->count++], WALLET_RECEIPT_NUMBER_SIZE, "%s", receipt);
    return told->count < 600;
}

TEST(each_report_gets_a_number_and_is_listed)
{
    struct town town;
    town_open(&town);
    struct wallet_repository_problem missing = wrong;
    struct told *told = test_memory(sizeof *told);
    char first[WALLET_RECEIPT_NUMBER_SIZE];
    char second[WALLET_RECEIPT_NUMBER_SIZE];

    missing.kind = WALLET_PROBLEM_MISSING;
    missing.identifier = NULL;
    CHECK_EQUAL(report(&town, &wrong, first), WALLET_OK);
    CHECK_EQUAL(report(&town, &missing, second), WALLET_OK);
    CHECK_TEXT(first, "W20261123-000001");
    CHECK_TEXT(second, "M20261123-000002");

    *told = (struct told){ .count = 0 };
    CHECK_EQUAL(wallet_repository_problems(town.repository, 0, note_report, told, NULL), WALLET_OK);
    CHECK_EQUAL(told->count, 2);
    CHECK_TEXT(told->receipts[0], first);
    CHECK_TEXT(told->receipts[1], second);
    CHECK_TEXT(told->note, "住址有误");

    told->count = 0;
    CHECK_EQUAL(
        wallet_repository_problems(town.repository, AGENCY_NOW + 1, note_report, told, NULL),
        WALLET_OK);
    CHECK_EQUAL(told->count, 0);
    town_close(&town);
}

TEST(lists_more_reports_than_one_page_has)
{
    enum {
        COUNT = 520
    };
    struct town town;
    town_open(&town);
    struct told *told = test_memory(sizeof *told);
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];

    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    for (int i = 0; i < COUNT; i++) {
        CHECK_EQUAL(wallet_repository_report(town.repository, &wrong, receipt, NULL), WALLET_OK);
    }
    CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_OK);

    *told = (struct told){ .count = 0 };
    CHECK_EQUAL(wallet_repository_problems(town.repository, 0, note_report, told, NULL), WALLET_OK);
    CHECK_EQUAL(told->count, COUNT);
    CHECK_TEXT(told->receipts[COUNT - 1], "W20261123-000520");
    town_close(&town);
}

TEST(refuses_a_report_that_does_not_say_enough)
{
    struct town town;
    town_open(&town);
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];
    struct wallet_repository_problem problem = wrong;

    problem.kind = WALLET_PROBLEM_NONE;
    CHECK_EQUAL(report(&town, &problem, receipt), WALLET_ERR_VALUE);
    problem = wrong;
    problem.identifier = "";
    CHECK_EQUAL(report(&town, &problem, receipt), WALLET_ERR_VALUE);
    problem = wrong;
    problem.type = "id-card";
    CHECK_EQUAL(report(&town, &problem, receipt), WALLET_ERR_VALUE);
    problem = wrong;
    problem.holder = "somebody";
    CHECK_EQUAL(report(&town, &problem, receipt), WALLET_ERR_VALUE);
    problem = wrong;
    problem.note = "\xff";
    CHECK_EQUAL(report(&town, &problem, receipt), WALLET_ERR_VALUE);

    CHECK_EQUAL(report(&town, &wrong, receipt), WALLET_OK);
    CHECK_TEXT(receipt, "W20261123-000001"); /* no number was used up */
    town_close(&town);
}
