/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/check.h"
#include "audit/signed_root.h"
#include "base/error.h"

#include <string.h>

/** What stands in a row: size, time, object. */
static enum wallet_status check_row(
    struct wlt_check *check, const struct wlt_statement *statement, struct wallet_error *error)
{
    struct wlt_signed_root object;
    const uint64_t size = (uint64_t)wlt_column_int(statement, 0);

    check->report->checkpoint_count++;
    if (wlt_signed_root_read(wlt_column_bytes(statement, 2), &object, NULL) != WALLET_OK ||
        object.form != WLT_ROOT_CHECKPOINT || object.checkpoint.size != size ||
        object.checkpoint.at_unix != wlt_column_int(statement, 1) ||
        strcmp(object.checkpoint.origin, wlt_log_origin(check->log)) != 0) {
        wlt_check_tell(check, WALLET_DAMAGE_CHECKPOINT, size);
        return WALLET_OK;
    }

    const enum wallet_status status =
        check->trust ? wlt_signed_root_check(&object, object.checkpoint.root, check->trust, NULL)
                     : WALLET_OK;
    if (status != WALLET_OK && status != WALLET_ERR_MEMORY) {
        wlt_check_tell(check, WALLET_DAMAGE_SIGNATURE, size);
    }

    struct wlt_check_root *root = &check->roots[check->root_count++];
    root->size = size;
    memcpy(root->root, object.checkpoint.root, sizeof root->root);
    check->report->last_signed = size;
    return status == WALLET_ERR_MEMORY ? wlt_fail_memory(error) : WALLET_OK;
}

enum wallet_status wlt_check_checkpoints(struct wlt_check *check, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    bool is_there = true;

    check->root_count = 0;
    check->root_next = 0;
    if (check->is_broken) {
        return WALLET_OK;
    }

    enum wallet_status status = wlt_database_prepare(
        check->log->database,
        "SELECT size, made, object FROM audit_checkpoint WHERE size > $1 AND size <= $2"
        " ORDER BY size",
        &statement,
        error);
    if (status == WALLET_OK) {
        wlt_bind_int(statement, 1, (int64_t)check->edge.size);
        wlt_bind_int(statement, 2, (int64_t)check->edge.size + WLT_TILE_WIDTH);
    }

    while (status == WALLET_OK && is_there && check->root_count < WLT_TILE_WIDTH) {
        status = wlt_statement_next(statement, &is_there, error);
        if (status == WALLET_OK && is_there) {
            status = check_row(check, statement, error);
        }
    }

    return status;
}

static void tell_outside(struct wlt_check *check)
{
    for (; check->outside_next < check->outside_count; check->outside_next++) {
        wlt_check_tell(check, WALLET_DAMAGE_CUT, check->outside[check->outside_next].size);
    }
}

enum wallet_status wlt_check_left_checkpoints(struct wlt_check *check, struct wallet_error *error)
{
    WLT_AUTO(statement) struct wlt_statement *statement = NULL;
    bool is_there = true;

    if (check->is_broken) {
        return WALLET_OK;
    }

    tell_outside(check);
    enum wallet_status status = wlt_database_prepare(
        check->log->database,
        "SELECT size FROM audit_checkpoint WHERE size < 1 OR size > $1 ORDER BY size",
        &statement,
        error);
    if (status == WALLET_OK) {
        wlt_bind_int(statement, 1, (int64_t)check->edge.size);
    }

    while (status == WALLET_OK && is_there) {
        status = wlt_statement_next(statement, &is_there, error);
        if (status == WALLET_OK && is_there) {
            wlt_check_tell(check, WALLET_DAMAGE_CHECKPOINT, (uint64_t)wlt_column_int(statement, 0));
        }
    }

    return status;
}
