/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_ERROR_H
#define WLT_BASE_ERROR_H

#include <wallet/error.h>

/*
 * What only failures call: the compiler moves the ways there out of the way of success, which keeps what
 * every verification runs over small and together.
 */
#define WLT_COLD __attribute__((cold))

/** Fills in `error` unless it is NULL, and returns `status`: `return wlt_fail(error, ...);` */
enum wallet_status wlt_fail(
    struct wallet_error *error, enum wallet_status status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5))) WLT_COLD;

/** The one story of a failed allocation. */
enum wallet_status wlt_fail_memory(struct wallet_error *error) WLT_COLD;

#endif
