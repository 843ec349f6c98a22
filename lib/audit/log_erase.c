/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "base/error.h"
#include "cbor/writer.h"

static enum wallet_status drop_use(
    struct wlt_log *log, const struct wallet_audit_entry *entry, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;

    if (!entry->is_use) {
        return WALLET_OK;
    }

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_DROP_USE, &statement, error);
    if (status == WALLET_OK) {
        wlt_bind_bytes(statement, 1, entry->holder);
        wlt_bind_int(statement, 2, (int64_t)entry->number);
        status = wlt_statement_run(statement, NULL, error);
    }

    return status;
}

static enum wallet_status drop_body(
    struct wlt_log *log, uint64_t number, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_DROP_BODY, &statement, error);
    if (status == WALLET_OK) {
        wlt_bind_int(statement, 1, (int64_t)number);
        status = wlt_statement_run(statement, NULL, error);
    }

    return status;
}

/** Says in the log that it was done: a content that is missing without that was taken away. */
static enum wallet_status append_notice(
    struct wlt_log *log, uint64_t number, int64_t at_unix, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer details = { 0 };
    struct wlt_writer writer = wlt_writer_start(&details);

    wlt_write_map(&writer, 1);
    wlt_write_unsigned(&writer, WALLET_DETAIL_NUMBER);
    wlt_write_unsigned(&writer, number);
    const enum wallet_status status = wlt_writer_status(&writer, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_act act = {
        .act = WALLET_ACT_FORGET,
        .at_unix = at_unix,
        .details = wallet_buffer_bytes(&details),
    };
    return wlt_log_append(log, &act, NULL, error);
}

/** An entry that may be erased; borrows from `encoded`. */
static enum wallet_status read_erasable(
    struct wlt_log *log,
    uint64_t number,
    struct wallet_buffer *encoded,
    struct wallet_audit_entry *out,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_log_entry(log, number, encoded, error);
    if (status == WALLET_OK) {
        status = wlt_log_entry_parse(wallet_buffer_bytes(encoded), out, error);
    }

    /* It names a number, and no person. */
    return status == WALLET_OK && out->act == WALLET_ACT_FORGET
               ? wlt_fail(
                     error,
                     WALLET_ERR_ARGUMENT,
                     WALLET_NO_OFFSET,
                     "what says that an entry was erased is kept")
               : status;
}

enum wallet_status wlt_log_erase(
    struct wlt_log *log, uint64_t number, int64_t at_unix, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer encoded = { 0 };
    struct wallet_audit_entry entry;
    const bool was_locked = log->is_locked;

    /* First the lock: of two that erase the same, one finds it erased. */
    enum wallet_status status = wlt_log_lock(log, error);
    if (status == WALLET_OK) {
        status = read_erasable(log, number, &encoded, &entry, error);
    }

    if (status != WALLET_OK) {
        log->is_locked = was_locked;
        return status;
    }

    status = drop_use(log, &entry, error);
    if (status == WALLET_OK) {
        status = drop_body(log, number, error);
    }

    return status == WALLET_OK ? append_notice(log, number, at_unix, error) : status;
}
