/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/present/make_copy.h"

/* Grants and copies: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

static struct granting granting;
static struct wallet_bytes shown;
static struct wallet_bytes duty;
static struct world world;
static struct wallet_bytes copy;

static enum wallet_status grant(void)
{
    const struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_FACE);
    struct wallet_buffer out = { 0 };
    const enum wallet_status status =
        wallet_grant_sign(&terms, &granting.service.signer, NOW, &out, NULL);

    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status parse(void)
{
    struct wallet_grant *read = NULL;
    const enum wallet_status status = wallet_grant_parse(duty, &read, NULL);

    wallet_grant_free(read);
    return status;
}

static enum wallet_status verify_duty(void)
{
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_DUTY);
    struct wallet_grant *read = NULL;
    const enum wallet_status status =
        wallet_grant_verify(duty, granting.trust, &use, NOW, &read, NULL, NULL);

    wallet_grant_free(read);
    return status;
}

static enum wallet_status verify_shown(void)
{
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_SHOW);
    struct wallet_grant *read = NULL;
    const enum wallet_status status = wallet_grant_verify_holder(
        shown, wallet_buffer_bytes(&granting.holder_cose), &use, NOW, &read, NULL, NULL);

    wallet_grant_free(read);
    return status;
}

static enum wallet_status sign(void)
{
    const struct wallet_copy_terms terms = copy_terms(&world);
    struct wallet_buffer out = { 0 };
    const enum wallet_status status =
        wallet_copy_sign(&terms, &world.repository.signer, AGENCY_NOW, &out, NULL);

    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status read_copy(void)
{
    struct wallet_copy *read = NULL;
    const enum wallet_status status = wallet_copy_parse(copy, &read, NULL);

    wallet_copy_free(read);
    return status;
}

/** In a verdict of its own, whose memory is allocated anew each time. */
static enum wallet_status verify_copy(void)
{
    struct wallet_verdict *verdict = NULL;
    struct wallet_copy *read = NULL;

    enum wallet_status status = wallet_verdict_new(&verdict, NULL);
    if (status == WALLET_OK) {
        status = wallet_copy_verify(world.verifier, copy, AGENCY_NOW, verdict, &read, NULL);
    }

    wallet_copy_free(read);
    wallet_verdict_free(verdict);
    return status;
}

TEST(grants_survive_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    shown = make_grant(&granting, WALLET_GRANT_SHOW);
    duty = make_grant(&granting, WALLET_GRANT_DUTY);

    fault_each("grant", grant);
    fault_each("parse", parse);
    fault_each("verify_duty", verify_duty);
    fault_each("verify_shown", verify_shown);
    close_granting(&granting);
}

TEST(copies_survive_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    open_world(&world);
    copy = make_copy(&world);

    fault_each("sign", sign);
    fault_each("read_copy", read_copy);
    fault_each("verify_copy", verify_copy);
    close_world(&world);
}
