/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/case.h"

#include "alloc_faulty.h"
#include "fault.h"
#include "unit/counter/make_case.h"

/* Cases: each allocation of each act fails once.  What failed has changed nothing, neither in the database
 * nor in memory: the case that comes out in the end has each act once. */

static struct window window;
static struct wallet_bytes card;
static const char *number = CASE_NUMBER_1;

typedef enum wallet_status act_on(struct wallet_case *item);

static enum wallet_status connect(struct wallet_cases **out)
{
    return wallet_cases_open(
        window.database, window.desk.catalogue, window.matters, window.secret, out, NULL);
}

/** Opens everything, acts, and releases everything. */
static enum wallet_status with_case(act_on *act)
{
    struct wallet_cases *cases = NULL;
    struct wallet_case *item = NULL;

    enum wallet_status status = connect(&cases);
    if (status == WALLET_OK) {
        status = wallet_case_load(cases, number, &item, NULL);
    }
    if (status == WALLET_OK) {
        const size_t before = item->act_count;
        const struct wlt_made *made = item->made;
        status = act(item);
        CHECK(status == WALLET_OK || (item->act_count == before && item->made == made));
    }

    wallet_case_free(item);
    wallet_cases_close(cases);
    return status;
}

static enum wallet_status open_one(void)
{
    struct wallet_cases *cases = NULL;
    struct wallet_case *item = NULL;

    enum wallet_status status = connect(&cases);
    if (status == WALLET_OK) {
        status = wallet_case_open(
            cases,
            wallet_matters_at(window.matters, 0),
            WALLET_CHANNEL_WINDOW,
            &window.actor,
            &item,
            NULL);
    }

    wallet_case_free(item);
    wallet_cases_close(cases);
    return status;
}

static enum wallet_status take_on(struct wallet_case *item)
{
    const struct wallet_case_licence licence = {
        .way = WALLET_WAY_SHEET,
        .original = card,
        .ground = test_text("a ground"),
        .verdict = window.verdict,
    };
    return wallet_case_take(item, &licence, &window.actor, NULL);
}

static enum wallet_status paper_on(struct wallet_case *item)
{
    return wallet_case_take_paper(item, APPLICATION, "已签字", &window.actor, NULL);
}

static enum wallet_status defer_on(struct wallet_case *item)
{
    return wallet_case_defer(item, HOUSEHOLD, "2026-12-31", &window.actor, NULL);
}

static enum wallet_status write_on(struct wallet_case *item)
{
    return wallet_case_write(item, BLANK_PHONE, "110", &window.actor, NULL);
}

static enum wallet_status decide_on(struct wallet_case *item)
{
    return wallet_case_decide(item, RULE_HOUSEHOLD, true, "后补", &window.actor, NULL);
}

static enum wallet_status accept_on(struct wallet_case *item)
{
    return wallet_case_go(item, WALLET_CASE_ACCEPTED, NULL, &window.actor, NULL);
}

static enum wallet_status reuse_on(struct wallet_case *item)
{
    const struct wallet_case_again again = { .source = CASE_NUMBER_1 };
    return wallet_case_reuse(item, APPLICATION, &again, &window.actor, NULL);
}

static enum wallet_status reuse_licence_on(struct wallet_case *item)
{
    const struct wallet_case_again again = { CASE_NUMBER_1, window.desk.verifier, false };
    return wallet_case_reuse(item, HOUSEHOLD, &again, &window.actor, NULL);
}

static bool see(void *context, const struct wallet_reusable *reusable)
{
    (void)reusable;
    ++*(size_t *)context;
    return true;
}

static enum wallet_status reusable_on(struct wallet_case *item)
{
    size_t count = 0;
    const enum wallet_status status = wallet_case_reusable(item, see, &count, NULL);
    CHECK(status != WALLET_OK || count == 2);
    return status;
}

static enum wallet_status take(void)
{
    return with_case(take_on);
}

static enum wallet_status paper(void)
{
    return with_case(paper_on);
}

static enum wallet_status defer(void)
{
    return with_case(defer_on);
}

static enum wallet_status write_blank(void)
{
    return with_case(write_on);
}

static enum wallet_status decide(void)
{
    return with_case(decide_on);
}

static enum wallet_status go_on(void)
{
    return with_case(accept_on);
}

static enum wallet_status reuse(void)
{
    return with_case(reuse_on);
}

static enum wallet_status reuse_licence(void)
{
    return with_case(reuse_licence_on);
}

static enum wallet_status reusable(void)
{
    return with_case(reusable_on);
}

static enum wallet_status with_cases(enum wallet_status (*act)(struct wallet_cases *cases))
{
    struct wallet_cases *cases = NULL;

    enum wallet_status status = connect(&cases);
    if (status == WALLET_OK) {
        status = act(cases);
    }

    wallet_cases_close(cases);
    return status;
}

static bool pass(void *context, const struct wallet_case_line *line)
{
    (void)context;
    (void)line;
    return true;
}

static enum wallet_status list_of(struct wallet_cases *cases)
{
    const struct wallet_cases_query query = { .holder = "111:" DESK_WOMAN };
    return wallet_cases_list(cases, &query, pass, NULL, NULL);
}

static enum wallet_status list(void)
{
    return with_cases(list_of);
}

static bool count_up(void *context, const struct wallet_accepted *accepted)
{
    (void)accepted;
    ++*(size_t *)context;
    return true;
}

static enum wallet_status accepted_of(struct wallet_cases *cases)
{
    const struct wallet_accepted_mark mark = { 1, CASE_NUMBER_1 };
    const struct wallet_accepted_mark none = { .place = 0 };
    size_t count = 0;

    enum wallet_status status =
        wallet_cases_accepted(cases, AGENCY_ISSUER, &mark, 9, count_up, &count, NULL);
    if (status == WALLET_OK) {
        status = wallet_cases_accepted(cases, AGENCY_ISSUER, &none, 9, count_up, &count, NULL);
        CHECK(status != WALLET_OK || count == 1);
    }

    return status == WALLET_OK
               ? wallet_cases_find_accepted(cases, AGENCY_ISSUER, CASE_NUMBER_1, NULL)
               : status;
}

static enum wallet_status accepted(void)
{
    return with_cases(accepted_of);
}

static enum wallet_status refuse_in(struct wallet_cases *cases)
{
    uint8_t digest[WALLET_DIGEST_SIZE] = { 1 };
    const struct wallet_refusal refusal = { .reason = WALLET_REASON_EXPIRED, .digest = digest };
    return wallet_cases_refuse(cases, &refusal, &window.actor, NULL);
}

static enum wallet_status refuse(void)
{
    return with_cases(refuse_in);
}

static void look_at(struct wallet_bytes licence)
{
    card = licence;
    CHECK_EQUAL(
        wallet_verify(window.desk.verifier, card, AGENCY_NOW, window.verdict, NULL), WALLET_OK);
}

static void check_acts(const char *which, size_t count)
{
    struct wallet_case *item = window_load(&window, which);
    CHECK_EQUAL(item->act_count, count);
    wallet_case_free(item);
}

TEST(a_case_survives_each_failing_allocation)
{
    window_open(&window);
    const struct wallet_bytes first = window_card(&window, "钟望舒", DESK_WOMAN);
    look_at(first);

    (void)fault_each("open a case", open_one);
    check_acts(CASE_NUMBER_1, 1); /* no number was used up */
    (void)fault_each("take a licence", take);
    (void)fault_each("take paper", paper);
    (void)fault_each("defer", defer);
    (void)fault_each("write", write_blank);
    (void)fault_each("decide", decide);
    (void)fault_each("accept", go_on);
    check_acts(CASE_NUMBER_1, 7);
    (void)fault_each("list", list);
    (void)fault_each("tell what was accepted", accepted);
    (void)fault_each("record a refusal", refuse);
    look_at(window_register(&window));
    (void)fault_each("take what was deferred", take);
    look_at(first);

    number = CASE_NUMBER_2;
    (void)fault_each("open a second case", open_one);
    (void)fault_each("take the licence again", take);
    (void)fault_each("see what was there before", reusable);
    (void)fault_each("use it again", reuse);
    (void)fault_each("use a licence again", reuse_licence);
    check_acts(CASE_NUMBER_2, 4);
    window_close(&window);
}
