/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "base/buffer.h"
#include "base/error.h"

#include <string.h>

/** What a row says of an entry. */
static enum wallet_status read_row(
    struct wlt_log *log,
    uint64_t number,
    const struct wlt_statement *statement,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_tree_hash leaf;

    if (wlt_column_is_null(statement, 1)) {
        return wlt_fail(
            error,
            WALLET_ERR_MISSING,
            WALLET_NO_OFFSET,
            "the content of entry %llu was erased",
            (unsigned long long)number);
    }

    enum wallet_status status =
        wlt_log_unseal(log, number, wlt_column_bytes(statement, 1), out, error);
    if (status == WALLET_OK) {
        status = wlt_log_entry_leaf(wallet_buffer_bytes(out), &leaf, error);
    }

    const struct wallet_bytes kept = wlt_column_bytes(statement, 0);
    return status == WALLET_OK &&
                   (kept.size != sizeof leaf.bytes || memcmp(kept.data, leaf.bytes, kept.size) != 0)
               ? wlt_fail(
                     error,
                     WALLET_ERR_MALFORMED,
                     WALLET_NO_OFFSET,
                     "entry %llu does not fit its leaf",
                     (unsigned long long)number)
               : status;
}

enum wallet_status wlt_log_entry(
    struct wlt_log *log, uint64_t number, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;

    if (number > INT64_MAX) {
        return wlt_fail(error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "there is no such entry");
    }

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_READ_ENTRY, &statement, error);
    if (status == WALLET_OK) {
        wlt_bind_int(statement, 1, (int64_t)number);
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    status = is_there ? read_row(log, number, statement, out, error)
                      : wlt_fail(
                            error,
                            WALLET_ERR_UNKNOWN,
                            WALLET_NO_OFFSET,
                            "there is no entry %llu",
                            (unsigned long long)number);
    wlt_statement_reset(statement);
    return status;
}

enum {
    USES_AT_ONCE = 64, /* as the statement says */
};

/** Reads the next numbers below `below`, in descending order. */
static enum wallet_status read_uses(
    struct wlt_log *log,
    const uint8_t *holder,
    int64_t below,
    int64_t numbers[USES_AT_ONCE],
    size_t *out_count,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = true;

    *out_count = 0;
    enum wallet_status status = wlt_log_statement(log, WLT_LOG_USES, &statement, error);
    if (status == WALLET_OK) {
        wlt_bind_bytes(statement, 1, (struct wallet_bytes){ holder, WALLET_AUDIT_HOLDER_SIZE });
        wlt_bind_int(statement, 2, below);
    }

    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(statement, &is_there, error);
        if (status == WALLET_OK && is_there && *out_count < USES_AT_ONCE) {
            numbers[*out_count] = wlt_column_int(statement, 0);
            ++*out_count;
        }
    }

    return status;
}

static enum wallet_status show(
    struct wlt_log *log,
    uint64_t number,
    wallet_audit_visit *visit,
    void *context,
    bool *out_go_on,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer encoded = { 0 };
    struct wallet_audit_entry entry;

    enum wallet_status status = wlt_log_entry(log, number, &encoded, error);
    if (status == WALLET_ERR_MISSING) {
        *out_go_on = visit(context, number, NULL);
        return WALLET_OK;
    }

    if (status == WALLET_OK) {
        status = wlt_log_entry_parse(wallet_buffer_bytes(&encoded), &entry, error);
    }

    if (status == WALLET_OK) {
        *out_go_on = visit(context, number, &entry);
    }

    return status;
}

enum wallet_status wlt_log_uses(
    struct wlt_log *log,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    wallet_audit_visit *visit,
    void *context,
    struct wallet_error *error)
{
    int64_t numbers[USES_AT_ONCE];
    size_t count = USES_AT_ONCE;
    int64_t below = INT64_MAX;
    bool go_on = true;

    enum wallet_status status = WALLET_OK;
    while (status == WALLET_OK && go_on && count == USES_AT_ONCE) {
        status = read_uses(log, holder, below, numbers, &count, error);
        for (size_t i = 0; status == WALLET_OK && go_on && i < count; i++) {
            status = show(log, (uint64_t)numbers[i], visit, context, &go_on, error);
            below = numbers[i];
        }
    }

    return status;
}
