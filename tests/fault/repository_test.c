/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A repository with each allocation failing once: it says MEMORY, leaves nothing behind, and what was in
 * it before is there as it was.
 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/repository/make_repository.h"

static struct town town;
static struct wallet_bytes printed;
static struct wallet_bytes bound;
static const char *identifier;

static bool read_body(void *context, const struct wallet_holding *holding)
{
    enum wallet_status *status = context;
    struct wallet_buffer body = { 0 };

    *status = wallet_repository_body(town.repository, holding, &body, NULL);
    wallet_buffer_clear(&body);
    return *status == WALLET_OK;
}

static bool pass_report(
    void *context, const char *receipt, const struct wallet_repository_problem *problem)
{
    (void)context;
    (void)receipt;
    (void)problem;
    return true;
}

static enum wallet_status put(struct wallet_bytes licence)
{
    const struct wallet_repository_item item = { .licence = licence, .at_unix = AGENCY_NOW };
    enum wallet_deposit deposit = WALLET_DEPOSIT_LIVE;
    return wallet_repository_put(town.repository, &item, &deposit, NULL);
}

static enum wallet_status write_all(void)
{
    const struct wallet_repository_problem problem = {
        .kind = WALLET_PROBLEM_MISSING,
        .at_unix = AGENCY_NOW,
        .holder = "111:360502199003070024",
        .type = AGENCY_TYPE,
    };
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];

    enum wallet_status status = put(printed);
    status = status == WALLET_OK ? put(bound) : status;
    status = status == WALLET_OK
                 ? wallet_repository_set_state(
                       town.repository, identifier, WALLET_STATE_REVOKED, NULL, AGENCY_NOW, NULL)
                 : status;
    status = status == WALLET_OK
                 ? wallet_repository_erase(town.repository, identifier, AGENCY_NOW, NULL)
                 : status;
    return status == WALLET_OK ? wallet_repository_report(town.repository, &problem, receipt, NULL)
                               : status;
}

/* All of it is given up in the end, so that the next run finds the same. */
static enum wallet_status change(void)
{
    enum wallet_status status = wallet_repository_open(&town.terms, &town.repository, NULL);
    status = status == WALLET_OK ? wallet_repository_begin(town.repository, NULL) : status;
    status = status == WALLET_OK ? write_all() : status;
    wallet_repository_close(town.repository);
    town.repository = NULL;
    return status;
}

static enum wallet_status read_all(void)
{
    enum wallet_status read = WALLET_OK;
    struct wallet_holding holding;

    enum wallet_status status =
        wallet_repository_find(town.repository, holder_of(9), NULL, read_body, &read, NULL);
    status = status == WALLET_OK ? read : status;
    status = status == WALLET_OK
                 ? wallet_repository_find_identifier(town.repository, identifier, &holding, NULL)
                 : status;
    status = status == WALLET_OK
                 ? wallet_repository_problems(town.repository, 0, pass_report, NULL, NULL)
                 : status;
    return status == WALLET_OK ? wallet_repository_verify(town.repository, NULL, NULL, NULL, NULL)
                               : status;
}

static enum wallet_status look(void)
{
    enum wallet_status status = wallet_repository_open(&town.terms, &town.repository, NULL);
    status = status == WALLET_OK ? read_all() : status;
    wallet_repository_close(town.repository);
    town.repository = NULL;
    return status;
}

TEST(each_allocation_may_fail)
{
    char receipt[WALLET_RECEIPT_NUMBER_SIZE];
    const struct wallet_repository_problem problem = {
        .kind = WALLET_PROBLEM_MISSING,
        .at_unix = AGENCY_NOW,
        .holder = "111:360502199003070024",
        .type = AGENCY_TYPE,
    };

    town_open(&town);
    const struct wallet_bytes first =
        issue_paper(&town, &(struct paper){ .person = 9, .serial = "A9", .holder = town.holder });
    identifier = identifier_of(first);
    printed = issue_paper(&town, &(struct paper){ .person = 1, .serial = "A1" });
    bound =
        issue_paper(&town, &(struct paper){ .person = 2, .serial = "A2", .holder = town.holder });
    CHECK_EQUAL(put_licence(&town, first), WALLET_DEPOSIT_NEW);
    CHECK_EQUAL(wallet_repository_begin(town.repository, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_report(town.repository, &problem, receipt, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_repository_commit(town.repository, AGENCY_NOW, NULL), WALLET_OK);
    wallet_repository_close(town.repository);
    town.repository = NULL;

    CHECK(fault_each("change", change) > 10);
    CHECK(fault_each("look", look) > 10);

    town_reopen(&town);
    CHECK_EQUAL(find_all(&town, 9, false).count, 1);
    CHECK_EQUAL(find_all(&town, 1, true).count, 0);
    town_close(&town);
}
