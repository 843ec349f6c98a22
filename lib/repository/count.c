/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/store.h"

static enum wallet_status count_licences(
    struct wallet_repository *repository,
    struct wallet_repository_stats *out,
    struct wallet_error *error)
{
    struct wlt_statement *count = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_repository_statement(repository, WLT_SQL_COUNT, &count, error);
    status = status == WALLET_OK ? wlt_statement_next(count, &is_there, error) : status;
    if (status != WALLET_OK || !is_there) {
        return status;
    }

    out->licences = (uint64_t)wlt_column_int(count, 0);
    out->live = (uint64_t)wlt_column_int(count, 1);
    out->suspended = (uint64_t)wlt_column_int(count, 2);
    out->erased = (uint64_t)wlt_column_int(count, 3);
    out->types = (uint64_t)wlt_column_int(count, 4);
    out->issuers = (uint64_t)wlt_column_int(count, 5);
    wlt_statement_reset(count);
    return WALLET_OK;
}

static enum wallet_status count_all(
    struct wallet_repository *repository,
    struct wallet_repository_stats *out,
    struct wallet_error *error)
{
    struct wlt_statement *problems = NULL;
    int64_t number = 0;

    enum wallet_status status = count_licences(repository, out, error);
    status = status == WALLET_OK ? wlt_log_size(repository->log, &out->entries, error) : status;
    status = status == WALLET_OK
                 ? wlt_repository_statement(repository, WLT_SQL_COUNT_PROBLEMS, &problems, error)
                 : status;
    status = status == WALLET_OK ? wlt_statement_number(problems, &number, error) : status;
    out->problems = (uint64_t)number;
    return status;
}

enum wallet_status wallet_repository_count(
    struct wallet_repository *repository,
    struct wallet_repository_stats *out,
    struct wallet_error *error)
{
    struct wallet_repository_stats stats = { .licences = 0 };

    if (!repository || !out || repository->is_begun) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "a required pointer is NULL, or a transaction is open");
    }

    enum wallet_status status = wlt_database_begin_reading(repository->database, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = count_all(repository, &stats, error);
    wlt_database_rollback(repository->database);
    if (status == WALLET_OK) {
        *out = stats;
    }

    return status;
}
