/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/day.h"

#include <wallet/catalogue.h>

#include "base/buffer.h"
#include "base/check_character.h"
#include "base/date.h"
#include "base/text.h"

#include <inttypes.h>

enum {
    COMPACT_SIZE = 8, /* 20260131 */
    DASHED_SIZE = 10, /* 2026-01-31 */
    SECONDS_A_DAY = 86400,
    CHINA_OFFSET = 8 * 3600, /* China Standard Time is UTC+8 all the year */
};

int64_t wlt_day_begin(int64_t day)
{
    return day * SECONDS_A_DAY - CHINA_OFFSET;
}

int64_t wlt_day_in_china(int64_t at_unix)
{
    const int64_t seconds = at_unix + CHINA_OFFSET;
    const int64_t day = seconds / SECONDS_A_DAY;
    return seconds % SECONDS_A_DAY < 0 ? day - 1 : day;
}

/** Reads `count` digits at `*at` and moves behind them; false if they are not all digits. */
static bool digits(const uint8_t **at, int count, int *out)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        const uint8_t character = *(*at)++;
        if (!wlt_is_digit(character)) {
            return false;
        }

        value = value * 10 + (character - '0');
    }

    *out = value;
    return true;
}

static bool dash(const uint8_t **at, bool is_dashed)
{
    return !is_dashed || *(*at)++ == '-';
}

bool wlt_day_is_forever(struct wallet_bytes text)
{
    return wlt_bytes_are(text, "长期") || wlt_bytes_are(text, "long-term");
}

bool wlt_day_parse(struct wallet_bytes text, int64_t *out_day)
{
    if (wlt_day_is_forever(text)) {
        *out_day = WALLET_DAY_FOREVER;
        return true;
    }

    if (text.size != COMPACT_SIZE && text.size != DASHED_SIZE) {
        return false;
    }

    const bool is_dashed = text.size == DASHED_SIZE;
    const uint8_t *at = text.data;
    struct wlt_date date = { 0 };
    const bool is_read = digits(&at, 4, &date.year) && dash(&at, is_dashed) &&
                         digits(&at, 2, &date.month) && dash(&at, is_dashed) &&
                         digits(&at, 2, &date.day);
    if (!is_read || !wlt_date_exists(date)) {
        return false;
    }

    *out_day = wlt_date_to_days(date);
    return true;
}

bool wlt_day_append(struct wallet_buffer *out, int64_t day)
{
    struct wlt_date date;

    if (!wlt_date_from_days(day, &date)) {
        return wlt_buffer_append_format(out, "%" PRId64, day);
    }

    return wlt_buffer_append_format(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}
