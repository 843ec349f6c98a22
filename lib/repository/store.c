/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/store.h"

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/holder_code.h"
#include "repository/schema.h"

#include <string.h>

WLT_DEFINE_AUTO(repository, struct wallet_repository, wallet_repository_close)

static enum wallet_status read_owner(
    struct wallet_repository *repository, struct wallet_error *error)
{
    uint8_t proof[WLT_PROOF_SIZE];
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_database_prepare(
        repository->database,
        "SELECT owner, proof FROM repository WHERE one = 0",
        &statement,
        error);
    status = status == WALLET_OK ? wlt_statement_next(statement, &is_there, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_bytes owner =
        is_there ? wlt_column_bytes(statement, 0) : (struct wallet_bytes){ 0 };
    if (owner.size == 0 || owner.size >= sizeof repository->id) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the repository has no owner");
    }

    memcpy(repository->id, owner.data, owner.size);
    wlt_secrets_proof(repository->secrets, owner, proof);
    return wlt_bytes_equal(
               wlt_column_bytes(statement, 1), (struct wallet_bytes){ proof, sizeof proof })
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_KEY,
                     WALLET_NO_OFFSET,
                     "the secret is not the one that the repository was made with");
}

static enum wallet_status open_log(
    const struct wallet_repository_terms *terms,
    struct wallet_repository *repository,
    struct wallet_error *error)
{
    uint8_t key[32];

    wlt_log_key(terms->secret, key);
    return wlt_log_open(repository->database, key, &repository->log, error);
}

static enum wallet_status tune(
    const struct wallet_repository_terms *terms,
    struct wallet_repository *repository,
    struct wallet_error *error)
{
    if (terms->map_size > 0) {
        wlt_database_map(repository->database, terms->map_size);
    }

    /* What is erased is overwritten. */
    return wlt_database_kind(repository->database) == WLT_DATABASE_SQLITE
               ? wlt_database_run(repository->database, "PRAGMA secure_delete = ON", error)
               : WALLET_OK;
}

static void take_terms(
    const struct wallet_repository_terms *terms, struct wallet_repository *repository)
{
    repository->audit = terms->audit;
    repository->codes.catalogue = terms->catalogue;
    repository->has_custody = terms->custody != NULL;
    if (terms->custody) {
        memcpy(repository->custody, terms->custody, sizeof repository->custody);
    }
}

enum wallet_status wallet_repository_open(
    const struct wallet_repository_terms *terms,
    struct wallet_repository **out,
    struct wallet_error *error)
{
    if (!terms || !terms->database || !terms->secret || !terms->catalogue || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    WLT_AUTO(repository)
    struct wallet_repository *repository = wlt_alloc(1, sizeof *repository);
    if (!repository || !(repository->secrets = wlt_secrets_new(terms->secret))) {
        return wlt_fail_memory(error);
    }

    take_terms(terms, repository);
    enum wallet_status status = wlt_database_open(terms->database, &repository->database, error);
    status = status == WALLET_OK
                 ? wlt_database_check(repository->database, &wlt_repository_mark, error)
                 : status;
    status = status == WALLET_OK ? read_owner(repository, error) : status;
    status = status == WALLET_OK ? open_log(terms, repository, error) : status;
    status = status == WALLET_OK ? tune(terms, repository, error) : status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(repository);
    }

    return status;
}

void wallet_repository_close(struct wallet_repository *repository)
{
    if (!repository) {
        return;
    }

    wallet_repository_rollback(repository);
    wlt_statements_clear(&repository->statements);
    wlt_log_close(repository->log);
    wlt_database_close(repository->database);
    wlt_codes_clear(&repository->codes);
    wlt_secrets_free(repository->secrets);
    wallet_buffer_clear(&repository->sealed);
    wallet_buffer_clear(&repository->details);
    wlt_free(repository);
}

const char *wallet_repository_id(const struct wallet_repository *repository)
{
    return repository->id;
}

struct wlt_database *wlt_repository_database(struct wallet_repository *repository)
{
    return repository->database;
}

struct wlt_log *wlt_repository_log(struct wallet_repository *repository)
{
    return repository->log;
}

void wlt_repository_holder(
    const struct wallet_repository *repository,
    struct wallet_bytes holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE])
{
    wlt_secrets_holder(repository->secrets, holder, out);
}

enum wallet_status wallet_repository_holder(
    const struct wallet_repository *repository,
    const char *holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE],
    struct wallet_error *error)
{
    if (!repository || !holder || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_holder_code_check(holder, error);
    if (status == WALLET_OK) {
        wlt_repository_holder(repository, wlt_bytes_of(holder), out);
    }

    return status;
}

enum wallet_status wlt_repository_statement(
    struct wallet_repository *repository,
    enum wlt_repository_sql which,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    return wlt_statements_get(&repository->statements, repository->database, which, out, error);
}

struct wlt_code_source wlt_repository_codes(struct wallet_repository *repository)
{
    return (struct wlt_code_source){
        .codes = &repository->codes,
        .statements = &repository->statements,
        .database = repository->database,
    };
}
