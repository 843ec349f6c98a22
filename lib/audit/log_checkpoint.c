/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "audit/signed_root.h"
#include "base/buffer.h"
#include "base/error.h"

#include <string.h>

/** Looks which checkpoint is the last, for other handles may have signed one. */
static enum wallet_status look_up_last(struct wlt_log *log, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_LAST_CHECKPOINT, &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status == WALLET_OK && is_there) {
        log->checkpoint_size = (uint64_t)wlt_column_int(statement, 0);
        log->checkpoint_unix = wlt_column_int(statement, 1);
    }

    if (status == WALLET_OK) {
        wlt_statement_reset(statement);
    }

    return status;
}

static bool is_due(const struct wlt_log *log, int64_t at_unix)
{
    const uint64_t size = log->edge.size;
    const uint64_t signed_size = log->checkpoint_size;

    return size > signed_size && (size - signed_size >= WLT_LOG_CHECKPOINT_ENTRIES ||
                                  at_unix - log->checkpoint_unix >= WLT_LOG_CHECKPOINT_SECONDS);
}

enum wallet_status wlt_log_is_due(
    struct wlt_log *log, int64_t at_unix, bool *out, struct wallet_error *error)
{
    const bool was_locked = log->is_locked;

    enum wallet_status status = log->is_known ? WALLET_OK : wlt_log_lock(log, error);
    if (status == WALLET_OK && is_due(log, at_unix)) {
        status = look_up_last(log, error);
    }

    if (status == WALLET_OK) {
        *out = is_due(log, at_unix);
    }

    log->is_locked = was_locked; /* for who does not append, and so does not settle */
    return status;
}

static enum wallet_status keep(
    struct wlt_log *log,
    const struct wallet_checkpoint *checkpoint,
    struct wallet_bytes object,
    struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_ADD_CHECKPOINT, &statement, error);
    if (status == WALLET_OK) {
        wlt_bind_int(statement, 1, (int64_t)checkpoint->size);
        wlt_bind_int(statement, 2, checkpoint->at_unix);
        wlt_bind_bytes(statement, 3, object);
        status = wlt_statement_run(statement, NULL, error);
    }

    return status;
}

static enum wallet_status check_signer(
    const struct wlt_log *log, const struct wallet_signer *audit, struct wallet_error *error)
{
    return strcmp(audit->issuer, log->origin) == 0
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_KEY,
                     WALLET_NO_OFFSET,
                     "the audit key is '%s', and the log is of '%s'",
                     audit->issuer,
                     log->origin);
}

static enum wallet_status sign_edge(
    struct wlt_log *log,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer object = { 0 };
    struct wallet_checkpoint checkpoint = { .size = log->edge.size, .at_unix = at_unix };
    struct wlt_tree_hash root;

    memcpy(checkpoint.origin, log->origin, sizeof checkpoint.origin);
    wlt_tree_root(&log->edge, &root);
    memcpy(checkpoint.root, root.bytes, sizeof root.bytes);
    enum wallet_status status = wlt_signed_root_sign(&checkpoint, audit, &object, error);
    if (status == WALLET_OK) {
        status = keep(log, &checkpoint, wallet_buffer_bytes(&object), error);
    }

    if (status == WALLET_OK) {
        log->checkpoint_size = checkpoint.size;
        log->checkpoint_unix = checkpoint.at_unix;
    }

    return status;
}

enum wallet_status wlt_log_checkpoint(
    struct wlt_log *log,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_error *error)
{
    const bool was_locked = log->is_locked;

    enum wallet_status status = check_signer(log, audit, error);
    if (status == WALLET_OK) {
        status = wlt_log_lock(log, error);
    }

    if (status == WALLET_OK) {
        status = look_up_last(log, error);
    }

    if (status == WALLET_OK && log->edge.size > log->checkpoint_size) {
        status = sign_edge(log, audit, at_unix, error);
    }

    log->is_locked = was_locked;
    return status;
}

enum wallet_status wlt_log_last_checkpoint(
    struct wlt_log *log, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_statement *statement = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_log_statement(log, WLT_LOG_LAST_CHECKPOINT, &statement, error);
    if (status == WALLET_OK) {
        status = wlt_statement_next(statement, &is_there, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    wlt_buffer_set_size(out, 0);
    if (!is_there) {
        status = wlt_fail(
            error, WALLET_ERR_UNKNOWN, WALLET_NO_OFFSET, "no checkpoint has been signed yet");
    } else if (!wlt_buffer_append(out, wlt_column_bytes(statement, 2))) {
        status = wlt_fail_memory(error);
    }

    wlt_statement_reset(statement);
    return status;
}
