/* SPDX-License-Identifier: Apache-2.0 */

/* Which calls a repository answers at all, how often, and what it writes down of the others. */
#include "make_service.h"
#include "repository/call.h"
#include "trust/envelope.h"

TEST(a_refused_release_leaves_the_grant_to_be_used)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);

    terms.matter.code = "another";
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_NOT_SUBSCRIBED);
    terms.matter.code = MATTER;
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(ask(&region, &terms), WALLET_OUTCOME_USED_ALREADY);
    close_region(&region);
}

TEST(a_call_is_answered_once_and_in_its_time)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.operation = WALLET_OPERATION_SEARCH;
    terms.grant = make_grant(&region);
    const struct wallet_bytes call = sign_call(&region.counter, &terms);
    const uint64_t before = entries_of(&region);

    CHECK_EQUAL(ask_at(&region, call, NOW - 31), WALLET_OUTCOME_NOT_AUTHENTICATED);
    CHECK_EQUAL(ask_at(&region, call, NOW + 90), WALLET_OUTCOME_NOT_AUTHENTICATED);
    CHECK_EQUAL(entries_of(&region), before);
    CHECK_EQUAL(ask_at(&region, call, NOW + 89), WALLET_OUTCOME_SUCCESS);
    CHECK_EQUAL(ask_at(&region, call, NOW + 89), WALLET_OUTCOME_USED_ALREADY);
    CHECK_EQUAL(entries_of(&region), before + 2);
    close_region(&region);
}

TEST(who_cannot_be_told_is_not_answered_and_leaves_no_entry)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    const struct wallet_bytes call = sign_call(&region.counter, &terms);
    const uint64_t before = entries_of(&region);
    uint8_t *copy = test_memory(call.size);

    CHECK_EQUAL(
        ask_at(&region, sign_call(&region.issuer, &terms), NOW), WALLET_OUTCOME_NOT_AUTHENTICATED);
    memcpy(copy, call.data, call.size);
    copy[call.size - 1] ^= 1;
    CHECK_EQUAL(
        ask_at(&region, (struct wallet_bytes){ copy, call.size }, NOW),
        WALLET_OUTCOME_NOT_AUTHENTICATED);
    CHECK_EQUAL(entries_of(&region), before);
    CHECK_EQUAL(ask_at(&region, call, NOW), WALLET_OUTCOME_SUCCESS);
    close_region(&region);
}

/** Answers bytes that nobody can have an answer to verified for. */
static enum wallet_outcome answer_raw(struct region *region, struct wallet_bytes call)
{
    enum wallet_outcome outcome = WALLET_OUTCOME_SUCCESS;
    struct wallet_buffer answer = { 0 };

    CHECK_EQUAL(
        wallet_service_answer(region->service, call, NOW, &answer, &outcome, NULL), WALLET_OK);
    CHECK(wallet_answer_recognise(wallet_buffer_bytes(&answer)));
    wallet_buffer_clear(&answer);
    return outcome;
}

TEST(no_bit_of_a_call_can_be_changed)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    const struct wallet_bytes call = sign_call(&region.counter, &terms);
    uint8_t *copy = test_memory(call.size);

    for (size_t i = 0; i < 8 * call.size; i += 7) {
        memcpy(copy, call.data, call.size);
        copy[i / 8] ^= (uint8_t)(1U << i % 8);
        CHECK_EQUAL(
            answer_raw(&region, (struct wallet_bytes){ copy, call.size }),
            WALLET_OUTCOME_NOT_AUTHENTICATED);
    }

    close_region(&region);
}

/** Signs claims that wallet_call_sign() would not. */
static struct wallet_bytes forge_call(
    const struct region *region, const struct wallet_call_terms *terms)
{
    struct wlt_call_head head = { .counter = region->counter.id, .issued_unix = NOW };
    struct wallet_buffer claims = { 0 };
    struct wallet_buffer object = { 0 };

    CHECK_EQUAL(wlt_call_write(terms, &head, &claims, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_envelope_sign(
            &region->counter.signer, WALLET_CALL_TYPE, wallet_buffer_bytes(&claims), &object, NULL),
        WALLET_OK);
    uint8_t *kept = test_memory(object.size);
    memcpy(kept, object.data, object.size);
    const struct wallet_bytes call = { kept, object.size };
    wallet_buffer_clear(&claims);
    wallet_buffer_clear(&object);
    return call;
}

TEST(a_call_without_purpose_is_refused_and_written_down)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    const uint64_t before = entries_of(&region);

    terms.matter.code = NULL;
    CHECK_EQUAL(answer_raw(&region, forge_call(&region, &terms)), WALLET_OUTCOME_MATTER_MISSING);
    CHECK_EQUAL(entries_of(&region), before + 1);
    close_region(&region);
}

TEST(a_call_that_lacks_a_part_is_refused_and_written_down)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    const uint64_t before = entries_of(&region);

    terms.item_count = 0;
    CHECK_EQUAL(answer_raw(&region, forge_call(&region, &terms)), WALLET_OUTCOME_PARAMETER);
    CHECK_EQUAL(entries_of(&region), before + 1);
    close_region(&region);
}

TEST(a_call_to_another_repository_is_not_answered)
{
    struct region region;
    open_region(&region);
    struct wallet_call_terms terms = data_terms(&region);
    terms.grant = make_grant(&region);
    terms.repository = region.issuer.id;

    CHECK_EQUAL(
        answer_raw(&region, sign_call(&region.counter, &terms)), WALLET_OUTCOME_NOT_AUTHENTICATED);
    close_region(&region);
}
