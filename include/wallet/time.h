/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Points in time.  The library never asks the system's clock: every check takes the time as an
 * argument, in unix seconds.
 */
#ifndef WALLET_TIME_H
#define WALLET_TIME_H

#include <wallet/error.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Room for wallet_time_format(), its NUL included. */
#define WALLET_TIME_SIZE 32

/**
 * Reads a point in time: RFC 3339 ("2026-11-23T08:30:00Z", any offset, with or without colon, any
 * fraction, which is cut off), a date ("2026-11-23", its first second in UTC), or "@" and unix
 * seconds.  Years 1 to 9999.
 *
 * \param text      borrowed
 * \param out_unix  on success the seconds since 1970
 * \param error     may be NULL
 *
 * \retval WALLET_ERR_VALUE  `text` is none of these, or names a day that does not exist
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_time_parse(
    const char *text, int64_t *out_unix, struct wallet_error *error);

/** Writes `unix` as "2026-11-23T08:30:00Z"; what lies outside the years 1 to 9999 as "@seconds". */
WALLET_API void wallet_time_format(int64_t unix_seconds, char out[WALLET_TIME_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
