/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_USED_H
#define WLT_REPOSITORY_USED_H

#include "base/cleanup.h"
#include "database/database.h"

/*
 * What was used and may not be used again: calls and grants.  A number is remembered in the transaction
 * in which it is used, and forgotten some time after it would be refused for its age.
 */

/** Borrows its database; one thread at a time. */
struct wlt_used;

/** Makes the table of an empty repository. */
enum wallet_status wlt_used_create(struct wlt_database *database, struct wallet_error *error);

enum wallet_status wlt_used_open(
    struct wlt_database *database, struct wlt_used **out, struct wallet_error *error);

void wlt_used_close(struct wlt_used *used);
WLT_DEFINE_AUTO(used, struct wlt_used, wlt_used_close)

/** What is used: two kinds have no number in common. */
enum wlt_use {
    WLT_USE_CALL = 1,
    WLT_USE_GRANT = 2,
};

/**
 * Asks for it ahead: see wlt_statement_ask().  The number is used from then on, and wlt_used_remember()
 * with the same values says whether it was new; of several that ask for one number, the first has it.
 */
enum wallet_status wlt_used_ask(
    struct wlt_used *used,
    enum wlt_use use,
    struct wallet_bytes number,
    int64_t until_unix,
    struct wallet_error *error);

/**
 * Remembers a number within the caller's transaction.
 *
 * \param number      of the call or grant
 * \param until_unix  until when it would be accepted
 * \param out_is_new  false: it was used before
 */
enum wallet_status wlt_used_remember(
    struct wlt_used *used,
    enum wlt_use use,
    struct wallet_bytes number,
    int64_t until_unix,
    bool *out_is_new,
    struct wallet_error *error);

/** Forgets some of those whose time is long over; call it before a commit. */
enum wallet_status wlt_used_forget(
    struct wlt_used *used, int64_t at_unix, struct wallet_error *error);

#endif
