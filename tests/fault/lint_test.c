/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/lint/findings.h"
#include "unit/mdoc/make_mdoc.h"

/* The issuer's lint: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

static struct wallet_bytes input;

static void ignore(void *context, const struct wallet_lint_finding *finding)
{
    (void)context;
    (void)finding;
}

static enum wallet_status lint(void)
{
    const struct wallet_lint_taker taker = { ignore, NULL };
    return wallet_lint(lint_catalogue(), input, &taker, NULL);
}

TEST(lints_survive_every_failing_allocation)
{
    const struct mdoc_recipe recipe = { .is_bare = true };
    struct agency agency;
    struct mdoc_world world;
    struct wallet_buffer bound = { 0 };
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    open_world(&world);
    CHECK(lint_catalogue() != NULL);
    CHECK_EQUAL(
        wallet_issue_bound(agency.record, world.device, &agency.signer, AGENCY_NOW, &bound, NULL),
        WALLET_OK);

    input = make_mdoc(&world, &recipe);
    fault_each("lint of a document", lint);
    input = der_of(world.signer.x509);
    fault_each("lint of a certificate", lint);
    input = wallet_buffer_bytes(&agency.licence);
    fault_each("lint of a licence", lint);
    input = wallet_buffer_bytes(&bound);
    fault_each("lint of a licence that is bound", lint);
    wallet_buffer_clear(&bound);
    close_world(&world);
    agency_close(&agency);
}
