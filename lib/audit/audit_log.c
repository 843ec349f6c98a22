/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/audit_log.h>

#include "audit/log.h"
#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

struct wallet_audit_log {
    struct wlt_database *database;
    struct wlt_log *log;
};

WLT_DEFINE_AUTO(audit_log, struct wallet_audit_log, wallet_audit_log_close)

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

void wallet_audit_log_close(struct wallet_audit_log *log)
{
    if (log) {
        wlt_log_close(log->log);
        wlt_database_close(log->database);
        wlt_free(log);
    }
}

enum wallet_status wallet_audit_log_open(
    const char *database,
    const uint8_t secret[WALLET_AUDIT_SECRET_SIZE],
    struct wallet_audit_log **out,
    struct wallet_error *error)
{
    uint8_t key[WLT_LOG_KEY_SIZE];

    if (!database || !secret || !out) {
        return fail_null(error);
    }

    WLT_AUTO(audit_log) struct wallet_audit_log *log = wlt_alloc(1, sizeof *log);
    if (!log) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = wlt_database_open(database, &log->database, error);
    if (status == WALLET_OK) {
        wlt_log_key(secret, key);
        status = wlt_log_open(log->database, key, &log->log, error);
        explicit_bzero(key, sizeof key);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(log);
    }

    return status;
}

const char *wallet_audit_log_origin(const struct wallet_audit_log *log)
{
    return wlt_log_origin(log->log);
}

/** Ends a transaction that only read. */
static enum wallet_status end_reading(struct wallet_audit_log *log, enum wallet_status status)
{
    wlt_database_rollback(log->database);
    return status;
}

enum wallet_status wallet_audit_log_size(
    struct wallet_audit_log *log, uint64_t *out, struct wallet_error *error)
{
    if (!log || !out) {
        return fail_null(error);
    }

    const enum wallet_status status = wlt_database_begin_reading(log->database, error);
    return status == WALLET_OK ? end_reading(log, wlt_log_size(log->log, out, error)) : status;
}

enum wallet_status wallet_audit_log_entry(
    struct wallet_audit_log *log,
    uint64_t number,
    struct wallet_buffer *encoded,
    struct wallet_audit_entry *out,
    struct wallet_error *error)
{
    if (!log || !encoded || !out) {
        return fail_null(error);
    }

    enum wallet_status status = wlt_database_begin_reading(log->database, error);
    if (status == WALLET_OK) {
        status = end_reading(log, wlt_log_entry(log->log, number, encoded, error));
    }

    return status == WALLET_OK ? wlt_log_entry_parse(wallet_buffer_bytes(encoded), out, error)
                               : status;
}

enum wallet_status wallet_audit_log_uses(
    struct wallet_audit_log *log,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    wallet_audit_visit *visit,
    void *context,
    struct wallet_error *error)
{
    if (!log || !holder || !visit) {
        return fail_null(error);
    }

    const enum wallet_status status = wlt_database_begin_reading(log->database, error);
    return status == WALLET_OK
               ? end_reading(log, wlt_log_uses(log->log, holder, visit, context, error))
               : status;
}

static enum wallet_status sign_checkpoint(
    struct wallet_audit_log *log,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_database_begin(log->database, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_log_checkpoint(log->log, audit, at_unix, error);
    if (status == WALLET_OK) {
        status = wlt_database_commit(log->database, error);
    }

    if (status != WALLET_OK) {
        wlt_database_rollback(log->database);
        wlt_log_rolled_back(log->log);
    }

    return status;
}

enum wallet_status wallet_audit_log_checkpoint(
    struct wallet_audit_log *log,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!log || !out || at_unix < 0) {
        return fail_null(error);
    }

    enum wallet_status status = audit ? sign_checkpoint(log, audit, at_unix, error) : WALLET_OK;
    if (status == WALLET_OK) {
        status = wlt_database_begin_reading(log->database, error);
    }

    return status == WALLET_OK ? end_reading(log, wlt_log_last_checkpoint(log->log, out, error))
                               : status;
}

static enum wallet_status make_receipt(
    struct wallet_audit_log *log,
    uint64_t number,
    const struct wallet_signer *audit,
    size_t most,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const enum wallet_status status = wlt_log_receipt(log->log, number, out, error);

    return status == WALLET_OK && audit && most > 0 && out->size > most
               ? wlt_log_short_receipt(log->log, number, audit, out, error)
               : status;
}

enum wallet_status wallet_audit_log_receipt(
    struct wallet_audit_log *log,
    uint64_t number,
    const struct wallet_signer *audit,
    int64_t at_unix,
    size_t most,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!log || !out || at_unix < 0) {
        return fail_null(error);
    }

    enum wallet_status status = audit ? sign_checkpoint(log, audit, at_unix, error) : WALLET_OK;
    if (status == WALLET_OK) {
        status = wlt_database_begin_reading(log->database, error);
    }

    return status == WALLET_OK
               ? end_reading(log, make_receipt(log, number, audit, most, out, error))
               : status;
}

enum wallet_status wallet_audit_log_prove(
    struct wallet_audit_log *log,
    uint64_t older,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!log || !out) {
        return fail_null(error);
    }

    const enum wallet_status status = wlt_database_begin_reading(log->database, error);
    return status == WALLET_OK ? end_reading(log, wlt_log_consistency(log->log, older, out, error))
                               : status;
}

enum wallet_status wallet_audit_log_verify(
    struct wallet_audit_log *log,
    const struct wallet_audit_evidence *evidence,
    wallet_audit_tell *tell,
    void *context,
    struct wallet_audit_report *out,
    struct wallet_error *error)
{
    if (!log || !evidence || !out || (!evidence->outside && evidence->outside_count > 0)) {
        return fail_null(error);
    }

    const enum wallet_status status = wlt_database_begin_reading(log->database, error);
    return status == WALLET_OK
               ? end_reading(log, wlt_log_verify(log->log, evidence, tell, context, out, error))
               : status;
}
