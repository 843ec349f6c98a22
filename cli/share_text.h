/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SHARE_TEXT_H
#define WALLET_CLI_SHARE_TEXT_H

#include <wallet/share.h>

#include "json.h"
#include "session.h"

#include <stdio.h>

/* Subscriptions and the types that are offered, in lines, as objects and as rows of a table. */

/** One line for people. */
void share_text_print(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_subscription *subscription,
    int64_t now_unix);

/** The same as an object, with the names that options take; the caller owns it. */
json_t *share_text_json(
    const struct wallet_catalogue *catalogue, const struct wallet_subscription *subscription);

/** The types that are offered, with their fields; the caller owns the array. */
json_t *share_text_offer(const struct wallet_catalogue *catalogue);

/** The heads of a table's columns (RFC 4180), in UTF-8 with a mark in front, as spreadsheets want it. */
void share_text_write_head(FILE *stream);

/** The rows of the types that are offered. */
void share_text_write_offer(FILE *stream, const struct wallet_catalogue *catalogue);

/** The row of a subscription. */
void share_text_write_row(
    FILE *stream,
    const struct wallet_catalogue *catalogue,
    const struct wallet_subscription *subscription);

#endif
