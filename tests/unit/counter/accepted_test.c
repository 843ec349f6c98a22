/* SPDX-License-Identifier: Apache-2.0 */
#include "make_case.h"

#include <sys/wait.h>

enum {
    PROCESSES = 3,
    CASES = 6, /* of each process */
};

/** What a department was told, page by page. */
struct told {
    size_t count;
    struct wallet_accepted_mark marks[PROCESSES * CASES + 8];
    int state; /* of the last one */
};

static bool tell(void *context, const struct wallet_accepted *accepted)
{
    struct told *told = context;

    CHECK(told->count < sizeof told->marks / sizeof *told->marks);
    CHECK_EQUAL(accepted->accepted_unix, AGENCY_NOW);
    CHECK_TEXT(accepted->matter_code, "113605000000000195");
    told->marks[told->count++] = accepted->mark;
    told->state = accepted->state;
    return true;
}

static enum wallet_status ask(
    struct window *window, const char *department, struct told *told, unsigned limit)
{
    const struct wallet_accepted_mark none = { .place = 0 };
    const struct wallet_accepted_mark *since =
        told->count > 0 ? &told->marks[told->count - 1] : &none;

    return wallet_cases_accepted(
        window->cases, department, since, limit, tell, told, &window->error);
}

static struct wallet_case *accept_one(struct window *window)
{
    struct wallet_case *item = window_case(window);
    window_fill(window, item);
    window_go(window, item, WALLET_CASE_ACCEPTED);
    return item;
}

TEST(a_department_is_told_what_was_accepted_of_its_matters_in_this_order)
{
    struct window window;
    struct told told = { 0 };
    struct told others = { 0 };
    window_open(&window);
    struct wallet_case *open = window_case(&window); /* it was never accepted */
    window_fill(&window, open);
    struct wallet_case *second = accept_one(&window);

    window_demand(&window, ask(&window, AGENCY_ISSUER, &told, 9));
    CHECK_EQUAL(told.count, 1);
    CHECK_TEXT(told.marks[0].number, CASE_NUMBER_2);
    CHECK_EQUAL(told.state, WALLET_CASE_ACCEPTED);
    window_go(&window, open, WALLET_CASE_ACCEPTED);
    window_go(&window, second, WALLET_CASE_IN_PROGRESS);
    window_go(&window, second, WALLET_CASE_SUSPENDED);
    window_demand(&window, ask(&window, AGENCY_ISSUER, &told, 9));
    CHECK_EQUAL(told.count, 2);
    CHECK_TEXT(told.marks[1].number, CASE_NUMBER_1);
    window_demand(&window, ask(&window, AGENCY_ISSUER, &told, 9));
    CHECK_EQUAL(told.count, 2);

    window_demand(&window, ask(&window, DESK_ID, &others, 9));
    CHECK_EQUAL(others.count, 0);
    wallet_case_free(second);
    wallet_case_free(open);
    window_close(&window);
}

TEST(only_an_accepted_case_of_the_department_is_found)
{
    struct window window;
    window_open(&window);
    wallet_case_free(accept_one(&window));
    wallet_case_free(window_case(&window));

    CHECK_EQUAL(
        wallet_cases_find_accepted(window.cases, AGENCY_ISSUER, CASE_NUMBER_1, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_cases_find_accepted(window.cases, DESK_ID, CASE_NUMBER_1, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(
        wallet_cases_find_accepted(window.cases, AGENCY_ISSUER, CASE_NUMBER_2, NULL),
        WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(
        wallet_cases_find_accepted(window.cases, AGENCY_ISSUER, NULL, NULL), WALLET_ERR_ARGUMENT);
    window_close(&window);
}

TEST(a_mark_that_is_not_of_this_store_is_told)
{
    struct window window;
    struct told told = { 0 };
    window_open(&window);
    wallet_case_free(accept_one(&window));

    told.count = 1;
    told.marks[0] = (struct wallet_accepted_mark){ 1, CASE_NUMBER_2 };
    CHECK_EQUAL(ask(&window, AGENCY_ISSUER, &told, 1), WALLET_ERR_CONFLICT);
    told.marks[0] = (struct wallet_accepted_mark){ 2, CASE_NUMBER_1 };
    CHECK_EQUAL(ask(&window, AGENCY_ISSUER, &told, 1), WALLET_ERR_CONFLICT);
    told.marks[0] = (struct wallet_accepted_mark){ 1, CASE_NUMBER_1 };
    CHECK_EQUAL(ask(&window, AGENCY_ISSUER, &told, 1), WALLET_OK);
    CHECK_EQUAL(ask(&window, AGENCY_ISSUER, &told, 0), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(ask(&window, NULL, &told, 1), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(told.count, 1);
    window_close(&window);
}

static void accept_some(struct window *window)
{
    window->cases = window_connect(window);
    for (int i = 0; i < CASES; i++) {
        wallet_case_free(accept_one(window));
    }
    wallet_cases_close(window->cases);
    _exit(0);
}

/* Whoever reads while others accept: what is told has no gap, so nothing can come to stand in one. */
TEST(nothing_is_missed_or_told_twice_while_others_accept)
{
    struct window window;
    struct told told = { 0 };
    int left = PROCESSES;
    window_open(&window);
    wallet_cases_close(window.cases);

    for (int i = 0; i < PROCESSES; i++) {
        const pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            accept_some(&window);
        }
    }

    window.cases = window_connect(&window);
    while (left > 0) {
        int status = 0;
        window_demand(&window, ask(&window, AGENCY_ISSUER, &told, 2));
        if (waitpid(-1, &status, WNOHANG) > 0) {
            CHECK_EQUAL(status, 0);
            left--;
        }
    }
    for (size_t before = SIZE_MAX; before != told.count;) {
        before = told.count;
        window_demand(&window, ask(&window, AGENCY_ISSUER, &told, 2));
    }

    CHECK_EQUAL(told.count, PROCESSES * CASES);
    for (size_t i = 0; i < told.count; i++) {
        CHECK_EQUAL(told.marks[i].place, i + 1);
        for (size_t j = 0; j < i; j++) {
            CHECK(strcmp(told.marks[i].number, told.marks[j].number) != 0);
        }
    }
    window_close(&window);
}

TEST(what_was_noted_with_a_state_is_found_again)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = accept_one(&window);
    const struct wallet_case_actor *actor = &window.actor;

    CHECK_EQUAL(wallet_case_note(item, WALLET_CASE_IN_PROGRESS).size, 0);
    window_demand(
        &window, wallet_case_go(item, WALLET_CASE_IN_PROGRESS, "one: 17", actor, &window.error));
    window_go(&window, item, WALLET_CASE_SUSPENDED);
    CHECK_BYTES(wallet_case_note(item, WALLET_CASE_IN_PROGRESS), test_text("one: 17"));
    window_demand(
        &window, wallet_case_go(item, WALLET_CASE_IN_PROGRESS, "one: 18", actor, &window.error));
    CHECK_BYTES(wallet_case_note(item, WALLET_CASE_IN_PROGRESS), test_text("one: 18"));
    CHECK_EQUAL(wallet_case_note(item, WALLET_CASE_CLOSED).size, 0);
    wallet_case_free(item);
    window_close(&window);
}
