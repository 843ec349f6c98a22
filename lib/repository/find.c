/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "repository/ask.h"
#include "repository/holding.h"

#include <stdlib.h>
#include <string.h>

enum {
    STATE_LIVE_MAX = WALLET_STATE_SUSPENDED, /* of the states, the first two are those in force */
};

static const struct wallet_repository_query everything = { .history = false };

static enum wallet_status visit_rows(
    struct wallet_repository *repository,
    struct wlt_statement *statement,
    const struct wallet_type *type,
    wallet_holding_visit *visit,
    void *context,
    struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;
    bool is_there = false;
    struct wlt_row row;

    while ((status = wlt_statement_next(statement, &is_there, error)) == WALLET_OK && is_there) {
        status = wlt_row_read(repository, statement, &row, error);
        const bool fits = status == WALLET_OK && (!type || row.holding.type == type);
        if (status != WALLET_OK || (fits && !visit(context, &row.holding))) {
            break;
        }
    }

    if (is_there) {
        wlt_statement_reset(statement);
    }
    return status;
}

/** Prepares what finds by holder; WALLET_ERR_UNKNOWN: there are no licences of this type at all. */
static enum wallet_status start_find(
    struct wallet_repository *repository,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    const struct wallet_repository_query *query,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    const struct wlt_code_source source = wlt_repository_codes(repository);
    int64_t type = 0;

    enum wallet_status status =
        query->type
            ? wlt_code_find(
                  &source, WLT_CODE_TYPE, wlt_bytes_of(wallet_type_code(query->type)), &type, error)
            : WALLET_OK;
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_repository_statement(
        repository, query->type ? WLT_SQL_FIND_HOLDER_TYPE : WLT_SQL_FIND_HOLDER, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(*out, 1, (struct wallet_bytes){ holder, WALLET_AUDIT_HOLDER_SIZE });
    wlt_bind_int(*out, 2, query->history ? INT16_MAX : STATE_LIVE_MAX);
    if (query->type) {
        wlt_bind_int(*out, 3, type);
    }
    return WALLET_OK;
}

enum wallet_status wlt_ask_hash(
    struct wallet_repository *repository,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    const struct wallet_repository_query *query,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    const enum wallet_status status = start_find(repository, holder, query, &statement, error);

    return status == WALLET_OK            ? wlt_statement_ask(statement, error)
           : status == WALLET_ERR_UNKNOWN ? WALLET_OK
                                          : status;
}

enum wallet_status wallet_repository_find_hash(
    struct wallet_repository *repository,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    const struct wallet_repository_query *query,
    wallet_holding_visit *visit,
    void *context,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;

    if (!repository || !holder || !visit) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status =
        start_find(repository, holder, query ? query : &everything, &statement, error);
    if (status == WALLET_ERR_UNKNOWN) {
        return WALLET_OK;
    }

    return status == WALLET_OK ? visit_rows(repository, statement, NULL, visit, context, error)
                               : status;
}

enum wallet_status wallet_repository_find(
    struct wallet_repository *repository,
    const char *holder,
    const struct wallet_repository_query *query,
    wallet_holding_visit *visit,
    void *context,
    struct wallet_error *error)
{
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];

    const enum wallet_status status = wallet_repository_holder(repository, holder, hash, error);
    return status == WALLET_OK
               ? wallet_repository_find_hash(repository, hash, query, visit, context, error)
               : status;
}

static enum wallet_status start_find_key(
    struct wallet_repository *repository,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    const struct wallet_repository_query *query,
    struct wlt_statement **out,
    struct wallet_error *error)
{
    const enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_FIND_KEY, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(*out, 1, (struct wallet_bytes){ key_id, WALLET_KEY_ID_SIZE });
    wlt_bind_int(*out, 2, query->history ? INT16_MAX : STATE_LIVE_MAX);
    return WALLET_OK;
}

enum wallet_status wlt_ask_key(
    struct wallet_repository *repository,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    const enum wallet_status status =
        start_find_key(repository, key_id, &everything, &statement, error);

    return status == WALLET_OK ? wlt_statement_ask(statement, error) : status;
}

enum wallet_status wallet_repository_find_key(
    struct wallet_repository *repository,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    const struct wallet_repository_query *query,
    wallet_holding_visit *visit,
    void *context,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;

    if (!repository || !key_id || !visit) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    query = query ? query : &everything;
    const enum wallet_status status = start_find_key(repository, key_id, query, &statement, error);
    return status == WALLET_OK
               ? visit_rows(repository, statement, query->type, visit, context, error)
               : status;
}

static enum wallet_status find_name(
    struct wallet_repository *repository,
    const struct wlt_name *wanted,
    unsigned version,
    struct wlt_row *out,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    uint8_t name[WLT_NAME_MAX];
    bool is_there = false;

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_FIND_NAME, &statement, error);
    if (status != WALLET_OK) {
        return status;
    }

    const size_t size = wlt_secrets_name(repository->secrets, wanted, name);
    wlt_bind_bytes(statement, 1, (struct wallet_bytes){ name, size });
    wlt_bind_int(statement, 2, version);
    status = wlt_statement_next(statement, &is_there, error);
    if (status == WALLET_OK && is_there) {
        status = wlt_row_read(repository, statement, out, error);
        wlt_statement_reset(statement);
    }

    return status == WALLET_OK && !is_there ? WALLET_ERR_UNKNOWN : status;
}

static enum wallet_status find_parts(
    struct wallet_repository *repository,
    const struct wallet_identifier *parts,
    struct wlt_row *out,
    struct wallet_error *error)
{
    const struct wlt_code_source source = wlt_repository_codes(repository);
    const char digits[] = { (char)parts->version.data[0],
                            (char)parts->version.data[1],
                            (char)parts->version.data[2],
                            '\0' };
    const unsigned version = (unsigned)strtoul(digits, NULL, 10);
    struct wlt_name name = { .serial = parts->serial, .is_own_serial = true };

    enum wallet_status status =
        wlt_code_find(&source, WLT_CODE_TYPE, parts->type, &name.type, error);
    status = status == WALLET_OK
                 ? wlt_code_find(&source, WLT_CODE_ISSUER, parts->issuer, &name.issuer, error)
                 : status;
    status = status == WALLET_OK ? find_name(repository, &name, version, out, error) : status;
    if (status == WALLET_ERR_UNKNOWN && name.issuer > 0) {
        name.is_own_serial = false;
        status = find_name(repository, &name, version, out, error);
    }

    return status == WALLET_ERR_UNKNOWN ? wlt_fail(
                                              error,
                                              WALLET_ERR_UNKNOWN,
                                              WALLET_NO_OFFSET,
                                              "there is no licence with this identifier")
                                        : status;
}

enum wallet_status wlt_row_find(
    struct wallet_repository *repository,
    const char *identifier,
    struct wlt_row *out,
    struct wallet_error *error)
{
    struct wallet_identifier parts;
    const struct wallet_bytes text = { (const uint8_t *)identifier,
                                       strnlen(identifier, WALLET_IDENTIFIER_SIZE) };
    const enum wallet_finding finding = wallet_identifier_parse(text, &parts);

    return finding == WALLET_FINDING_NONE ? find_parts(repository, &parts, out, error)
                                          : wlt_fail(
                                                error,
                                                WALLET_ERR_VALUE,
                                                WALLET_NO_OFFSET,
                                                "not a licence identifier: %s",
                                                wallet_finding_text(finding, WALLET_ENGLISH));
}

enum wallet_status wallet_repository_find_identifier(
    struct wallet_repository *repository,
    const char *identifier,
    struct wallet_holding *out,
    struct wallet_error *error)
{
    struct wlt_row row;

    if (!repository || !identifier || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_row_find(repository, identifier, &row, error);
    if (status == WALLET_OK) {
        *out = row.holding;
    }

    return status;
}
