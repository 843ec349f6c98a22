/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/store.h"

/*
 * Whoever writes locks the repository's head first and the log's second, always in this order: so nobody
 * waits for somebody who waits in turn, and what was looked up stays as it is until the commit.
 */

enum wallet_status wlt_repository_demand_begun(
    const struct wallet_repository *repository, struct wallet_error *error)
{
    return repository->is_begun ? WALLET_OK
                                : wlt_fail(
                                      error,
                                      WALLET_ERR_ARGUMENT,
                                      WALLET_NO_OFFSET,
                                      "there is no transaction: wallet_repository_begin()");
}

static enum wallet_status read_head(
    struct wallet_repository *repository, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_HEAD_LOCK, &statement, error);
    status = status == WALLET_OK ? wlt_statement_next(statement, &is_there, error) : status;
    if (status != WALLET_OK || !is_there) {
        return status != WALLET_OK
                   ? status
                   : wlt_fail(
                         error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the repository is empty");
    }

    repository->head.next = wlt_column_int(statement, 0);
    repository->head.reports = wlt_column_int(statement, 1);
    repository->written = repository->head;
    wlt_statement_reset(statement);
    return WALLET_OK;
}

enum wallet_status wallet_repository_begin(
    struct wallet_repository *repository, struct wallet_error *error)
{
    if (!repository || repository->is_begun) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            repository ? "a transaction is open already" : "a required pointer is NULL");
    }

    enum wallet_status status = wlt_database_begin(repository->database, error);
    if (status != WALLET_OK) {
        return status;
    }

    repository->is_begun = true;
    repository->has_erased = false;
    status = read_head(repository, error);
    if (status != WALLET_OK) {
        wallet_repository_rollback(repository);
    }

    return status;
}

static enum wallet_status write_head(
    struct wallet_repository *repository, struct wallet_error *error)
{
    struct wlt_statement *update = NULL;

    if (repository->head.next == repository->written.next &&
        repository->head.reports == repository->written.reports) {
        return WALLET_OK;
    }

    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_HEAD_WRITE, &update, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_int(update, 1, repository->head.next);
    wlt_bind_int(update, 2, repository->head.reports);
    return wlt_statement_run(update, NULL, error);
}

static enum wallet_status sign_if_due(
    struct wallet_repository *repository, int64_t at_unix, struct wallet_error *error)
{
    bool is_due = false;

    if (!repository->audit) {
        return WALLET_OK;
    }

    const enum wallet_status status = wlt_log_is_due(repository->log, at_unix, &is_due, error);
    return status == WALLET_OK && is_due
               ? wlt_log_checkpoint(repository->log, repository->audit, at_unix, error)
               : status;
}

/* Frames of the write-ahead log keep what was erased until they are overwritten.  The licence is gone
 * for who asks; if this fails, it is gone from the disk with the next checkpoint. */
static void forget_erased(struct wallet_repository *repository)
{
    if (repository->has_erased && wlt_database_kind(repository->database) == WLT_DATABASE_SQLITE) {
        (void)wlt_database_run(repository->database, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
    }
}

enum wallet_status wallet_repository_commit(
    struct wallet_repository *repository, int64_t at_unix, struct wallet_error *error)
{
    if (!repository) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_repository_demand_begun(repository, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = write_head(repository, error);
    status = status == WALLET_OK ? wlt_log_settle(repository->log, error) : status;
    status = status == WALLET_OK ? sign_if_due(repository, at_unix, error) : status;
    status = status == WALLET_OK ? wlt_database_commit(repository->database, error) : status;
    if (status != WALLET_OK) {
        wallet_repository_rollback(repository);
        return status;
    }

    repository->is_begun = false;
    forget_erased(repository);
    return WALLET_OK;
}

void wallet_repository_rollback(struct wallet_repository *repository)
{
    if (!repository || !repository->is_begun) {
        return;
    }

    repository->is_begun = false;
    wlt_database_rollback(repository->database);
    wlt_codes_forget(&repository->codes);
    if (repository->log) {
        wlt_log_rolled_back(repository->log);
    }
}
