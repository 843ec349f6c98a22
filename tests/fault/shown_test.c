/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Licences that are bound, selected, shown and verified, with each allocation failing once: it says MEMORY,
 * leaves nothing behind, and never tells anything of a licence.
 */
#include "alloc_faulty.h"
#include "desk.h"
#include "fault.h"
#include "test.h"

#include <string.h>

static struct desk desk;
static struct wallet_record *record;
static struct wallet_request *request;
static struct wallet_bytes bound;
static struct wallet_bytes printed;
static struct wallet_bytes shown;
static struct wallet_bytes several;
static struct wallet_bytes answer;

static enum wallet_status issue(void)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status =
        wallet_issue_bound(record, desk.holder, &desk.agency_signer, AGENCY_NOW, &out, NULL);

    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status issue_in_two_steps(void)
{
    static const uint8_t signature[64] = { 0 };
    struct wallet_buffer message = { 0 };
    struct wallet_buffer beside = { 0 };
    struct wallet_buffer out = { 0 };

    enum wallet_status status = wallet_issue_bound_start(
        record, desk.holder, &desk.agency_signer, AGENCY_NOW, &message, &beside, NULL);
    if (status == WALLET_OK) {
        status = wallet_issue_bound_finish(
            wallet_buffer_bytes(&message),
            (struct wallet_bytes){ signature, sizeof signature },
            wallet_buffer_bytes(&beside),
            &out,
            NULL);
    }

    wallet_buffer_clear(&out);
    wallet_buffer_clear(&beside);
    wallet_buffer_clear(&message);
    return status;
}

static enum wallet_status select_and_present(void)
{
    const struct wallet_showing showing = { DESK_ID, { 0 }, AGENCY_NOW };
    struct wallet_selection *first = NULL;
    struct wallet_selection *second = NULL;
    struct wallet_buffer out = { 0 };

    enum wallet_status status = wallet_selection_new(bound, desk.catalogue, &first, NULL);
    if (status == WALLET_OK) {
        status = wallet_selection_show_path(first, test_text("members.2.sex"), NULL);
    }

    if (status == WALLET_OK) {
        wallet_selection_show_holder(first);
        status = wallet_selection_new(bound, desk.catalogue, &second, NULL);
    }

    if (status == WALLET_OK) {
        const struct wallet_selection *const both[] = { first, second };
        status = wallet_present(both, 2, &desk.holder_signer, &showing, &out, NULL);
        CHECK_EQUAL(status == WALLET_OK, out.size > 0);
    }

    wallet_buffer_clear(&out);
    wallet_selection_free(second);
    wallet_selection_free(first);
    return status;
}

static enum wallet_status select_printed(void)
{
    struct wallet_selection *selection = NULL;
    const enum wallet_status status =
        wallet_selection_new(printed, desk.catalogue, &selection, NULL);

    wallet_selection_free(selection);
    return status;
}

static void check_silent(const struct wallet_verdict *verdict, enum wallet_status status)
{
    if (status != WALLET_OK) {
        CHECK_EQUAL(wallet_verdict_decision(verdict), WALLET_UNKNOWN);
        CHECK(!wallet_verdict_has_claims(verdict));
        CHECK(!wallet_verdict_is_bound(verdict));
    }
}

static enum wallet_status receive(void)
{
    struct wallet_verdict *verdict = NULL;
    enum wallet_status status = wallet_verdict_new(&verdict, NULL);

    if (status == WALLET_OK) {
        status =
            wallet_verify_received(desk.verifier, bound, desk.holder, AGENCY_NOW, verdict, NULL);
        check_silent(verdict, status);
    }

    wallet_verdict_free(verdict);
    return status;
}

static enum wallet_status verify_one(void)
{
    struct wallet_verdict *verdict = NULL;
    enum wallet_status status = wallet_verdict_new(&verdict, NULL);

    desk.seen_count = 0;
    if (status == WALLET_OK) {
        status = wallet_verify(desk.verifier, shown, AGENCY_NOW, verdict, NULL);
        check_silent(verdict, status);
    }

    wallet_verdict_free(verdict);
    return status;
}

static enum wallet_status verify_presentation(
    struct wallet_bytes input, const struct wallet_request *answered)
{
    struct wallet_presentation *presentation = NULL;
    enum wallet_status status = wallet_presentation_new(&presentation, NULL);

    desk.seen_count = 0;
    if (status == WALLET_OK) {
        status = wallet_presentation_verify(
            desk.verifier, input, answered, AGENCY_NOW, presentation, NULL);
        CHECK_EQUAL(
            status == WALLET_OK, wallet_presentation_decision(presentation) == WALLET_ACCEPTED);
        CHECK_EQUAL(status == WALLET_OK, desk.seen_count > 0);
        check_silent(wallet_presentation_verdict(presentation, 0), status);
    }

    wallet_presentation_free(presentation);
    return status;
}

static enum wallet_status verify_several(void)
{
    return verify_presentation(several, NULL);
}

static enum wallet_status verify_answer(void)
{
    return verify_presentation(answer, request);
}

static enum wallet_status name_audience(void)
{
    static const char *const names[] = { DESK_ID, "360500" };
    struct wallet_verifier *verifier = NULL;
    enum wallet_status status = wallet_verifier_new(desk.trust, desk.catalogue, &verifier, NULL);

    if (status == WALLET_OK) {
        status = wallet_verifier_set_audience(verifier, names, 2, NULL);
    }

    wallet_verifier_free(verifier);
    return status;
}

static void make_shown(void)
{
    static const struct wallet_request_field fields[] = { { .key = 2 } };
    static const struct wallet_request_item items[] = { { DESK_REGISTER, fields, 1, true } };
    const struct wallet_bytes nobody = { 0 };
    struct wallet_selection *both[] = { desk_select(&desk, bound, "members.1.sex"),
                                        desk_select(&desk, bound, "holder") };
    struct wallet_selection *first = desk_select(&desk, bound, "members.1.sex");
    struct wallet_selection *asked = desk_select(&desk, bound, "members.1.sex");

    request = desk_ask(&desk, items, 1, WALLET_RELATION_ONE_HOUSEHOLD);
    several = desk_show(&desk, both, 2, NULL, nobody, AGENCY_NOW);
    shown = desk_show(&desk, &first, 1, NULL, nobody, AGENCY_NOW);
    answer = desk_show(&desk, &asked, 1, NULL, wallet_request_nonce(request), AGENCY_NOW);
}

/** With keys of this kind; those of points allocate when they are read. */
static void run_all(enum wallet_algorithm algorithm)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    desk_open(&desk, algorithm);
    CHECK_EQUAL(
        wallet_record_parse(
            wallet_catalogue_find(desk.catalogue, test_text(DESK_REGISTER)),
            test_text(desk_register()),
            &record,
            NULL),
        WALLET_OK);
    bound = desk_issue(&desk, DESK_REGISTER, desk_register(), desk.holder);
    printed = desk_issue(&desk, DESK_REGISTER, desk_register(), NULL);
    make_shown();

    fault_each("issue", issue);
    fault_each("issue_in_two_steps", issue_in_two_steps);
    fault_each("select_and_present", select_and_present);
    fault_each("select_printed", select_printed);
    fault_each("receive", receive);
    fault_each("verify_one", verify_one);
    fault_each("verify_several", verify_several);
    fault_each("verify_answer", verify_answer);
    fault_each("name_audience", name_audience);

    wallet_request_free(request);
    wallet_record_free(record);
    desk_close(&desk);
    CHECK_EQUAL(alloc_faults.live, 0);
}

TEST(what_is_shown_survives_every_failing_allocation)
{
    run_all(WALLET_ALGORITHM_ED25519);
}

TEST(so_it_does_with_keys_that_are_points)
{
    run_all(WALLET_ALGORITHM_ES256);
}
