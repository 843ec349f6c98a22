/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/ask.h"
#include "repository/store.h"

static enum wallet_status open_body(
    struct wallet_repository *repository,
    const struct wallet_holding *holding,
    struct wallet_bytes sealed,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wlt_place place = {
        .number = holding->number,
        .holder = holding->holder,
        .digest = holding->digest,
    };

    return wlt_secrets_unseal(repository->secrets, &place, sealed, out, error);
}

static enum wallet_status start_body(
    struct wallet_repository *repository,
    const struct wallet_holding *holding,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_BODY_GET, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(*out, 1, holding->number);
    wlt_bind_bytes(*out, 2, (struct wallet_bytes){ holding->holder, sizeof holding->holder });
    return WALLET_OK;
}

enum wallet_status wlt_ask_body(
    struct wallet_repository *repository,
    const struct wallet_holding *holding,
    struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    const enum wallet_status status = start_body(repository, holding, &get, error);

    return status == WALLET_OK ? wlt_statement_ask(get, error) : status;
}

enum wallet_status wallet_repository_body(
    struct wallet_repository *repository,
    const struct wallet_holding *holding,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    if (!repository || !holding || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = start_body(repository, holding, &get, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(get, &is_there, error);
    }

    if (status != WALLET_OK || !is_there) {
        return status != WALLET_OK ? status
                                   : wlt_fail(
                                         error,
                                         WALLET_ERR_MISSING,
                                         WALLET_NO_OFFSET,
                                         "what the licence said was erased");
    }

    status = open_body(repository, holding, wlt_column_bytes(get, 0), out, error);
    wlt_statement_reset(get);
    return status;
}
