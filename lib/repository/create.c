/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/repository.h>

#include "audit/log.h"
#include "base/error.h"
#include "base/text.h"
#include "repository/schema.h"
#include "repository/secrets.h"
#include "repository/service_schema.h"

/** What the tables are filled with. */
struct beginning {
    const char *id;
    const struct wlt_secrets *secrets;
};

static enum wallet_status write_owner(
    const struct beginning *beginning, struct wlt_database *database, struct wallet_error *error)
{
    const struct wallet_bytes id = wlt_bytes_of(beginning->id);
    uint8_t proof[WLT_PROOF_SIZE];
    WLT_AUTO(statement) struct wlt_statement *insert = NULL;

    const enum wallet_status status = wlt_database_prepare(
        database,
        "INSERT INTO repository (one, owner, proof, next, reports) VALUES (0, $1, $2, 1, 0)",
        &insert,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_secrets_proof(beginning->secrets, id, proof);
    wlt_bind_text(insert, 1, id);
    wlt_bind_bytes(insert, 2, (struct wallet_bytes){ proof, sizeof proof });
    return wlt_statement_run(insert, NULL, error);
}

static enum wallet_status fill(
    void *context, struct wlt_database *database, struct wallet_error *error)
{
    const struct beginning *beginning = context;

    enum wallet_status status = wlt_schema_make(&wlt_repository_schema, database, error);
    status = status == WALLET_OK ? wlt_log_create(database, beginning->id, error) : status;
    status = status == WALLET_OK ? wlt_service_create(database, error) : status;
    return status == WALLET_OK ? write_owner(beginning, database, error) : status;
}

enum wallet_status wallet_repository_create(
    const struct wallet_repository_terms *terms, const char *id, struct wallet_error *error)
{
    if (!terms || !terms->database || !terms->secret || !id) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (wallet_uscc_check(wlt_bytes_of(id)) != WALLET_FINDING_NONE) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "expected a unified social credit code of 18 characters");
    }

    WLT_AUTO(secrets) struct wlt_secrets *secrets = wlt_secrets_new(terms->secret);
    if (!secrets) {
        return wlt_fail_memory(error);
    }

    struct beginning beginning = { .id = id, .secrets = secrets };
    return wlt_database_create(terms->database, &wlt_repository_mark, fill, &beginning, error);
}
