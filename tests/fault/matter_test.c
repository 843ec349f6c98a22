/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/catalogue/matter_sample.h"

/* Matters: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

static struct wallet_catalogue *catalogue;

static enum wallet_status parse(void)
{
    struct wallet_matters *matters = NULL;
    const enum wallet_status status =
        wallet_matters_parse(test_text(matter_sample), catalogue, &matters, NULL);
    wallet_matters_free(matters);
    return status;
}

static enum wallet_status load(void)
{
    struct wallet_matters *matters = NULL;
    const enum wallet_status status =
        wallet_matters_load(getenv("WALLET_CATALOGUE"), catalogue, &matters, NULL);
    wallet_matters_free(matters);
    return status;
}

TEST(matters_survive_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    catalogue = sample_shipped();

    fault_each("parse", parse);
    fault_each("load", load);
    wallet_catalogue_free(catalogue);
}
