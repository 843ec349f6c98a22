/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/number.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RUNNING_MAX = 999999,
    PREFIX_SIZE = 14, /* division and day */
};

static bool write_prefix(const char *division, int64_t at_unix, char out[WALLET_CASE_NUMBER_SIZE])
{
    struct wlt_date day;

    if (!wlt_date_from_days(wlt_day_in_china(at_unix), &day)) {
        return false;
    }

    (void)snprintf(
        out,
        WALLET_CASE_NUMBER_SIZE,
        "%.6s%04u%02u%02u",
        division,
        (unsigned)day.year % 10000,
        (unsigned)day.month % 100,
        (unsigned)day.day % 100);
    return true;
}

/** The last running number of the day; 0: none yet. */
static enum wallet_status find_last(
    struct wallet_cases *cases, const char *prefix, long *out, struct wallet_error *error)
{
    struct wlt_statement *last = NULL;
    char behind[WALLET_CASE_NUMBER_SIZE];
    bool is_there = false;

    enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_LAST_NUMBER, &last, error);
    if (status == WALLET_OK) {
        (void)snprintf(behind, sizeof behind, "%.14s~", prefix);
        wlt_bind_text(last, 1, wlt_bytes_of(prefix));
        wlt_bind_text(last, 2, wlt_bytes_of(behind));
        status = wlt_statement_next(last, &is_there, error);
    }
    if (status != WALLET_OK || !is_there) {
        *out = 0;
        return status;
    }

    const struct wallet_bytes number = wlt_column_bytes(last, 0);
    char digits[WALLET_CASE_NUMBER_SIZE] = "";
    if (number.size > PREFIX_SIZE && number.size < sizeof digits) {
        memcpy(digits, number.data + PREFIX_SIZE, number.size - PREFIX_SIZE);
    }

    *out = strtol(digits, NULL, 10);
    wlt_statement_reset(last);
    return WALLET_OK;
}

enum wallet_status wlt_number_draw(
    struct wallet_cases *cases,
    int64_t at_unix,
    char out[WALLET_CASE_NUMBER_SIZE],
    struct wallet_error *error)
{
    char prefix[WALLET_CASE_NUMBER_SIZE];
    long last = 0;

    if (!write_prefix(cases->division, at_unix, prefix)) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "there is no such day");
    }

    const enum wallet_status status = find_last(cases, prefix, &last, error);
    if (status != WALLET_OK) {
        return status;
    }
    if (last < 0 || last >= RUNNING_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "the day's numbers are used up");
    }

    (void)snprintf(out, WALLET_CASE_NUMBER_SIZE, "%.14s%06ld", prefix, last + 1);
    return WALLET_OK;
}
