/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "repository/store.h"

enum wallet_status wallet_repository_row_known(
    struct wallet_repository *repository,
    const struct wallet_type *type,
    const char *holder,
    const uint8_t row[WALLET_REPOSITORY_ROW_SIZE],
    bool *out,
    struct wallet_error *error)
{
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t source[WLT_SOURCE_SIZE];
    struct wlt_statement *count = NULL;
    int64_t type_number = 0;
    int64_t found = 0;

    if (!repository || !type || !row || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const struct wlt_code_source codes = wlt_repository_codes(repository);
    enum wallet_status status = wallet_repository_holder(repository, holder, hash, error);
    status =
        status == WALLET_OK
            ? wlt_code_find(
                  &codes, WLT_CODE_TYPE, wlt_bytes_of(wallet_type_code(type)), &type_number, error)
            : status;
    if (status == WALLET_ERR_UNKNOWN) { /* no licence of this type so far */
        *out = false;
        return WALLET_OK;
    }

    status = status == WALLET_OK
                 ? wlt_repository_statement(repository, WLT_SQL_ROW_KNOWN, &count, error)
                 : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_secrets_source(repository->secrets, row, source);
    wlt_bind_bytes(count, 1, (struct wallet_bytes){ hash, sizeof hash });
    wlt_bind_int(count, 2, type_number);
    wlt_bind_bytes(count, 3, (struct wallet_bytes){ source, sizeof source });
    status = wlt_statement_number(count, &found, error);
    if (status == WALLET_OK) {
        *out = found > 0;
    }

    return status;
}

enum wallet_status wallet_repository_batch_read(
    struct wallet_repository *repository,
    const uint8_t id[WALLET_REPOSITORY_BATCH_SIZE],
    struct wallet_repository_batch *out,
    struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    if (!repository || !id || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status =
        wlt_repository_statement(repository, WLT_SQL_BATCH_GET, &get, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(get, 1, (struct wallet_bytes){ id, WALLET_REPOSITORY_BATCH_SIZE });
    status = wlt_statement_next(get, &is_there, error);
    if (status != WALLET_OK) {
        return status;
    }

    *out = (struct wallet_repository_batch){ .next_row = 0 };
    if (is_there) {
        out->next_row = (uint64_t)wlt_column_int(get, 0);
        out->issued = (uint64_t)wlt_column_int(get, 1);
        out->known = (uint64_t)wlt_column_int(get, 2);
        out->refused = (uint64_t)wlt_column_int(get, 3);
        out->at_unix = wlt_column_int(get, 4);
        wlt_statement_reset(get);
    }

    return WALLET_OK;
}

enum wallet_status wallet_repository_batch_write(
    struct wallet_repository *repository,
    const uint8_t id[WALLET_REPOSITORY_BATCH_SIZE],
    const struct wallet_repository_batch *batch,
    struct wallet_error *error)
{
    struct wlt_statement *put = NULL;

    if (!repository || !id || !batch) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_repository_demand_begun(repository, error);
    status = status == WALLET_OK
                 ? wlt_repository_statement(repository, WLT_SQL_BATCH_PUT, &put, error)
                 : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_bind_bytes(put, 1, (struct wallet_bytes){ id, WALLET_REPOSITORY_BATCH_SIZE });
    wlt_bind_int(put, 2, (int64_t)batch->next_row);
    wlt_bind_int(put, 3, (int64_t)batch->issued);
    wlt_bind_int(put, 4, (int64_t)batch->known);
    wlt_bind_int(put, 5, (int64_t)batch->refused);
    wlt_bind_int(put, 6, batch->at_unix);
    return wlt_statement_run(put, NULL, error);
}
