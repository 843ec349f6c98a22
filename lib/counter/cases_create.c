/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/error.h"
#include "base/text.h"
#include "counter/schema.h"
#include "counter/store.h"

#include <ctype.h>
#include <string.h>

/** What the tables are filled with. */
struct beginning {
    const struct wallet_cases_terms *terms;
    const struct wlt_cases_secrets *secrets;
};

static enum wallet_status write_owner(
    const struct beginning *beginning, struct wlt_database *database, struct wallet_error *error)
{
    const struct wallet_bytes owner = wlt_bytes_of(beginning->terms->counter);
    uint8_t proof[WLT_CASES_PROOF_SIZE];
    WLT_AUTO(statement) struct wlt_statement *insert = NULL;

    const enum wallet_status status = wlt_database_prepare(
        database,
        "INSERT INTO counter (one, owner, division, proof) VALUES (0, $1, $2, $3)",
        &insert,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_cases_secrets_proof(beginning->secrets, owner, proof);
    wlt_bind_text(insert, 1, owner);
    wlt_bind_text(insert, 2, wlt_bytes_of(beginning->terms->division));
    wlt_bind_bytes(insert, 3, (struct wallet_bytes){ proof, sizeof proof });
    return wlt_statement_run(insert, NULL, error);
}

static enum wallet_status fill(
    void *context, struct wlt_database *database, struct wallet_error *error)
{
    const struct beginning *beginning = context;

    enum wallet_status status = wlt_schema_make(&wlt_cases_schema, database, error);
    status =
        status == WALLET_OK ? wlt_log_create(database, beginning->terms->counter, error) : status;
    return status == WALLET_OK ? write_owner(beginning, database, error) : status;
}

static bool is_division(const char *text)
{
    size_t size = 0;

    while (size < 7 && isdigit((unsigned char)text[size])) {
        size++;
    }

    return size == 6 && text[size] == '\0';
}

static enum wallet_status check_terms(
    const struct wallet_cases_terms *terms, struct wallet_error *error)
{
    if (wallet_uscc_check(wlt_bytes_of(terms->counter)) != WALLET_FINDING_NONE) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "expected a unified social credit code of 18 characters");
    }
    if (!is_division(terms->division)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "expected a division of six digits (GB/T 2260)");
    }

    return WALLET_OK;
}

enum wallet_status wallet_cases_create(
    const char *database, const struct wallet_cases_terms *terms, struct wallet_error *error)
{
    if (!database || !terms || !terms->counter || !terms->division || !terms->secret) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = check_terms(terms, error);
    if (status != WALLET_OK) {
        return status;
    }

    WLT_AUTO(cases_secrets)
    struct wlt_cases_secrets *secrets = wlt_cases_secrets_new(terms->secret);
    if (!secrets) {
        return wlt_fail_memory(error);
    }

    struct beginning beginning = { .terms = terms, .secrets = secrets };
    return wlt_database_create(database, &wlt_cases_mark, fill, &beginning, error);
}
