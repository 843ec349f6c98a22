/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/cases.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/holder_code.h"
#include "counter/schema.h"
#include "counter/store.h"

#include <string.h>

WLT_DEFINE_AUTO(cases, struct wallet_cases, wallet_cases_close)

static bool copy_column(const struct wlt_statement *statement, int column, char *out, size_t size)
{
    const struct wallet_bytes text = wlt_column_bytes(statement, column);

    if (text.size == 0 || text.size >= size) {
        return false;
    }

    memcpy(out, text.data, text.size);
    return true;
}

static bool is_proof(const struct wallet_cases *cases, struct wallet_bytes stored)
{
    uint8_t proof[WLT_CASES_PROOF_SIZE];

    wlt_cases_secrets_proof(cases->secrets, wlt_bytes_of(cases->id), proof);
    return wlt_bytes_equal(stored, (struct wallet_bytes){ proof, sizeof proof });
}

static enum wallet_status read_owner(struct wallet_cases *cases, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_database_prepare(
        cases->database,
        "SELECT owner, division, proof FROM counter WHERE one = 0",
        &statement,
        error);
    status = status == WALLET_OK ? wlt_statement_next(statement, &is_there, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    if (!is_there || !copy_column(statement, 0, cases->id, sizeof cases->id) ||
        !copy_column(statement, 1, cases->division, sizeof cases->division)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the store of cases has no owner");
    }

    return is_proof(cases, wlt_column_bytes(statement, 2))
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_STRUCTURE,
                     WALLET_NO_OFFSET,
                     "the secret is not the one that the store of cases was made with");
}

static enum wallet_status open_log(
    struct wallet_cases *cases,
    const uint8_t secret[WALLET_AUDIT_SECRET_SIZE],
    struct wallet_error *error)
{
    uint8_t key[WLT_LOG_KEY_SIZE];

    wlt_log_key(secret, key);
    return wlt_log_open(cases->database, key, &cases->log, error);
}

enum wallet_status wallet_cases_open(
    const char *database,
    const struct wallet_catalogue *catalogue,
    const struct wallet_matters *matters,
    const uint8_t secret[WALLET_AUDIT_SECRET_SIZE],
    struct wallet_cases **out,
    struct wallet_error *error)
{
    if (!database || !catalogue || !matters || !secret || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    WLT_AUTO(cases) struct wallet_cases *cases = wlt_alloc(1, sizeof *cases);
    if (!cases || !(cases->secrets = wlt_cases_secrets_new(secret))) {
        return wlt_fail_memory(error);
    }

    cases->catalogue = catalogue;
    cases->matters = matters;
    enum wallet_status status = wlt_database_open(database, &cases->database, error);
    status =
        status == WALLET_OK ? wlt_database_check(cases->database, &wlt_cases_mark, error) : status;
    status = status == WALLET_OK ? read_owner(cases, error) : status;
    status = status == WALLET_OK ? open_log(cases, secret, error) : status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(cases);
    }

    return status;
}

void wallet_cases_close(struct wallet_cases *cases)
{
    if (!cases) {
        return;
    }

    wlt_cases_rollback(cases);
    wlt_cases_statements_clear(&cases->statements);
    wlt_log_close(cases->log);
    wlt_database_close(cases->database);
    wlt_cases_secrets_free(cases->secrets);
    wallet_buffer_clear(&cases->sealed);
    wallet_buffer_clear(&cases->details);
    wlt_free(cases);
}

const char *wallet_cases_counter(const struct wallet_cases *cases)
{
    return cases->id;
}

enum wallet_status wallet_cases_holder(
    const struct wallet_cases *cases,
    const char *holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE],
    struct wallet_error *error)
{
    if (!cases || !holder || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_holder_code_check(holder, error);
    if (status == WALLET_OK) {
        wlt_cases_secrets_holder(cases->secrets, wlt_bytes_of(holder), out);
    }

    return status;
}

enum wallet_status wallet_cases_checkpoint(
    struct wallet_cases *cases,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_error *error)
{
    if (!cases || !audit) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_cases_begin(cases, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_log_checkpoint(cases->log, audit, at_unix, error);
    if (status != WALLET_OK) {
        wlt_cases_rollback(cases);
        return status;
    }

    return wlt_cases_commit(cases, error);
}
