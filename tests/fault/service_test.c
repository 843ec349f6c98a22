/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/repository/make_service.h"

/* Calls, answers and the service between them: each allocation fails once; every time it must say MEMORY
 * and leave nothing behind. */

static struct region region;
static struct wallet_call_terms terms;
static struct wallet_bytes call;
static struct wallet_buffer answer;

static enum wallet_status sign(void)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status =
        wallet_call_sign(&terms, &region.counter.signer, NOW, &out, NULL);

    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status verify(void)
{
    struct wallet_answer *read = NULL;
    const enum wallet_status status =
        wallet_answer_verify(wallet_buffer_bytes(&answer), call, region.trust, NOW, &read, NULL);

    wallet_answer_free(read);
    return status;
}

static enum wallet_status finish(struct wallet_task *one)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status = wallet_service_finish(region.service, one, &out, NULL);

    wallet_buffer_clear(&out);
    return status;
}

/** All but the commit, so that the grant can be used again. */
static enum wallet_status release(void)
{
    struct wallet_task *one = NULL;

    enum wallet_status status = wallet_service_prepare(region.service, call, NOW, &one, NULL);
    if (status == WALLET_OK) {
        status = wallet_service_begin(region.service, NULL);
    }

    if (status == WALLET_OK) {
        status = wallet_service_handle(region.service, one, NULL);
        wallet_service_rollback(region.service);
    }

    if (status == WALLET_OK) {
        CHECK_EQUAL(wallet_task_outcome(one), WALLET_OUTCOME_SUCCESS);
        status = finish(one);
    }

    wallet_task_free(one);
    return status;
}

static enum wallet_status open(void)
{
    const struct wallet_service_terms opened = {
        .repository = region.store.handle,
        .trust = region.trust,
        .catalogue = region.catalogue,
        .verifier = region.verifier,
        .signer = &region.keeper.signer,
    };
    struct wallet_service *service = NULL;
    const enum wallet_status status = wallet_service_new(&opened, &service, NULL);

    wallet_service_free(service);
    return status;
}

TEST(calls_and_answers_survive_each_failing_allocation)
{
    open_region(&region);
    terms = data_terms(&region);
    terms.grant = make_grant(&region);
    call = sign_call(&region.counter, &terms);
    CHECK_EQUAL(wallet_service_answer(region.service, call, NOW, &answer, NULL, NULL), WALLET_OK);

    (void)fault_each("sign a call", sign);
    (void)fault_each("verify an answer", verify);
    wallet_buffer_clear(&answer);
    close_region(&region);
}

TEST(a_service_survives_each_failing_allocation)
{
    open_region(&region);
    terms = data_terms(&region);
    terms.grant = make_grant(&region);
    call = sign_call(&region.counter, &terms);
    CHECK_EQUAL(release(), WALLET_OK); /* what a handle keeps from call to call is there then, */
    CHECK_EQUAL(release(), WALLET_OK); /* and what it keeps after a rollback */
    CHECK_EQUAL(open(), WALLET_OK);

    (void)fault_each("open a service", open);
    (void)fault_each("release", release);
    close_region(&region);
}
