/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_DEPOSIT_H
#define WLT_REPOSITORY_DEPOSIT_H

#include "repository/holding.h"
#include "repository/prepared.h"

/** A licence on its way into the database. */
struct wlt_deposit {
    const struct wallet_prepared *prepared;
    int64_t type;
    int64_t issuer;
    bool is_single;             /* a holder has one of its type in force */
    uint8_t name[WLT_NAME_MAX]; /* under which it is stored */
    size_t name_size;
    uint8_t other_name[WLT_NAME_MAX]; /* under which one of the same serial may be stored too */
    size_t other_name_size;           /* 0 until it is needed */

    /* What there is of its type and holder. */
    bool is_known;
    bool has_same;    /* of its serial */
    bool has_version; /* of its serial and version */
    unsigned newest;  /* version of these */
    bool has_live;    /* one in force that it would take the place of */
    struct wlt_row live;
    bool live_is_same; /* of its serial */
};

/** Names it, as it is stored or in the other way. */
size_t wlt_deposit_name(
    const struct wallet_repository *repository,
    const struct wlt_deposit *deposit,
    bool is_other,
    uint8_t out[WLT_NAME_MAX]);

/** Looks at what there is of its type and holder. */
enum wallet_status wlt_deposit_look(
    struct wallet_repository *repository, struct wlt_deposit *deposit, struct wallet_error *error);

/** What is to become of it. */
enum wallet_deposit wlt_deposit_decide(const struct wlt_deposit *deposit);

#endif
