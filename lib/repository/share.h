/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_SHARE_H
#define WLT_REPOSITORY_SHARE_H

#include <wallet/catalogue.h>
#include <wallet/request.h>
#include <wallet/share.h>

#include "base/cleanup.h"
#include "database/database.h"

/** Looks subscriptions up; borrows its database; one thread at a time. */
struct wlt_share;

/** Makes the table of an empty repository. */
enum wallet_status wlt_share_create(struct wlt_database *database, struct wallet_error *error);

enum wallet_status wlt_share_open(
    struct wlt_database *database, struct wlt_share **out, struct wallet_error *error);

void wlt_share_close(struct wlt_share *share);
WLT_DEFINE_AUTO(share, struct wlt_share, wlt_share_close)

/** How a subscription stands to what is asked for. */
enum wlt_shared {
    WLT_SHARED_NOT = 0,
    WLT_SHARED_ENDED = 1,
    WLT_SHARED = 2,
};

/** Who asks for something of a type. */
struct wlt_share_query {
    const char *department;
    const char *type;
    const char *matter; /* "": none */
    int64_t at_unix;
};

/** Asks for what wlt_share_find() looks up: see wlt_statement_ask(). */
enum wallet_status wlt_share_ask(
    struct wlt_share *share, const struct wlt_share_query *query, struct wallet_error *error);

/**
 * Looks up whether a department has subscribed to the fields of an item.
 *
 * \param item  NULL: to anything of this type
 */
enum wallet_status wlt_share_find(
    struct wlt_share *share,
    const struct wlt_share_query *query,
    const struct wallet_catalogue *catalogue,
    const struct wallet_request_item *item,
    enum wlt_shared *out,
    struct wallet_error *error);

#endif
