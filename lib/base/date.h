/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_DATE_H
#define WLT_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/** A day of the Gregorian calendar, years 1 to 9999. */
struct wlt_date {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

/** Whether there is such a day. */
bool wlt_date_exists(struct wlt_date date);

/** Days since 1970-01-01 of a day that exists. */
int64_t wlt_date_to_days(struct wlt_date date);

/** The day so many days after 1970-01-01; false outside the years 1 to 9999. */
bool wlt_date_from_days(int64_t days, struct wlt_date *out);

#endif
