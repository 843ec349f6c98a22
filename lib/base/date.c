/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

enum {
    YEAR_MAX = 9999,
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool wlt_date_exists(struct wlt_date date)
{
    return date.year >= 1 && date.year <= YEAR_MAX && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

/* Years are counted from March, so that the leap day is a year's last. */
int64_t wlt_date_to_days(struct wlt_date date)
{
    const int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const int month = date.month + (date.month > 2 ? -3 : 9);
    const int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    const int64_t days_to_1970 = 719468;

    return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - days_to_1970;
}

static int64_t first_day_of(int year)
{
    return wlt_date_to_days((struct wlt_date){ year, 1, 1 });
}

bool wlt_date_from_days(int64_t days, struct wlt_date *out)
{
    if (days < first_day_of(1) || days >= first_day_of(YEAR_MAX) + 365) {
        return false;
    }

    /* A year has 365.2425 days in the mean, so the estimate is late by a year at the most. */
    int year = (int)((days - first_day_of(1)) * 10000 / 3652425) + 2;
    while (first_day_of(year) > days) {
        year--;
    }

    int month = 1;
    days -= first_day_of(year);
    while (days >= days_in_month(year, month)) {
        days -= days_in_month(year, month);
        month++;
    }

    *out = (struct wlt_date){ year, month, (int)days + 1 };
    return true;
}
