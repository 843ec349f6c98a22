/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_ERROR_H
#define WLT_BASE_ERROR_H

#include <wallet/error.h>

/** Fills in `error` unless it is NULL, and returns `status`: `return wlt_fail(error, ...);` */
enum wallet_status wlt_fail(
    struct wallet_error *error, enum wallet_status status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** The one story of a failed allocation. */
enum wallet_status wlt_fail_memory(struct wallet_error *error);

#endif
