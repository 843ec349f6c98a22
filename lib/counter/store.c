/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/store.h"

#include "base/error.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
    PLACE_SIZE = WALLET_CASE_NUMBER_SIZE + 24,
};

enum wallet_status wlt_cases_statement(
    struct wallet_cases *cases,
    enum wlt_cases_sql which,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    return wlt_cases_statements_get(&cases->statements, cases->database, which, out, error);
}

static enum wallet_status lock(struct wallet_cases *cases, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    int64_t one = 0;

    const enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_LOCK, &statement, error);
    return status == WALLET_OK ? wlt_statement_number(statement, &one, error) : status;
}

enum wallet_status wlt_cases_begin(struct wallet_cases *cases, struct wallet_error *error)
{
    enum wallet_status status = wlt_database_begin(cases->database, error);
    if (status != WALLET_OK) {
        return status;
    }

    cases->is_begun = true;
    status = lock(cases, error);
    if (status != WALLET_OK) {
        wlt_cases_rollback(cases);
    }

    return status;
}

enum wallet_status wlt_cases_commit(struct wallet_cases *cases, struct wallet_error *error)
{
    enum wallet_status status = wlt_log_settle(cases->log, error);
    status = status == WALLET_OK ? wlt_database_commit(cases->database, error) : status;
    if (status != WALLET_OK) {
        wlt_cases_rollback(cases);
        return status;
    }

    cases->is_begun = false;
    return WALLET_OK;
}

void wlt_cases_rollback(struct wallet_cases *cases)
{
    if (!cases->is_begun) {
        return;
    }

    cases->is_begun = false;
    wlt_database_rollback(cases->database);
    if (cases->log) {
        wlt_log_rolled_back(cases->log);
    }
}

/** What an act's seal is bound to: its case and its place there. */
static struct wallet_bytes deed_place(const char *number, uint64_t place, char out[PLACE_SIZE])
{
    (void)snprintf(out, PLACE_SIZE, "%s/%llu", number, (unsigned long long)place);
    return wlt_bytes_of(out);
}

enum wallet_status wlt_cases_put_deed(
    struct wallet_cases *cases,
    const char *number,
    uint64_t place,
    struct wallet_bytes act,
    struct wallet_error *error)
{
    struct wlt_statement *add = NULL;
    char bound_to[PLACE_SIZE];

    enum wallet_status status = wlt_cases_seal(
        cases->secrets, deed_place(number, place, bound_to), act, &cases->sealed, error);
    status =
        status == WALLET_OK ? wlt_cases_statement(cases, WLT_CASES_DEED_ADD, &add, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_text(add, 1, wlt_bytes_of(number));
    wlt_bind_int(add, 2, (int64_t)place);
    wlt_bind_bytes(add, 3, wallet_buffer_bytes(&cases->sealed));
    return wlt_statement_run(add, NULL, error);
}

enum wallet_status wlt_cases_put_original(
    struct wallet_cases *cases, struct wallet_bytes original, struct wallet_error *error)
{
    struct wlt_statement *add = NULL;
    uint8_t digest[WLT_SHA256_SIZE];
    const struct wallet_bytes name = { digest, sizeof digest };

    if (original.size == 0) {
        return WALLET_OK;
    }

    wlt_sha256(original, digest);
    enum wallet_status status =
        wlt_cases_seal(cases->secrets, name, original, &cases->sealed, error);
    status = status == WALLET_OK ? wlt_cases_statement(cases, WLT_CASES_ORIGINAL_ADD, &add, error)
                                 : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(add, 1, name);
    wlt_bind_bytes(add, 2, wallet_buffer_bytes(&cases->sealed));
    return wlt_statement_run(add, NULL, error);
}

enum wallet_status wlt_cases_put_party(
    struct wallet_cases *cases, const char *number, const char *holder, struct wallet_error *error)
{
    struct wlt_statement *add = NULL;
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];

    const enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_PARTY_ADD, &add, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_cases_secrets_holder(cases->secrets, wlt_bytes_of(holder), hash);
    wlt_bind_bytes(add, 1, (struct wallet_bytes){ hash, sizeof hash });
    wlt_bind_text(add, 2, wlt_bytes_of(number));
    return wlt_statement_run(add, NULL, error);
}

enum wallet_status wlt_cases_open_deed(
    struct wallet_cases *cases,
    const char *number,
    uint64_t place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    char bound_to[PLACE_SIZE];

    return wlt_cases_unseal(
        cases->secrets, deed_place(number, place, bound_to), sealed, out, error);
}

static enum wallet_status fail_gone(struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        WALLET_NO_OFFSET,
        "something that was kept of a case is no longer there");
}

enum wallet_status wlt_cases_get_deed(
    struct wallet_cases *cases,
    const char *number,
    uint64_t place,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_DEED_GET, &get, error);
    if (status == WALLET_OK) {
        wlt_bind_text(get, 1, wlt_bytes_of(number));
        wlt_bind_int(get, 2, (int64_t)place);
        status = wlt_statement_next(get, &is_there, error);
    }
    if (status != WALLET_OK || !is_there) {
        return status != WALLET_OK ? status : fail_gone(error);
    }

    status = wlt_cases_open_deed(cases, number, place, wlt_column_bytes(get, 0), out, error);
    wlt_statement_reset(get);
    return status;
}

enum wallet_status wlt_cases_get_original(
    struct wallet_cases *cases,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wallet_bytes name = { digest, WLT_SHA256_SIZE };
    struct wlt_statement *get = NULL;
    uint8_t found[WLT_SHA256_SIZE];
    bool is_there = false;

    enum wallet_status status = wlt_cases_statement(cases, WLT_CASES_ORIGINAL_GET, &get, error);
    if (status == WALLET_OK) {
        wlt_bind_bytes(get, 1, name);
        status = wlt_statement_next(get, &is_there, error);
    }
    if (status != WALLET_OK || !is_there) {
        return status != WALLET_OK ? status : fail_gone(error);
    }

    status = wlt_cases_unseal(cases->secrets, name, wlt_column_bytes(get, 0), out, error);
    wlt_statement_reset(get);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_sha256(wallet_buffer_bytes(out), found);
    return memcmp(found, digest, sizeof found) == 0 ? WALLET_OK : fail_gone(error);
}
