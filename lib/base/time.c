/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/date.h"
#include "base/error.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

enum {
    SECONDS_A_DAY = 86400,
    UNIX_DIGITS_MAX = 15,
};

static const int64_t first_second = -62135596800; /* 0001-01-01T00:00:00Z */
static const int64_t last_second = 253402300799;  /* 9999-12-31T23:59:59Z */

/** What is read of a text, from left to right; the first failure sticks. */
struct scan {
    const char *at;
    bool failed;
};

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static int digits(struct scan *scan, int count)
{
    int value = 0;

    for (int i = 0; i < count && !scan->failed; i++) {
        scan->failed = !is_digit(*scan->at);
        value = scan->failed ? 0 : value * 10 + (*scan->at++ - '0');
    }

    return value;
}

static bool accept(struct scan *scan, char character)
{
    if (scan->failed || *scan->at != character) {
        return false;
    }

    scan->at++;
    return true;
}

static void demand(struct scan *scan, char character)
{
    scan->failed = !accept(scan, character) || scan->failed;
}

static int64_t date(struct scan *scan)
{
    struct wlt_date date = { 0 };
    date.year = digits(scan, 4);
    demand(scan, '-');
    date.month = digits(scan, 2);
    demand(scan, '-');
    date.day = digits(scan, 2);

    scan->failed = scan->failed || !wlt_date_exists(date);
    return scan->failed ? 0 : wlt_date_to_days(date);
}

/** RFC 3339 section 5.6, and seconds may be missing as some systems write it. */
static int64_t time_of_day(struct scan *scan)
{
    const int hour = digits(scan, 2);
    demand(scan, ':');
    const int minute = digits(scan, 2);
    const int second = accept(scan, ':') ? digits(scan, 2) : 0;

    if (accept(scan, '.')) {
        (void)digits(scan, 1);
        while (!scan->failed && is_digit(*scan->at)) {
            scan->at++;
        }
    }

    /* A leap second counts as the one before it. */
    scan->failed = scan->failed || hour > 23 || minute > 59 || second > 60;
    return hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
}

/** Seconds east of Greenwich; nothing means UTC. */
static int64_t offset(struct scan *scan)
{
    if (accept(scan, 'Z') || accept(scan, 'z') || *scan->at == '\0') {
        return 0;
    }

    const bool is_west = *scan->at == '-';
    scan->failed = scan->failed || (!accept(scan, '-') && !accept(scan, '+'));
    const int64_t hours = digits(scan, 2);
    (void)accept(scan, ':');
    const int64_t minutes = digits(scan, 2);

    scan->failed = scan->failed || hours > 23 || minutes > 59;
    return (is_west ? -1 : 1) * (hours * 3600 + minutes * 60);
}

static int64_t moment(struct scan *scan)
{
    int64_t seconds = date(scan) * SECONDS_A_DAY;

    if (accept(scan, 'T') || accept(scan, 't') || accept(scan, ' ')) {
        seconds += time_of_day(scan);
        seconds -= offset(scan);
    }

    return seconds;
}

static int64_t unix_seconds(struct scan *scan)
{
    const bool is_negative = accept(scan, '-');
    int64_t value = digits(scan, 1);

    for (int i = 1; i < UNIX_DIGITS_MAX && is_digit(*scan->at); i++) {
        value = value * 10 + digits(scan, 1);
    }

    return is_negative ? -value : value;
}

enum wallet_status wallet_time_parse(
    const char *text, int64_t *out_unix, struct wallet_error *error)
{
    if (!text || !out_unix) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct scan scan = { .at = text };
    const int64_t seconds = accept(&scan, '@') ? unix_seconds(&scan) : moment(&scan);

    if (scan.failed || *scan.at != '\0' || seconds < first_second || seconds > last_second) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            (size_t)(scan.at - text),
            "not a time: write it as 2026-01-31T08:30:00+08:00 or 2026-01-31");
    }

    *out_unix = seconds;
    return WALLET_OK;
}

static int64_t floor_divide(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

void wallet_time_format(int64_t unix_time, char out[WALLET_TIME_SIZE])
{
    struct wlt_date date;
    const int64_t days = floor_divide(unix_time, SECONDS_A_DAY);

    if (!wlt_date_from_days(days, &date)) {
        (void)snprintf(out, WALLET_TIME_SIZE, "@%" PRId64, unix_time);
        return;
    }

    const unsigned second = (unsigned)(unix_time - days * SECONDS_A_DAY);
    (void)snprintf(
        out,
        WALLET_TIME_SIZE,
        "%04u-%02u-%02uT%02u:%02u:%02uZ",
        (unsigned)date.year % 10000,
        (unsigned)date.month % 100,
        (unsigned)date.day % 100,
        second / 3600 % 24,
        second / 60 % 60,
        second % 60);
}
