/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Sharing (目录, 订阅): which department has subscribed to which licence types and fields, for which
 * matter, until when.  A repository releases nothing outside of a subscription, whoever agrees.
 *
 * Every change is written down in the audit log.  What has ended stays in the list.
 */
#ifndef WALLET_SHARE_H
#define WALLET_SHARE_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/repository.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A subscription.  Department, type and matter together are there once. */
struct wallet_subscription {
    const char *department; /**< USCC, 18 characters */

    /**
     * Type code, and field keys behind it that narrow it to these: "CODE#1,2,9.1", as in an entry of
     * the trust list (see trust_list.h).  Without, all fields but those that the catalogue has shown
     * never by default.
     */
    const char *scope;
    const char *matter; /**< code of the matter; "": calls tied to none */
    int64_t from_unix;  /**< since when */
    int64_t until_unix; /**< from when on no more */
};

/**
 * Subscribes, or changes a subscription that is there, in a transaction of its own.
 *
 * \param subscription  `from_unix` is now
 *
 * \retval WALLET_ERR_ARGUMENT  a pointer is NULL
 * \retval WALLET_ERR_VALUE     a code or scope that makes no sense, a matter that is not one line of at
 *                              most 200 bytes, or an end that is not behind now
 * \retval WALLET_ERR_FILE      the database failed; or WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_share_put(
    struct wallet_repository *repository,
    const struct wallet_subscription *subscription,
    struct wallet_error *error);

/**
 * Ends a subscription now, in a transaction of its own.
 *
 * \param type    type code
 * \param matter  as it was subscribed for
 *
 * \retval WALLET_ERR_UNKNOWN  there is none that has not ended
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_share_end(
    struct wallet_repository *repository,
    const char *department,
    const char *type,
    const char *matter,
    int64_t at_unix,
    struct wallet_error *error);

/** Is given the subscriptions; texts are borrowed for the call.  \return false to stop */
typedef bool wallet_share_visit(void *context, const struct wallet_subscription *subscription);

/**
 * Tells all subscriptions, by department, type and matter; those that have ended too.
 *
 * \param department  NULL: of all
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_share_list(
    struct wallet_repository *repository,
    const char *department,
    wallet_share_visit *visit,
    void *context,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
