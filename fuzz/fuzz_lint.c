/* SPDX-License-Identifier: Apache-2.0 */

/* What an agency gives to the issuer's lint: certificates, mobile documents and licences, whatever they are. */
#include <wallet/wallet.h>

#include "base/text.h"
#include "fuzz.h"

#include <string.h>

/** What was found so far. */
struct found {
    size_t size; /* of the input */
    size_t count;
};

/** A finding is whole, whatever the input is called. */
static void take(void *context, const struct wallet_lint_finding *finding)
{
    struct found *found = context;

    FUZZ_CHECK(finding->rule && finding->rule->id[0] != '\0');
    FUZZ_CHECK(finding->path && finding->detail);
    FUZZ_CHECK(wlt_utf8_is_valid(wlt_bytes_of(finding->path)));
    FUZZ_CHECK(finding->offset <= found->size || finding->offset == WALLET_NO_OFFSET);
    found->count++;
}

static const struct wallet_catalogue *the_catalogue(void)
{
    static struct wallet_catalogue *catalogue;

    if (!catalogue) {
        FUZZ_CHECK(
            wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL) == WALLET_OK);
    }

    return catalogue;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct found found = { .size = size };
    struct found again = { .size = size };
    const struct wallet_bytes input = { data, size };
    const struct wallet_lint_taker first = { take, &found };
    const struct wallet_lint_taker second = { take, &again };

    const enum wallet_status status = wallet_lint(the_catalogue(), input, &first, NULL);
    FUZZ_CHECK(status == WALLET_OK || status == WALLET_ERR_UNSUPPORTED);
    FUZZ_CHECK(status == WALLET_OK || found.count == 0);

    /* The command looks once for each severity: it must find the same each time. */
    FUZZ_CHECK(wallet_lint(the_catalogue(), input, &second, NULL) == status);
    FUZZ_CHECK(found.count == again.count);
    return 0;
}
