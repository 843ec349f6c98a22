/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/holding.h"
#include "repository/note.h"

static enum wallet_status mark_row(
    struct wallet_repository *repository, const struct wlt_row *row, struct wallet_error *error)
{
    const struct wallet_holding *holding = &row->holding;
    struct wlt_statement *update = NULL;

    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_LICENCE_ERASE, &update, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(update, 1, (struct wallet_bytes){ holding->holder, sizeof holding->holder });
    wlt_bind_int(update, 2, row->type);
    wlt_bind_int(update, 3, row->instance);
    return wlt_statement_run(update, NULL, error);
}

static enum wallet_status drop_body(
    struct wallet_repository *repository, const struct wlt_row *row, struct wallet_error *error)
{
    const struct wallet_holding *holding = &row->holding;
    struct wlt_statement *statement = NULL;

    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_BODY_ERASE, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(statement, 1, holding->number);
    wlt_bind_bytes(statement, 2, (struct wallet_bytes){ holding->holder, sizeof holding->holder });
    return wlt_statement_run(statement, NULL, error);
}

static enum wallet_status note_erased(
    struct wallet_repository *repository,
    const struct wlt_row *row,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct wlt_note note = {
        .act = WALLET_ACT_ERASE,
        .at_unix = at_unix,
        .holder = row->holding.holder,
        .digest = row->holding.digest,
        .type = row->holding.type_code,
    };

    return wlt_note_append(repository, &note, error);
}

static enum wallet_status check_may(const struct wlt_row *row, struct wallet_error *error)
{
    if (row->holding.is_erased) {
        return wlt_fail(
            error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "what the licence said was erased");
    }

    return row->holding.is_live
               ? wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "the licence is in force")
               : WALLET_OK;
}

enum wallet_status wallet_repository_erase(
    struct wallet_repository *repository,
    const char *identifier,
    int64_t at_unix,
    struct wallet_error *error)
{
    struct wlt_row row;

    if (!repository || !identifier) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_repository_demand_begun(repository, error);
    status = status == WALLET_OK ? wlt_row_find(repository, identifier, &row, error) : status;
    status = status == WALLET_OK ? check_may(&row, error) : status;
    status = status == WALLET_OK ? mark_row(repository, &row, error) : status;
    status = status == WALLET_OK ? drop_body(repository, &row, error) : status;
    status = status == WALLET_OK ? note_erased(repository, &row, at_unix, error) : status;
    repository->has_erased = repository->has_erased || status == WALLET_OK;
    return status;
}
