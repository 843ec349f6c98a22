/* SPDX-License-Identifier: Apache-2.0 */
#include "present/audience.h"

#include <wallet/codes.h>
#include <wallet/key.h>

#include "base/text.h"

#include <string.h>

enum {
    DIVISION_AT = 2, /* in a USCC: GB 32100-2015 */
    DIVISION_SIZE = 6,
    LEVEL_SIZE = 2, /* of province, city and county: GB/T 2260 */
};

bool wlt_audience_is_counter(const char *audience)
{
    const enum wallet_finding finding = wallet_uscc_check(wlt_bytes_of(audience));

    return strlen(audience) == WALLET_ISSUER_SIZE - 1 &&
           (finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(finding));
}

bool wlt_audience_is_division(const char *audience)
{
    return strlen(audience) == DIVISION_SIZE && strspn(audience, "0123456789") == DIVISION_SIZE &&
           strncmp(audience, "00", LEVEL_SIZE) != 0;
}

/** How many digits of a division say something: behind them a lower level is left open. */
static size_t significant_size(const char *division)
{
    size_t size = DIVISION_SIZE;

    while (size > LEVEL_SIZE && strncmp(division + size - LEVEL_SIZE, "00", LEVEL_SIZE) == 0) {
        size -= LEVEL_SIZE;
    }

    return size;
}

bool wlt_audience_covers(const char *audience, const char *counter)
{
    if (!wlt_audience_is_division(audience)) {
        return strcmp(audience, counter) == 0;
    }

    return wlt_audience_is_counter(counter) &&
           strncmp(counter + DIVISION_AT, audience, significant_size(audience)) == 0;
}
